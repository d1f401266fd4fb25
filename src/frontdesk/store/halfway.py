"""Halfway: a database that holds a part of a desk which is being moved there.

While that lasts, the version of its schema is a mark that names the desk and what it held: no service starts
on such a database, and no other move goes on with it.
"""

from collections.abc import Mapping

import sqlalchemy as sa

from frontdesk.errors import Faults
from frontdesk.store import schema
from frontdesk.store.engine import Engine
from frontdesk.store.tables import metadata
from frontdesk.store.tallies import TABLES, Tally, count, snapshot, tallies


def was_moved(target: Engine, holds: Mapping[str, Tally]) -> bool:
    """Whether the same move has ended before: a run that was killed may not have said so."""
    with snapshot(target) as connection:
        if schema.version(connection) != schema.HEAD:
            return False
        same = all(count(connection, table) == holds[table.name].rows for table in TABLES)
        return same and tallies(connection, lambda _: None) == holds


def begin(target: Engine, desk: str, state: str) -> None:
    """Make the target ready to copy to, or to go on.

    A part of this desk from before it changed is emptied: nobody can have worked on that.
    """
    with target.writing.begin() as connection:
        target.lock(connection)
        found = schema.version(connection) or ""
        if not found.startswith(schema.MOVING):
            schema.upgrade(connection)
            _refuse_full(target, connection)
        elif not found.startswith(schema.MOVING + desk):
            told = "expected an empty database, found a part of another desk"
            raise Faults([f"{target.place}: {told}"])
        elif found != schema.MOVING + desk + state:
            _empty(connection)
        schema.set_version(connection, schema.MOVING + desk + state)


def forget(target: Engine, desk: str) -> None:
    """Let the next move of this desk begin anew."""
    with target.writing.begin() as connection:
        schema.set_version(connection, schema.MOVING + desk)


def finish(target: Engine) -> None:
    """Make it a desk that a service starts on."""
    with target.writing.begin() as connection:
        if target.kind == "postgresql":
            for table in TABLES:
                _set_sequence(connection, table)
            # Until it has looked, the server takes every table for empty.
            connection.exec_driver_sql("ANALYZE")
        schema.set_version(connection, schema.HEAD)


def _refuse_full(target: Engine, connection: sa.Connection) -> None:
    for table in metadata.sorted_tables:
        if found := count(connection, table):
            told = f"expected an empty database, found rows in its table {table.name}: {found}"
            raise Faults([f"{target.place}: {told}"])


def _empty(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        # To delete a lead it would look through all that was deleted before, for a reference to it.
        connection.exec_driver_sql(f"TRUNCATE {', '.join(table.name for table in TABLES)}")
        return
    for table in reversed(TABLES):
        connection.execute(sa.delete(table))


def _set_sequence(connection: sa.Connection, table: sa.Table) -> None:
    """Let new rows begin behind the highest id; SQLite counts on from that by itself."""
    if "id" in table.c:
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        connection.execute(sa.select(sa.func.setval(sequence, sa.func.max(table.c.id))))
