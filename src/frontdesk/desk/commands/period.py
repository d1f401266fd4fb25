"""Period: all that /stats tells of one, read at once, in words, as a chart and as a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from frontdesk.desk.commands.away import away_line
from frontdesk.messages.chart import Chart, Source, chart_svg
from frontdesk.messages.csv_cells import csv_bytes
from frontdesk.messages.defuse import short
from frontdesk.messages.receipt_lines import band_name
from frontdesk.messages.spans import told_span
from frontdesk.messages.words import say, word
from frontdesk.model.lead import State
from frontdesk.model.score import Band
from frontdesk.rules.hours import zone_of
from frontdesk.rules.rules import Rules
from frontdesk.store import absences, charted, response_times, stats
from frontdesk.store.database import Connection
from frontdesk.store.response_times import ResponseTimes, Times
from frontdesk.store.stats import Row, Stats

SPANS: Final = {"week": timedelta(days=7), "month": timedelta(days=30), "quarter": timedelta(days=90)}
BY: Final = ("", "person", "source")
ROWS: Final = 40  #: of persons or sources
_NAME: Final = 40
_FILE_HEAD: Final = (
    *("kind", "name", *stats.STEPS, "claim_p50_min", "claim_p90_min"),
    *("contact_p50_min", "contact_p90_min"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """What came in a span that ends now, and what became of it."""

    span: str  #: of `SPANS`
    now: datetime
    stats: Stats
    times: ResponseTimes
    came: Mapping[str, Mapping[date, int]]  #: form: day: leads
    misses: int | None
    gone: Mapping[str, datetime]  #: who is away, until when


def read_period(connection: Connection, rules: Rules, span: str, now: datetime) -> Period:
    """Read all of it at once."""
    begin = now - SPANS[span]
    return Period(
        span=span,
        now=now,
        stats=stats.since(connection, begin),
        times=response_times.times(connection, begin),
        came=charted.came(connection, begin, rules),
        misses=charted.misses(connection, begin, rules, now),
        gone=absences.ends(connection, now),
    )


def lines(found: Period, by: str, rules: Rules, language: str) -> Iterator[str]:
    """What it says, the most important first: what no longer fits is left out from the end."""
    kept = found.stats
    yield f"📊 {word(f'stats_{found.span}', language)}"
    parts = [f"{word('stats_came', language)} {kept.came}"]
    parts += [f"{_kind(kind, language)} {number}" for kind, number in _ranked(kept.bands)]
    yield " · ".join(parts)
    yield _steps(kept, language)
    yield from _times(found.times.claim, found.times.contact, language)
    if found.misses is not None:
        yield say("stats_misses", language, number=found.misses)
    if by != "source":
        yield from _closed(kept, language)
    rows = {"person": kept.persons, "source": kept.sources}.get(by, {})
    for name in list(rows)[:ROWS]:
        yield f"{short(name, _NAME) or '—'}: {_row(rows[name], found.times, by, name, language)}"
    if by == "person":
        for name, until in found.gone.items():
            yield away_line(name, until, rules, language)


def _steps(kept: Stats, language: str) -> str:
    """`👤 taken 4 (40%) · ☎️ contacted 3 (75%) · 🏆 won 1 (33%)`: how many, of those of the step before."""
    counts = kept.whole.steps
    taken, spoken = counts.get(State.CLAIMED, 0), counts.get(State.CONTACTED, 0)
    before = {State.CLAIMED: kept.came, State.CONTACTED: taken, State.WON: spoken, State.LOST: spoken}
    told = [
        f"{word(f'state_{state}', language)} {count}{_share(count, before[state])}"
        for state in stats.STEPS
        if (count := counts.get(state, 0))
    ]
    return " · ".join(told) or word("stats_nothing", language)


def _share(part: int, whole: int) -> str:
    """Of steps in a span: leads that came before it may make the part larger than the whole."""
    return f" ({round(100 * part / whole)}%)" if part <= whole else ""


def _times(claim: Times, contact: Times, language: str) -> Iterator[str]:
    told = [
        say(key, language, who=told_span(each.whole.p50, language), limit=told_span(each.whole.p90, language))
        for key, each in (("stats_claimed_in", claim), ("stats_contacted_in", contact))
        if each.whole
    ]
    if told:
        yield f"⏱ {' · '.join(told)}"


def _closed(kept: Stats, language: str) -> Iterator[str]:
    """Won and lost by source."""
    told = [
        f"{short(name, 20) or '—'} {row.steps.get(State.WON, 0)}/{row.steps.get(State.LOST, 0)}"
        for name, row in kept.sources.items()
        if row.steps.get(State.WON) or row.steps.get(State.LOST)
    ]
    if told:
        yield f"{word('stats_closed', language)} {' · '.join(told[:ROWS])}"


def _row(row: Row, times: ResponseTimes, by: str, name: str, language: str) -> str:
    parts = [
        f"{word(f'state_{state}', language)} {row.steps[state]}"
        for state in stats.STEPS
        if row.steps.get(state)
    ]
    for key, each in (("stats_claimed_in", times.claim), ("stats_contacted_in", times.contact)):
        if took := (each.persons if by == "person" else each.sources).get(name):
            half, most = told_span(took.p50, language), told_span(took.p90, language)
            parts.append(say(key, language, who=half, limit=most))
    return " · ".join(parts) or word("stats_nothing", language)


def _ranked(bands: Mapping[str, int]) -> list[tuple[str, int]]:
    order = [*Band, *(State.QUARANTINED, "waiting")]
    return sorted(bands.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order))


def _kind(kind: str, language: str) -> str:
    return band_name(Band(kind), language) if kind in set(Band) else word(f"stats_{kind}", language)


def svg(found: Period, rules: Rules, language: str) -> str:
    """The chart: leads by day and form."""
    last = found.now.astimezone(zone_of(rules.hours)).date()
    first = (found.now - SPANS[found.span]).astimezone(zone_of(rules.hours)).date()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    whole = sum(sum(counts.values()) for counts in found.came.values())
    won, lost = (found.stats.whole.steps.get(state, 0) for state in (State.WON, State.LOST))
    under = [f"{first:%d.%m.%Y} – {last:%d.%m.%Y}", say("stats_leads", language, number=whole)]
    under += [f"{_word(state, language)} {count}" for state, count in ((State.WON, won), (State.LOST, lost))]
    return chart_svg(
        Chart(
            title=word("stats_chart", language),
            under=" · ".join(under),
            days=[f"{day:%d.%m.}" for day in days],
            sources=[
                Source(name=name, counts=[counts.get(day, 0) for day in days])
                for name, counts in found.came.items()
            ],
            others=word("stats_others", language),
            nothing=word("stats_nothing", language),
        )
    )


def _word(state: State, language: str) -> str:
    """Without its sign: the font of the chart has none."""
    return word(f"state_{state}", language).partition(" ")[2]


def sheet(found: Period) -> bytes:
    """As CSV in UTF-8: a row for each person and each form; no cell begins like a formula."""
    rows = (
        tuple(_cells(found.times, kind, name, row))
        for kind, each in (("person", found.stats.persons), ("source", found.stats.sources))
        for name, row in each.items()
    )
    return csv_bytes([_FILE_HEAD, *rows])


def _cells(times: ResponseTimes, kind: str, name: str, row: Row) -> Iterator[str | int | None]:
    yield kind
    yield short(name, 100)
    for state in stats.STEPS:
        yield row.steps.get(state, 0)
    for each in (times.claim, times.contact):
        took = (each.persons if kind == "person" else each.sources).get(name)
        for span in (took.p50, took.p90) if took else (None, None):
            yield None if span is None else round(span.total_seconds() / 60)
