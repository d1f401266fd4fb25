"""Trials: the values that conditions must be tried with to know all they can say.

A number is tried on both sides of every constant it is compared with, a text with every constant and with
another one; what else gives a truth is taken as free. Signals are taken as independent of one another. So
what is said to be impossible really is, and what is not may still be impossible for another reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import Any, Final

from frontdesk.model.signals import BARE
from frontdesk.rules.conditions import VERDICT_FACTS
from frontdesk.rules.expressions import (
    Comparison,
    Constant,
    Every,
    Expression,
    Fact,
    Length,
    Opposite,
    Some,
)
from frontdesk.rules.touching import is_touched
from frontdesk.rules.values import values

Trials = dict[str, tuple[Any, ...]]  #: name: the values to try

#: Numbers that are never unknown: the least that each can be.
_COUNTS: Final[Mapping[str, int]] = {"message.words": 0, "message.links": 0, "repeat.enquiries": 1}
#: A text that no condition names.
_OTHER: Final = "\0 another"
_FREE: Final = "free "  #: how names begin that stand for a part whose values cannot be listed
_LENGTH: Final = "length "


class Freed:
    """Conditions with a stand-in for every part whose values cannot be listed."""

    def __init__(self) -> None:
        self._stand_ins: dict[tuple[Expression, str], Fact] = {}

    def freed(self, expression: Expression) -> Expression:
        """The same condition over signals whose values can be listed."""
        match expression:
            case Every(parts=several) | Some(parts=several):
                return replace(expression, parts=tuple(self.freed(part) for part in several))
            case Opposite(part=part):
                return Opposite(self.freed(part))
            case Comparison(left=left, right=right):
                return self._comparison(expression, left, right)
            case Constant() | Fact(kind="truth"):
                return expression
            case Fact(kind="number"):
                return self._comparison(expression, expression, Constant(0, "number"), "!=")
            case _:
                return self._stand_in(expression, "truth")

    def _comparison(
        self, whole: Expression, left: Expression, right: Expression, sign: str | None = None
    ) -> Expression:
        sign = sign or (whole.sign if isinstance(whole, Comparison) else "==")
        if left.kind == right.kind == "truth":
            return Comparison(sign, self.freed(left), self.freed(right))
        if _listed(sign, left, right):
            return Comparison(sign, self._variable(left), right)
        if _listed(sign, right, left) and "in" not in sign:
            return Comparison(sign, left, self._variable(right))
        return self._stand_in(whole, "truth")

    def _variable(self, expression: Expression) -> Expression:
        if isinstance(expression, Fact | Constant):
            return expression
        return self._stand_in(expression, expression.kind)

    def _stand_in(self, expression: Expression, kind: Any) -> Fact:
        before = _LENGTH if isinstance(expression, Length) else _FREE
        if isinstance(expression, Fact):  # a text or a list as a truth
            before = f"{_FREE}{expression.kind} "
        name = f"{before}{len(self._stand_ins)}"
        return self._stand_ins.setdefault((expression, kind), Fact(name, kind))


def trials(conditions: Iterable[Expression]) -> Trials:
    """name: the values to try, of freed conditions."""
    numbers: dict[str, set[float]] = {}
    texts: dict[str, dict[str, None]] = {}
    found: Trials = {}
    for part in chain.from_iterable(leaves(condition) for condition in conditions):
        name, constants = _constants(part)
        if isinstance(part, Fact):
            found[part.name] = _truths(part.name)
        elif name and all(isinstance(constant, str) for constant in constants):
            texts.setdefault(name, {}).update(dict.fromkeys(constants))
        elif name:
            numbers.setdefault(name, set()).update(constants)
    _share(numbers)
    found |= {name: _numbers(name, sorted(constants)) for name, constants in numbers.items()}
    return found | {name: _texts(name, list(constants)) for name, constants in texts.items()}


def _share(numbers: Mapping[str, set[float]]) -> None:
    """Have `score` and `reachable` tried with the same values, for one is never above the other."""
    both = [constants for name, constants in numbers.items() if name in ("score", "reachable")]
    for constants in both:
        constants.update(*both)


def leaves(expression: Expression) -> list[Expression]:
    """The truths and comparisons that a freed condition joins."""
    match expression:
        case Every(parts=several) | Some(parts=several):
            return [leaf for part in several for leaf in leaves(part)]
        case Opposite(part=part):
            return leaves(part)
        case Comparison(left=left, right=right) if left.kind == right.kind == "truth":
            return [*leaves(left), *leaves(right)]
        case _:
            return [expression]


def _listed(sign: str, variable: Expression, constant: Expression) -> bool:
    """Whether the values that tell in such a comparison can be listed."""
    if not isinstance(constant, Constant):
        return False
    if "in" in sign:
        return isinstance(constant.value, tuple) and variable.kind in ("number", "text")
    return variable.kind == constant.kind and variable.kind in ("number", "text")


def _constants(part: Expression) -> tuple[str | None, Sequence[Any]]:
    """The variable of a comparison and what it is compared with."""
    match part:
        case Comparison(left=Fact(name=name), right=Constant(value=value)):
            return name, value if isinstance(value, tuple) else (value,)
        case Comparison(left=Constant(value=value), right=Fact(name=name)):
            return name, (value,)
    return None, ()


def _truths(name: str) -> tuple[Any, ...]:
    certain = name in BARE or name.startswith(f"{_FREE}list")
    return (True, False) if certain else (True, False, None)


def _numbers(name: str, constants: list[float]) -> tuple[Any, ...]:
    """A value below, between, at and above the constants, and unknown."""
    between = [(low + high) / 2 for low, high in pairwise(constants)]
    tried = [constants[0] - 1, *constants, *between, constants[-1] + 1]
    least = 0 if is_touched(name) or name.startswith(_LENGTH) else _COUNTS.get(name)
    if least is not None:
        tried = [least, *(value for value in tried if value > least)]
    certain = name in VERDICT_FACTS or name in _COUNTS or is_touched(name)
    return tuple(tried) if certain else (*tried, None)


def _texts(name: str, constants: list[str]) -> tuple[Any, ...]:
    """Every constant, another text if there can be one, and unknown."""
    known = values(name)
    if known is None:
        tried: list[Any] = [*constants, _OTHER]
    else:
        tried = [constant for constant in constants if constant in known]
        tried += [value for value in known if value not in constants][:1]
    return tuple(tried) if name in VERDICT_FACTS else (*tried, None)
