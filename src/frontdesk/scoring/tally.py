"""Tally: counts lead by lead what other rules would make of them; memory does not grow with the leads.

Tallies of parts of the leads, made anywhere, add up to the tally of all.
"""

import math
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import Any, Final

from frontdesk.model.lead import Lead, State
from frontdesk.model.rehearsal import Before, Changed, Outcome, Unreadable
from frontdesk.model.score import MACHINE, Band, Score, Verdict
from frontdesk.rules.rules import Rules
from frontdesk.text import one_line

LISTED: Final = 100  #: changed leads that are named, of each kind
NAMED: Final = 10  #: unreadable leads that are named
EDGE: Final = 10_000  #: scores beyond it are counted with it
_OUTCOMES: Final[Mapping[State, Outcome]] = {State.WON: Outcome.WON, State.LOST: Outcome.LOST}


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsed:
    """One lead before and after."""

    lead: int
    before: Before
    score: Score
    verdict: Verdict
    outcome: Outcome | None = None


def outcome(lead: Lead) -> Outcome | None:
    """How it ended with a lead; None where nobody has said."""
    if lead.quarantined_by:
        return Outcome.SPAM
    return _OUTCOMES.get(lead.state) if lead.state else None


class Tally:
    """The counts so far; can be sent to another process."""

    def __init__(self, rules: Rules, listed: int = LISTED) -> None:
        """`listed`: how many changed leads are named."""
        self.rules, self._listed = rules.hash, listed
        self.points = {criterion.id: criterion.points for criterion in rules.criteria}
        self.waiting = self.failed = 0
        self.by_hand = self.quarantined_before = self.quarantined = 0
        #: leads by band before, band after and outcome; by letter before and after; by score
        self.bands = Counter[tuple[Band, Band, Outcome | None]]()
        self.letters = Counter[tuple[str | None, str | None]]()
        self.scores_before, self.scores = Counter[int](), Counter[int]()
        #: leads that a criterion counts for; those after, by how it ended with them
        self.fires_before, self.fires = Counter[str](), Counter[str]()
        self.fires_by_people = Counter[str]()
        self.fires_ended = {end: Counter[str]() for end in Outcome}
        self.new_bands = deque[Changed](maxlen=listed)
        self.new_letters = deque[Changed](maxlen=listed)
        self.unreadable: list[Unreadable] = []
        # Criteria that no lead has told apart yet: sets of their places, as the bits of a number.
        self._bits = {id_: 1 << place for place, id_ in enumerate(self.points)}
        self._alike = [sum(self._bits.values())]

    @property
    def leads(self) -> int:
        """How many leads are in it."""
        return self.bands.total()

    @property
    def listed(self) -> frozenset[int]:
        """The changed leads that are listed."""
        return frozenset(changed.lead for changed in (*self.new_bands, *self.new_letters))

    @property
    def alike(self) -> tuple[tuple[str, ...], ...]:
        """Criteria, two or more, that count for exactly the same leads."""
        groups = (tuple(id_ for id_, bit in self._bits.items() if group & bit) for group in self._alike)
        return tuple(sorted(group for group in groups if len(group) > 1))

    def add(self, leads: Iterable[Rehearsed]) -> None:
        """Count leads, in the order of their numbers."""
        for lead in leads:
            was, now, end = lead.before, lead.verdict, lead.outcome
            self.bands[was.band, now.band, end] += 1
            self.letters[was.letter, now.letter] += 1
            self.scores_before[_edged(was.total)] += 1
            self.scores[_edged(lead.score.total)] += 1
            self.by_hand += now.band_by != MACHINE
            self.quarantined_before += was.quarantined
            self.quarantined += bool(now.quarantine)
            self._count(was.met, lead.score, end)
            if was.band is not now.band or was.letter != now.letter:
                self._list(lead)

    def leave_out(self, lead: int, error: str) -> None:
        """Count a lead that cannot be read or judged."""
        self.failed += 1
        if len(self.unreadable) < NAMED:
            self.unreadable.append(Unreadable(lead=lead, error=one_line(error, 200)))

    def merge(self, other: "Tally") -> None:
        """Add the tally of other leads under the same rules."""
        self.waiting, self.failed = self.waiting + other.waiting, self.failed + other.failed
        self.by_hand += other.by_hand
        self.quarantined_before += other.quarantined_before
        self.quarantined += other.quarantined
        for mine, theirs in zip(self._counters(), other._counters(), strict=True):
            mine.update(theirs)
        self._alike = [both for a in self._alike for b in other._alike if (both := a & b)]
        self.new_bands = self._newest(self.new_bands, other.new_bands)
        self.new_letters = self._newest(self.new_letters, other.new_letters)
        unreadable = sorted(self.unreadable + other.unreadable, key=lambda one: one.lead)
        self.unreadable = unreadable[:NAMED]

    def _counters(self) -> tuple[Counter[Any], ...]:
        scores, fires = (self.scores_before, self.scores), (self.fires_before, self.fires)
        ended = self.fires_ended.values()
        return (self.bands, self.letters, *scores, *fires, self.fires_by_people, *ended)

    def _count(self, was: Iterable[str], now: Score, end: Outcome | None) -> None:
        for id_ in was:
            if id_ in self._bits:
                self.fires_before[id_] += 1
        fired = 0
        for reason in now.reasons:
            id_ = reason.criterion
            fired |= self._bits.get(id_, 0)
            self.fires[id_] += 1
            if reason.by != MACHINE:
                self.fires_by_people[id_] += 1
            if end is not None:
                self.fires_ended[end][id_] += 1
        if any(group & fired not in (0, group) for group in self._alike):
            halves = ((group & fired, group & ~fired) for group in self._alike)
            self._alike = [part for parts in halves for part in parts if part]

    def _list(self, lead: Rehearsed) -> None:
        was, now = lead.before, lead.verdict
        changed = Changed(
            lead=lead.lead,
            score_before=was.total,
            score=lead.score.total,
            band_before=was.band,
            band=now.band,
            letter_before=was.letter,
            letter=now.letter,
        )
        if was.band is not now.band:
            self.new_bands.append(changed)
        if was.letter != now.letter:
            self.new_letters.append(changed)

    def _newest(self, mine: Iterable[Changed], theirs: Iterable[Changed]) -> deque[Changed]:
        newest = nlargest(self._listed, (*mine, *theirs), key=lambda changed: changed.lead)
        return deque(reversed(newest), self._listed)


def _edged(score: float) -> int:
    return max(-EDGE, min(EDGE, math.floor(score)))
