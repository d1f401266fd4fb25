"""Picture: drawings of ours as PNG, of their size, with every letter that our languages have."""

import asyncio
import struct
from datetime import date, timedelta
from pathlib import Path

import pytest

from frontdesk.delivery.picture import picture, rendered
from frontdesk.messages.chart import Chart, Source, chart_svg

KEPT = Path(__file__).parents[1] / "pictures" / "stats-month-en.png"


SIX = ("contact-pl", "landing-ru", "webinar", "Анкета", "Zażółć gęślą", "b2b")


def a_chart(days=31, sources=SIX, **changes):
    first = date(2026, 10, 23)
    named = [first + timedelta(days=number) for number in range(days)]
    counts = [
        [_count(number, place) if day.weekday() < 5 else 0 for number, day in enumerate(named)]
        for place in range(len(sources))
    ]
    said = {
        "title": "Leads by day and source",
        "under": f"23.10.2026 – 22.11.2026 · leads {sum(map(sum, counts))} · won 31 · lost 12",
        "days": [f"{day:%d.%m.}" for day in named],
        "sources": [Source(name=name, counts=row) for name, row in zip(sources, counts, strict=True)],
        "others": "others",
        "nothing": "nothing happened",
    }
    return Chart(**{**said, **changes})


def _count(day, source):
    return (day * (source + 3) + source) % (7 - source % 5)


def size(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


async def test_a_chart_is_a_png_of_1000_by_600():
    png = await picture(chart_svg(a_chart()))

    assert size(png) == (1000, 600)
    assert size(KEPT.read_bytes()) == (1000, 600)


@pytest.mark.parametrize(
    "text",
    ["Zażółć gęślą jaźń ŁŚŻ", "Съешь ещё ЁЖ", "Їжак ґанок є", "Grüße €", "90 % – … · −"],
    ids=["pl", "ru", "uk", "de", "signs"],
)
def test_the_bundled_font_has_every_letter(text):
    """A letter that it lacks is drawn as nothing: then two texts look the same."""
    for letter in set(text) - {" "}:
        drawn = rendered(chart_svg(a_chart(days=1, sources=(), title=letter)))

        assert drawn != rendered(chart_svg(a_chart(days=1, sources=(), title=""))), letter


async def test_what_is_no_drawing_or_too_large_is_none():
    assert await picture("<svg") is None
    assert await picture("<svg xmlns='http://www.w3.org/2000/svg'>" + " " * 500_000) is None


async def test_the_event_loop_goes_on_meanwhile():
    beats = 0

    async def beat():
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(beat())
    await asyncio.gather(*(picture(chart_svg(a_chart(days=120))) for _ in range(3)))
    task.cancel()

    assert beats > 10
