"""Plots: where the bars of a drawing stand; templates draw them as SVG, without a script.

All lengths are those of the drawing's own coordinates.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from frontdesk.model.rehearsal import ScoreLine

WIDTH: Final = 720.0  #: of a drawing
TOP: Final = 12.0
HEIGHT: Final = 180.0  #: of the tallest column
LEFT: Final = 56.0  #: room for the numbers beside the lines
GAP: Final = 0.3  #: of a column's room that stays free
BINS: Final = 24  #: columns at most
_STEPS: Final = (1, 2, 5)
_LABELS: Final = 12  #: under a drawing, at most


@dataclass(frozen=True, kw_only=True, slots=True)
class Bin:
    """Leads whose score lies between two numbers, both included."""

    first: int
    last: int
    before: int
    after: int

    @property
    def name(self) -> str:
        """The score, or the range."""
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One rectangle."""

    x: float
    y: float
    width: float
    height: float
    kind: str  #: what it shows: before, after, or the name of a band
    title: str  #: what a pointer resting on it is told


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A number beside a line, or under a column."""

    at: float
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Histogram:
    """Pairs of columns over a common ground."""

    width: float
    height: float
    left: float
    ground: float  #: where the columns stand
    bars: Sequence[Bar]
    lines: Sequence[Mark]  #: at heights
    labels: Sequence[Mark]  #: at the middles of pairs


def bins(scores: Sequence[ScoreLine], most: int = BINS) -> list[Bin]:
    """The scores in at most so many ranges of one width, none left out between the lowest and the highest."""
    if not scores:
        return []
    low, high = scores[0].score, scores[-1].score
    width = step((high - low + 1) / most)
    first = math.floor(low / width) * width
    # A range more than fits where the lowest is not at the edge of its range.
    if (high - first) // width + 1 > most:
        width = step(width + 1)
        first = math.floor(low / width) * width
    counts = [[0, 0] for _ in range((high - first) // width + 1)]
    for line in scores:
        pair = counts[(line.score - first) // width]
        pair[0], pair[1] = pair[0] + line.before, pair[1] + line.after
    edges = range(first, first + width * (len(counts) + 1), width)
    return [
        Bin(first=start, last=end - 1, before=before, after=after)
        for (start, end), (before, after) in zip(pairwise(edges), counts, strict=True)
    ]


def histogram(found: Sequence[Bin]) -> Histogram:
    """Two columns for each range: before and after."""
    most = max((max(each.before, each.after) for each in found), default=0)
    apart = step(most / 4)
    top = max(math.ceil(most / apart), 1) * apart
    room = (WIDTH - LEFT) / max(len(found), 1)
    every = math.ceil(len(found) / _LABELS)
    return Histogram(
        width=WIDTH,
        height=TOP + HEIGHT + 28,
        left=LEFT,
        ground=TOP + HEIGHT,
        bars=[bar for place, each in enumerate(found) for bar in _pair(each, LEFT + place * room, room, top)],
        lines=[
            Mark(at=_rounded(TOP + HEIGHT - HEIGHT * value / top), text=f"{value:,}")
            for value in range(0, top + 1, apart)
        ],
        labels=[
            Mark(at=_rounded(LEFT + (place + 0.5) * room), text=each.name.replace(" to ", "…"))
            for place, each in enumerate(found)
            if place % every == 0
        ],
    )


def stacked(parts: Iterable[tuple[str, int]], width: float, height: float) -> list[Bar]:
    """One bar of parts (kind, count) beside each other, as long as `width`; empty where there is nothing."""
    listed = list(parts)
    whole, x = sum(count for _, count in listed), 0.0
    found = []
    for kind, count in listed:
        if count:
            long = width * count / whole
            title = f"{kind}: {count:,} of {whole:,}"
            bar = Bar(x=_rounded(x), y=0, width=_rounded(long), height=height, kind=kind, title=title)
            found.append(bar)
            x += long
    return found


def share(part: int, whole: int) -> float:
    """So many per cent, with one digit after the point; 0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0


def step(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that is not smaller: a round distance of lines."""
    ten = 1
    while ten * _STEPS[-1] < least:
        ten *= 10
    return next(ten * one for one in _STEPS if ten * one >= least)


def _pair(each: Bin, x: float, room: float, top: int) -> Iterator[Bar]:
    wide = min(room * (1 - GAP) / 2, 26.0)
    middle = x + room / 2
    for kind, count, left in (("before", each.before, middle - wide - 1), ("after", each.after, middle + 1)):
        tall = HEIGHT * count / top
        yield Bar(
            x=_rounded(left),
            y=_rounded(TOP + HEIGHT - tall),
            width=_rounded(wide),
            height=_rounded(tall),
            kind=kind,
            title=f"{each.name} points, {kind}: {count:,}",
        )


def _rounded(value: float) -> float:
    return round(value, 2)
