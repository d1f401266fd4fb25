"""Gibberish: whether letters are a hand that slid over the keys rather than a word."""

import re
from typing import Final

from frontdesk.signals.words.names import KEYBOARDS

_READ: Final = 60  #: characters of a word that are looked at
_SLIDE: Final = 4  #: keys in a row that no name has
_VOWEL: Final = re.compile("[aeiouyàáâäãåèéêëìíîïòóôöõùúûüýąęėįųūăâîőűаеёиоуыэюяіїєrlрл]")
_VOWELLESS: Final = 6  #: letters without a vowel that no word has
_REPEATED: Final = re.compile(r"(.)\1{3,}|(..)\2{2,}|(...)\3{2,}")
#: A hand on the home row, to the left and to the right of it.
_HOME: Final = frozenset(("фыва", "олдж", "asdf", "jkl"))
_SWITCH: Final = re.compile("[a-z][A-Z]")
_SWITCHES: Final = 3  #: from small to capital letters inside a word: "McDonald" has one, no name has more
_WORD: Final = re.compile(r"[^\W_]+")

#: Slides that stand in real words: poiuy never, but "were", "рола" and the like do.
_INNOCENT: Final = frozenset(("прол", "олдж", "роли", "uiop", "ролд", "лорп"))
_SLIDES: Final = (
    frozenset(
        row[i : i + _SLIDE]
        for rows in (KEYBOARDS, tuple(row[::-1] for row in KEYBOARDS))
        for row in rows
        for i in range(len(row) - _SLIDE + 1)
    )
    - _INNOCENT
)


def is_mash(word: str) -> bool:
    """Whether a lower-case word is keyboard mash: `asdfgh`, `zxcvb`, `ывапр`, `aaaa`, `sdfkjhgf`."""
    if len(word) < _SLIDE or not word.isalpha():
        return False
    word = word[:_READ]
    if word in _HOME or _REPEATED.fullmatch(word):
        return True
    slides = sum([word[i : i + _SLIDE] in _SLIDES for i in range(len(word) - _SLIDE + 1)])
    if slides and (slides * 2 + 2 >= len(word) - _SLIDE or len(word) <= 2 * _SLIDE):
        return True
    return len(word) >= _VOWELLESS and (word.isascii() or "а" <= word[0] <= "я") and not _VOWEL.search(word)


def is_jumble(text: str) -> bool:
    """Whether a text is nothing but letters drawn at random, small and capital: `NvTlqZkRbJcWx`."""
    if not _SWITCH.search(text):
        return False
    words = text.split(None, 5)
    return 0 < len(words) < 5 and all(len(_SWITCH.findall(word[:_READ])) >= _SWITCHES for word in words)


def is_gibberish(text: str) -> bool:
    """Whether every longer word of a text is mash; false for a text without letters."""
    words = [word for word in _WORD.findall(text[:1_000].lower()) if word.isalpha()]
    longer = [word for word in words if len(word) >= _SLIDE]
    return bool(longer) and all(is_mash(word) for word in longer)
