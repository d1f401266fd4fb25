"""Folding: one spelling for all that looks or reads the same; for searching, never for showing."""

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

_MARKS: Final = re.compile(
    "[\u0300-\u036f\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_QUOTES: Final = "'’‘ʼʹ`"
#: An apostrophe inside a word.
APOSTROPHES: Final = re.compile(rf"(?<=\w)[{''.join(_QUOTES)}](?=\w)")
_DASHES: Final = re.compile("[\u00b7\u02d7\u058a\u2010-\u2015\u2043\u2212\u30fb]")
#: Dashes and apostrophes at once: most texts have neither.
_JOINS: Final = re.compile(f"[{_QUOTES}{_DASHES.pattern[1:]}")
#: Letters that Unicode does not take apart.
_LETTERS: Final = (("ł", "l"), ("ø", "o"), ("đ", "d"), ("ı", "i"), ("æ", "ae"), ("œ", "oe"), ("ħ", "h"))
_LATIN_LETTER: Final = re.compile("[a-z]")
_TOUCHING: Final = re.compile("[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]")
_SHORT: Final = 40  #: characters of a word that is worth remembering
_WORD: Final = re.compile(r"\w+")

#: Cyrillic and Greek letters, and the Latin ones they are drawn like in either case (UTS #39).
_CYRILLIC: Final = "авсеһікмнорѕтхујӏԁԛԝ"
_LATIN: Final = "abcehikmhopstxyjldqw"
_TO_LATIN: Final = str.maketrans(_CYRILLIC + "αοενικρτυχβη", _LATIN + "aoevikptuxbn")
_TO_CYRILLIC: Final = str.maketrans("abcehikmoptxy", "авсенікмортху")
_TWINS_LATIN: Final = frozenset("abcehikmoptxy")
_TWINS_OTHER: Final = frozenset(_CYRILLIC + "αοενικρτυχβη")


def fold(text: str) -> str:
    """The text in lower case, without marks, invisible characters, apostrophes inside words and hyphens.

    Full-width and other compatibility forms become plain ones, ё е, ł l, ß ss; a letter that only looks like
    its neighbours' script becomes one of theirs. A hyphen becomes a space.
    """
    if text.isascii():
        folded = text.lower()
        if "'" not in folded and "`" not in folded:
            return folded.replace("-", " ").replace("_", " ")
    else:
        folded = _MARKS.sub("", normalize("NFKD", text).casefold())
        if not folded.isascii():
            folded = _plain_letters(folded)
    if _JOINS.search(folded):
        folded = APOSTROPHES.sub("", _DASHES.sub(" ", folded))
    return folded.replace("-", " ").replace("_", " ")


@lru_cache(maxsize=4096)
def _remembered(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=16)
def fold_text(text: str) -> str:
    """`fold` for a whole message, at which several signals look one after the other: the last are kept."""
    return fold(text)


def fold_word(word: str) -> str:
    """`fold` for one word; short ones are remembered, because names and endings come again and again."""
    return _remembered(word) if len(word) <= _SHORT else fold(word)


def drawn_alike(word: str) -> set[str]:
    """A folded word in Latin and in Cyrillic letters, where they are drawn alike: 1c for both."""
    return {word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)}


def _plain_letters(folded: str) -> str:
    for letter, plain in _LETTERS:
        if letter in folded:
            folded = folded.replace(letter, plain)
    if not folded.isascii() and _LATIN_LETTER.search(folded) and _TOUCHING.search(folded):
        return _WORD.sub(lambda word: _one_script(word[0]), folded)
    return folded


def _one_script(word: str) -> str:
    """A word of two scripts in the one that it was meant in; unchanged where that is not clear."""
    latin = [letter for letter in word if "a" <= letter <= "z"]
    other = [letter for letter in word if "\u0370" <= letter <= "\u052f"]
    if not latin or not other:
        return word
    can_be_cyrillic = _TWINS_LATIN.issuperset(latin)
    can_be_latin = _TWINS_OTHER.issuperset(other)
    if can_be_cyrillic and not (can_be_latin and len(latin) > len(other)):
        return word.translate(_TO_CYRILLIC)
    return word.translate(_TO_LATIN) if can_be_latin else word
