"""Stored: what stands in the database file, read over a connection of its own."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def rows(desk: Path, query: str, *values: Any) -> list[Any]:
    """The rows that a query finds in the desk's file."""
    with closing(sqlite3.connect(f"file:{desk / 'test.db'}?mode=ro", uri=True)) as connection:
        return connection.execute(query, values).fetchall()


def submission(desk: Path, id: str) -> dict[str, Any]:
    """The normalised submission of an answer's id."""
    [[found]] = rows(desk, "SELECT normalised FROM submissions WHERE id = ?", int(id, 16))
    return json.loads(found)


def count(desk: Path, table: str, where: str = "1") -> int:
    """How many rows of a table are so."""
    return rows(desk, f"SELECT count(*) FROM {table} WHERE {where}")[0][0]
