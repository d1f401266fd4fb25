"""Letter delay: `delay` of a letter's front matter, and when a letter with it is due."""

import re
from datetime import datetime, timedelta
from typing import Final, Literal

from frontdesk.rules.ages import UNITS
from frontdesk.rules.hours import Hours, opening

Delay = timedelta | Literal["working hours"]

WORKING_HOURS: Final = "working hours"
DELAY_LIMIT: Final = timedelta(days=30)
_SPAN: Final = re.compile(r"([1-9]\d{0,4}) ?([mhd])")


def read_delay(text: str, hours: Hours | None) -> Delay:
    """The delay that a letter names.

    Raises:
        ValueError: it is none, is longer than 30 days, or goes by working hours that nobody named.
    """
    if " ".join(text.split()) == WORKING_HOURS:
        if hours is None or not any(hours.days):
            raise ValueError('"working hours" needs days in [hours] of rules.toml, found none')
        return "working hours"
    found = _SPAN.fullmatch(text.strip())
    delay = int(found[1]) * UNITS[found[2]] if found else DELAY_LIMIT * 2
    if delay > DELAY_LIMIT:
        raise ValueError(f'expected 10m, 2h, 1d (at most 30d) or "working hours", found {text[:60]!r}')
    return delay


def due_at(delay: Delay | None, hours: Hours | None, now: datetime) -> datetime:
    """When a letter that is written now is due."""
    if delay is None:
        return now
    if isinstance(delay, timedelta):
        return now + delay
    return (opening(hours, now) if hours else None) or now


def written(delay: Delay) -> str:
    """The delay as a person says it: 10 minutes, 2 hours, working hours."""
    if not isinstance(delay, timedelta):
        return delay
    minutes = int(delay.total_seconds()) // 60
    for size, unit in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes % size == 0:
            return f"{minutes // size} {unit}{'s' if minutes != size else ''}"
    return str(delay)
