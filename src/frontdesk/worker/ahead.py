"""Ahead: how many letters are claimed for connections that are still busy, so that these need not wait."""

from datetime import timedelta
from typing import Final

#: One that was claimed ahead and not begun by then is given back: what keeps it from going out may have come.
BEGUN_WITHIN: Final = timedelta(milliseconds=250)
#: How long a letter that went out waits at most for others on their way, to be settled with them.
GATHERING: Final = timedelta(milliseconds=10)
_WEIGHT: Final = 0.125  #: of the newest in a mean: one slow letter outweighs many quick ones


class Ahead:
    """Knows how long letters and claims take of late, and so how many places a claim will find free."""

    def __init__(self) -> None:
        self._letter_s = self._turn_s = 0.0

    def places(self, lines: int) -> int:
        """How many of so many connections get free while a claim is written, as far as we know; whole ones.

        None of a slow server's: a claim of the dead is unsure, so only what is begun at once is claimed.
        """
        return int(min(lines, lines * self._turn_s / self._letter_s)) if self._letter_s else 0

    def sent(self, took_s: float) -> None:
        """A letter took so long, whatever became of it."""
        self._letter_s = _mean(self._letter_s, took_s)

    def turned(self, took_s: float) -> None:
        """A claim took so long, up to its commit."""
        self._turn_s = _mean(self._turn_s, took_s)


def _mean(known: float, newest: float) -> float:
    return known + (newest - known) * _WEIGHT if known else newest
