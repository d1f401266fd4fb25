"""Stored: what stands in the database, read over a connection of its own."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from support.world import World


def rows(where: World | Path | str, query: str, **values: Any) -> list[Any]:
    """The rows that a query finds in a world's database, in a desk's `test.db`, or behind an address."""
    with _engine(_address(where)).connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query), values)]


@lru_cache(maxsize=4)
def _engine(url: sa.URL) -> sa.Engine:
    """One for each database: tests ask many times, and an engine costs more than its question."""
    return sa.create_engine(url, poolclass=sa.NullPool)


def submission(where: World | Path | str, id: str) -> dict[str, Any]:
    """The normalised submission of an answer's id."""
    [[found]] = rows(where, "SELECT normalised FROM submissions WHERE id = :id", id=int(id, 16))
    return json.loads(found)


def count(where: World | Path | str, table: str, condition: str = "1 = 1") -> int:
    """How many rows of a table are so."""
    return rows(where, f"SELECT count(*) FROM {table} WHERE {condition}")[0][0]


def _address(where: World | Path | str) -> sa.URL:
    """The address for SQLAlchemy; a relative file lies in the world's desk folder."""
    if isinstance(where, Path):
        return sa.make_url(f"sqlite:///{where / 'test.db'}")
    url = sa.make_url(where if isinstance(where, str) else where.variables["FRONTDESK_DATABASE"])
    if url.drivername != "sqlite":
        return url.set(drivername="postgresql+psycopg")
    return url if isinstance(where, str) else url.set(database=str(where.desk / (url.database or "")))
