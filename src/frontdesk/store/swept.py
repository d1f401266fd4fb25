"""Swept: how far the daily sweep of `[retention]` has come, kept for all nodes and the next start."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import orjson
import sqlalchemy as sa

from frontdesk.model.retention import Swept
from frontdesk.store import kept

KEY: Final = "retention"


def read(connection: sa.Connection) -> Swept:
    """How far it has come."""
    found = kept.value(connection, KEY)
    if found is None:
        return Swept()
    told = orjson.loads(found)
    ended = told["ended_at"]
    return Swept(
        due_at=datetime.fromisoformat(told["due_at"]),
        ended_at=datetime.fromisoformat(ended) if ended else None,
        removed=told["removed"],
    )


def expect(connection: sa.Connection, now: datetime) -> None:
    """The first one of this desk is due: from now on it shows that it never comes to its end."""
    kept.first(connection, KEY, _written(Swept(due_at=now)))


def end(connection: sa.Connection, removed: Mapping[str, int], *, at: datetime, due_at: datetime) -> None:
    """One came to its end, which removed so much of each kind; the next is due then."""
    before = read(connection).removed
    total = dict(before) | {kind: before.get(kind, 0) + count for kind, count in removed.items()}
    kept.keep(connection, KEY, _written(Swept(due_at=due_at, ended_at=at, removed=total)))


def _written(swept: Swept) -> str:
    return orjson.dumps(swept).decode()
