"""Locks: one transaction at a time for what counts before it writes, over all nodes."""

import sqlalchemy as sa


def lock(connection: sa.Connection, *names: str) -> None:
    """Hold these names until the transaction ends; SQLite has one writer anyway.

    Always taken in one order, so that two transactions cannot wait for each other.
    """
    if connection.dialect.name != "postgresql":
        return
    for name in sorted(set(names)):
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(name, 0))))
