"""Overdue: leads that wait past a step of `[[sla]]`: which step, for how long, and what comes next.

Pure; the clocks are those of the reminders.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from frontdesk.model.lead import Lead
from frontdesk.rules.assignment import Concern, SlaStep
from frontdesk.rules.rules import Rules
from frontdesk.triage.sla import Clock, clock, due_at, reached, steps_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Overdue:
    """A lead that waits too long."""

    lead: Lead
    clock: Clock
    step: SlaStep  #: the last that has come
    following: SlaStep | None  #: the one after it
    following_at: datetime | None  #: when that comes; None: never

    @property
    def group(self) -> str:
        """Who has it or, while nobody has, to whom it is offered; empty where it is nobody's."""
        return self.lead.owner or self.lead.offered_to or ""


def overdue(rules: Rules, lead: Lead, now: datetime) -> Overdue | None:
    """What is overdue of a lead at that moment; None where nothing is. Sleeping over it changes nothing."""
    running = clock(lead)
    if running is None:
        return None
    steps = steps_of(rules, running.concern)
    came = reached(steps, rules.hours, running.since, now)
    if not came:
        return None
    following = steps[came] if came < len(steps) else None
    return Overdue(
        lead=lead,
        clock=running,
        step=steps[came - 1],
        following=following,
        following_at=due_at(rules.hours, running.since, following.after) if following else None,
    )


def by_owner(found: Iterable[Overdue]) -> list[Overdue]:
    """In the order people read it: what nobody has taken, then by owner, then what is to be sorted.

    Within each, what waits longest first.
    """
    return sorted(
        found,
        key=lambda each: (
            each.clock.concern is Concern.TRIAGE,
            each.group.casefold(),
            each.clock.since,
            each.lead.id,
        ),
    )
