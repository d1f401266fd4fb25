"""Chart: leads by day and source as stacked columns, an SVG of 1000 x 600 in the bundled font.

Pure. Names come from strangers: cut, cleaned and escaped like everything else.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from frontdesk.messages.defuse import short
from frontdesk.messages.plots import step

WIDTH: Final = 1000
HEIGHT: Final = 600
SOURCES: Final = 6  #: with a colour of their own; the rest are one
DAYS: Final = 120  #: columns at most
_LEFT, _RIGHT, _TOP, _GROUND = 70.0, 970.0, 155.0, 545.0
_LABELS: Final = 13  #: days named below, at most
_TOTALS: Final = 31  #: columns that have room for their number above them
_NAME: Final = 16  #: characters of a source
_INK, _PALE, _GRID = "#1f2933", "#52606d", "#e4e7eb"
#: Told apart by people who see few colours too (after Okabe and Ito).
_COLOURS: Final = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#9aa5b1")


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One kind of parts of the columns."""

    name: str
    counts: Sequence[int]  #: one a day


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """What is drawn."""

    title: str
    under: str  #: the line below the title
    days: Sequence[str]  #: what stands below each column
    sources: Sequence[Source]
    others: str  #: what the sources without a colour are called together
    nothing: str  #: said where no lead came


def chart_svg(chart: Chart) -> str:
    """The drawing; of more than `DAYS` columns the last, of more than `SOURCES` sources the largest."""
    days = list(chart.days)[-DAYS:]
    parts = _parts(chart, len(days))
    totals = [sum(part.counts[place] for part in parts) for place in range(len(days))]
    most = max(totals, default=0)
    apart = step(most / 5)
    top = max(math.ceil(most / apart), 1) * apart
    drawn = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(_LEFT - 40, 52, chart.title, size=28, bold=True),
        _text(_LEFT - 40, 84, chart.under, size=17, colour=_PALE),
        *_legend(parts),
        *_grid(apart, top),
        *_columns(parts, days, top),
        *_labels(days, totals, top),
    ]
    if not any(totals):
        drawn.append(_text(520, 340, chart.nothing, size=22, colour=_PALE, anchor="middle"))
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(drawn)}</svg>'


def _parts(chart: Chart, days: int) -> list[Source]:
    ranked = sorted(chart.sources, key=lambda each: (-sum(each.counts), each.name))
    own, rest = ranked[:SOURCES], ranked[SOURCES:]
    parts = [Source(name=each.name, counts=list(each.counts)[-days:] if days else []) for each in own]
    if rest:
        together = [sum(counts) for counts in zip(*(list(each.counts)[-days:] for each in rest), strict=True)]
        parts.append(Source(name=chart.others, counts=together))
    return parts


def _legend(parts: Sequence[Source]) -> Iterator[str]:
    x, y = _LEFT - 40, 106
    for part, colour in zip(parts, _COLOURS, strict=False):
        name = short(part.name, _NAME, "none") or "—"
        told = f"{name} {sum(part.counts)}"
        room = 46 + 8.6 * len(told)
        if x + room > WIDTH:
            x, y = _LEFT - 40, y + 25
        yield f'<rect x="{x:.0f}" y="{y}" width="14" height="14" rx="3" fill="{colour}"/>'
        yield _text(x + 21, y + 13, told, size=15)
        x += room


def _grid(apart: int, top: int) -> Iterator[str]:
    for value in range(0, top + 1, apart):
        y = _height(value, top)
        yield f'<path d="M{_LEFT} {y:.1f}H{_RIGHT}" stroke="{_GRID if value else _PALE}" stroke-width="1"/>'
        yield _text(_LEFT - 10, y + 5, f"{value}", size=15, colour=_PALE, anchor="end")


def _columns(parts: Sequence[Source], days: Sequence[str], top: int) -> Iterator[str]:
    room = (_RIGHT - _LEFT) / max(len(days), 1)
    wide = min(room * 0.72, 64.0)
    for place in range(len(days)):
        x, below = _LEFT + (place + 0.5) * room - wide / 2, 0
        for part, colour in zip(parts, _COLOURS, strict=False):
            if count := part.counts[place]:
                y, end = _height(below + count, top), _height(below, top)
                below += count
                box = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{end - y:.1f}"'
                yield f'<rect {box} fill="{colour}"/>'


def _labels(days: Sequence[str], totals: Sequence[int], top: int) -> Iterator[str]:
    room = (_RIGHT - _LEFT) / max(len(days), 1)
    every = math.ceil(len(days) / _LABELS) or 1
    for place, (day, total) in enumerate(zip(days, totals, strict=True)):
        x = _LEFT + (place + 0.5) * room
        # Counted from the end: the newest day is always named.
        if (len(days) - 1 - place) % every == 0:
            yield _text(x, _GROUND + 28, day, size=15, colour=_PALE, anchor="middle")
        if total and len(days) <= _TOTALS:
            yield _text(x, _height(total, top) - 8, f"{total}", size=15, bold=True, anchor="middle")


def _text(
    x: float, y: float, told: str, *, size: int, bold: bool = False, colour: str = _INK, anchor: str = "start"
) -> str:
    weight = "bold" if bold else "normal"
    style = f'font-family="DejaVu Sans" font-size="{size}" font-weight="{weight}" fill="{colour}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style} text-anchor="{anchor}">{escape(told)}</text>'


def _height(value: int, top: int) -> float:
    return _GROUND - (_GROUND - _TOP - 22) * value / top
