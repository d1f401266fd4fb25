"""Kinds: which values may stand around a sign."""

from collections.abc import Mapping
from typing import Final

from frontdesk.rules.expressions import Constant, Expression, Fact, Kind

#: Each kind as a fault names it.
WORDS: Final[Mapping[Kind, str]] = {
    "truth": "a truth",
    "number": "a number",
    "text": "text",
    "list": "a list",
    "any": "anything",
}
#: A field by its bare name says only whether it is filled in: the signal that tells what it says, by the kind
#: of value that it is compared with.
_MEANT: Final[Mapping[tuple[str, Kind], str]] = {
    ("budget", "number"): "budget.amount",
    ("deadline", "number"): "deadline.days",
    ("message", "number"): "message.words",
    ("country", "text"): "country.code",
    ("company", "text"): "company.domain",
    ("position", "text"): "position.field",
    ("email", "text"): "email.address",
    ("phone", "text"): "phone.e164",
}


def unfit(expected: str, sign: str, left: Expression, right: Expression) -> str:
    """The fault of a sign with the wrong values on its sides."""
    told = f'expected {expected} around "{sign}", found {WORDS[left.kind]} and {WORDS[right.kind]}'
    return told + (_hint(left, right) or _hint(right, left))


def expected_around(sign: str, left: Expression, right: Expression) -> str | None:
    """What should stand around that sign; None where the two sides fit."""
    if sign in ("==", "!="):
        return None if left.kind == right.kind else "two of a kind"
    if sign in ("in", "not in"):
        return None if _contains(left, right) else "a value and a list of its kind"
    return None if left.kind == right.kind == "number" else "numbers"


def _hint(one: Expression, other: Expression) -> str:
    """What was probably meant by one side of a comparison."""
    if (
        isinstance(one, Constant)
        and one.kind == "text"
        and str(one.value).isdigit()
        and other.kind == "number"
    ):
        return "; a number stands without quotation marks"
    if not isinstance(one, Fact):
        return ""
    if meant := _MEANT.get((one.name, other.kind)):
        return f'; "{one.name}" says whether it is filled in, "{meant}" what it says'
    return f'; "{one.name}|length" counts them' if one.kind == "list" and other.kind == "number" else ""


def _contains(left: Expression, right: Expression) -> bool:
    if right.kind == "text":
        return left.kind == "text"
    if not isinstance(right, Constant):
        return right.kind == "list" and left.kind == "text"
    value = right.value
    first = value[0] if isinstance(value, tuple) and value else None
    kinds = {bool: "truth", int: "number", float: "number", str: "text"}
    return right.kind == "list" and first is not None and kinds[type(first)] == left.kind
