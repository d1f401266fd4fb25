"""Nights: which leads came in a quiet time, and that its digest was made, which happens once."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.lead import State
from frontdesk.model.post import Counts
from frontdesk.model.score import Band
from frontdesk.rules.quiet import Night
from frontdesk.store.bursts import counted
from frontdesk.store.posts import OVER
from frontdesk.store.tables import leads, posts
from frontdesk.store.upsert import inserted

#: A lead is judged a little after it came: nothing so young is told of yet.
SETTLED: Final = timedelta(seconds=30)
MOST: Final = 10_000  #: leads of a night that are told
_l, _c = leads.c, posts.c
_TOLD: Final = _l.state.not_in((State.QUARANTINED, State.JUNK))


def told(connection: sa.Connection, chat: int, key: str) -> bool:
    """Whether that day has its digest, or nothing to tell."""
    return connection.execute(sa.select(_c.key).where(_c.chat == chat, _c.key == key)).first() is not None


def came(connection: sa.Connection, since: datetime, until: datetime) -> tuple[int, int]:
    """The first and the last lead of a time; (0, 0) when none came."""
    mine = sa.select(sa.func.min(_l.id), sa.func.max(_l.id))
    row = connection.execute(mine.where(_l.created_at >= since, _l.created_at < until)).one()
    return row[0] or 0, row[1] or 0


def leads_of(connection: sa.Connection, said: Mapping[str, Any]) -> tuple[Counts, list[int]]:
    """The leads of a night as they stand: counts, and their numbers, hot ones first, then those to triage."""
    since, until = (datetime.fromtimestamp(said[name], UTC) for name in ("since", "until"))
    span = (_l.id >= said["first"], _l.id <= said["last"], _l.created_at >= since, _l.created_at < until)
    which = (*span, _l.state.is_not(None), _TOLD)
    rank = sa.case((_l.band == Band.QUALIFIED, 0), (_l.state == State.NURTURE, 2), else_=1)
    numbers = sa.select(_l.id).where(*which).order_by(rank, _l.id).limit(MOST)
    return counted(connection, which), list(connection.execute(numbers).scalars())


def make(
    connection: sa.Connection, chat: int, key: str, about: bytes, night: Night, now: datetime, *, empty: bool
) -> bool:
    """Put the digest of a night into the outbox; False where another node was quicker."""
    row = {
        "chat": chat,
        "key": key,
        "about": about,
        "began_at": night.began_at,
        "ended_at": night.ended_at,
        "state": OVER if empty else "due",
        "due_at": now,
    }
    return inserted(connection, posts, row)
