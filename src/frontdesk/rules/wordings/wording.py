"""Wording: the shape of one language's file in this folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: Between the phrases of a list.
COMMA: Final = ","


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """How the forms of one language name their fields; case, accents and punctuation never count.

    Words are parted by blanks, phrases and patterns by commas. In a pattern `*` at the end of a word stands
    for any ending (at its beginning: any beginning), `*` alone for any word, `...` for at most three words.
    """

    phrases: Mapping[str, str]  #: field -> phrases that mean it, beside its own name
    qualifiers: Mapping[str, str]  #: field -> words that only say which e-mail address, phone … is meant
    soft: str  #: words that say nothing, wherever they stand
    lone_names: str = ""  #: words for a first name where the last name has a field of its own
    quiz: str = ""  #: words of what is only numbered in a quiz: "Question 3" is not the message
    privacy: str  #: patterns of what a box about personal data is about
    agreeing: str  #: patterns of what such a box says of it, when it says more than what it is about
    box_words: str  #: what may stand beside it when it says no more: "policy", "statement"
    other_boxes: str  #: patterns of labels that are no such box, whatever else they say
    unlabelled: str = ""  #: what a form builder puts where the owner wrote no label
    nameless: str = ""  #: words of labels that name nothing: "field", "text"
    others: str = ""  #: patterns of people, not the lead, whose address or number a label may ask for
    envelopes: str = ""  #: words of an e-mail's own fields, such as "from", where they stand alone
    figures: str = ""  #: patterns of numbers that are no phone's: tax numbers, orders, amounts, dates …


def listed(phrases: str) -> list[str]:
    """The phrases or patterns of a list."""
    return [phrase for part in phrases.split(COMMA) if (phrase := part.strip())]
