"""Same: whether two names are one name, however they are written."""

import re
from typing import Final

from frontdesk.signals.folding import fold

_READ: Final = 200  #: characters of a name that are looked at
_WORD: Final = re.compile(r"\w+")


def same_name(one: str, other: str) -> bool:
    """Whether nothing in one name speaks against the other.

    Case, spaces, diacritics, hyphens and the order of the words do not count; words that only one of them
    has, and initials, speak against nothing. A blank name is the same as any.
    """
    few, many = sorted((_words(one), _words(other)), key=len)
    left = many - few
    return all(any(_abbreviates(word, longer) for longer in left) for word in few - many)


def _words(name: str) -> set[str]:
    return set(_WORD.findall(fold(name[:_READ])))


def _abbreviates(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)
