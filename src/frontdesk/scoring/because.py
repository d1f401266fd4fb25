"""Because: what a criterion found, in a few words that may stand on a card.

Signals are named as the rules name them. Of personal data only the fact is told, never the value.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any, Final

from frontdesk.model.score import Reason
from frontdesk.model.signals import DETAILS, KINDS, Keyword
from frontdesk.rules.ages import Fades
from frontdesk.rules.judging import Group
from frontdesk.rules.rules import Criterion
from frontdesk.rules.touching import is_touched, told_count
from frontdesk.text import cut, one_line

LIMIT_CHARACTERS: Final = 200

#: Texts that tell nothing about a single person; of every other text only the name of its signal is shown.
_PLAIN: Final = (
    *("language", "email.kind", "phone.region", "phone.kind", "phone.zone", "budget.currency"),
    *("position.seniority", "position.field", "country.code", "country.by"),
)
_LIMIT_PHRASES: Final = 5
_UNIT_CHARACTERS: Final = 60
#: Where a phrase was found: a field, in words.
_WHERE: Final = {
    "message": "the message",
    "business": "the kind of business",
    "position": "the position",
    "company": "the company's name",
}
_Tell = Callable[[Mapping[str, Any], Sequence[Keyword]], str]


def because(criterion: Criterion, facts: Mapping[str, Any], matches: Sequence[Keyword] = ()) -> str:
    """What the signals of a condition say, else the condition itself; at most 200 characters.

    `matches` tells what stood for the phrases of keyword groups, and where.
    """
    told = ", ".join([tell(facts, matches) for name, tell in _tellers(criterion.signals) if facts.get(name)])
    if not told:
        return one_line(criterion.when, LIMIT_CHARACTERS)
    return told if len(told) <= LIMIT_CHARACTERS else cut(told, LIMIT_CHARACTERS)


def faded(reason: Reason, fades: Fades, age: timedelta) -> Reason:
    """The same reason with what its points are worth at that age, and why they are fewer."""
    left = fades.left(reason.points, age)
    if left == reason.points:
        return reason
    told = f", faded from {reason.points:+d} in {_span(age)}"
    return Reason(reason.criterion, left, cut(reason.because, LIMIT_CHARACTERS - len(told)) + told, reason.by)


def capped(group: Group, points: int) -> str:
    """Why a group counts less, or more, than its criteria bring together."""
    bound = "at most" if points > group.bounded(points) else "at least"
    return f"{points:+d} together, {bound} {group.bounded(points):+d}"


def _span(age: timedelta) -> str:
    return f"{age.days} d" if age.days else f"{age.seconds // 3600} h"


@lru_cache(maxsize=1_000)
def _tellers(names: tuple[str, ...]) -> tuple[tuple[str, _Tell], ...]:
    """How each of these signals is told; worked out once, since every reason of every lead needs it."""
    return tuple((name, _teller(name)) for name in names)


def _teller(name: str) -> _Tell:
    kind, detail = KINDS.get(name), DETAILS.get(name)
    if is_touched(name):
        return lambda facts, _: told_count(name, facts[name])
    if kind is None:  # a keyword group
        return lambda facts, matches: _phrases(name, facts, matches)
    if kind == "list":
        return lambda facts, _: f"{name} ({len(facts[name])})"
    if kind == "number":
        return lambda facts, _: f"{name} {facts[name]:.15g}{_added(detail, facts)}"
    if name in _PLAIN:
        return lambda facts, _: f"{name} {_short(facts[name])}"
    return (lambda facts, _: name + _added(detail, facts)) if detail else (lambda *_: name)


def _phrases(name: str, facts: Mapping[str, Any], matches: Sequence[Keyword]) -> str:
    group = name.removeprefix("keywords.")
    found = {match.phrase: match for match in matches if match.group == group}
    return ", ".join(_phrase(phrase, found.get(phrase)) for phrase in facts[name][:_LIMIT_PHRASES])


def _phrase(phrase: str, match: Keyword | None) -> str:
    """`"vacancy" as "vacancies" in the message`; a person's own words are never among them."""
    if match is None:
        return f'"{_short(phrase)}"'
    words = " ".join(match.words)
    varied = "" if words.casefold() == phrase.casefold() else f' as "{_short(words)}"'
    return f'"{_short(phrase)}"{varied} in {_WHERE.get(match.where, "an answer")}'


def _added(detail: str | None, facts: Mapping[str, Any]) -> str:
    return f" ({_short(facts[detail])})" if detail and facts.get(detail) else ""


def _short(value: str) -> str:
    if len(value) <= _UNIT_CHARACTERS and value.isascii() and value.isalnum():
        return value
    return one_line(value, _UNIT_CHARACTERS)
