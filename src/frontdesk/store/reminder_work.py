"""Reminder work: a reminder on its way into a chat: claimed, and settled where it ends otherwise than a card.

What may have been posted is not posted again, and what somebody deleted was seen.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.rules.assignment import Concern
from frontdesk.store import message_work
from frontdesk.store.tables import UtcTime, reminders

_c = reminders.c
#: What its message tells of, or told of while it was there, is the step that is asked for.
_POSTED: Final = sa.and_(_c.shown_since == _c.since, _c.shown_step >= _c.step)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReminderWork:
    """A reminder that the worker has claimed."""

    chat: int
    lead: int
    concern: Concern
    since: datetime
    step: int
    revision: int  #: of what it should show; a newer one leaves it due
    posted: bool  #: the step was in the chat already
    message_id: int | None  #: of the message that stands, perhaps of an earlier step
    shown: str | None  #: hash of what stands in the chat
    attempts: int
    node: str  #: who claimed it
    hot: bool = True
    view: str = "reminder"

    @property
    def row(self) -> message_work.Row:
        """Where it is settled."""
        return reminders, sa.and_(_c.lead == self.lead, _c.chat == self.chat)


def claim_next(connection: sa.Connection, chat: int, now: datetime, node: str) -> ReminderWork | None:
    """Claim the reminder of a chat that is due, the oldest first."""
    due = sa.select(reminders, _POSTED.label("posted")).where(
        _c.chat == chat, _c.state == "due", _c.due_at <= now
    )
    row = message_work.claim_first(connection, reminders, due.order_by(_c.due_at), node)
    if row is None:
        return None
    return ReminderWork(
        chat=chat,
        lead=row.lead,
        concern=Concern(row.concern),
        since=row.since,
        step=row.step,
        revision=row.revision,
        posted=bool(row.posted),
        message_id=row.message_id,
        shown=row.shown,
        attempts=row.attempts + 1,
        node=node,
    )


def next_due(connection: sa.Connection, chat: int) -> datetime | None:
    """When the next reminder of a chat may be sent; None when none waits."""
    due = sa.select(sa.func.min(_c.due_at)).where(_c.chat == chat, _c.state == "due")
    at: datetime | None = connection.execute(due).scalar()
    return at


def settle_shown(
    connection: sa.Connection,
    work: ReminderWork,
    message_id: int | None,
    shown: str | None,
    at: datetime,
    drawn_at: datetime,
) -> None:
    """The chat shows the step that was claimed, or nothing; a newer one leaves it due."""
    newer = _c.revision != work.revision
    values: dict[str, Any] = {
        "state": sa.case((newer, "due"), else_="shown"),
        "due_at": sa.case((newer, sa.literal(at, UtcTime)), else_=_c.due_at),
        "message_id": message_id,
        "shown": shown,
        "attempts": 0,
        "claimed_by": None,
        "reason": None,
    }
    if message_id is not None:
        values |= {"shown_step": work.step, "shown_since": work.since}
    connection.execute(message_work.mine(work).values(values))


def settle_unsure(connection: sa.Connection, work: ReminderWork, retry_at: datetime, reason: str) -> None:
    """It may stand in the chat: there it stays; the next step, or the end of the wait, goes on from here."""
    state = sa.case((_c.revision != work.revision, "due"), else_="unsure")
    connection.execute(message_work.mine(work).values(state=state, reason=reason, claimed_by=None))


def settle_gone(connection: sa.Connection, work: ReminderWork, now: datetime) -> None:
    """Somebody deleted the message: it was seen."""
    values = {"state": "shown", "message_id": None, "shown": None, "claimed_by": None}
    connection.execute(message_work.mine(work).values(values))


def take_over(connection: sa.Connection) -> None:
    """What a dead node had claimed: a new message may have been posted, anything else can be repeated."""
    state = sa.case((_POSTED, "due"), else_="unsure")
    values = {"state": state, "reason": message_work.DIED, "claimed_by": None}
    connection.execute(message_work.of_the_dead(reminders).values(values))
