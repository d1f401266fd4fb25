"""Joined: the wordings of all languages as look-ups over folded words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from frontdesk.rules.wordings import LANGUAGES
from frontdesk.rules.wordings.folded import spellings, words
from frontdesk.rules.wordings.patterns import any_of
from frontdesk.rules.wordings.wording import listed


def _words(name: str) -> frozenset[str]:
    """The words that all languages list under that name, each folded."""
    texts = (getattr(wording, name) for wording in LANGUAGES.values())
    return frozenset(word for text in texts for one in text.split() for word in words(one))


def _pattern(name: str) -> re.Pattern[str]:
    return any_of(one for wording in LANGUAGES.values() for one in listed(getattr(wording, name)))


def _phrases() -> Iterator[tuple[str, str]]:
    """Each spelling of each phrase without blanks, whole and without its soft words, and its field."""
    listings = (item for wording in LANGUAGES.values() for item in wording.phrases.items())
    for field, phrases in listings:
        for spelled in (spelled for phrase in listed(phrases) for spelled in spellings(phrase)):
            yield "".join(spelled), field
            if core := "".join(word for word in spelled if word not in SOFT):
                yield core, field


def _said_in(field: str, most: int) -> frozenset[str]:
    """The words of the field's phrases of at most `most` words, and of its name."""
    phrases = (words(phrase) for one in LANGUAGES.values() for phrase in listed(one.phrases.get(field, "")))
    return frozenset((field, *(word for phrase in phrases if len(phrase) <= most for word in phrase)))


def _qualified() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for wording in LANGUAGES.values():
        for field, qualifiers in wording.qualifiers.items():
            for word in (word for one in qualifiers.split() for folded in spellings(one) for word in folded):
                found.setdefault(word, {})[field] = None
    return {word: tuple(fields) for word, fields in found.items()}


def _unlabelled() -> Mapping[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for wording in LANGUAGES.values():
        for phrase in map(words, listed(wording.unlabelled)):
            found.setdefault(phrase[0], []).append(phrase)
    return found


SOFT: Final = _words("soft")
QUIZ: Final = _words("quiz")
NAMELESS: Final = _words("nameless")
ENVELOPES: Final = _words("envelopes")
BOX_WORDS: Final = _words("box_words") | SOFT
#: Keys, as of phrases.
LONE_NAMES: Final = frozenset(
    "".join(words(name)) for wording in LANGUAGES.values() for name in wording.lone_names.split()
)
#: Phrase without blanks -> field.
PHRASES: Final[Mapping[str, str]] = dict(_phrases())
#: Word -> the fields of which it only says which one is meant.
QUALIFIED: Final[Mapping[str, tuple[str, ...]]] = _qualified()
#: Words that tell of an address, and those that alone tell of a phone.
MAIL_WORDS: Final = _said_in("email", 2) | {"e"}
PHONE_WORDS: Final = _said_in("phone", 1)
#: First word -> the words of each phrase that begins with it.
UNLABELLED: Final[Mapping[str, Sequence[Sequence[str]]]] = _unlabelled()

PRIVACY: Final = _pattern("privacy")
AGREEING: Final = _pattern("agreeing")
OTHER_BOX: Final = _pattern("other_boxes")
OTHERS: Final = _pattern("others")
FIGURES: Final = _pattern("figures")
