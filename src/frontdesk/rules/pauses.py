"""Pauses: how long after a letter the next one comes, in working days or in plain time."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import Final

from frontdesk.rules.ages import UNITS
from frontdesk.rules.hours import MORNING, Hours, opening, zone_of

PATTERN: Final = r"^([1-9][0-9]{0,2}) ?([hdw])$|^([1-9][0-9]?) working days?$"
LONGEST: Final = timedelta(days=365)

_LOOKED_AT: Final = 1_000  #: days among which so many working days are looked for


@dataclass(frozen=True, kw_only=True, slots=True)
class Pause:
    """A time, or a number of working days."""

    span: timedelta = timedelta()
    working_days: int = 0

    def after(self, at: datetime, hours: Hours | None) -> datetime:
        """When it is over that begins then, moved into working hours.

        A working day that has not begun yet when the pause does counts whole: of what begins on a Saturday
        one working day is over on Tuesday morning.
        """
        if hours is None:
            return at + self.span + timedelta(days=self.working_days)
        over = _on(at, self.working_days, hours) if self.working_days else at + self.span
        return within(hours, over)


def pause(text: str) -> Pause | None:
    """`2 working days`, `36h`, `3d` or `1w` as a pause; None where it is none, or longer than a year."""
    found = re.match(PATTERN, text)
    if found is None:
        return None
    if found[3]:
        return Pause(working_days=int(found[3]))
    span = int(found[1]) * UNITS[found[2]]
    return Pause(span=span) if span <= LONGEST else None


def within(hours: Hours | None, at: datetime) -> datetime:
    """That moment if the company works then, else when it next begins; that moment where it never works."""
    return (opening(hours, at) if hours and any(hours.days) else None) or at


def next_morning(hours: Hours | None, at: datetime) -> datetime:
    """When work begins on the first working day after that day."""
    zone = zone_of(hours)
    midnight = datetime.combine(at.astimezone(zone).date() + timedelta(days=1), time(), zone).astimezone(UTC)
    opens = within(hours, midnight)
    return opens if hours and any(hours.days) else midnight + MORNING


def _on(at: datetime, count: int, hours: Hours) -> datetime:
    """The same time of day so many working days on."""
    local = within(hours, at).astimezone(zone_of(hours))
    days = (local.date() + timedelta(days=number) for number in range(1, _LOOKED_AT))
    found = list(islice((day for day in days if hours.span(day)), count))
    if len(found) < count:
        return at + timedelta(days=count)
    return datetime.combine(found[-1], local.time(), zone_of(hours)).astimezone(UTC)
