"""Stats: what came and what became of it: a chart with its words, and the buttons that show another span."""

from typing import Final

from frontdesk.desk.commands.ask import Ask, Said
from frontdesk.desk.commands.period import BY, SPANS, Period, lines, read_period, sheet, svg
from frontdesk.desk.told import Told
from frontdesk.messages.plain_card import plain_card
from frontdesk.messages.words import word
from frontdesk.model.delivery import Button
from frontdesk.model.plot import Plot
from frontdesk.model.press import Move, Press

STATS: Final = 9  #: the number of these on their buttons, where lists of leads have theirs
CAPTION: Final = 1_000  #: UTF-16 units; a caption has 1,024 characters (Bot API)
_CSV: Final = len(SPANS) * len(BY)  #: a button names a span and what it is by; from here on as a file


async def stats(ask: Ask) -> Said:
    """`/stats [week|month|quarter] [person|source]`."""
    words = ask.rest.lower().split()
    span = next((one for one in words if one in SPANS), "week")
    by = next((one for one in words if one in BY), "")
    if set(words) - {span, by}:
        return ask.usage("/stats week | month | quarter, person | source")
    return _plot(ask, await _read(ask, span), by)


async def turned_stats(ask: Ask, code: int) -> Told:
    """What a button below the chart asks for: another span or order, or the same as a file, in private."""
    asked = code % _CSV
    span, by = list(SPANS)[asked % len(SPANS)], BY[asked // len(SPANS)]
    found = await _read(ask, span)
    if code >= _CSV:
        file = (f"stats-{span}-{ask.now:%Y-%m-%d}.csv", sheet(found))
        return Told(toast="stats_sent", person=ask.person, file=file)
    plot = _plot(ask, found, by)
    return Told(toast="list_turned", person=ask.person, message=plot.card, plot=plot)


async def _read(ask: Ask, span: str) -> Period:
    rules, now = ask.rules, ask.now
    return await ask.desk.db.read(lambda connection: read_period(connection, rules, span, now))


def _plot(ask: Ask, found: Period, by: str) -> Plot:
    rules, language = ask.rules, ask.language
    told, rows = list(lines(found, by, rules, language)), _rows(found.span, by, language)
    return Plot(
        svg=svg(found, rules, language),
        caption=plain_card(told, rows, limit=CAPTION),
        card=plain_card(told, rows),
    )


def _rows(span: str, by: str, language: str) -> list[list[Button]]:
    """What is shown now has no button of its own, but for the file of it."""
    place, order = list(SPANS).index(span), BY.index(by)
    spans = [
        Button(word(f"button_{name}", language), _press(number, order))
        for number, name in enumerate(SPANS)
        if number != place
    ]
    orders = [
        Button(word(f"button_by_{name or 'nothing'}", language), _press(place, number))
        for number, name in enumerate(BY)
        if number != order
    ]
    return [spans, [*orders, Button("CSV", _press(place, order, _CSV))]]


def _press(span: int, order: int, more: int = 0) -> Press:
    return Press(lead=span + len(SPANS) * order + more, move=Move.LIST, number=STATS)
