"""Keywords: which phrases of `[keywords]` stand in a text, in whatever form.

A phrase is found where all its words stand in one sentence, in any order, with at most three other words
between; a hyphen, a space or nothing between the parts of a word makes no difference.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from frontdesk.rules.rules import Phrase
from frontdesk.signals.folding import APOSTROPHES, fold
from frontdesk.signals.inflection import Inflected, inflected, stem
from frontdesk.signals.language import phrase_language

BETWEEN: Final = 3  #: other words that may stand between the words of a phrase
LIMIT: Final = 20_000  #: characters of a text that are looked at
_HITS: Final = 1_000  #: words of a text that are weighed, so that a hostile text costs no more
_SPLIT_FROM: Final = 6  #: letters of a word that a text may write as two

_WORD: Final = re.compile(r"[^\W_]+")
_PARTS: Final = re.compile("[-‐‑–—]")
_SENTENCE_END: Final = re.compile(r"[.!?;。！？](?=[\s\"'»”)]|$)|\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One way to write a phrase: its words as numbers of slots."""

    phrase: int
    slots: tuple[int, ...]
    needed: frozenset[int]  #: the same, each once
    between: int  #: other words allowed; -1: next to each other, in this order


class KeywordFinder:
    """Finds the phrases of several groups at once; built once for one set of rules."""

    def __init__(self, groups: Mapping[str, tuple[Phrase, ...]], language: str) -> None:
        self._groups = {group: tuple(phrase.text for phrase in phrases) for group, phrases in groups.items()}
        self._slots: dict[Inflected, int] = {}
        self._patterns: list[_Pattern] = []
        self._names = [(group, phrase.text) for group, phrases in groups.items() for phrase in phrases]
        phrases = [phrase for several in groups.values() for phrase in several]
        for number, phrase in enumerate(phrases):
            self._learn(number, phrase.text, phrase.language or phrase_language(phrase.text, language))
        self._forms = _by_form(self._slots)
        self._stemmed = _by_stem(self._slots)
        self._algorithms = sorted({algorithm for algorithm, _ in self._stemmed})
        self._of_slot: dict[int, list[_Pattern]] = {}
        for pattern in self._patterns:
            self._of_slot.setdefault(pattern.slots[0], []).append(pattern)
        stems = sorted(set(_searched(self._slots)))
        self._automaton = _automaton(stems) if stems else None

    def find(self, text: str) -> Mapping[str, tuple[str, ...]]:
        """The phrases found, by group, in their dictionary form; a group without any is an empty tuple."""
        found = self._found(text[:LIMIT]) if self._automaton and text else ()
        if not found:
            return dict.fromkeys(self._groups, ())
        hits: dict[str, list[str]] = {group: [] for group in self._groups}
        for group, phrase in (self._names[number] for number in sorted(found)):
            hits[group].append(phrase)
        return {group: tuple(dict.fromkeys(phrases)) for group, phrases in hits.items()}

    def _learn(self, number: int, text: str, language: str) -> None:
        units = [[part for part in _PARTS.split(unit) if part] for unit in APOSTROPHES.sub("", text).split()]
        units = [unit for unit in units if unit]
        every = [("", part) for unit in units for part in unit]
        if not every:
            return
        hyphenated = len(units) == 1 and len(every) > 1
        self._add(number, every, language, -1 if hyphenated else BETWEEN)
        if len(every) > len(units):
            self._add(number, [_joined(unit) for unit in units], language, BETWEEN)
        for i, (one, two) in enumerate(pairwise(every)):
            if not hyphenated and len(one[1]) > 2 and len(two[1]) > 2:
                whole = [*every[:i], _joined((one[1], two[1])), *every[i + 2 :]]
                self._add(number, whole, language, BETWEEN)

    def _add(self, number: int, words: Sequence[tuple[str, str]], language: str, between: int) -> None:
        slots: list[int] = []
        for before, word in words:
            for one in _WORD.findall(word):
                forms = inflected(one, language, before, depends=bool(slots))
                slots.append(self._slots.setdefault(forms, len(self._slots)))
        if slots:
            self._patterns.append(_Pattern(number, tuple(slots), frozenset(slots), between))

    def _found(self, text: str) -> set[int]:
        folded = fold(text)
        hits = self._hits(folded)
        alive = [
            pattern
            for slot in hits
            for pattern in self._of_slot.get(slot, ())
            if pattern.needed <= hits.keys()
        ]
        found = {pattern.phrase for pattern in alive if len(pattern.slots) == 1}
        several = [pattern for pattern in alive if pattern.phrase not in found]
        if several:
            places = _Places(folded, hits)
            found.update(pattern.phrase for pattern in several if places.together(pattern))
        return found

    def _hits(self, folded: str) -> dict[int, list[int]]:
        """Where each slot's word stands: offsets of its beginning."""
        hits: dict[int, list[int]] = {}
        seen = 0
        assert self._automaton is not None  # noqa: S101 - find() looked
        for _, start, end in self._automaton.find_matches_as_indexes(folded):
            if start and (folded[start - 1].isalnum()):
                continue
            seen += 1
            if seen > _HITS:
                break
            for offset, word in _words_at(folded, start, end):
                for slot in self._meant(word):
                    hits.setdefault(slot, []).append(offset)
        return hits

    def _meant(self, word: str) -> Iterable[int]:
        slots = self._forms.get(word, ())
        for algorithm in self._algorithms:
            slots = (*slots, *self._stemmed.get((algorithm, stem(word, algorithm)), ()))
        return slots


class _Places:
    """The words and sentences of a folded text in which the hits stand."""

    def __init__(self, folded: str, hits: Mapping[int, Sequence[int]]) -> None:
        self._folded, self._hits = folded, hits
        self._ends = [end.start() for end in _SENTENCE_END.finditer(folded)]
        self._sentences: dict[int, frozenset[int]] = {}
        self._places: dict[int, tuple[int, int]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start() for word in _WORD.finditer(self._folded)]

    def together(self, pattern: _Pattern) -> bool:
        """Whether the pattern's words stand near enough somewhere in one sentence."""
        slots = pattern.needed
        if not self._share_a_sentence(slots):
            return False
        last: dict[int, tuple[int, int]] = {}
        for offset, slot in sorted([(offset, wanted) for wanted in slots for offset in self._hits[wanted]]):
            last[slot] = self._places.get(offset) or self._place(offset)
            if len(last) == len(slots) and _near(pattern, last):
                return True
        return False

    def _share_a_sentence(self, slots: frozenset[int]) -> bool:
        first, *others = slots
        common = self._sentences_of(first)
        for slot in others:
            common &= self._sentences_of(slot)
        return bool(common)

    def _sentences_of(self, slot: int) -> frozenset[int]:
        """The numbers of the sentences in which the slot's word stands."""
        known = self._sentences.get(slot)
        if known is None:
            known = frozenset(bisect_right(self._ends, offset) for offset in self._hits[slot])
            self._sentences[slot] = known
        return known

    def _place(self, offset: int) -> tuple[int, int]:
        """The number of the word and of the sentence that stand there."""
        place = (bisect_right(self._starts, offset), bisect_right(self._ends, offset))
        self._places[offset] = place
        return place


def _near(pattern: _Pattern, last: Mapping[int, tuple[int, int]]) -> bool:
    words = [last[slot][0] for slot in pattern.slots]
    if max(words) - min(words) >= len(last) + max(pattern.between, 0):
        return False
    if len({sentence for _, sentence in last.values()}) > 1 or len(set(words)) < len(last):
        return False
    return pattern.between >= 0 or all(two - one == 1 for one, two in pairwise(words))


def _joined(parts: Sequence[str]) -> tuple[str, str]:
    return "".join(fold(part) for part in parts[:-1]), parts[-1]


def _words_at(folded: str, start: int, end: int) -> list[tuple[int, str]]:
    """The word that begins there; where the match runs over a space, the next one and both as one, too."""
    one = _WORD.match(folded, start)
    if one is None:
        return []
    if one.end() >= end:
        return [(start, one[0])]
    two = _WORD.match(folded, one.end() + 1)
    return [(start, one[0]), *([(start, one[0] + two[0]), (two.start(), two[0])] if two else [])]


def _by_form(slots: Mapping[Inflected, int]) -> dict[str, tuple[int, ...]]:
    forms: dict[str, tuple[int, ...]] = {}
    for word, slot in slots.items():
        for form in word.forms:
            forms[form] = (*forms.get(form, ()), slot)
    return forms


def _by_stem(slots: Mapping[Inflected, int]) -> dict[tuple[str, str], tuple[int, ...]]:
    stems: dict[tuple[str, str], tuple[int, ...]] = {}
    for word, slot in slots.items():
        if word.algorithm:
            key = (word.algorithm, word.stem)
            stems[key] = (*stems.get(key, ()), slot)
    return stems


def _searched(slots: Iterable[Inflected]) -> Iterable[str]:
    """What the automaton looks for: the stems, and long ones also parted by a space."""
    for word in slots:
        for base in word.stems:
            yield base
            longest = max(len(form) for form in word.forms if form.startswith(base)) if word.forms else 0
            if max(longest, len(base)) >= _SPLIT_FROM:
                yield from (f"{base[:i]} {base[i:]}" for i in range(3, len(base) - 2))


def _automaton(stems: Sequence[str]) -> AhoCorasick:
    return AhoCorasick(
        stems, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
    )
