"""Tallies: the rows of a database table by table, in one order on both engines, counted and hashed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.store.copying import WAIT_S
from frontdesk.store.engine import Engine
from frontdesk.store.soundness import read_only
from frontdesk.store.sqlite import SqliteEngine
from frontdesk.store.tables import UtcTime, metadata

Seen = Callable[[int], None]  #: so many rows more

FETCHED: Final = {
    True: 20,
    False: 500,
}  #: rows at once, with bodies and without: a letter may carry megabytes
_PASSING: Final = ("nodes", "leases")  #: who works on this database, and on no other


@dataclass(frozen=True, slots=True)
class Tally:
    """What a table holds."""

    rows: int
    hash: str


def _bare(table: sa.Table) -> sa.Table:
    """The table with its times as the numbers that stand in it."""
    return sa.Table(table.name, sa.MetaData(), *(_bare_column(column) for column in table.columns))


def _bare_column(column: sa.Column[Any]) -> sa.Column[Any]:
    type_ = sa.BigInteger() if isinstance(column.type, UtcTime) else column.type
    return sa.Column(column.name, type_, primary_key=column.primary_key)


#: Every table that holds something of the desk's; whatever a row refers to comes before it.
TABLES: Final = tuple(_bare(table) for table in metadata.sorted_tables if table.name not in _PASSING)


@contextmanager
def snapshot(engine: Engine) -> Iterator[sa.Connection]:
    """One unchanging view of a database, which it does not change either."""
    if not isinstance(engine, SqliteEngine):
        with engine.reading.connect() as connection:
            # It is idle while the other database is written to.
            connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
            yield connection
        return
    with read_only(engine.path, WAIT_S) as file:
        one = sa.create_engine(
            "sqlite://", creator=lambda: file, poolclass=sa.StaticPool, hide_parameters=True
        )
        with one.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection


def key(connection: sa.Connection, table: sa.Table) -> list[Any]:
    """The primary key, as what to order by: text by its code points, whatever the server's language."""
    postgres = connection.dialect.name == "postgresql"
    return [
        sa.collate(column, "C") if postgres and isinstance(column.type, sa.String) else column
        for column in table.primary_key
    ]


def rows(
    connection: sa.Connection, table: sa.Table, behind: Sequence[Any] | None = None
) -> Iterator[Sequence[sa.Row[Any]]]:
    """The rows by their key, a few at a time; `behind`: only those with a higher one."""
    ordered = key(connection, table)
    fetched = FETCHED[any(_is_body(column) for column in table.c)]
    select = sa.select(table).order_by(*ordered).execution_options(yield_per=fetched)
    if behind is not None:
        select = select.where(sa.tuple_(*ordered) > sa.tuple_(*behind))
    yield from connection.execute(select).partitions()


def count(connection: sa.Connection, table: sa.Table) -> int:
    """How many rows a table has."""
    return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def tallies(connection: sa.Connection, seen: Seen) -> Mapping[str, Tally]:
    """Every table of `TABLES`: what it holds."""
    return {table.name: _tally(connection, table, seen) for table in TABLES}


def _tally(connection: sa.Connection, table: sa.Table, seen: Seen) -> Tally:
    digest, total = sha256(), 0
    for some in rows(connection, table):
        for row in some:
            # Of plain values, which are of the same type on both engines, this tells every difference.
            digest.update(repr(tuple(row)).encode())
        total += len(some)
        seen(len(some))
    return Tally(total, digest.hexdigest())


def _is_body(column: sa.Column[Any]) -> bool:
    """Bytes of any number; a hash has its length."""
    return isinstance(column.type, sa.LargeBinary) and column.type.length is None
