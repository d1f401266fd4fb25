"""Kept: single values that are made once and are the same for all nodes."""

import sqlalchemy as sa

from frontdesk.store.tables import kept
from frontdesk.store.upsert import insert_or_ignore


def first(connection: sa.Connection, key: str, value: str) -> str:
    """What is kept under the key: this value, unless somebody was quicker; in one transaction."""
    insert_or_ignore(connection, kept, [{"key": key, "value": value}])
    found: str = connection.execute(sa.select(kept.c.value).where(kept.c.key == key)).scalar_one()
    return found
