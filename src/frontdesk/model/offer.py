"""Offer: a hot lead that is one person's alone for a while, before anybody may take it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A person to whom a lead can be offered, as far as the rules and the clock say."""

    name: str
    capacity: int | None = None  #: leads at a time; None: any number


@dataclass(frozen=True, kw_only=True, slots=True)
class Seeking:
    """A lead that looks for somebody: among whom, chosen when it is written."""

    candidates: tuple[Candidate, ...]  #: in the order of `[[team]]`
    fewest_first: bool  #: who has the fewest leads, else who was offered one longest ago
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """What a person has in hand."""

    leads: int = 0  #: offered, claimed or contacted
    turn: int = 0  #: of their last offer; it grows with every offer, as no clock does
