"""Expressions: the only shapes a condition can have once it was read and checked.

`grammar` makes them from text, `conditions` turns them into code, `reach` reasons about them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

#: What an expression gives; "any" stands where a fault was already reported.
Kind = Literal["truth", "number", "text", "list", "any"]

#: What conditions become: facts (those of the signals, and more) -> true, false or None (unknown).
Findings = Callable[[Mapping[str, Any]], tuple[bool | None, ...]]
Condition = Callable[[Mapping[str, Any]], bool | None]


@dataclass(frozen=True, slots=True)
class Fact:
    """A signal by its name."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the condition; lists as tuples."""

    value: bool | int | float | str | tuple[int | float | str | bool, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`+`, `-` or `*` of two numbers."""

    sign: str
    left: "Expression"
    right: "Expression"
    kind: Kind = "number"


@dataclass(frozen=True, slots=True)
class Negative:
    """A number with its sign turned."""

    part: "Expression"
    kind: Kind = "number"


@dataclass(frozen=True, slots=True)
class Length:
    """The number of characters of a text, or of entries of a list."""

    part: "Expression"
    kind: Kind = "number"


@dataclass(frozen=True, slots=True)
class Lower:
    """A text in lower case."""

    part: "Expression"
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values side by side; `sign` as in Python: ==, !=, <, <=, >, >=, in, not in."""

    sign: str
    left: "Expression"
    right: "Expression"
    kind: Kind = "truth"


@dataclass(frozen=True, slots=True)
class Every:
    """`and`: holds when every part does."""

    parts: tuple["Expression", ...]
    kind: Kind = "truth"


@dataclass(frozen=True, slots=True)
class Some:
    """`or`: holds when at least one part does."""

    parts: tuple["Expression", ...]
    kind: Kind = "truth"


@dataclass(frozen=True, slots=True)
class Opposite:
    """`not`."""

    part: "Expression"
    kind: Kind = "truth"


Expression = Fact | Constant | Arithmetic | Negative | Length | Lower | Comparison | Every | Some | Opposite


def parts(expression: Expression) -> tuple[Expression, ...]:
    """What an expression is made of, in the order it was written."""
    match expression:
        case Fact() | Constant():
            return ()
        case Arithmetic(left=left, right=right) | Comparison(left=left, right=right):
            return (left, right)
        case Every(parts=several) | Some(parts=several):
            return several
        case _:
            return (expression.part,)


def facts(expression: Expression) -> Iterator[Fact]:
    """The signals an expression names, in the order they were written, repeats too."""
    if isinstance(expression, Fact):
        yield expression
    for part in parts(expression):
        yield from facts(part)


def renamed(expression: Expression, name: Callable[[str], str]) -> Expression:
    """The same with other names of its signals."""
    match expression:
        case Fact():
            return replace(expression, name=name(expression.name))
        case Constant():
            return expression
        case Every(parts=several) | Some(parts=several):
            return replace(expression, parts=tuple(renamed(part, name) for part in several))
        case Arithmetic(left=left, right=right) | Comparison(left=left, right=right):
            return replace(expression, left=renamed(left, name), right=renamed(right, name))
        case _:
            return replace(expression, part=renamed(expression.part, name))
