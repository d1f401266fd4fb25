"""Kinds: which values may stand around a sign."""

from collections.abc import Mapping
from typing import Final

from frontdesk.rules.expressions import Constant, Expression, Kind

#: Each kind as a fault names it.
WORDS: Final[Mapping[Kind, str]] = {
    "truth": "a truth",
    "number": "a number",
    "text": "text",
    "list": "a list",
    "any": "anything",
}


def unfit(expected: str, sign: str, left: Expression, right: Expression) -> str:
    """The fault of a sign with the wrong values on its sides."""
    return f'expected {expected} around "{sign}", found {WORDS[left.kind]} and {WORDS[right.kind]}'


def expected_around(sign: str, left: Expression, right: Expression) -> str | None:
    """What should stand around that sign; None where the two sides fit."""
    if sign in ("==", "!="):
        return None if left.kind == right.kind else "two of a kind"
    if sign in ("in", "not in"):
        return None if _contains(left, right) else "a value and a list of its kind"
    return None if left.kind == right.kind == "number" else "numbers"


def _contains(left: Expression, right: Expression) -> bool:
    if right.kind == "text":
        return left.kind == "text"
    if not isinstance(right, Constant):
        return right.kind == "list" and left.kind == "text"
    value = right.value
    first = value[0] if isinstance(value, tuple) and value else None
    kinds = {bool: "truth", int: "number", float: "number", str: "text"}
    return right.kind == "list" and first is not None and kinds[type(first)] == left.kind
