"""Rows: dicts of a table's columns written at the driver's level, where Core costs more than the database."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.store.columns import micros
from frontdesk.store.driver import Run, driver_sql

OR_IGNORE: Final = " ON CONFLICT DO NOTHING"


def insert(
    connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]], tail: str = ""
) -> None:
    """Insert rows that all have the columns of the first; `tail` says what to do where a key is there."""
    if rows:
        names = tuple(rows[0])
        _insertion(table, names, tail)(connection, [_values(row, names) for row in rows])


def update(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Set columns of rows that are there: the same of each, which names itself by its `id`."""
    if rows:
        names = tuple(name for name in rows[0] if name != "id")
        _change(table, names)(connection, [_values(row, (*names, "id")) for row in rows])


@cache
def _insertion(table: sa.Table, names: tuple[str, ...], tail: str) -> Run:
    places = ", ".join("?" * len(names))
    return driver_sql(f"INSERT INTO {table.name} ({_listed(table, names)}) VALUES ({places}){tail}")  # noqa: S608


@cache
def _change(table: sa.Table, names: tuple[str, ...]) -> Run:
    set_ = ", ".join(f"{_listed(table, (name,))} = ?" for name in names)
    return driver_sql(f"UPDATE {table.name} SET {set_} WHERE id = ?")  # noqa: S608


def _listed(table: sa.Table, names: tuple[str, ...]) -> str:
    """The columns' names as SQL; one that the table has not is a KeyError."""
    return ", ".join(f'"{table.c[name].name}"' for name in names)


def _values(row: dict[str, Any], names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple([_plain(row[name]) for name in names])


def _plain(value: Any) -> Any:
    """A value as drivers take it: times in microseconds, names of states as words."""
    if isinstance(value, datetime):
        return micros(value)
    return value.value if isinstance(value, Enum) else value
