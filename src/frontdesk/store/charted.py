"""Charted: when the leads of a span came and by which form, and how many waited longer than they may."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

import sqlalchemy as sa

from frontdesk.model.lead import State
from frontdesk.rules.assignment import Concern
from frontdesk.rules.hours import zone_of
from frontdesk.rules.rules import Rules
from frontdesk.store.stats import MOST
from frontdesk.store.tables import leads, responses, submissions
from frontdesk.triage.assignment import FREE
from frontdesk.triage.sla import due_at, steps_of

MISSES: Final = 5_000  #: claims, and leads that wait, that are looked at
_l, _s, _r = leads.c, submissions.c, responses.c


def came(connection: sa.Connection, begin: datetime, rules: Rules) -> Mapping[str, Mapping[date, int]]:
    """form: day in the company's zone: how many leads came by it first; spam is left out."""
    each = submissions.alias()
    first = sa.select(sa.func.min(each.c.id)).where(each.c.lead == _l.id).correlate(leads).scalar_subquery()
    no_spam = sa.or_(_l.state.is_(None), _l.state != State.QUARANTINED)
    real = (_l.created_at >= begin, _l.joined_into.is_(None), no_spam)
    both = sa.select(_s.hook, _l.created_at).select_from(leads.join(submissions, _s.id == first)).where(*real)
    found: dict[str, dict[date, int]] = {}
    zone = zone_of(rules.hours)
    for hook, at in connection.execute(both.order_by(_l.id.desc()).limit(MOST)):
        days, day = found.setdefault(hook, {}), at.astimezone(zone).date()
        days[day] = days.get(day, 0) + 1
    return found


def misses(connection: sa.Connection, begin: datetime, rules: Rules, now: datetime) -> int | None:
    """How many leads were claimed later than the first step of `[[sla]]` allows, or wait so long already.

    None where the rules have no such step.
    """
    steps = steps_of(rules, Concern.CLAIM)
    if not steps:
        return None
    claimed = sa.select(_r.came_at, _r.claimed_at).where(_r.claimed_at >= begin).order_by(_r.id.desc())
    waits = (_l.state.in_(FREE), _l.sales_at >= begin, _l.joined_into.is_(None))
    waiting = sa.select(_l.sales_at, sa.literal(None)).where(*waits).order_by(_l.id.desc())
    late = 0
    for select in (claimed, waiting):
        for since, done in connection.execute(select.limit(MISSES)):
            late += _is_late(rules, since, done or now, steps[0].after)
    return late


def _is_late(rules: Rules, since: datetime, done: datetime, after: timedelta) -> bool:
    due = due_at(rules.hours, since, after)
    return due is not None and due < done
