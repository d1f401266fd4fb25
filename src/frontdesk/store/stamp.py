"""Stamp: which version of frontdesk served on a database last, kept in it for the next one."""

from typing import Final

import sqlalchemy as sa

from frontdesk.store import kept
from frontdesk.store.tables import kept as table

KEY: Final = "version"
CHARS: Final = 40  #: of a version that is believed


def stamp(connection: sa.Connection, version: str) -> None:
    """This version serves on it now; writes nothing where that is known."""
    if stamped(connection) != version:
        kept.keep(connection, KEY, version)


def stamped(connection: sa.Connection) -> str | None:
    """The version that served last; None where none said so, or a later one keeps it elsewhere."""
    inspected = sa.inspect(connection)
    names = {"key", "value"}
    if not inspected.has_table(table.name):
        return None
    if not names <= {column["name"] for column in inspected.get_columns(table.name)}:
        return None
    found = kept.value(connection, KEY)
    return str(found)[:CHARS] if found else None
