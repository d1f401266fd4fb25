"""SLA: which step of `[[sla]]` a lead that waits has come to, and whom it is for.

Pure. A clock begins anew where the lead begins to wait for something else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from frontdesk.model.lead import Lead, Person, Role, State
from frontdesk.rules.assignment import Concern, SlaStep
from frontdesk.rules.hours import Hours, at_minute, zone_of
from frontdesk.rules.rules import Rules
from frontdesk.triage.assignment import FREE

NAMED: Final = 5  #: people that one reminder names
_DAYS: Final = 800  #: within which the longest time passes, or it never does
#: For whom a step is where the team has nobody of its role: the first of these who is there.
_INSTEAD: Final = {
    "manager": (Role.MANAGER, Role.HEAD, Role.ADMIN),
    "head": (Role.HEAD, Role.ADMIN),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """What a lead waits for, and since when."""

    concern: Concern
    since: datetime


def clock(lead: Lead) -> Clock | None:
    """The clock that runs for the lead; None where nobody waits.

    A lead's time in triage does not count against sales: theirs begins when it comes to them.
    """
    if lead.joined_into:
        return None
    if lead.state in FREE and lead.sales_at:
        return Clock(concern=Concern.CLAIM, since=lead.sales_at)
    if lead.state is State.TRIAGE and lead.state_at:
        return Clock(concern=Concern.TRIAGE, since=lead.state_at)
    if lead.state is State.CONTACTED and lead.state_at:
        return Clock(concern=Concern.DECIDE, since=lead.state_at)
    return None


def steps_of(rules: Rules, concern: Concern) -> Sequence[SlaStep]:
    """The steps for that concern, in the order of time."""
    return [step for step in rules.sla if step.concern is concern]


def reached(
    steps: Sequence[SlaStep],
    hours: Hours | None,
    since: datetime,
    now: datetime,
    done: int = 0,
    snoozed_until: datetime | None = None,
) -> int:
    """How many steps have come, the last of which alone is told; `done` of them were, and stay so.

    What was slept over comes after it.
    """
    if snoozed_until and now < snoozed_until:
        return done
    came = sum(1 for step in steps if (at := due_at(hours, since, step.after)) and at <= now)
    return max(came, min(done, len(steps)))


def due_at(hours: Hours | None, since: datetime, after: timedelta) -> datetime | None:
    """When so much working time has passed; None if it never does. Without hours all time is working time."""
    if hours is None or not any(hours.days):
        return since + after
    zone, left = zone_of(hours), after
    day = since.astimezone(zone).date()
    for _ in range(_DAYS):
        if span := hours.span(day):
            begins, ends = max(at_minute(day, span[0], zone), since), at_minute(day, span[1], zone)
            if begins + left <= ends:
                return begins + left
            left -= max(ends - begins, timedelta())
        day += timedelta(days=1)
    return None


def addressees(rules: Rules, lead: Lead, step: SlaStep) -> Sequence[Person]:
    """Whom a step is for: at most `NAMED`, in the order of `[[team]]`."""
    if step.role == "owner":
        return _owners(rules, lead, step.concern)[:NAMED]
    for role in _INSTEAD[step.role]:
        if found := [person for person in rules.team if person.role is role]:
            return found[:NAMED]
    return ()


def _owners(rules: Rules, lead: Lead, concern: Concern) -> Sequence[Person]:
    """Who has the lead or, while nobody has, who may see to it."""
    if concern is Concern.TRIAGE:
        return [person for person in rules.team if person.role is Role.SECRETARY]
    if name := lead.owner or lead.offered_to:
        return [person for person in rules.team if person.name == name]
    return [person for person in rules.team if person.role is Role.SALES]
