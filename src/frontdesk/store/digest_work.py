"""Digest work: the day's message about the quarantine on its way into a chat: claimed, and due when.

The states and their meaning are those of cards; `message_work` settles them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from frontdesk.store import message_work
from frontdesk.store.tables import digests

_c = digests.c


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
    due = sa.select(digests).where(_c.chat == chat, *message_work.ready(digests, now, edit_gap))
    row = message_work.claim_first(connection, digests, due.order_by(_c.due_at), node)
    if row is None:
        return None
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
    return message_work.next_due(connection, digests, edit_gap, _c.chat == chat)


def take_over(connection: sa.Connection, now: datetime, retry_at: datetime) -> None:
    """What a dead node had claimed: an edit can be repeated, a new message may have been posted."""
    message_work.take_over(connection, digests, now, retry_at)
