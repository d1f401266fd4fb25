"""Rehearsal: what all stored leads would come to under other rules, in counts and a few names."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from frontdesk.model.score import Band, Receipt


class Outcome(StrEnum):
    """How it ended with a lead, as people said."""

    WON = "won"
    LOST = "lost"
    SPAM = "spam"


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """What a stored receipt says, as far as it is compared."""

    total: int
    band: Band
    letter: str | None
    quarantined: bool
    met: tuple[str, ...]  #: criteria, and groups that were bounded

    @classmethod
    def of(cls, receipt: Receipt) -> "Before":
        """The same of a receipt that was read."""
        score, verdict = receipt.score, receipt.verdict
        return cls(
            total=score.total,
            band=verdict.band,
            letter=verdict.letter,
            quarantined=bool(verdict.quarantine),
            met=tuple(reason.criterion for reason in score.reasons),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class BandLine:
    """How many leads have a band."""

    band: Band
    before: int
    after: int
    won_before: int  #: of the leads that were won
    won: int  #: the same after
    lost: int
    spam: int
    caught_before: float | None  #: share of all won leads that the band has; unknown where none was won
    caught: float | None  #: the same after


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """How many leads go from one band, or letter, to another."""

    before: str | None  #: None: no letter
    after: str | None
    leads: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreLine:
    """How many leads have a score."""

    score: int
    before: int
    after: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionLine:
    """How often a criterion counts."""

    id: str
    points: int
    before: int  #: leads it counted for before, under that id
    after: int  #: leads it would count for
    by_people: int  #: of those: because a person says so
    won: int  #: of those: won, lost and spam
    lost: int
    spam: int
    lift: float | None  #: won among those it counts for, against won among all whose outcome is known


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """One lead whose band or letter changes."""

    lead: int
    name: str = ""  #: as it was given: untrusted text; empty where nobody looked
    score_before: int
    score: int
    band_before: Band
    band: Band
    letter_before: str | None
    letter: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unreadable:
    """One lead that is left out, with the reason."""

    lead: int
    error: str  #: may quote what people wrote


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsal:
    """All stored leads under other rules. Nothing of it has happened."""

    rules: str  #: hash of those rules
    leads: int  #: looked at
    waiting: int  #: left out, for nothing of them was judged yet
    failed: int  #: left out, for they cannot be read or judged
    unreadable: tuple[Unreadable, ...]  #: the first of these
    outcomes: Mapping[str, int]  #: won, lost, spam: leads
    by_hand: int  #: leads whose band a person set, which stays
    quarantined_before: int
    quarantined: int  #: leads that guards or people hold back
    bands: tuple[BandLine, ...]
    band_turns: tuple[Turn, ...]  #: from band to another band
    letter_turns: tuple[Turn, ...]
    scores: tuple[ScoreLine, ...]
    criteria: tuple[CriterionLine, ...]  #: in the order of the rules
    never: tuple[str, ...]  #: criteria that count for no lead
    always: tuple[str, ...]  #: those that count for every lead
    together: tuple[tuple[str, ...], ...]  #: those that count for exactly the same leads, some but not all
    new_bands: tuple[Changed, ...]  #: the newest leads whose band changes, newest first
    new_letters: tuple[Changed, ...]  #: the newest whose letter changes

    @property
    def changing_band(self) -> int:
        """How many leads change band."""
        return sum(turn.leads for turn in self.band_turns)

    @property
    def changing_letter(self) -> int:
        """How many leads would get another letter."""
        return sum(turn.leads for turn in self.letter_turns)
