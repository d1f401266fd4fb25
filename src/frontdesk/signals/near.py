"""Near: whether words stand together in a text, told by bits.

A set of places is one whole number with a bit for each place, so that a text of 20,000 characters in which
every word matters costs no more than a few operations on such numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from frontdesk.signals.tokens import ENDS

#: Windows that are tried where one word of a text may fill two slots.
_WINDOWS: Final = 64


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to write a phrase of several words."""

    phrase: int
    slots: tuple[int, ...]  #: the numbers of its words, each once unless in order
    in_order: bool  #: one right after another


class Places:
    """Where the words that fill slots stand in a text; slots are the numbers of a phrase's words."""

    def __init__(
        self,
        tokens: Sequence[str],
        marked: Sequence[int],
        meant: Mapping[str, Sequence[int]],
        wholes: Mapping[int, str],
        apart: int,
    ) -> None:
        """`marked`: the indices of words that mean something, and of ends of sentences; `meant`: word: the
        slots it fills; `wholes`: index: the word that two tokens make there.

        No phrase takes more than `apart` places.
        """
        self._reaches: dict[int, Mapping[int, int]] = {}
        words: dict[int, str] = {}
        self._words = words
        masks: dict[str, int] = {}
        begins = apart
        for i in marked:
            token, place = tokens[i], begins + i
            if token in ENDS:
                begins += apart
                continue
            if i in wholes:
                masks[wholes[i]] = masks.get(wholes[i], 0) | 1 << place
            masks[token] = masks.get(token, 0) | 1 << place
            words[place] = token
        self._masks = _by_slot(masks, meant)

    def together(self, slots: Sequence[int], between: int) -> tuple[str, ...]:
        """The words that fill these slots within one sentence, in any order; empty where they do not.

        At most `between` other words stand between them, and slots and they are no more than `apart`.
        """
        span = len(slots) + between
        reaches, windows = self._ends(span), -1
        for slot in slots:
            windows &= reaches[slot]
        return self._words_in(slots, windows, span) if windows else ()

    def found(self, patterns: Iterable[Pattern], between: int) -> dict[int, tuple[str, ...]]:
        """phrase: the words that stand for it, of those of the patterns that stand here."""
        found: dict[int, tuple[str, ...]] = {}
        span = 2 + between
        reaches = self._ends(span)
        for pattern in patterns:
            slots = pattern.slots
            if pattern.in_order:
                words = self.in_order(slots)
            elif len(slots) > 2:
                words = self.together(slots, between)
            else:  # as most are: `together` without a call, for there may be hundreds
                windows = reaches[slots[0]] & reaches[slots[1]]
                words = self._words_in(slots, windows, span) if windows else ()
            if words:
                found.setdefault(pattern.phrase, words)
        return found

    def _ends(self, span: int) -> Mapping[int, int]:
        """slot: the ends of all stretches of `span` places in which a word of its own lies."""
        if span in self._reaches:
            return self._reaches[span]
        ends, shifts = defaultdict[int, int](int), _shifts(span)
        for slot, mask in self._masks.items():
            for shift in shifts:
                mask |= mask << shift
            ends[slot] = mask
        self._reaches[span] = ends
        return ends

    def in_order(self, slots: Sequence[int]) -> tuple[str, ...]:
        """The words that fill these slots one right after another; empty where they do not."""
        begins = -1
        for i, slot in enumerate(slots):
            begins &= self._masks.get(slot, 0) >> i
        if not begins:
            return ()
        first = (begins & -begins).bit_length() - 1
        return tuple(self._words[first + i] for i in range(len(slots)))

    def _words_in(self, slots: Sequence[int], windows: int, span: int) -> tuple[str, ...]:
        """The words of the first window, told by its end, that holds one for each slot; in their order."""
        masks, stretch = self._masks, (1 << span) - 1
        for _ in range(_WINDOWS):
            end = windows & -windows
            window = stretch << end.bit_length() - span
            places = {(masks[slot] & window).bit_length() for slot in slots}
            if len(places) == len(slots) or (places := self._apart(slots, window)):
                return tuple([self._words[place - 1] for place in sorted(places)])
            windows ^= end
            if not windows:
                break
        return ()

    def _apart(self, slots: Sequence[int], window: int) -> set[int]:
        """Another place for each slot where one word may fill several; empty where there are too few."""
        slot_at: dict[int, int] = {}
        if all(self._moved(slot, window, slot_at, set()) for slot in slots):
            return set(slot_at)
        return set()

    def _moved(self, slot: int, window: int, slot_at: dict[int, int], tried: set[int]) -> bool:
        """Put a slot in its place, and the one that had it in another."""
        left = self._masks[slot] & window
        while left:
            place = left.bit_length()
            left ^= 1 << place - 1
            if place in tried:
                continue
            tried.add(place)
            if place not in slot_at or self._moved(slot_at[place], window, slot_at, tried):
                slot_at[place] = slot
                return True
        return False


def _by_slot(masks: Mapping[str, int], meant: Mapping[str, Sequence[int]]) -> dict[int, int]:
    slots: dict[int, int] = {}
    for word, mask in masks.items():
        for slot in meant.get(word, ()):
            slots[slot] = slots.get(slot, 0) | mask
    return slots


@cache
def _shifts(span: int) -> tuple[int, ...]:
    """By which a set, each time with all that it holds by then, spreads over so many places."""
    shifts, width = [], 1
    while width * 2 <= span:
        shifts.append(width)
        width *= 2
    return (*shifts, span - width)
