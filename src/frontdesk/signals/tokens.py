"""Tokens: a text as a list of folded words, with the ends of its sentences."""

import re
from typing import Final

from frontdesk.signals.folding import fold

#: Tokens that end a sentence.
ENDS: Final = frozenset(".!?;。")

#: A full stop after a single letter belongs to it: "z. B.", "т. е.", "J. Kowalski".
_TOKEN: Final = re.compile(r"[^\W_]+|(?<!\b[^\W\d_])\.(?=[\s\"'»”)]|$)|[!?;。](?=[\s\"'»”)]|$)")
_PARAGRAPH: Final = re.compile(r"\n\s*\n")


def tokens(text: str) -> list[str]:
    """The words of a text, folded, in their order; a token of `ENDS` stands where a sentence ends."""
    folded = fold(text)
    return _TOKEN.findall(_PARAGRAPH.sub(" . ", folded) if "\n" in folded else folded)
