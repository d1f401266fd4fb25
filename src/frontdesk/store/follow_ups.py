"""Follow-ups: which letter is next for which lead, and what it depends on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.change import Change
from frontdesk.model.delivery import DeliveryState
from frontdesk.model.follow_up import FOLLOW_UP, NextFollowUp
from frontdesk.model.score import MACHINE
from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.tables import deliveries, follow_ups, history, submissions
from frontdesk.store.upsert import insert_or_update

ACTED: Final = "acted"  #: the reason code of a follow-up that waited when a person did something
WROTE: Final = "wrote_again"  #: of one that waited when the lead itself wrote
_c: Final = follow_ups.c
_PLANNED: Final = ("submission", "step", "due_at")
_DUE: Final = (
    sa.select(follow_ups)
    .where(_c.due_at <= sa.bindparam("now"))
    .order_by(_c.due_at, _c.lead)
    .limit(sa.bindparam("count"))
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """What a follow-up depends on besides the lead itself."""

    state: DeliveryState  #: of the letter before it
    recipient: str  #: of that letter
    sent_at: datetime | None  #: of that letter
    acted: bool  #: a person has done something since the enquiry was answered
    wrote: bool  #: a newer submission is there, judged or not


def write(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """Stop what a person's step or a newer enquiry stops; plan what follows the letters of the changes."""
    acted = [c.lead.id for c in changes if _acted(c)]
    wrote = [c.lead.id for c in changes if c.stops and not _acted(c)]
    joined = [c.joined.id for c in changes if c.joined]
    stop(connection, [*acted, *joined], ACTED)
    stop(connection, wrote, WROTE)
    plan(connection, [c.follow_up for c in changes if c.follow_up])


def stop(connection: sa.Connection, leads: Collection[int], reason: str) -> None:
    """End the series of these leads; letters of it that have not gone out are cancelled."""
    if not leads:
        return
    connection.execute(sa.delete(follow_ups).where(_c.lead.in_(leads)))
    theirs = (
        deliveries.c.lead.in_(leads),
        IS_LETTER,
        deliveries.c.key.startswith(FOLLOW_UP, autoescape=True),
    )
    waiting = sa.update(deliveries).where(*theirs, deliveries.c.state == DeliveryState.DUE)
    connection.execute(waiting.values(state=DeliveryState.CANCELLED, reason=reason))


def plan(connection: sa.Connection, planned: Sequence[NextFollowUp]) -> None:
    """Write down what is next; a lead has one plan at most, the newest."""
    rows = [
        {"lead": each.lead, "submission": each.submission, "step": each.step, "due_at": each.due_at}
        for each in planned
    ]
    insert_or_update(connection, follow_ups, rows, _PLANNED)


def put_off(connection: sa.Connection, planned: NextFollowUp, due_at: datetime) -> None:
    """Look at it later, unless the plan is another one by now."""
    connection.execute(sa.update(follow_ups).where(*_same(planned)).values(due_at=due_at))


def end(connection: sa.Connection, planned: NextFollowUp) -> None:
    """Nothing follows any more, unless the plan is another one by now."""
    connection.execute(sa.delete(follow_ups).where(*_same(planned)))


def end_all(connection: sa.Connection) -> int:
    """Nothing follows for anybody; how many plans there were."""
    return connection.execute(sa.delete(follow_ups)).rowcount


def due(connection: sa.Connection, now: datetime, count: int) -> list[NextFollowUp]:
    """The plans whose time has come, the oldest first."""
    return [_next(row) for row in connection.execute(_DUE, {"now": now, "count": count})]


def any_planned(connection: sa.Connection) -> bool:
    """Whether anything is planned for anybody."""
    return connection.execute(sa.select(_c.lead).limit(1)).first() is not None


def of_lead(connection: sa.Connection, lead: int) -> NextFollowUp | None:
    """What is planned for a lead."""
    row = connection.execute(sa.select(follow_ups).where(_c.lead == lead)).one_or_none()
    return _next(row) if row else None


def before(connection: sa.Connection, planned: NextFollowUp) -> Before | None:
    """What it depends on; None where the letter before it is not there, or belongs to another lead by now."""
    d = deliveries.c
    answer, *_ = planned.keys_before
    select = sa.select(d.key, d.state, d.recipient, d.sent_at, d.created_at)
    theirs = select.where(d.key.in_(planned.keys_before), d.lead == planned.lead)
    rows = connection.execute(theirs.order_by(d.id.desc())).all()
    answered_at = next((row.created_at for row in rows if row.key == answer), None)
    if answered_at is None:
        return None
    return Before(
        state=DeliveryState(rows[0].state),
        recipient=rows[0].recipient,
        sent_at=rows[0].sent_at,
        acted=_has_acted(connection, planned.lead, answered_at),
        wrote=_has_written(connection, planned),
    )


def _acted(change: Change) -> bool:
    return any(step.by != MACHINE for step in change.steps)


def _has_acted(connection: sa.Connection, lead: int, since: datetime) -> bool:
    """Whether a person did something after that; every node of whatever version writes the history."""
    h = history.c
    steps = sa.select(h.id).where(h.lead == lead, h.by != MACHINE, h.at > since).limit(1)
    return connection.execute(steps).first() is not None


def _has_written(connection: sa.Connection, planned: NextFollowUp) -> bool:
    s = submissions.c
    newer = sa.select(s.id).where(s.lead == planned.lead, s.id > planned.submission).limit(1)
    return connection.execute(newer).first() is not None


def _same(planned: NextFollowUp) -> tuple[sa.ColumnElement[bool], ...]:
    return (_c.lead == planned.lead, _c.submission == planned.submission, _c.step == planned.step)


def _next(row: Any) -> NextFollowUp:
    return NextFollowUp(lead=row.lead, submission=row.submission, step=row.step, due_at=row.due_at)
