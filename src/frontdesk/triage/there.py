"""There: a lead's own time: whether people work there now, and when to call.

Pure. Their working day is taken to be 9 to 18 from Monday to Friday.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from frontdesk.model.there import There
from frontdesk.rules.hours import Hours, Span, at_minute, minute_of

THEIRS: Final[Span] = (9 * 60, 18 * 60)
_WEEK: Final[tuple[Span | None, ...]] = (THEIRS,) * 5 + (None, None)
_DAYS: Final = 16  #: within which a time to call is looked for
_Times = tuple[datetime, datetime]


def there(zone: str, hours: Hours | None, now: datetime) -> There | None:
    """How it stands in that zone; `hours` are the company's own. None where nobody knows the zone.

    A company that does not say when it works always does.
    """
    week = _week(zone)
    local = now.astimezone(ZoneInfo(zone)) if week else None
    if week is None or local is None:
        return None
    span, minute = week.span(local.date()), minute_of(local)
    window = next((each for each in _windows(week, hours, now) if each[1] > now), (None, None))
    return There(
        zone=zone,
        offset=local.utcoffset() or timedelta(),
        working=span is not None and span[0] <= minute < span[1],
        opens_at=window[0],
        closes_at=window[1],
        open=window[0] is not None and window[0] <= now,
    )


@lru_cache(maxsize=512)
def _week(zone: str) -> Hours | None:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        return None
    return Hours(zone=zone, days=_WEEK)


def _windows(theirs: Hours, ours: Hours | None, now: datetime) -> Iterator[_Times]:
    """When both work, in the order of time."""
    for begins, ends in _shifts(theirs, now - timedelta(days=1), _DAYS):
        if ours is None or not any(ours.days):
            yield begins, ends
            continue
        for first, last in _shifts(ours, begins - timedelta(days=1), 4):
            if max(begins, first) < min(ends, last):
                yield max(begins, first), min(ends, last)


def _shifts(hours: Hours, since: datetime, days: int) -> Iterator[_Times]:
    """When work begins and ends on so many days from that moment's day on."""
    zone = ZoneInfo(hours.zone)
    day = since.astimezone(zone).date()
    for date in (day + timedelta(days=number) for number in range(days)):
        if span := hours.span(date):
            yield at_minute(date, span[0], zone), at_minute(date, span[1], zone)
