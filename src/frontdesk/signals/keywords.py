"""Keywords: which phrases of `[keywords]` stand in a text, in whatever form.

A phrase is found where all its words stand in one sentence, in any order, with at most three other words
between; a hyphen, a space or nothing between the parts of a word makes no difference.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

from frontdesk.model.signals import Keyword
from frontdesk.rules.rules import Phrase
from frontdesk.signals.folding import APOSTROPHES, fold
from frontdesk.signals.inflection import Inflected, inflected, stem
from frontdesk.signals.language import phrase_language
from frontdesk.signals.lexicon import Lexicon
from frontdesk.signals.near import Pattern, Places
from frontdesk.signals.tokens import ENDS, as_written, tokens

BETWEEN: Final = 3  #: other words that may stand between the words of a phrase
LIMIT: Final = 20_000  #: characters that are looked at, of all texts together
_SHORT: Final = 40  #: characters of a text that is worth remembering
_SHORTEST_PART: Final = 3  #: letters of either part of a word that a text writes as two
_BEGINNING: Final = 3  #: letters that a word has in common with its stem

_WORD: Final = re.compile(r"[^\W_]+")
_PARTS: Final = re.compile("[-‐‑–—]")


class KeywordFinder:
    """Finds the phrases of several groups at once; built once for one set of rules."""

    def __init__(
        self, groups: Mapping[str, tuple[Phrase, ...]], language: str, lexicon: Lexicon | None = None
    ) -> None:
        """`language`: the desk's own; `lexicon`: dictionaries that know forms better than endings do."""
        self._groups = tuple(groups)
        self._none: Mapping[str, tuple[str, ...]] = dict.fromkeys(groups, ())
        self._names = [(group, phrase.text) for group, phrases in groups.items() for phrase in phrases]
        self._lexicon = lexicon
        self._slots: dict[Inflected, int] = {}
        self._alone: dict[int, list[int]] = {}  # slot: phrases of one word
        self._first: dict[int, dict[int, list[Pattern]]] = {}  # first slot: second slot: patterns
        self._apart = 1
        phrases = [phrase for several in groups.values() for phrase in several]
        for number, phrase in enumerate(phrases):
            self._learn(number, phrase.text, phrase.language or phrase_language(phrase.text, language))
        self._forms = _by_form(self._slots)
        self._heads = _heads(self._forms)
        self._stems = _by_stem(self._slots)
        self._beginnings = frozenset[str]().union(*(beginnings for beginnings, _ in self._stems.values()))
        #: Answers that people choose from a list come again and again.
        self._in_short = lru_cache(maxsize=2048)(self._among)

    def find(self, texts: Mapping[str, str]) -> tuple[Keyword, ...]:
        """The phrases found, in the order of the rules, each where it stands first; `texts` are by place."""
        found: dict[int, Keyword] = {}
        left = LIMIT
        for where, text in texts.items():
            if not text or not self._forms or left <= 0:
                continue
            here = self._in_short(text) if len(text) <= min(_SHORT, left) else self._among(text[:left])
            written = as_written(text[:left], chain(*here.values())) if here else {}
            for number, words in here.items():
                if number not in found:
                    group, phrase = self._names[number]
                    shown = tuple([written.get(word, word) for word in words])
                    found[number] = Keyword(group=group, phrase=phrase, words=shown, where=where)
            left -= len(text)
        return tuple([found[number] for number in sorted(found)]) if found else ()

    def by_group(self, found: Collection[Keyword]) -> Mapping[str, tuple[str, ...]]:
        """The phrases of every group in their dictionary form; a group without any is an empty tuple."""
        if not found:
            return dict(self._none)
        groups: dict[str, dict[str, None]] = {group: {} for group in self._groups}
        for keyword in found:
            groups[keyword.group][keyword.phrase] = None
        return {group: tuple(phrases) for group, phrases in groups.items()}

    def _among(self, text: str) -> Mapping[int, tuple[str, ...]]:
        return self.among(tokens(text))

    def among(self, tokens: Sequence[str]) -> dict[int, tuple[str, ...]]:
        """The phrases that stand among these tokens, by number, and the words that stand for each."""
        words = set(tokens)
        meant: dict[str, Sequence[int]] = {word: self._forms[word] for word in self._forms.keys() & words}
        meant.update(self._by_stems(words))
        heads = self._heads & words
        if not meant and not heads:
            return {}
        telling = ENDS.union(meant, heads)
        marked = [i for i, token in enumerate(tokens) if token in telling]
        wholes = self._written_as_two(tokens, marked) if heads else {}
        meant.update((whole, self._forms[whole]) for whole in wholes.values())
        standing = _standing(tokens, marked, wholes)
        # Of several words that fill a slot the first in the text is told, whatever order sets have.
        filled = {slot: word for word in reversed(standing) for slot in meant.get(word, ())}
        found: dict[int, tuple[str, ...]] = {
            phrase: standing[filled[slot]]
            for slot in self._alone.keys() & filled
            for phrase in self._alone[slot]
        }
        several = self._possible(filled)
        if several:
            near = Places(tokens, marked, meant, wholes, self._apart).found(several, BETWEEN)
            found = {**near, **found}
        return found

    def _possible(self, filled: Mapping[int, str]) -> list[Pattern]:
        """The patterns whose words all stand somewhere in the text."""
        possible: list[Pattern] = []
        present = filled.keys()
        for slot in self._first.keys() & present:
            seconds = self._first[slot]
            for second in seconds.keys() & present:
                possible += seconds[second]
        return [one for one in possible if len(one.slots) == 2 or present >= set(one.slots)]

    def _written_as_two(self, tokens: Sequence[str], marked: Iterable[int]) -> dict[int, str]:
        """Words that the text writes as two (back links): by the index of the first token, a marked one."""
        last = len(tokens) - 1
        pairs = [(i, tokens[i], tokens[i + 1]) for i in marked if i < last and tokens[i] in self._heads]
        return {
            i: one + two for i, one, two in pairs if len(two) >= _SHORTEST_PART and one + two in self._forms
        }

    def _by_stems(self, words: Iterable[str]) -> dict[str, Sequence[int]]:
        """The words that a Snowball stemmer takes for a phrase's."""
        meant: dict[str, Sequence[int]] = {}
        if not self._stems:
            return meant
        near = [word for word in words if word[:_BEGINNING] in self._beginnings]
        for algorithm, (beginnings, stems) in self._stems.items() if near else ():
            for word in near:
                slots = stems.get(stem(word, algorithm)) if word[:_BEGINNING] in beginnings else None
                if slots:
                    meant[word] = (*(meant.get(word) or self._forms.get(word, ())), *slots)
        return meant

    def _learn(self, number: int, text: str, language: str) -> None:
        """Every way to write a phrase: the parts of a word together or apart, two words as one."""
        units = [[part for part in _PARTS.split(unit) if part] for unit in APOSTROPHES.sub("", text).split()]
        units = [unit for unit in units if unit]
        every = [("", part) for unit in units for part in unit]
        if not every:
            return
        hyphenated = len(units) == 1 and len(every) > 1
        self._add(number, every, language, in_order=hyphenated)
        if len(every) > len(units):
            self._add(number, [_joined(unit) for unit in units], language)
        for i, (one, two) in enumerate(pairwise(every)):
            if not hyphenated and len(one[1]) > 2 and len(two[1]) > 2:
                self._add(number, [*every[:i], _joined((one[1], two[1])), *every[i + 2 :]], language)

    def _add(
        self, number: int, words: Sequence[tuple[str, str]], language: str, in_order: bool = False
    ) -> None:
        slots: list[int] = []
        for before, word in words:
            for one in _WORD.findall(word):
                forms = inflected(one, language, before, depends=bool(slots), lexicon=self._lexicon)
                slots.append(self._slots.setdefault(forms, len(self._slots)))
        distinct = tuple(slots) if in_order else tuple(dict.fromkeys(slots))
        if len(distinct) == 1:
            self._alone.setdefault(distinct[0], []).append(number)
        elif distinct:
            pattern = Pattern(number, distinct, in_order)
            self._first.setdefault(distinct[0], {}).setdefault(distinct[1], []).append(pattern)
            self._apart = max(self._apart, len(distinct) + BETWEEN)


def _standing(
    tokens: Sequence[str], marked: Iterable[int], wholes: Mapping[int, str]
) -> dict[str, tuple[str, ...]]:
    """The marked words in their order, and the tokens that stand for each where it stands first."""
    standing: dict[str, tuple[str, ...]] = {}
    for i in marked:
        standing.setdefault(tokens[i], (tokens[i],))
        if i in wholes:
            standing.setdefault(wholes[i], (tokens[i], tokens[i + 1]))
    return standing


def _heads(forms: Iterable[str]) -> frozenset[str]:
    """Every first part of a form that a text may write as two words."""
    part = _SHORTEST_PART
    return frozenset(form[:i] for form in forms for i in range(part, len(form) - part + 1))


def _joined(parts: Sequence[str]) -> tuple[str, str]:
    return "".join(fold(part) for part in parts[:-1]), parts[-1]


def _by_form(slots: Mapping[Inflected, int]) -> dict[str, tuple[int, ...]]:
    forms: dict[str, tuple[int, ...]] = {}
    for word, slot in slots.items():
        for form in word.forms:
            forms[form] = (*forms.get(form, ()), slot)
    return forms


def _by_stem(slots: Mapping[Inflected, int]) -> dict[str, tuple[set[str], dict[str, tuple[int, ...]]]]:
    """algorithm: the beginnings of its stems, and stem: slots."""
    algorithms: dict[str, tuple[set[str], dict[str, tuple[int, ...]]]] = {}
    for word, slot in slots.items():
        if word.algorithm:
            beginnings, stems = algorithms.setdefault(word.algorithm, (set(), {}))
            beginnings.add(word.stem[:_BEGINNING])
            stems[word.stem] = (*stems.get(word.stem, ()), slot)
    return algorithms
