"""Quotas: what was used up and when, so that limits outlive a restart."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from frontdesk.store.driver import driver_each, driver_sql
from frontdesk.store.tables import micros, quotas

_USED: Final = driver_each("SELECT count(*) FROM quotas WHERE key = ? AND at > ?")
_LATELY: Final = sa.select(quotas.c.key, quotas.c.at).where(
    quotas.c.key.in_(sa.bindparam("keys", expanding=True)), quotas.c.at > sa.bindparam("since")
)
_USE: Final = driver_sql("INSERT INTO quotas (key, at) VALUES (?, ?)")


def used(connection: sa.Connection, keys: Sequence[str], since: datetime) -> dict[str, int]:
    """key: how often it was used since then."""
    counts = _USED(connection, [(key, micros(since)) for key in keys])
    return {key: rows[0][0] for key, rows in zip(keys, counts, strict=True)}


def lately(
    connection: sa.Connection, keys: Collection[str], since: datetime
) -> dict[str, tuple[datetime, ...]]:
    """key: when it was used since then, or is to be; a key that was not has none."""
    found: dict[str, tuple[datetime, ...]] = {}
    for key, at in connection.execute(_LATELY, {"keys": list(keys), "since": since}):
        found[key] = (*found.get(key, ()), at)
    return found


def moments(connection: sa.Connection, key: str, since: datetime) -> list[datetime]:
    """When the quota was used since then, oldest first."""
    select = sa.select(quotas.c.at).where(quotas.c.key == key, quotas.c.at > since).order_by(quotas.c.at)
    return list(connection.execute(select).scalars())


def use(connection: sa.Connection, keys: Sequence[str], at: datetime) -> None:
    """Write down that these were used."""
    if keys:
        _USE(connection, [(key, micros(at)) for key in keys])


def forget(connection: sa.Connection, before: datetime) -> int:
    """Drop what no limit looks back to; how many rows."""
    return connection.execute(sa.delete(quotas).where(quotas.c.at < before)).rowcount
