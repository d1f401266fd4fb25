"""Because: what a criterion found, in a few words that may stand on a card.

Signals are named as the rules name them. Of personal data only the fact is told, never the value.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from frontdesk.model.signals import KINDS, Keyword
from frontdesk.rules.rules import Criterion
from frontdesk.text import cut, one_line

LIMIT_CHARACTERS: Final = 200

#: Texts that tell nothing about a single person; of every other text only the name of its signal is shown.
_PLAIN: Final = ("language", "email.kind", "phone.region", "phone.kind", "budget.currency")
#: What is added to a signal, from another one.
_DETAIL: Final = {"phone.valid": "phone.region", "budget.amount": "budget.currency"}
_LIMIT_PHRASES: Final = 5
_UNIT_CHARACTERS: Final = 60
#: Where a phrase was found: a field, in words.
_WHERE: Final = {
    "message": "the message",
    "business": "the kind of business",
    "position": "the position",
    "company": "the company's name",
}


def because(criterion: Criterion, facts: Mapping[str, Any], matches: Sequence[Keyword] = ()) -> str:
    """What the signals of a condition say, else the condition itself; at most 200 characters.

    `matches` tells what stood for the phrases of keyword groups, and where.
    """
    told = [_told(name, facts, matches) for name in criterion.signals if facts.get(name)]
    return cut(", ".join(told) or one_line(criterion.when, LIMIT_CHARACTERS), LIMIT_CHARACTERS)


def _told(name: str, facts: Mapping[str, Any], matches: Sequence[Keyword]) -> str:
    kind, value, detail = KINDS.get(name), facts[name], _DETAIL.get(name)
    added = f" ({_short(facts[detail])})" if detail and facts.get(detail) else ""
    if kind is None:  # a keyword group
        group = name.removeprefix("keywords.")
        found = {match.phrase: match for match in matches if match.group == group}
        return ", ".join(_phrase(phrase, found.get(phrase)) for phrase in value[:_LIMIT_PHRASES])
    if kind == "list":
        return f"{name} ({len(value)})"
    if kind == "number":
        return f"{name} {value:.15g}{added}"
    return f"{name} {_short(value)}" if name in _PLAIN else name + added


def _phrase(phrase: str, match: Keyword | None) -> str:
    """`"vacancy" as "vacancies" in the message`; a person's own words are never among them."""
    if match is None:
        return f'"{_short(phrase)}"'
    words = " ".join(match.words)
    varied = "" if words.casefold() == phrase.casefold() else f' as "{_short(words)}"'
    return f'"{_short(phrase)}"{varied} in {_WHERE.get(match.where, "an answer")}'


def _short(value: str) -> str:
    return one_line(value, _UNIT_CHARACTERS)
