"""Reminder work: a reminder on its way into a chat: claimed, shown and settled.

The endings are those of cards but for one: what may have been posted is not posted again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.rules.assignment import Concern
from frontdesk.store.nodes import living
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


def claim_next(connection: sa.Connection, chat: int, now: datetime, node: str) -> ReminderWork | None:
    """Claim the reminder of a chat that is due, the oldest first."""
    due = sa.select(reminders, _POSTED.label("posted")).where(
        _c.chat == chat, _c.state == "due", _c.due_at <= now
    )
    row = connection.execute(due.order_by(_c.due_at).limit(1).with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    claimed = {"state": "claimed", "claimed_by": node, "attempts": row.attempts + 1}
    connection.execute(sa.update(reminders).where(_c.lead == row.lead).values(claimed))
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
    connection.execute(_mine(work).values(values))


def settle_due(connection: sa.Connection, work: ReminderWork, due_at: datetime, reason: str) -> None:
    """Not now: again at `due_at`."""
    connection.execute(_mine(work).values(state="due", due_at=due_at, reason=reason, claimed_by=None))


def settle_unsure(connection: sa.Connection, work: ReminderWork, retry_at: datetime, reason: str) -> None:
    """It may stand in the chat: there it stays; the next step, or the end of the wait, goes on from here."""
    _left(connection, work, "unsure", reason)


def settle_held(connection: sa.Connection, work: ReminderWork, reason: str) -> None:
    """It cannot be shown; what it should show since then is tried for itself."""
    _left(connection, work, "held", reason)


def settle_gone(connection: sa.Connection, work: ReminderWork, now: datetime) -> None:
    """Somebody deleted the message: it was seen."""
    values = {"state": "shown", "message_id": None, "shown": None, "claimed_by": None}
    connection.execute(_mine(work).values(values))


def take_over(connection: sa.Connection) -> None:
    """What a dead node had claimed: a new message may have been posted, anything else can be repeated."""
    claimed = sa.update(reminders).where(_c.state == "claimed", _c.claimed_by.not_in(living()))
    state = sa.case((_POSTED, "due"), else_="unsure")
    why = "the worker died with it in hand"
    connection.execute(claimed.values(state=state, reason=why, claimed_by=None))


def give_back(connection: sa.Connection, chat: int, node: str) -> None:
    """What this node claimed in that chat without learning of it, its answer being lost: due again."""
    mine = (_c.chat == chat, _c.state == "claimed", _c.claimed_by == node)
    connection.execute(sa.update(reminders).where(*mine).values(state="due", claimed_by=None))


def _left(connection: sa.Connection, work: ReminderWork, state: str, reason: str) -> None:
    newer = sa.case((_c.revision != work.revision, "due"), else_=state)
    connection.execute(_mine(work).values(state=newer, reason=reason, claimed_by=None))


def _mine(work: ReminderWork) -> sa.Update:
    return sa.update(reminders).where(
        _c.lead == work.lead, _c.chat == work.chat, sa.or_(_c.claimed_by == work.node, _c.state == "unsure")
    )
