"""Reach: entries of a list "the first that holds" which never get their turn.

Comparisons of a number with constants are tried on both sides of every constant; each other part that gives
a truth is taken as free. So an entry that is reported can really never be reached, and one that is not
reported may still depend on what the signals mean.
"""

from collections.abc import Mapping, Sequence
from itertools import chain, pairwise, product
from typing import Any, Final

from frontdesk.model.signals import BARE
from frontdesk.rules.conditions import VERDICT_FACTS, compile_conditions
from frontdesk.rules.expressions import (
    Comparison,
    Constant,
    Every,
    Expression,
    Fact,
    Opposite,
    Some,
)

#: Above so many combinations nothing is reported.
_LIMIT: Final = 20_000

_Domains = dict[str, tuple[Any, ...]]


def unreachable(conditions: Sequence[Expression | None]) -> list[int]:
    """The positions that can never be the first that holds; None holds always."""
    stand_ins: dict[Expression, Fact] = {}
    freed = [Constant(True, "truth") if c is None else _freed(c, stand_ins) for c in conditions]
    domains = _domains(freed)
    size = 1
    for values in domains.values():
        size *= len(values)
    if size > _LIMIT:
        return []
    findings, reached = compile_conditions(freed), set()
    for values in product(*domains.values()):
        facts = dict(zip(domains, values, strict=True))
        if _possible(facts):
            reached.add(next((n for n, holds in enumerate(findings(facts)) if holds), None))
    return [number for number in range(len(conditions)) if number not in reached]


def _possible(facts: Mapping[str, Any]) -> bool:
    return "score" not in facts or "reachable" not in facts or facts["score"] <= facts["reachable"]


def _freed(expression: Expression, stand_ins: dict[Expression, Fact]) -> Expression:
    """The same with a stand-in for every part whose values cannot be listed."""
    match expression:
        case Every(parts=several):
            return Every(tuple(_freed(part, stand_ins) for part in several))
        case Some(parts=several):
            return Some(tuple(_freed(part, stand_ins) for part in several))
        case Opposite(part=part):
            return Opposite(_freed(part, stand_ins))
        case Fact(kind="truth") | Constant():
            return expression
        case _ if _threshold(expression):
            return expression
        case _:
            return stand_ins.setdefault(expression, Fact(f"stand-in {len(stand_ins)}", "truth"))


def _threshold(expression: Expression) -> tuple[str, float] | None:
    """The signal and the constant of a comparison of numbers."""
    match expression:
        case (
            Comparison(sign=sign, left=Fact(kind="number", name=name), right=Constant(value=value))
            | Comparison(sign=sign, left=Constant(value=value), right=Fact(kind="number", name=name))
        ) if "in" not in sign and isinstance(value, int | float):
            return name, value
    return None


def _domains(conditions: Sequence[Expression]) -> _Domains:
    bounds: dict[str, set[float]] = {}
    domains: _Domains = {}
    for part in chain.from_iterable(_leaves(condition) for condition in conditions):
        threshold = _threshold(part)
        if threshold:
            bounds.setdefault(threshold[0], set()).add(threshold[1])
        elif isinstance(part, Fact):
            domains[part.name] = (True, False) if part.name in BARE else (True, False, None)
    for name, constants in bounds.items():
        unknown = () if name in VERDICT_FACTS else (None,)
        domains[name] = (*_samples(sorted(constants)), *unknown)
    return domains


def _samples(constants: list[float]) -> list[float]:
    """A value below, between, at and above the constants."""
    between = [(low + high) / 2 for low, high in pairwise(constants)]
    return [constants[0] - 1, *constants, *between, constants[-1] + 1]


def _leaves(expression: Expression) -> list[Expression]:
    match expression:
        case Every(parts=several) | Some(parts=several):
            return [leaf for part in several for leaf in _leaves(part)]
        case Opposite(part=part):
            return _leaves(part)
        case _:
            return [expression]
