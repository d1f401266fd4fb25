"""Locks: one transaction at a time for what counts before it writes, over all nodes."""

from typing import Final

import sqlalchemy as sa

_LOCK: Final = sa.text(
    "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(CAST(:names AS text[])) AS name"
)

_TRY: Final = sa.text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")


def lock(connection: sa.Connection, *names: str) -> None:
    """Hold these names until the transaction ends; SQLite has one writer anyway.

    Always taken in one order, so that two transactions cannot wait for each other.
    """
    if connection.dialect.name != "postgresql":
        return
    connection.execute(_LOCK, {"names": sorted(set(names))})


def try_lock(connection: sa.Connection, name: str) -> bool:
    """Hold this name until the transaction ends; False, at once, when another transaction does."""
    return connection.dialect.name != "postgresql" or connection.execute(_TRY, {"name": name}).scalar_one()
