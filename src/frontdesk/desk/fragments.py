"""Fragments: which question of a card a few words answer, as in "+ budget 40k" or "+ есть ТЗ".

Pure: it says what could be pressed; only the press answers.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from frontdesk.model.press import Target
from frontdesk.model.signal_parts import BudgetSignal
from frontdesk.model.signals import Signals
from frontdesk.rules.rules import Criterion, Rules
from frontdesk.signals.budget import budget_signal
from frontdesk.signals.folding import fold

LIMIT: Final = 200  #: characters that are looked at
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
#: Words that deny what they stand beside, folded.
_NOT: Final = frozenset(["no", "not", "none", "without", "нет", "не", "без", "nie", "brak", "bez"])
#: Words of names that say nothing by themselves, folded.
_EMPTY: Final = frozenset(["has", "have", "is", "the", "an", "jest", "ma", "есть", "for", "our"])
_STEM: Final = 5  #: letters that two forms of one word share at least


def answer_in(text: str, rules: Rules, signals: Signals, form: str) -> tuple[Criterion, Target] | None:
    """The criterion that the words name or, failing that, whose condition an amount in them decides.

    An amount decides yes or no by the condition itself, under what else is known of the lead; without one
    the answer is yes, unless the words deny it. `form`: whose criteria count.
    """
    text = text[:LIMIT]
    asked = [(place, each) for place, each in rules.sheet(form).criteria if each.ask]
    said = set(_WORD.findall(fold(text)))
    budget = budget_signal(text, rules.money)
    found = _named(asked, said) or (_of_budget(asked) if _is_money(budget, text) else None)
    if found is None:
        return None
    place, criterion = found
    if budget.amount is not None and _goes_by_budget(criterion):
        fits = rules.findings(rules.facts(replace(signals, budget=budget)))[place]
        return criterion, Target.NO if fits is False else Target.YES
    return criterion, Target.NO if said & _NOT else Target.YES


def _named(asked: Iterable[tuple[int, Criterion]], said: set[str]) -> tuple[int, Criterion] | None:
    """The one whose names share most words with what was said; of two alike the first."""
    best, most = None, 0
    for place, criterion in asked:
        shared = sum(1 for name in _words_of(criterion) if any(_same(name, word) for word in said))
        if shared > most:
            best, most = (place, criterion), shared
    return best


def _is_money(budget: BudgetSignal, text: str) -> bool:
    """Whether an amount is one of money without its saying so: it has a currency, or thousands in words.

    A phone number, a date or a time of the day has neither.
    """
    digits = "".join(filter(str.isdigit, text))
    return budget.named is not None and (budget.currency is not None or budget.named > int(digits or 0))


def _of_budget(asked: Iterable[tuple[int, Criterion]]) -> tuple[int, Criterion] | None:
    return next((each for each in asked if _goes_by_budget(each[1])), None)


def _goes_by_budget(criterion: Criterion) -> bool:
    return any(signal.partition(".")[0] == "budget" for signal in criterion.signals)


def _words_of(criterion: Criterion) -> frozenset[str]:
    """What people call it, in any language."""
    names: Iterator[str] = iter((criterion.id.replace("_", " "), *criterion.names.values()))
    return frozenset(word for name in names for word in _WORD.findall(fold(name))) - _EMPTY - _NOT


def _same(name: str, word: str) -> bool:
    """Whether two words are forms of one: they are the same but for an ending."""
    if name == word:
        return True
    shared = min(len(name), len(word))
    stem = max(_STEM, shared - 2)
    return shared >= _STEM and abs(len(name) - len(word)) <= 3 and name[:stem] == word[:stem]
