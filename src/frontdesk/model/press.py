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
    CONFIRM = "confirm"  #: a new phone, name or address is right
    ASK_JOIN = "ask_join"  #: shown as "Join": the card asks once more
    JOIN = "join"  #: shown as "Join for good"
    NOT_NOW = "not_now"  #: back from the question
    APART = "apart"  #: shown as "Not the same"
    CONTACTS = "contacts"  #: opens the private card
    WHY = "why"  #: the score in words; changes nothing
    RELEASE = "release"  #: under a digest: out of quarantine


class Target(StrEnum):
    """What a criterion should be after the press: named, never toggled, so that a repeat changes nothing."""

    YES = "yes"
    NO = "no"
    CLEAR = "clear"


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """What callback data says; for an answer also its criterion and target.

    The moves about another lead name its number, CONFIRM the submission whose value is right.
    """

    lead: int
    move: Move
    criterion: str | None = None
    target: Target | None = None
    part: str | None = None  #: of CONFIRM: name, phone or email
    number: int | None = None  #: the other lead, or the submission
    revision: int = 0  #: the revision that the card showed
