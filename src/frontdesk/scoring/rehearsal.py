"""Rehearsal: what all stored leads would come to under other rules, out of the tally of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from frontdesk.model.rehearsal import (
    BandLine,
    Changed,
    CriterionLine,
    Outcome,
    Rehearsal,
    ScoreLine,
    Turn,
)
from frontdesk.model.score import Band
from frontdesk.model.submission import shown_name
from frontdesk.scoring.tally import Tally
from frontdesk.text import one_line

_NAME_CHARS: Final = 60
_NOBODY: Final[Mapping[int, Mapping[str, Any]]] = {}


def rehearsal(tally: Tally, fields: Mapping[int, Mapping[str, Any]] = _NOBODY) -> Rehearsal:
    """What the counts say; the newest changed leads come first.

    `fields` are those of the newest submission of each lead that is listed, for its name.
    """
    ends = _ends(tally)
    never = tuple(id_ for id_ in tally.points if not tally.fires[id_])
    always = tuple(id_ for id_ in tally.points if tally.fires[id_] == tally.leads > 0)
    scores = sorted({*tally.scores_before, *tally.scores})
    return Rehearsal(
        rules=tally.rules,
        leads=tally.leads,
        waiting=tally.waiting,
        failed=tally.failed,
        unreadable=tuple(tally.unreadable),
        outcomes={str(end): count for end, count in ends.items()},
        by_hand=tally.by_hand,
        quarantined_before=tally.quarantined_before,
        quarantined=tally.quarantined,
        bands=tuple(_band(band, tally, ends[Outcome.WON]) for band in Band),
        band_turns=_turns(((was, now), count) for (was, now, _), count in tally.bands.items()),
        letter_turns=_turns(tally.letters.items()),
        scores=tuple(
            ScoreLine(score=score, before=tally.scores_before[score], after=tally.scores[score])
            for score in scores
        ),
        criteria=tuple(_criterion(id_, tally, ends) for id_ in tally.points),
        never=never,
        always=always,
        # Those that never or always count are alike by themselves.
        together=tuple(group for group in tally.alike if group[0] not in (*never, *always)),
        new_bands=_named(tally.new_bands, fields),
        new_letters=_named(tally.new_letters, fields),
    )


def _named(changed: Sequence[Changed], fields: Mapping[int, Mapping[str, Any]]) -> tuple[Changed, ...]:
    names = {lead: one_line(shown_name(told), _NAME_CHARS) for lead, told in fields.items()}
    return tuple(replace(each, name=names.get(each.lead, "")) for each in reversed(changed))


def _ends(tally: Tally) -> dict[Outcome, int]:
    found: Counter[Outcome | None] = Counter()
    for (_, _, end), count in tally.bands.items():
        found[end] += count
    return {end: found[end] for end in Outcome}


def _turns(counts: Iterable[tuple[tuple[str | None, str | None], int]]) -> tuple[Turn, ...]:
    """What is another after than before, most leads first."""
    found: Counter[tuple[str | None, str | None]] = Counter()
    for (before, after), count in counts:
        if before != after:
            found[before, after] += count
    ordered = sorted(found.items(), key=lambda item: (-item[1], str(item[0])))
    return tuple(Turn(before=before, after=after, leads=count) for (before, after), count in ordered)


def _band(band: Band, tally: Tally, won: int) -> BandLine:
    had: Counter[Outcome | None] = Counter()
    has: Counter[Outcome | None] = Counter()
    for (before, after, end), count in tally.bands.items():
        had[end] += count if before is band else 0
        has[end] += count if after is band else 0
    return BandLine(
        band=band,
        before=had.total(),
        after=has.total(),
        won_before=had[Outcome.WON],
        won=has[Outcome.WON],
        lost=has[Outcome.LOST],
        spam=has[Outcome.SPAM],
        caught_before=had[Outcome.WON] / won if won else None,
        caught=has[Outcome.WON] / won if won else None,
    )


def _criterion(id_: str, tally: Tally, ends: Mapping[Outcome, int]) -> CriterionLine:
    ended = {end: counts[id_] for end, counts in tally.fires_ended.items()}
    return CriterionLine(
        id=id_,
        points=tally.points[id_],
        before=tally.fires_before[id_],
        after=tally.fires[id_],
        by_people=tally.fires_by_people[id_],
        won=ended[Outcome.WON],
        lost=ended[Outcome.LOST],
        spam=ended[Outcome.SPAM],
        lift=_lift(ended, ends),
    )


def _lift(fired: Mapping[Outcome, int], ends: Mapping[Outcome, int]) -> float | None:
    """How much likelier a lead was won where it counts: 1 is no difference; None where nobody can say."""
    known, known_fired = sum(ends.values()), sum(fired.values())
    if not ends[Outcome.WON] or not known_fired:
        return None
    return fired[Outcome.WON] / known_fired / (ends[Outcome.WON] / known)
