"""Kept: single values that are the same for all nodes, by key."""

import sqlalchemy as sa

from frontdesk.store.tables import kept
from frontdesk.store.upsert import insert_or_ignore, insert_or_update


def value(connection: sa.Connection, key: str) -> str | None:
    """What is kept under the key."""
    found: str | None = connection.execute(sa.select(kept.c.value).where(kept.c.key == key)).scalar()
    return found


def first(connection: sa.Connection, key: str, made: str) -> str:
    """What is kept under the key: what was `made`, unless somebody was quicker; in one transaction."""
    insert_or_ignore(connection, kept, [{"key": key, "value": made}])
    return value(connection, key) or made


def keep(connection: sa.Connection, key: str, new: str) -> None:
    """Keep this under the key from now on."""
    insert_or_update(connection, kept, [{"key": key, "value": new}], ["value"])
