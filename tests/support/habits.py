"""Habits: submissions as they come in real life, by a rhythm and by chance, always the same for a seed."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from frontdesk.watching.rhythm import Hour, at_hours, in_hours
from frontdesk.watching.silence import Silence, silence

ZONE = "Europe/Warsaw"
START = in_hours(datetime(2026, 1, 4, 23, tzinfo=UTC))  # a Monday, at midnight there
DAY, WEEK = 24, 168

#: How busy an hour of the week is: (day, hour) -> weight.
Shape = Callable[[int, int], float]


def office(day: int, hour: int) -> float:
    """Monday to Friday, nine to six."""
    return float(day < 5 and 9 <= hour < 18)


def software(day: int, hour: int) -> float:
    """Office hours, a little in the evenings, and hardly anything at the weekend."""
    if day >= 5:
        return 0.05 if day == 5 else 0.01
    return 1.0 if 9 <= hour < 18 else 0.08 if 7 <= hour < 23 else 0.005


def shop(day: int, hour: int) -> float:
    """All week, less at the weekend and at night."""
    return (0.5 if day >= 5 else 1.0) * (1.0 if 9 <= hour < 18 else 0.35 if 7 <= hour < 23 else 0.03)


def arrivals(per_day: float, shape: Shape, weeks: int, seed: int, *, start: float = START) -> list[float]:
    """When submissions come, in hours since 1970: so many a day on average, each by itself."""
    chance, zone = random.Random(seed), ZoneInfo(ZONE)
    scale = per_day * 7 / sum(shape(day, hour) for day in range(7) for hour in range(24))
    times: list[float] = []
    for hour in range(int(start), int(start) + weeks * WEEK):
        local = at_hours(hour).astimezone(zone)
        at, rate = float(hour), scale * shape(local.weekday(), local.hour)
        while rate and (at := at + chance.expovariate(rate)) < hour + 1:
            times.append(at)
    return times


def local(*when: int) -> float:
    """A time in Warsaw, in hours since 1970."""
    return in_hours(datetime(*when, tzinfo=ZoneInfo(ZONE)).astimezone(UTC))  # type: ignore[arg-type]


def counted(times: Iterable[float]) -> list[Hour]:
    """The same by the hour."""
    hours: list[Hour] = []
    for at in times:
        count(hours, at)
    return hours


def count(hours: list[Hour], at: float) -> None:
    """One submission more, the newest."""
    if hours and hours[-1].number == int(at):
        old = hours.pop()
        hours.append(Hour(number=old.number, count=old.count + 1, first=old.first, last=at))
    else:
        hours.append(Hour(number=int(at), count=1, first=at, last=at))


def alarms(times: Sequence[float], until: float | None = None) -> Iterator[tuple[float, Silence]]:
    """Every silence that is noticed: when it ends, and what it is.

    A silence only grows until the next submission, so one look just before is as good as one every minute.
    """
    hours: list[Hour] = []
    for at, end in zip(times, [*times[1:], until or times[-1]], strict=True):
        count(hours, at)
        if end - at >= 2 and (found := silence(recent(hours, end), end - 1e-6, ZONE)):
            yield end, found


def recent(hours: list[Hour], now: float) -> list[Hour]:
    """What a desk keeps of them."""
    return [hour for hour in hours if hour.number > now - 16 * WEEK]


def noticed(times: Sequence[float], days: int = 70) -> tuple[float, Silence]:
    """When the silence after the last of them is noticed, looking each quarter of an hour; and what it is.

    A silence that is noticed stays so for weeks, so the first such look can be found by halving.
    """
    hours, last = counted(times), times[-1]
    early, late = 0, 4 * next(day for day in range(days) if silence(hours, last + day * DAY, ZONE)) * DAY
    while late - early > 1:
        middle = (early + late) // 2
        if silence(hours, last + middle / 4, ZONE):
            late = middle
        else:
            early = middle
    found = silence(hours, last + late / 4, ZONE)
    assert found
    return last + late / 4, found
