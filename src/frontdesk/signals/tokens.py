"""Tokens: a text as a list of folded words, with the ends of its sentences."""

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize

from frontdesk.signals.folding import fold_text, fold_word

#: Tokens that end a sentence.
ENDS: Final = frozenset(".!?;。")

#: A full stop after a single letter belongs to it: "z. B.", "т. е.", "J. Kowalski".
_TOKEN: Final = re.compile(r"[^\W_]+|[.!?;。](?=[\s\"'»”)]|$)(?<!\b[^\W\d_]\.)")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WRITTEN: Final = re.compile("[^\\W_]+(?:['’‘ʼ\u00ad\u200b-\u200f\u2060\ufeff][^\\W_]+)*")
_LONGER: Final = 3  #: characters that a word may lose when it is folded
_PARAGRAPH: Final = re.compile(r"\n\s*\n")


def tokens(text: str) -> list[str]:
    """The words of a text, folded, in their order; a token of `ENDS` stands where a sentence ends."""
    folded = fold_text(text)
    return _TOKEN.findall(_PARAGRAPH.sub(" . ", folded) if "\n" in folded else folded)


def as_written(text: str, words: Iterable[str]) -> dict[str, str]:
    """Folded words of a text as the text writes them: приложений, not приложении.

    A word of which only the folded spelling can be shown is left out.
    """
    wanted = set(words)
    lengths = {len(word) + more for word in wanted for more in range(_LONGER + 1)}
    written: dict[str, str] = {}
    for word in _WRITTEN.findall(normalize("NFC", text)):
        if len(word) in lengths and (folded := fold_word(word)) in wanted and folded not in written:
            written[folded] = _INVISIBLE.sub("", word)
    return written
