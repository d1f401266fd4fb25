"""Hour: when an enquiry came by the clock of the company, and whether anybody was at work."""

from datetime import datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from frontdesk.model.signal_parts import HourSignal
from frontdesk.rules.hours import Hours, minute_of

_UNKNOWN: Final = HourSignal()


def hour_signal(at: datetime, hours: Hours | None, zone: ZoneInfo | None) -> HourSignal:
    """When it came; all unknown without `hours`. `zone` is that of `hours`."""
    if hours is None or zone is None:
        return _UNKNOWN
    local = at.astimezone(zone)
    span = hours.span(local.date())
    minute = minute_of(local)
    return _told(span is not None and span[0] <= minute < span[1], local.hour, local.isoweekday())


@cache
def _told(working: bool, hour: int, weekday: int) -> HourSignal:
    return HourSignal(working=working, local=hour, weekday=weekday)
