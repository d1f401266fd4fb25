"""Digest work: the day's message about the quarantine on its way into a chat: claimed, and due when.

The states and their meaning are those of cards; `message_work` settles them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from frontdesk.store import message_work
from frontdesk.store.tables import digests

_c = digests.c
_OPEN: Final = ("due", "unsure")


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestWork:
    """A digest that the worker has claimed; it counts as a card of no lead."""

    chat: int
    day: str
    revision: int  #: of what it should show; a newer one leaves it due
    message_id: int | None  #: None until it was first shown
    shown: str | None  #: hash of what stands in the chat
    attempts: int
    node: str  #: who claimed it
    hot: bool = False
    lead: int = 0
    view: str = "digest"

    @property
    def row(self) -> message_work.Row:
        """Where it is settled."""
        return digests, _c.day == self.day


def claim_next(
    connection: sa.Connection, chat: int, now: datetime, node: str, edit_gap: timedelta
) -> DigestWork | None:
    """Claim the digest of a chat that is due, the oldest first."""
    rested = sa.or_(_c.shown_at.is_(None), _c.shown_at <= now - edit_gap)
    due = sa.select(digests).where(_c.chat == chat, _c.state.in_(_OPEN), _c.due_at <= now, rested)
    row = connection.execute(due.order_by(_c.due_at).limit(1).with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    claimed = {"state": "claimed", "claimed_by": node, "attempts": row.attempts + 1}
    connection.execute(sa.update(digests).where(_c.day == row.day).values(claimed))
    return DigestWork(
        chat=chat,
        day=row.day,
        revision=row.revision,
        message_id=row.message_id,
        shown=row.shown,
        attempts=row.attempts + 1,
        node=node,
    )


def next_due(connection: sa.Connection, chat: int, edit_gap: timedelta) -> datetime | None:
    """When the next digest of a chat may be sent; None when none waits."""
    select = sa.select(_c.due_at, _c.shown_at).where(_c.chat == chat, _c.state.in_(_OPEN))
    times = [
        max(row.due_at, row.shown_at + edit_gap) if row.shown_at else row.due_at
        for row in connection.execute(select.order_by(_c.due_at).limit(50))
    ]
    return min(times, default=None)


def take_over(connection: sa.Connection, now: datetime, retry_at: datetime) -> None:
    """What a dead node had claimed: an edit can be repeated, a new message may have been posted."""
    message_work.take_over(connection, digests, now, retry_at)


def give_back(connection: sa.Connection, chat: int, node: str) -> None:
    """What this node claimed in that chat without learning of it, its answer being lost: due again."""
    message_work.give_back(connection, digests, _c.chat == chat, node)
