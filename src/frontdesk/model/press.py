"""Press: one tap on a card's button."""

from dataclasses import dataclass
from enum import StrEnum


class Move(StrEnum):
    """What a press asks for."""

    ANSWER = "answer"  #: a criterion: yes, no or clear
    CLAIM = "claim"  #: shown as "Take"
    SPAM = "spam"
    NURTURE = "nurture"
    UNDO = "undo"


class Target(StrEnum):
    """What a criterion should be after the press: named, never toggled, so that a repeat changes nothing."""

    YES = "yes"
    NO = "no"
    CLEAR = "clear"


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """What callback data says; for an answer also its criterion and target."""

    lead: int
    move: Move
    criterion: str | None = None
    target: Target | None = None
    revision: int = 0  #: the revision that the card showed
