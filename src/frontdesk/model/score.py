"""Score, verdict and receipt: what a lead is worth, what to do, and the stored proof."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from frontdesk.model.signals import Suspicion

MACHINE: Final = "machine"  #: the `by` of a reason that no person gave
#: How the `because` of a person's answer begins.
ANSWERED_YES: Final = "answered yes"
#: What stands for the condition of a band or a letter that asks for nothing.
EVERYONE_ELSE: Final = "everyone else"


class Band(StrEnum):
    """What a lead is worth doing."""

    QUALIFIED = "qualified"  #: hot: sales
    TRIAGE = "triage"  #: a person's answer can still make it hot
    NURTURE = "nurture"  #: a letter, no card
    JUNK = "junk"  #: a letter, no card


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a person says of a criterion; it outranks the machine."""

    criterion: str
    yes: bool
    by: str  #: the person's name
    at: datetime
    revision: int = 0  #: the lead's revision that the answer made


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion that was met."""

    criterion: str
    points: int
    because: str  #: what matched, for people: untrusted text
    by: str = MACHINE  #: who says so: the machine or a person's name


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the points, with its parts."""

    total: int
    reasons: tuple[Reason, ...]
    open: tuple[str, ...]  #: the `ask` criteria that no person has answered
    reachable: int  #: the highest total that open answers can still bring
    interest: int = 0  #: the part of the total that tells how much the lead wants
    cell: str | None = None  #: of the matrix, as "A1"; None without one

    @property
    def fit(self) -> int:
        """The part of the total that tells who the lead is."""
        return self.total - self.interest


@dataclass(frozen=True, kw_only=True, slots=True)
class Closed:
    """A gate that the lead did not pass."""

    band: Band  #: what it would have been
    needs: str  #: the condition that did not hold


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What to do with a lead."""

    band: Band
    band_by: str = MACHINE  #: a person's name when the band was set by hand
    band_because: str = ""  #: the condition that chose it; empty when it was set by hand
    gates: tuple[Closed, ...] = ()  #: what kept it from a better band
    letter: str | None = None  #: the letter that its fields call for
    letter_because: str = ""  #: the condition that chose it
    withheld: str | None = None  #: why the letter does not go out
    quarantine: tuple[str, ...] = ()  #: names of the guards that hold it back
    unchecked: tuple[str, ...] = ()  #: what a guard could not look at, in words
    suspicions: tuple[Suspicion, ...] = ()  #: all that the guards noticed, those that only watch too

    @property
    def watched(self) -> tuple[Suspicion, ...]:
        """What guards noticed that do not hold it back: they only watch, or a person released the lead."""
        return tuple(noticed for noticed in self.suspicions if noticed.guard not in self.quarantine)


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """The stored proof of a score, read back word for word and never recomputed."""

    lead: int
    cause: str  #: submission:ID, press:ID …; unique for a lead
    rules: str  #: hash of the rules in force
    reader: str = ""  #: fingerprint of what read the signals; empty where these are not kept
    at: datetime
    score: Score
    verdict: Verdict
