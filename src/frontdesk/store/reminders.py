"""Reminders: who is to be reminded of which lead, one message a lead, each step of a clock once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.change import Change
from frontdesk.model.lead import Lead, State
from frontdesk.rules.assignment import Concern
from frontdesk.store.leads import as_lead
from frontdesk.store.rows import insert
from frontdesk.store.tables import UtcTime, leads, reminders
from frontdesk.triage.assignment import FREE
from frontdesk.triage.sla import Clock, clock

_c, _l = reminders.c, leads.c
#: A clock that began earlier is nobody's any more: who waits so long is looked for in lists.
LONGEST: Final = timedelta(days=30)
_STATES: Final = {
    Concern.CLAIM: tuple(FREE),
    Concern.TRIAGE: (State.TRIAGE,),
    Concern.DECIDE: (State.CONTACTED,),
}
_OTHER: Final = "(reminders.concern <> excluded.concern OR reminders.since <> excluded.since)"
#: A step is asked for once. While a message stands in another chat, or may, it is first taken off there.
_WISH: Final = (
    " ON CONFLICT (lead) DO UPDATE SET chat = excluded.chat, concern = excluded.concern, "
    "since = excluded.since, step = excluded.step, revision = reminders.revision + 1, attempts = 0, "
    f"snoozed_until = CASE WHEN {_OTHER} THEN NULL ELSE reminders.snoozed_until END, "
    "state = CASE WHEN reminders.state = 'claimed' THEN 'claimed' ELSE 'due' END, due_at = excluded.due_at "
    f"WHERE ({_OTHER} OR reminders.step < excluded.step) AND (reminders.chat = excluded.chat "
    "OR (reminders.message_id IS NULL AND reminders.state <> 'claimed'))"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A lead whose clock runs, and what was told of it."""

    lead: Lead
    done: int  #: steps of this clock that were asked for
    snoozed_until: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A reminder that is due."""

    lead: int
    chat: int
    clock: Clock
    step: int  #: from 1


def waiting(
    connection: sa.Connection, concern: Concern, began: tuple[datetime, datetime], after: int, limit: int
) -> list[Waiting]:
    """The next leads behind the number `after` whose clock for that began between the two moments."""
    since = _l.sales_at if concern is Concern.CLAIM else _l.state_at
    here = (_l.state.in_(_STATES[concern]), since.between(*began), _l.joined_into.is_(None), _l.id > after)
    same = sa.and_(_c.lead == _l.id, _c.concern == concern, _c.since == since)
    both = sa.select(leads, _c.step, _c.snoozed_until.label("silent_until")).select_from(
        leads.outerjoin(reminders, same)
    )
    rows = connection.execute(both.where(*here).order_by(_l.id).limit(limit))
    return [Waiting(lead=as_lead(row), done=row.step or 0, snoozed_until=row.silent_until) for row in rows]


def want(connection: sa.Connection, wanted: Sequence[Wanted], now: datetime) -> None:
    """Ask for these reminders; one of a step that was asked for already changes nothing."""
    insert(connection, reminders, [_row(each, now) for each in wanted], _WISH)


def stop(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """Look again at the reminders of leads whose clock is another now: they go from the chat."""
    ended = [c.lead.id for c in changes if c.before.state and clock(c.before) != clock(c.lead)]
    if not ended:
        return
    now = sa.literal(changes[0].at, UtcTime)
    again = {"revision": _c.revision + 1, "due_at": now, "attempts": 0}
    state = sa.case((_c.state == "claimed", "claimed"), else_="due")
    connection.execute(sa.update(reminders).where(_c.lead.in_(ended)).values(state=state, **again))


def snooze(connection: sa.Connection, lead: int, running: Clock, until: datetime) -> bool:
    """No further step of that clock before then; False where nobody was reminded."""
    mine = sa.update(reminders).where(_c.lead == lead, _c.concern == running.concern)
    return connection.execute(mine.where(_c.since == running.since).values(snoozed_until=until)).rowcount == 1


def doubtful(connection: sa.Connection, limit: int) -> list[int]:
    """Leads that wait still, whose reminder was refused, or may not have come through."""
    both = sa.select(leads, _c.concern, _c.since).join(reminders, _c.lead == _l.id)
    rows = connection.execute(both.where(_c.state.in_(("held", "unsure"))).order_by(_l.id).limit(limit))
    return [row.id for row in rows if clock(as_lead(row)) == Clock(concern=row.concern, since=row.since)]


def _row(wanted: Wanted, now: datetime) -> dict[str, Any]:
    return {
        "lead": wanted.lead,
        "chat": wanted.chat,
        "concern": wanted.clock.concern,
        "since": wanted.clock.since,
        "step": wanted.step,
        "state": "due",
        "due_at": now,
    }
