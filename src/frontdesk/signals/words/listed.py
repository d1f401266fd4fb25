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
        self._lines: dict[str, list[str]] = {}  # beginning: the patterns that begin so
        self._text = lines
        for line in filter(None, map(str.strip, lines.splitlines())):
            self._lines.setdefault(_beginning(line), []).append(line)
        self._names = list(self._lines)
        self._beginnings = AhoCorasick(self._names, matchkind=MatchKind.Standard)
        # Compiled when first met: most never are, and to compile all takes a tenth of a second.
        self._patterns: list[re.Pattern[str] | None] = [None] * len(self._names)

    @classmethod
    def joined(cls, *several: "Wordings") -> "Wordings":
        """The patterns of all of them, for one look where most texts have none."""
        return cls("\n".join(each._text for each in several))

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
        for number, start, _ in self._beginnings.find_matches_as_indexes(text, overlapping=True):
            if start < end or (start and text[start - 1].isalnum()):
                continue
            if found := (self._patterns[number] or self._compiled(number)).match(text, start):
                end = found.end()
                yield found[0]

    def _compiled(self, number: int) -> re.Pattern[str]:
        lines = self._lines[self._names[number]]
        pattern = self._patterns[number] = re.compile("|".join(f"(?:{line})" for line in lines))
        return pattern


def _beginning(pattern: str) -> str:
    found = _LITERAL.match(pattern)
    if not found:
        raise ValueError(f"{pattern}: expected plain letters first")
    return found[0]
