"""Patterns: many short patterns of a language file as one regular expression over folded words."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from frontdesk.rules.wordings.folded import spellings

_ANY_WORD: Final = r"\w+"
_ENDING: Final = r"\w*"
_FEW_WORDS: Final = r"(?:\w+ ){0,3}"


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Whatever one of the patterns means, in folded words parted by single blanks; see `Wording`.

    Raises:
        ValueError: a pattern without a word.
    """
    known = dict.fromkeys(spelled for pattern in patterns for spelled in _spelled(pattern))
    # Tried at the beginning of every word, and the few with an open beginning at every letter.
    anchored = "|".join(pattern for pattern in known if not pattern.startswith(_ENDING))
    loose = "|".join(pattern.removeprefix(_ENDING) for pattern in known if pattern.startswith(_ENDING))
    return re.compile(rf"\b(?:{anchored})" + (f"|{loose}" if loose else ""))


def _spelled(pattern: str) -> Iterator[str]:
    """The pattern, with umlauts and with umlauts written out."""
    tokens = pattern.split()
    if not any(spellings(token)[0] for token in tokens):
        raise ValueError(f"{pattern!r}: expected a word")
    for which in range(max(len(spellings(token)) for token in tokens)):
        yield "".join(_token(token, which) for token in tokens).removesuffix(" ") + r"\b"


def _token(token: str, which: int) -> str:
    if token == "...":
        return _FEW_WORDS
    if token == "*":
        return _ANY_WORD + " "
    folded = " ".join(spellings(token)[min(which, len(spellings(token)) - 1)])
    head, tail = _ENDING if token.startswith("*") else "", _ENDING if token.endswith("*") else ""
    return f"{head}{folded}{tail} "
