"""Folded: text as the words that count, without case, accents, apostrophes and punctuation."""

import re
import unicodedata
from typing import Final

#: Labels come from strangers: no more of one is read.
LABEL_CHARS: Final = 300

_LOWER: Final = "a-zß-öø-ÿа-яёіїєґ\u0300-\u036f"
_UPPER: Final = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ"
_CAMEL: Final = re.compile(f"(?<=[{_LOWER}0-9])(?=[{_UPPER}])|(?<=[{_UPPER}])(?=[{_UPPER}][{_LOWER}])")
_MARKS: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_WORD: Final = re.compile(r"[^\W_]+")
#: Letters that no accent explains, and apostrophes that pass for letters.
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ґ": "г"}
    | {chr(code): " " for code in (*range(0x2B9, 0x2D2), 0x2EE, 0xA78C)}
)
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def words(text: str) -> list[str]:
    """The folded words: "Ім’я *" is ["ім", "я"], "E-Mail" is ["e", "mail"]."""
    text = text[:LABEL_CHARS]
    if text.isascii():
        return _WORD.findall(text.lower())
    text = unicodedata.normalize("NFKD", text)[: 2 * LABEL_CHARS]
    return _WORD.findall(_MARKS.sub("", text).casefold().translate(_LETTERS))


def parted(text: str) -> str:
    """The text with blanks between the words of camelCase."""
    return _CAMEL.sub(" ", text[:LABEL_CHARS])


def spellings(phrase: str) -> tuple[list[str], ...]:
    """The words of a phrase of our own, and those with umlauts written out where it has some."""
    out = phrase.lower().translate(_UMLAUTS)
    return (words(phrase),) if out == phrase.lower() else (words(phrase), words(out))
