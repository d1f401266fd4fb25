"""Silence: whether nothing has come from a hook for longer than its own habit explains.

Time is measured in submissions that were to be expected, so that a night or a free Sunday weighs nothing.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import expm1, log
from typing import Final

from frontdesk.watching.rhythm import DAY_H, WEEK_H, Hour, Rhythm, rhythm

WEEKS: Final = 8  #: how far the habit goes back from the last submission
LEAST: Final = 20  #: submissions without which there is no habit yet
LEAST_DAYS: Final = 14  #: that they must span
LEAST_LIVELY: Final = 8  #: days with a submission; who comes once a month in a crowd has no habit
QUIET_H: Final = 2.0  #: no shorter pause is a silence
ODDS: Final = 0.001  #: that a form which is well seems silent, in a week
RECENT_WEEKS: Final = 3  #: the best of them tells what a fading form still brings
TWICE: Final = 1.5  #: times the longest pause but one: it was as quiet as that twice before
SOON: Final = 5  #: with fewer submissions since the last silence, the old life is not back
SOON_TIMES: Final = 5  #: how much longer the next silence must be until then
TAIL: Final = (8, 200)  #: how many of the longest pauses tell whether submissions come in bursts


@dataclass(frozen=True, kw_only=True, slots=True)
class Silence:
    """One that the habit does not explain."""

    since: float  #: when the last submission came, in hours since 1970
    weekly: int  #: submissions in a usual week
    expected: float  #: submissions that should have come since
    limit: float  #: how many of them the habit would have explained


@dataclass(frozen=True, slots=True)
class _Gap:
    """A pause between two submissions."""

    size: float  #: in submissions that were to be expected
    times: int  #: how many pauses of that size, one after the other


def silence(hours: Sequence[Hour], now: float, zone: str, listening: float = 0.0) -> Silence | None:
    """The unusual silence of a hook, at `now`; None where its habit explains it, or is not known.

    `hours`: of the last 16 weeks, oldest first. `listening`: since when the desk has been there to hear
    anything. The habit is that of the weeks before the last submission; after as many without any, silence
    is the habit.
    """
    if not hours:
        return None
    last = hours[-1].last
    known = [hour for hour in hours if hour.number >= last - WEEKS * WEEK_H]
    since = max(last, listening)
    if now - since < QUIET_H or now - last > WEEKS * WEEK_H or not _is_habit(known):
        return None
    habit, weeks = rhythm(known, zone), (last - known[0].first) / WEEK_H
    count = _count(known) - 1
    chance = ODDS / max(count / weeks, 1)
    expected, steady = habit.expected(since, now), _by_chance(count, chance)
    if expected < steady:  # as nearly always, and what follows is half of the work
        return None
    expected, limit = expected * _level(known, habit), _limit(_gaps(known, habit), steady, chance)
    if expected < limit:
        return None
    return Silence(since=last, weekly=round(count / weeks), expected=expected, limit=limit)


def _count(hours: Sequence[Hour]) -> int:
    return sum(hour.count for hour in hours)


def _is_habit(known: Sequence[Hour]) -> bool:
    days = {hour.number // DAY_H for hour in known}
    long_enough = known[-1].last - known[0].first >= LEAST_DAYS * DAY_H
    return long_enough and len(days) >= LEAST_LIVELY and _count(known) >= LEAST


def _level(known: Sequence[Hour], habit: Rhythm) -> float:
    """What the form still brings, as a share of its habit: in its best week lately, so no holiday counts."""
    last, numbers = known[-1].last, [hour.number for hour in known]
    shares = []
    for week in range(RECENT_WEEKS):
        until, since = last - week * WEEK_H, last - (week + 1) * WEEK_H
        inside = known[bisect_left(numbers, since) : bisect_left(numbers, until)]
        if since >= numbers[0] and (usual := habit.expected(since, until)):
            shares.append(_count(inside) / usual)
    return min(1.0, max(shares, default=1.0))


def _limit(gaps: Sequence[_Gap], steady: float, chance: float) -> float:
    """How many expected submissions may fail to come; `steady`: where no habit speaks for more."""
    count = sum(gap.times for gap in gaps)
    longest = _longest(gaps, min(max(count // 10, TAIL[0]), TAIL[1]) + 1)
    unusual = max(steady, _by_tail(longest, count, chance))
    limit = max(unusual, TWICE * longest[1])
    return limit * (SOON_TIMES if _was_silent_lately(gaps, unusual) else 1)


def _gaps(known: Sequence[Hour], habit: Rhythm) -> list[_Gap]:
    """The pauses between submissions, oldest first; within an hour they are taken for equal."""
    gaps = [_inside(known[0], habit)]
    for before, hour in pairwise(known):
        gaps += (_Gap(habit.expected(before.last, hour.first), 1), _inside(hour, habit))
    return gaps


def _inside(hour: Hour, habit: Rhythm) -> _Gap:
    times = hour.count - 1
    return _Gap(habit.expected(hour.first, hour.last) / max(times, 1), times)


def _longest(gaps: Sequence[_Gap], count: int) -> list[float]:
    """So many of the longest, the longest first."""
    found: list[float] = []
    for gap in sorted(gaps, key=lambda gap: gap.size, reverse=True):
        found += [gap.size] * min(gap.times, count - len(found))
    return found


def _by_chance(count: int, chance: float) -> float:
    """What the wait for the next submission exceeds with that chance, where each comes by itself.

    Lomax distributed, for the rate is only known from `count` waits.
    """
    return count * expm1(-log(chance) / count)


def _by_tail(longest: Sequence[float], count: int, chance: float) -> float:
    """The same where they come in bursts, from how the longest pauses thin out.

    The spacings of an exponential tail, times their rank, all have its scale as their mean (Rényi 1953). The
    very longest is left out: it may have been a failure.
    """
    rank = len(longest) - 1
    scale = sum(i * (longest[i - 1] - longest[i]) for i in range(2, rank + 1)) / (rank - 1)
    return longest[rank] + scale * log(rank / count / chance)


def _was_silent_lately(gaps: Sequence[_Gap], unusual: float) -> bool:
    """Whether the form has hardly come back from an unusual pause."""
    came = 1
    for gap in reversed(gaps):
        if gap.times and gap.size >= unusual:
            return came < SOON
        came += gap.times
    return False
