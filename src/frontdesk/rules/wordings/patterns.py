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
    # Most are tried at the beginning of a word only, the few with an open beginning at every letter.
    anchored = "|".join(pattern for pattern in known if not pattern.startswith(_ENDING))
    loose = [pattern.removeprefix(_ENDING) for pattern in known if pattern.startswith(_ENDING)]
    return re.compile("|".join(([rf"\b(?:{anchored})"] if anchored else []) + loose))


def _spelled(pattern: str) -> Iterator[str]:
    """The pattern, with umlauts and with umlauts written out."""
    pieces = pattern.split()
    if not any(spellings(piece)[0] for piece in pieces):
        raise ValueError(f"{pattern!r}: expected a word")
    for which in range(max(len(spellings(piece)) for piece in pieces)):
        yield "".join(_piece(piece, which) for piece in pieces).removesuffix(" ") + r"\b"


def _piece(piece: str, which: int) -> str:
    if piece == "...":
        return _FEW_WORDS
    if piece == "*":
        return _ANY_WORD + " "
    folded = " ".join(spellings(piece)[min(which, len(spellings(piece)) - 1)])
    head, tail = _ENDING if piece.startswith("*") else "", _ENDING if piece.endswith("*") else ""
    return f"{head}{folded}{tail} "
