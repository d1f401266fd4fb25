"""Rhythm: how many submissions of a hook are to be expected in any span, by weekday and hour.

Learnt from counts by the hour. Moments are hours since 1970, UTC, with fractions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

DAY_H: Final = 24
WEEK_H: Final = 7 * DAY_H
#: How many weeks of an hour's own past the day's total weighs, spread as all days together spread theirs.
SHARED_WEEKS: Final = 2
BURST: Final = 4  #: times a middling day's submissions; a day with more counts for so many only
BURST_MIN: Final = 5  #: submissions that are never a burst

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hour:
    """The submissions of a hook within one hour; an hour without any has none of these."""

    number: int  #: whole hours since 1970
    count: int
    first: float  #: when the first of them came, in hours since 1970
    last: float  #: when the last of them came


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a usual week looks like."""

    zone: str  #: a name of the IANA database
    rates: Sequence[float]  #: submissions an hour: 24 of Monday, 24 of Tuesday …

    def expected(self, since: float, until: float) -> float:
        """How many submissions come between two moments, on average."""
        total = 0.0
        for hour in range(int(since), int(until) + 1):
            rate = self.rates[_local(hour, self.zone) % WEEK_H]
            total += rate * (min(until, hour + 1) - max(since, hour)) if rate else 0
        return total


def in_hours(at: datetime) -> float:
    """A moment as hours since 1970."""
    return (at - _EPOCH) / _HOUR


def at_hours(hours: float) -> datetime:
    """The aware UTC time behind hours since 1970."""
    return _EPOCH + hours * _HOUR


def rhythm(hours: Sequence[Hour], zone: str) -> Rhythm:
    """The week behind these hours, of which there is at least one, oldest first.

    A weekday that never had a submission gets none. Within a day, the hours of all days together stand in
    where its own have said little yet.
    """
    counts, passed = _counts(hours, zone), _passed(hours[0].number, hours[-1].number, zone)
    days = [sum(counts[day * DAY_H : (day + 1) * DAY_H]) for day in range(7)]
    weeks = [sum(passed[day * DAY_H : (day + 1) * DAY_H]) / DAY_H for day in range(7)]
    shared = [sum(counts[hour::DAY_H]) / sum(days) for hour in range(DAY_H)]
    rates = []
    for place, count in enumerate(counts):
        day, hour = divmod(place, DAY_H)
        usual = days[day] / max(weeks[day], 1) * shared[hour]
        rates.append((count + SHARED_WEEKS * usual) / (max(passed[place], 1) + SHARED_WEEKS))
    return Rhythm(zone, tuple(rates))


@lru_cache(maxsize=4096)
def _local(hour: int, zone: str) -> int:
    """The hours on the zone's own calendar since a Monday; clock changes leave one out, or come twice."""
    local = (_EPOCH + hour * _HOUR).astimezone(ZoneInfo(zone))
    return (local.toordinal() - 1) * DAY_H + local.hour  # the first day of all was a Monday


def _counts(hours: Sequence[Hour], zone: str) -> list[float]:
    """Submissions in each hour of the week; one day's burst must not look like every week's."""
    days = _days(hours, zone)
    most = max(BURST_MIN, BURST * median(days.values()))
    counts = [0.0] * WEEK_H
    for hour in hours:
        local = _local(hour.number, zone)
        counts[local % WEEK_H] += hour.count * min(1.0, most / days[local // DAY_H])
    return counts


def _days(hours: Sequence[Hour], zone: str) -> Mapping[int, int]:
    """Submissions of each day that had some."""
    days: dict[int, int] = {}
    for hour in hours:
        day = _local(hour.number, zone) // DAY_H
        days[day] = days.get(day, 0) + hour.count
    return days


def _passed(first: int, last: int, zone: str) -> list[int]:
    """How often each hour of the week has been."""
    passed = [0] * WEEK_H
    for hour in range(first, last + 1):
        passed[_local(hour, zone) % WEEK_H] += 1
    return passed
