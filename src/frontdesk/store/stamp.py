"""Stamp: which version of frontdesk served on a database last, kept in it for the next one."""

from typing import Final

import sqlalchemy as sa

from frontdesk.store.tables import kept
from frontdesk.store.upsert import insert_or_update

KEY: Final = "version"
CHARS: Final = 40  #: of a version that is believed


def stamp(connection: sa.Connection, version: str) -> None:
    """This version serves on it now; writes nothing where that is known."""
    if stamped(connection) != version:
        insert_or_update(connection, kept, [{"key": KEY, "value": version}], ["value"])


def stamped(connection: sa.Connection) -> str | None:
    """The version that served last; None where none said so, or a later one keeps it elsewhere."""
    inspected = sa.inspect(connection)
    names = {"key", "value"}
    if not inspected.has_table(kept.name):
        return None
    if not names <= {column["name"] for column in inspected.get_columns(kept.name)}:
        return None
    found = connection.execute(sa.select(kept.c.value).where(kept.c.key == KEY)).scalar()
    return str(found)[:CHARS] if found else None
