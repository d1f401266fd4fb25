"""Locks: one transaction at a time for what counts before it writes, over all nodes."""

import sqlalchemy as sa

_LOCK = sa.text(
    "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(CAST(:names AS text[])) AS name"
)


def lock(connection: sa.Connection, *names: str) -> None:
    """Hold these names until the transaction ends; SQLite has one writer anyway.

    Always taken in one order, so that two transactions cannot wait for each other.
    """
    if connection.dialect.name != "postgresql":
        return
    connection.execute(_LOCK, {"names": sorted(set(names))})
