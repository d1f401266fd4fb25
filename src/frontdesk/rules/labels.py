"""Labels: which field a form means by "Ваше имя", "form_fields[email]" or "jobTitle".

The languages of `wordings` are known; `[fields]` of rules.toml adds more. A label counts when all its words
are accounted for, so that "company e-mail" is an e-mail address and "company size" is nothing we know.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from frontdesk.model.submission import FIELDS, LABELLED
from frontdesk.rules.wordings.builders import EXACT, HEADS, NOTHING, TAILS
from frontdesk.rules.wordings.folded import LABEL_CHARS, parted, words
from frontdesk.rules.wordings.joined import (
    AGREEING,
    BOX_WORDS,
    LONE_NAMES,
    OTHER_BOX,
    OTHERS,
    PHRASES,
    PRIVACY,
    QUALIFIED,
    QUIZ,
    SOFT,
    UNLABELLED,
)

UTM_PARTS: Final = ("source", "medium", "campaign", "term", "content")
#: Every name that `field` can give.
NAMES: Final = frozenset((*FIELDS, *LABELLED, *(f"utm.{part}" for part in UTM_PARTS)))

#: Labels come from strangers: no more of them are remembered.
REMEMBERED: Final = 4096
MOST_PARTS: Final = 4
MOST_HEADS: Final = 12

#: What ends a label and says nothing.
_EDGES: Final = " \t\n\u00a0:*.?!…"
_HEAD_NUMBER: Final = re.compile(r"q?\d+")
_TAIL_NUMBER: Final = re.compile(r"\d+|(?=[a-f]*\d)[0-9a-f]{4,}")
#: "Phone / e-mail" asks for two things; "Phone (for urgent cases)" for one, with a remark.
_ALTERNATIVES: Final = re.compile(r"\s*[/|,;&+]\s*")
_REMARK: Final = re.compile(r"\s*[(:?]\s+|\s*\(|\s[-–—]\s")
_PERSON: Final = frozenset(("first_name", "last_name", "full_name"))
_AROUND: Final = HEADS | TAILS
_REMARKED: Final = ("email", "phone", "message")


def key(label: str) -> str:
    """The label without case, accents, spaces and punctuation: "E-Mail *" and "eMail" are both "email"."""
    return "".join(words(label))


def is_lone_name(label: str) -> bool:
    """The label says just "name", which is a first name where the last name has a field of its own."""
    return any(
        "".join(_hard(rest)) in LONE_NAMES for reading in _readings(label) for rest in _rests(words(reading))
    )


class Labels:
    """What the labels of forms mean."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self._own = own
        self._known: dict[str, str | None] = {}

    @classmethod
    def shipped(cls) -> "Labels":
        """The labels that frontdesk knows by itself."""
        return cls({})

    @property
    def own(self) -> Mapping[str, str]:
        """What was added to the labels that frontdesk knows by itself: key of a label -> field."""
        return self._own

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
        readings = _readings(label)
        if self._own:
            for rest in (rest for reading in readings for rest in _rests(words(reading))):
                if own := self._own.get("".join(rest)) or self._own.get("".join(_hard(rest))):
                    return own
        return EXACT.get(label.casefold()) or _meaning(readings)


def _readings(label: str) -> tuple[str, ...]:
    """The label as it stands, then with the words of camelCase parted if it has some."""
    label = label.strip(_EDGES)
    spaced = parted(label)
    return (label,) if spaced == label else (label, spaced)


def _meaning(readings: Sequence[str]) -> str | None:
    for reading in readings:
        parts = _parts(reading)
        meant = {part for part in parts if part}
        if len(meant) > 1:
            return "full_name" if meant <= _PERSON else None
        whole = parts[0] if len(parts) == 1 else _phrase(words(reading)) or _shared(reading, parts)
        if whole:
            return whole
    return _consent([" ".join(words(reading)) for reading in readings])


def _parts(label: str) -> list[str | None]:
    """What each alternative in the label means, a remark at its end being one of them."""
    return [_phrase(words(part)) for part in _ALTERNATIVES.split(_REMARK.sub("/", label), MOST_PARTS)]


def _phrase(said: Sequence[str]) -> str | None:
    """The field that these words mean as a whole."""
    for rest in _rests(said):
        whole, hard = "".join(rest), _hard(rest)
        if whole in NOTHING:
            return None
        if field := _SHIPPED.get(whole) or _SHIPPED.get("".join(hard)) or _qualified(hard):
            return field
    return None


def _qualified(said: Sequence[str]) -> str | None:
    """The field that is left without the words that only say which e-mail address, phone … is meant."""
    for field in dict.fromkeys(field for word in said for field in QUALIFIED.get(word, ())):
        rest = "".join(word for word in said if field not in QUALIFIED.get(word, ()))
        if _SHIPPED.get(rest) == field:
            return field
    return None


def _shared(label: str, parts: Sequence[str | None]) -> str | None:
    """The one field that all alternatives mean, or the one before a remark that cannot change what it is."""
    if None not in parts:
        return parts[0]
    remark = _REMARK.search(label)
    if remark is None or parts[0] not in _REMARKED:
        return None
    # "Phone (emergency contact)" is not the lead's.
    someone = " ".join(word for word in _hard(words(label[remark.end() :])) if word not in _AROUND)
    return None if OTHERS.fullmatch(someone) else parts[0]


def _consent(readings: Sequence[str]) -> str | None:
    """Consent where it agrees to something about personal data, or says no more than "Privacy policy"."""
    if not any(PRIVACY.search(said) for said in readings) or any(OTHER_BOX.search(said) for said in readings):
        return None
    agreed = any(AGREEING.search(said) for said in readings) or all(map(_is_topic, readings))
    return "consent" if agreed else None


def _is_topic(said: str) -> bool:
    beside = PRIVACY.sub("", said).split()
    return all(word in BOX_WORDS or word in _AROUND or _HEAD_NUMBER.fullmatch(word) for word in beside)


def _rests(said: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words; then without numbers at the end and what a form builder adds, one word less at a time."""
    yield said
    rest = said
    while len(rest) > 1 and _is_tail(rest):
        rest = rest[:-1]
    if rest and rest[-1][-1:].isdigit() and rest[-1].rstrip("0123456789") not in ("", *QUIZ):
        rest = [*rest[:-1], rest[-1].rstrip("0123456789")]
    if rest != said:
        yield rest
    for _ in range(MOST_HEADS):
        if len(rest) < 2 or not (head := _head(rest)):
            return
        rest = rest[head:]
        yield rest


def _is_tail(said: Sequence[str]) -> bool:
    before, word = said[-2:]
    if word in TAILS:
        return before + word not in NOTHING
    return word in SOFT or bool(_TAIL_NUMBER.fullmatch(word) and before not in QUIZ)


def _head(said: Sequence[str]) -> int:
    """How many words before a name a form builder or a page put there, at the beginning; 0 where none."""
    word = said[0]
    for phrase in UNLABELLED.get(word, ()):
        if said[: len(phrase)] == phrase and len(said) > len(phrase):
            return len(phrase)
    numbered = word in QUIZ and len(said) > 2 and said[1].isdigit()
    return int(word in HEADS or word in SOFT or numbered or bool(_HEAD_NUMBER.fullmatch(word)))


def _hard(said: Sequence[str]) -> list[str]:
    """The words that say something."""
    return [word for word in said if word not in SOFT]


_SHIPPED: Final[Mapping[str, str]] = {**PHRASES, **{key(name): name for name in NAMES}}
