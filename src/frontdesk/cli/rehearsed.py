"""Rehearsed: a rehearsal as tables for a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from frontdesk.cli.table import table, terminal_width
from frontdesk.messages.plots import Bin, bins, share
from frontdesk.messages.rehearsal_page import NONE, percent
from frontdesk.model.rehearsal import Changed, Rehearsal, Turn
from frontdesk.text import one_line

BINS: Final = 16  #: lines of the histogram at most
BAR: Final = 24  #: characters of its longest bar


def lines(report: Rehearsal, names_of: Mapping[str, str], file: str, limit: int) -> Iterator[str]:
    """A rehearsal line by line; `names_of` gives criteria their names, of changed leads come `limit`."""
    yield _summary(report, file)
    if not report.leads:
        return
    yield from ("", _bands(report), "", _scores(bins(report.scores, BINS)), "", _criteria(report, names_of))
    yield from _remarks(report, names_of)
    yield from _turns("change band", report.band_turns)
    yield from _changed("change band", report.new_bands[:limit])
    yield from _turns("would get another letter", report.letter_turns)
    yield from _changed("would get another letter", report.new_letters[:limit])


def failures(report: Rehearsal) -> Iterator[str]:
    """One line for each lead that was left out because it cannot be read; the last tells of more."""
    for one in report.unreadable:
        yield f"lead {one.lead}: expected one that can be judged, found: {one.error}"
    if report.failed > len(report.unreadable):
        yield f"and {report.failed - len(report.unreadable):,} more leads"


def _summary(report: Rehearsal, file: str) -> str:
    if not report.leads:
        return f"No judged leads yet: nothing to rehearse {file} with."
    letters = f"{report.changing_letter:,} would get another letter"
    return f"{report.leads:,} leads under {file}: {report.changing_band:,} change band, {letters}."


def _bands(report: Rehearsal) -> str:
    heads: tuple[str, ...] = ("band", "before", "after", "change")
    rows: list[tuple[str, ...]] = [
        (line.band, f"{line.before:,}", f"{line.after:,}", _difference(line.after - line.before))
        for line in report.bands
    ]
    if not sum(report.outcomes.values()):
        return _table(heads, rows)
    heads += ("won before", "won", "lost", "spam", "share of won before", "share of won")
    ended = [
        (
            str(line.won_before),
            str(line.won),
            str(line.lost),
            str(line.spam),
            percent(line.caught_before),
            percent(line.caught),
        )
        for line in report.bands
    ]
    return _table(heads, [row + more for row, more in zip(rows, ended, strict=True)])


def _scores(found: Sequence[Bin]) -> str:
    most = max((max(each.before, each.after) for each in found), default=0)
    rows = [
        (each.name, f"{each.before:,}", _bar(each.before, most), f"{each.after:,}", _bar(each.after, most))
        for each in found
    ]
    return _table(("score", "before", "", "after", ""), rows)


def _criteria(report: Rehearsal, names_of: Mapping[str, str]) -> str:
    heads: tuple[str, ...] = ("criterion", "points", "before", "after", "of all", "by people")
    rows: list[tuple[str, ...]] = [
        (
            one_line(names_of.get(line.id, line.id), 40),
            f"{line.points:+d}",
            f"{line.before:,}",
            f"{line.after:,}",
            f"{share(line.after, report.leads):.0f} %",
            f"{line.by_people:,}",
        )
        for line in report.criteria
    ]
    if not sum(report.outcomes.values()):
        return _table(heads, rows)
    ended = [
        (str(line.won), str(line.lost), str(line.spam), "" if line.lift is None else f"{line.lift:.2f}")
        for line in report.criteria
    ]
    return _table((*heads, "won", "lost", "spam", "lift"), [a + b for a, b in zip(rows, ended, strict=True)])


def _remarks(report: Rehearsal, names_of: Mapping[str, str]) -> Iterator[str]:
    def named(ids: Iterable[str]) -> str:
        return ", ".join(one_line(names_of.get(id_, id_), 40) for id_ in ids)

    yield ""
    if any(line.lift is not None for line in report.criteria):
        yield "Lift: how much likelier a lead was won where the criterion counts; 1 makes no difference"
    if report.never:
        yield f"Count for no lead: {named(report.never)}"
    if report.always:
        yield f"Count for every lead: {named(report.always)}"
    for group in report.together:
        yield f"Count only together, always for the same leads: {named(group)}"
    if report.quarantined_before or report.quarantined:
        yield f"Held by guards or people: {report.quarantined_before:,} before, {report.quarantined:,} after"
    if report.by_hand:
        yield f"A person set the band, which stays: {report.by_hand:,}"
    if report.waiting:
        yield f"Not judged yet, so left out: {report.waiting:,}"


def _turns(what: str, turns: Sequence[Turn]) -> Iterator[str]:
    if turns:
        rows = [(turn.before or NONE, turn.after or NONE, f"{turn.leads:,}") for turn in turns]
        yield from ("", f"Leads that {what}:", _table(("from", "to", "leads"), rows))


def _changed(what: str, changed: Sequence[Changed]) -> Iterator[str]:
    if changed:
        rows = [_row(one) for one in changed]
        heads = ("lead", "score", "band", "letter", "name")
        yield from ("", f"The newest that {what}:", _table(heads, rows))


def _row(one: Changed) -> tuple[str, ...]:
    return (
        f"#{one.lead}",
        _turn(str(one.score_before), str(one.score)),
        _turn(one.band_before, one.band),
        _turn(one.letter_before or NONE, one.letter or NONE),
        one_line(one.name, 30),
    )


def _turn(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def _difference(number: int) -> str:
    return f"{number:+,}" if number else ""


def _bar(count: int, most: int) -> str:
    return "█" * max(round(BAR * count / most), 1) if count else ""


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return table(heads, rows, terminal_width())
