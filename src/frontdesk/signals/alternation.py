"""Alternation: the other stem that a Slavic word has beside the one of its dictionary form.

кінь, коня; błąd, błędu; stůl, stolu; узел, узла. A stem made by rule that no word has does no harm.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

_CONSONANT: Final = "[^\\Waeiouyáéíóúýěůąęаеёиоуыэюяієї]"
#: The і of a closed last syllable, which opens with an ending.
_CLOSED: Final = re.compile(f"і(?={_CONSONANT}ь?$)")
_POLISH_NASAL: Final = re.compile(f"[ąę](?={_CONSONANT}+[aeoiuy]?$)")
_CZECH_RING: Final = re.compile(f"ů(?={_CONSONANT}+$)")
#: A vowel that is there in the dictionary form alone.
_LOST: Final[Mapping[str, re.Pattern[str]]] = {
    "ru": re.compile(f"(?<={_CONSONANT})[её](?=[лр]$)|(?<={_CONSONANT})о(?=л$)|о(?=[лнт]ь$)"),
    "uk": re.compile(f"(?<={_CONSONANT})[еоі](?=[лр]$)"),
    "pl": re.compile(f"(?<={_CONSONANT})i?e(?=[lłr]$)"),
    "cs": re.compile(f"(?<={_CONSONANT})e(?=[lrt]$)"),
}
_SHORTEST: Final = 4  #: letters of a word that may lose a vowel


def other_stems(word: str, language: str) -> list[str]:
    """Other dictionary forms that the word's further forms may be made of; marks as in the word."""
    others = _OTHERS[language](word) if language in _OTHERS else []
    lost = _LOST.get(language)
    if lost and len(word) >= _SHORTEST:
        others.append(lost.sub("", word))
    return [other for other in dict.fromkeys(others) if other != word]


def _ukrainian(word: str) -> list[str]:
    return [_CLOSED.sub(vowel, word) for vowel in "ое"]


def _polish(word: str) -> list[str]:
    return [_POLISH_NASAL.sub(lambda nasal: "ę" if nasal[0] == "ą" else "ą", word)]


def _czech(word: str) -> list[str]:
    return [_CZECH_RING.sub("o", word)]


_OTHERS: Final[Mapping[str, Callable[[str], list[str]]]] = {
    "uk": _ukrainian,
    "pl": _polish,
    "cs": _czech,
}
