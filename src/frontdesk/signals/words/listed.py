"""Listed: how the word lists of this folder are written down: words parted by blanks, patterns one a line."""

import re


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


def any_of(patterns: str) -> re.Pattern[str]:
    """One pattern for all alternatives, each on a line of its own, from the beginning of a word on."""
    return re.compile(rf"\b(?:{'|'.join(line.strip() for line in patterns.strip().splitlines())})")
