"""Values: what the texts of signals can be, where only some can be, so that a misspelt one is found."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from frontdesk.model.score import Band
from frontdesk.rules.expressions import Comparison, Constant, Expression, Fact, Lower, parts
from frontdesk.rules.judging import CELLS
from frontdesk.suggestion import suggestion
from frontdesk.text import one_line

#: signal: all that it can be.
_KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "email.kind": ("corporate", "free", "disposable"),
    "position.seniority": ("decision", "specialist", "student"),
    "position.field": tuple(str.split("management sales marketing finance it hr legal operations product")),
    "country.by": ("field", "phone", "domain"),
    "band": tuple(Band),
    "cell": CELLS,
}
#: signal: how it is written, and an example.
_WRITTEN: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "language": (re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?"), 'small letters such as "en"'),
    "country.code": (re.compile(r"[A-Z]{2}"), 'two capitals such as "PL"'),
    "phone.region": (re.compile(r"[A-Z]{2}|[0-9]{3}"), 'two capitals such as "PL"'),
    "budget.currency": (re.compile(r"[A-Z]{3}"), 'three capitals such as "EUR"'),
    "phone.kind": (re.compile(r"[a-z_]+"), 'small letters such as "mobile"'),
}


def values(name: str) -> tuple[str, ...] | None:
    """All that the text of that signal can be; None where nobody knows."""
    return _KNOWN.get(name)


def misspelt(condition: Expression) -> Iterator[str]:
    """What a condition compares signals with that they never are."""
    for part in parts(condition):
        yield from misspelt(part)
    match condition:
        case (
            Comparison(left=Fact() | Lower() as text, right=Constant(value=value))
            | Comparison(left=Constant(value=value), right=Fact() | Lower() as text)
        ) if text.kind == "text":
            constants = value if isinstance(value, tuple) else (value,)
            lists = "in" not in condition.sign or isinstance(value, tuple)
            for constant in constants if lists else ():
                yield from _problem(text, str(constant))


def _problem(text: Expression, constant: str) -> Iterator[str]:
    shown = one_line(constant, 60)
    if isinstance(text, Lower):
        if constant != constant.lower():
            yield f'expected small letters beside |lower, found "{shown}"'
    elif isinstance(text, Fact) and text.name in _KNOWN:
        known = _KNOWN[text.name]
        if constant not in known:
            near = suggestion(constant, known)
            yield f'"{text.name}" is one of {", ".join(known)}, never "{shown}"{near}'
    elif isinstance(text, Fact) and text.name in _WRITTEN:
        pattern, example = _WRITTEN[text.name]
        if not pattern.fullmatch(constant):
            yield f'"{text.name}" is written in {example}, never "{shown}"'
