"""Response times: when leads came, were claimed and contacted, and by whom; kept as it happens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.change import Change
from frontdesk.model.lead import State
from frontdesk.model.press import Move
from frontdesk.store.tables import responses, submissions
from frontdesk.triage.responses import Quantiles, Took, by_person, by_source, quantiles

MOST: Final = 100_000  #: responses that are looked at
_c, _s = responses.c, submissions.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """How soon after a form's arrival: to being claimed, or to being contacted."""

    whole: Quantiles | None
    persons: Mapping[str, Quantiles]
    sources: Mapping[str, Quantiles]


@dataclass(frozen=True, kw_only=True, slots=True)
class ResponseTimes:
    """p50 and p90 of both."""

    claim: Times
    contact: Times


def times(connection: sa.Connection, since: datetime) -> ResponseTimes:
    """How soon people claimed and contacted what they claimed and contacted since then."""
    claims = sa.select(_c.claimed_by, _c.source, _c.came_at, _c.claimed_at).where(_c.claimed_at >= since)
    contacts = sa.select(_c.contacted_by, _c.source, _c.came_at, _c.contacted_at).where(
        _c.contacted_at >= since, _c.contacted_by.is_not(None)
    )
    return ResponseTimes(claim=_times(connection, claims), contact=_times(connection, contacts))


def note(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """Keep who claimed and who contacted a lead, and when; what is undone is forgotten."""
    for change in changes:
        before, after = change.before, change.lead
        undone = any(step.what == Move.UNDO for step in change.steps)
        if after.owner and not before.owner and not undone:
            _claimed(connection, change, after.owner)
        elif before.owner and not after.owner and undone:
            connection.execute(sa.delete(responses).where(_c.id == _newest(change.lead.id)))
        if (before.state is State.CONTACTED) != (after.state is State.CONTACTED):
            _contacted(connection, change, undone)


def _claimed(connection: sa.Connection, change: Change, person: str) -> None:
    """Since the first form that nobody had answered or, where none came since, since it came to sales."""
    lead = change.lead.id
    last = connection.execute(sa.select(sa.func.max(_c.claimed_at)).where(_c.lead == lead)).scalar()
    mine = sa.select(_s.hook, _s.received_at).where(_s.lead == lead).order_by(_s.id)
    newer = mine if last is None else mine.where(_s.received_at > last)
    first = connection.execute(newer.limit(1)).first()
    form = first or connection.execute(mine.limit(1)).first()
    row = {
        "lead": lead,
        "source": form.hook if form else "",
        "came_at": first.received_at if first else change.before.sales_at or change.at,
        "claimed_by": person,
        "claimed_at": change.at,
    }
    connection.execute(sa.insert(responses), [row])


def _contacted(connection: sa.Connection, change: Change, undone: bool) -> None:
    """The first time counts: one who decides, and goes back on it, contacted nobody anew."""
    mine = sa.update(responses).where(_c.id == _newest(change.lead.id))
    if change.lead.state is State.CONTACTED and not undone:
        values = {"contacted_by": change.lead.owner, "contacted_at": change.at}
        connection.execute(mine.where(_c.contacted_at.is_(None)).values(values))
    elif undone and change.lead.state is State.CLAIMED:
        connection.execute(mine.values(contacted_by=None, contacted_at=None))


def _newest(lead: int) -> sa.ScalarSelect[Any]:
    return sa.select(sa.func.max(_c.id)).where(_c.lead == lead).scalar_subquery()


def _times(connection: sa.Connection, which: sa.Select[Any]) -> Times:
    rows = connection.execute(which.order_by(_c.id.desc()).limit(MOST))
    took = [Took(person=person, source=source, span=done - came) for person, source, came, done in rows]
    return Times(
        whole=quantiles(each.span for each in took), persons=by_person(took), sources=by_source(took)
    )
