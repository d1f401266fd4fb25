"""Labels: which field a form means by "Ваше имя", "form_fields[email]" or "jobTitle".

English, Russian, Polish and German are known; `[fields]` of rules.toml adds more. A label counts when all its
words are accounted for, so that "company e-mail" is an e-mail address and "company size" is nothing we know.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from frontdesk.model.submission import FIELDS, LABELLED
from frontdesk.rules.wordings import (
    HEADS,
    LONE_NAMES,
    NOTHING,
    OTHER_BOX,
    PHRASES,
    PRIVACY,
    QUALIFIERS,
    QUIZ,
    SOFT,
    TAILS,
)

UTM_PARTS: Final = ("source", "medium", "campaign", "term", "content")
#: Every name that `field` can give.
NAMES: Final = frozenset((*FIELDS, *LABELLED, *(f"utm.{part}" for part in UTM_PARTS)))

#: Labels come from strangers: no more of one is read, and no more of them are remembered.
LABEL_CHARS: Final = 300
REMEMBERED: Final = 4096
MOST_PARTS: Final = 4

_CAMEL: Final = re.compile(r"(?<=[a-zа-яё0-9])(?=[A-ZА-ЯЁ])|(?<=[A-ZА-ЯЁ])(?=[A-ZА-ЯЁ][a-zа-яё])")
_MARKS: Final = re.compile("[\u0300-\u036f]+")
_WORD: Final = re.compile(r"[^\W_]+")
_NUMBERED: Final = re.compile(r"\d+|(?=[a-f]*\d)[0-9a-f]{4,}")
#: "Phone / e-mail" asks for two things; "Phone (for urgent cases)" for one, with a remark.
_ALTERNATIVES: Final = re.compile(r"\s*[/|,;&+]\s*")
_REMARK: Final = re.compile(r"\s*[(:?]\s+|\s*\(|\s[-–—]\s")
_PERSON: Final = frozenset(("first_name", "last_name", "full_name"))
_LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i"})
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def key(label: str) -> str:
    """The label without case, accents, spaces and punctuation: "E-Mail *" and "eMail" are both "email"."""
    return "".join(_words(label))


def is_lone_name(label: str) -> bool:
    """The label says just "name", which is a first name where the last name has a field of its own."""
    return "".join(_core(_words(label))) in LONE_NAMES


class Labels:
    """What the labels of forms mean."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self._own = own
        self._known: dict[str, str | None] = {}

    @classmethod
    def shipped(cls) -> "Labels":
        """The labels that frontdesk knows by itself."""
        return cls({})

    def extended(self, more: Mapping[str, Sequence[str]]) -> "Labels":
        """These labels and more: field -> labels. What is added outranks what is known.

        Raises:
            ValueError: a field that is not one of `NAMES`.
        """
        if wrong := sorted(set(more) - NAMES):
            raise ValueError(f'no field "{wrong[0]}"')
        added = {word: field for field, labels in more.items() for label in labels if (word := key(label))}
        return Labels({**self._own, **added})

    def field(self, label: str) -> str | None:
        """The name out of `NAMES` that the label stands for; None when unknown."""
        try:
            return self._known[label]
        except KeyError:
            found = self._find(label[:LABEL_CHARS])
        if len(label) <= LABEL_CHARS:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[label] = found
        return found

    def _find(self, label: str) -> str | None:
        words = _words(label)
        core = _core(words)
        if own := self._own.get("".join(words)) or self._own.get("".join(core)):
            return own
        parts = [_phrase(_words(part)) for part in _parts(label)]
        if len(meant := {part for part in parts if part}) > 1:
            return "full_name" if meant <= _PERSON else None
        return _phrase(words) or _consent(" ".join(words)) or _shared(label, parts)


def _parts(label: str) -> list[str]:
    return _ALTERNATIVES.split(_REMARK.sub("/", label), MOST_PARTS)


def _phrase(words: Sequence[str]) -> str | None:
    """The field that these words mean as a whole."""
    whole = "".join(words)
    if whole in NOTHING:
        return None
    core = _core(words)
    return _SHIPPED.get(whole) or _SHIPPED.get("".join(core)) or _qualified(core)


def _qualified(words: Sequence[str]) -> str | None:
    """The field that is left without the words that only say which e-mail address, phone … is meant."""
    for field, qualifiers in _QUALIFIERS.items():
        rest = [word for word in words if word not in qualifiers]
        if 0 < len(rest) < len(words) and _SHIPPED.get("".join(rest)) == field:
            return field
    return None


def _shared(label: str, parts: Sequence[str | None]) -> str | None:
    """The one field that all alternatives mean, or the one before a remark that cannot change what it is."""
    remarked = parts[0] in ("email", "phone", "message") and _REMARK.search(label)
    return parts[0] if remarked or None not in parts else None


def _consent(words: str) -> str | None:
    return "consent" if PRIVACY.search(words) and not OTHER_BOX.search(words) else None


def _words(label: str) -> list[str]:
    text = unicodedata.normalize("NFKD", _CAMEL.sub(" ", label[:LABEL_CHARS]))[: 2 * LABEL_CHARS]
    return _WORD.findall(_MARKS.sub("", text).casefold().translate(_LETTERS))


def _core(words: Sequence[str]) -> list[str]:
    """The words without those that say nothing, numbers at the end and what a form builder adds."""
    core = [word for word in words if word not in SOFT]
    while len(core) > 1 and (core[-1] in TAILS or (_NUMBERED.fullmatch(core[-1]) and core[-2] not in QUIZ)):
        core.pop()
    while len(core) > 1 and (core[0] in HEADS or core[0].isdigit()):
        core.pop(0)
    if core and (word := core[-1].rstrip("0123456789")) and word not in QUIZ:
        core[-1] = word
    return core


def _spellings(phrase: str) -> Iterator[str]:
    for spelling in (phrase, phrase.translate(_UMLAUTS)):
        words = _words(spelling)
        yield "".join(words)
        yield "".join(word for word in words if word not in SOFT) or "".join(words)


_SHIPPED: Final[Mapping[str, str]] = {
    **{
        spelling: field
        for field, phrases in PHRASES.items()
        for phrase in phrases.split(",")
        for spelling in _spellings(phrase)
    },
    **{key(name): name for name in NAMES},
}
_QUALIFIERS: Final[Mapping[str, frozenset[str]]] = {
    field: frozenset(key(word) for word in words.split()) for field, words in QUALIFIERS.items()
}
