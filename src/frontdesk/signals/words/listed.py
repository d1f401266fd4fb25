"""Listed: how the word lists of this folder are written down: words parted by blanks, wordings one a line."""

import re
from collections.abc import Iterator
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

_LITERAL: Final = re.compile(r"[\w ]+(?![?*{])")


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


class Wordings:
    """Many patterns searched at once, each from the beginning of a word on.

    Every line is a pattern for folded text and begins with plain letters: those are looked for first, because
    an alternation of so many patterns costs a hundred times more.
    """

    def __init__(self, lines: str) -> None:
        patterns = [line.strip() for line in lines.splitlines() if line.strip()]
        self._pattern = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
        self._beginnings = AhoCorasick(
            sorted({_beginning(pattern) for pattern in patterns}), matchkind=MatchKind.Standard
        )

    def search(self, text: str) -> str | None:
        """What was found first, or None."""
        return next(self._found(text), None)

    def several(self, text: str, most: int) -> tuple[str, ...]:
        """What was found, at most so many different ones, which do not overlap."""
        found: dict[str, None] = {}
        for wording in self._found(text):
            found[wording] = None
            if len(found) == most:
                break
        return tuple(found)

    def _found(self, text: str) -> Iterator[str]:
        end = 0
        for _, start, _ in self._beginnings.find_matches_as_indexes(text, overlapping=True):
            if start < end or (start and text[start - 1].isalnum()):
                continue
            if found := self._pattern.match(text, start):
                end = found.end()
                yield found[0]


def _beginning(pattern: str) -> str:
    found = _LITERAL.match(pattern)
    if not found:
        raise ValueError(f"{pattern}: expected plain letters first")
    return found[0]
