"""Digests: what the day's message about the quarantine tells, one row a day.

Neither a letter nor a card of one lead, so it has a table of its own, whose states are those of cards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson
import sqlalchemy as sa

from frontdesk.model.digest import Digest, Listed, Noticed
from frontdesk.store.locks import lock
from frontdesk.store.tables import UtcTime, digest_leads, digests

EMPTY: Final = "empty"  #: the state of a day with nothing to tell: no message, and never one
_c, _l = digests.c, digest_leads.c


@dataclass(frozen=True, slots=True)
class Told:
    """What is told already."""

    today: bool  #: the day has its digest
    until: datetime | None  #: the newest one tells of what came before this; None: there was none


def told(connection: sa.Connection, day: str, now: datetime) -> Told:
    """Whether that day has its digest, and up to when there were any. One from the future counts for nothing:
    a clock was wrong.
    """
    today = connection.execute(sa.select(_c.day).where(_c.day == day)).first() is not None
    until = sa.select(sa.func.max(_c.until)).where(_c.until <= now)
    return Told(today, connection.execute(until).scalar())


def make(connection: sa.Connection, digest: Digest, before: Told, now: datetime) -> bool:
    """Put the digest of a day into the outbox; False where another node was quicker since `before` was read.

    The row is the message and the mark that the day has one: both are there or neither.
    """
    lock(connection, "digest")
    if told(connection, digest.day, now) != before:
        return False
    row = {
        "day": digest.day,
        "chat": digest.chat,
        "since": digest.since,
        "until": digest.until,
        "summary": _summary(digest),
        "state": EMPTY if digest.empty else "due",
        "due_at": now,
    }
    connection.execute(sa.insert(digests), [row])
    listed = [
        {"day": digest.day, "lead": one.lead, "place": place, "human": one.human}
        for place, one in enumerate(digest.listed)
    ]
    if listed:
        connection.execute(sa.insert(digest_leads), listed)
    return True


def read(connection: sa.Connection, day: str) -> Digest | None:
    """The digest of a day."""
    row = connection.execute(sa.select(digests).where(_c.day == day)).first()
    if row is None:
        return None
    said = orjson.loads(row.summary)
    listed = sa.select(_l.lead, _l.human).where(_l.day == day).order_by(_l.place)
    return Digest(
        day=day,
        chat=row.chat,
        since=row.since,
        until=row.until,
        total=said["total"],
        human=said["human"],
        guards=said["guards"],
        watched={
            guard: Noticed(count=count, leads=tuple(leads))
            for guard, (count, leads) in said["watched"].items()
        },
        listed=tuple(
            Listed(lead=one.lead, human=bool(one.human)) for one in connection.execute(listed).all()
        ),
    )


def lists(connection: sa.Connection, chat: int, lead: int) -> bool:
    """Whether a digest in that chat names the lead."""
    both = sa.select(_l.lead).join(digests, _c.day == _l.day)
    return connection.execute(both.where(_l.lead == lead, _c.chat == chat).limit(1)).first() is not None


def redraw(connection: sa.Connection, leads: Sequence[int], now: datetime) -> None:
    """Show the digests that name these leads anew; one that would read the same costs no message."""
    if not leads:
        return
    named = sa.select(_l.day).where(_l.lead.in_(leads))
    rests = _c.state == "shown"
    values = {
        "revision": _c.revision + 1,
        "state": sa.case((rests, "due"), else_=_c.state),
        "due_at": sa.case((rests, sa.literal(now, UtcTime)), else_=_c.due_at),
    }
    connection.execute(sa.update(digests).where(_c.day.in_(named)).values(values))


def _summary(digest: Digest) -> bytes:
    watched = {guard: (found.count, found.leads) for guard, found in digest.watched.items()}
    return orjson.dumps(
        {
            "total": digest.total,
            "human": digest.human,
            "guards": dict(digest.guards),
            "watched": watched,
        }
    )
