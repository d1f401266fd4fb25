"""Rules versions: every rules.toml that was ever in force, word for word."""

from datetime import datetime

import sqlalchemy as sa

from frontdesk.store.tables import rules_versions
from frontdesk.store.upsert import insert_or_ignore


def publish(connection: sa.Connection, hash: str, text: str, at: datetime) -> None:
    """Keep a version; one that is there already is kept once."""
    insert_or_ignore(connection, rules_versions, [{"hash": hash, "text": text, "at": at}])
