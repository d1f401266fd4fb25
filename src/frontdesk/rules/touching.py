"""Touching: conditions over what happened between a lead and us, counted within a time.

`touches.sent` is the number of letters that went out. Within 30 days it becomes the fact
`touches.sent in 30d`, which the score counts anew each time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from frontdesk.model.touch import TouchKind
from frontdesk.rules.ages import age
from frontdesk.rules.expressions import Comparison, Constant, Every, Expression, Fact, facts, renamed

_BEFORE: Final = "touches."
_WITHIN: Final = " in "
_DOCS: Final[Mapping[TouchKind, str]] = {
    TouchKind.SUBMISSION: "how many forms the lead sent, this one included; of the newest 20",
    TouchKind.ANSWER: "how often people answered a question about the lead, or took an answer back",
    TouchKind.STAGE: "how often the lead came to stand elsewhere: with sales, in triage …",
    TouchKind.SENT: "how many letters went out to the lead",
    TouchKind.REPLIED: "how often the lead answered a letter",
    TouchKind.REFUSED: "how many letters the lead's mail server refused",
    TouchKind.UNSUBSCRIBED: "how often the lead said that it wants no more letters",
}

#: What a criterion may name besides signals: what each counts. All are numbers and never unknown.
TOUCHES: Final[Mapping[str, str]] = {
    f"{_BEFORE}{kind}": _DOCS.get(kind, f"how many touches of the kind {kind} there are")
    for kind in TouchKind
}


@dataclass(frozen=True, slots=True)
class Window:
    """One fact over touches: which are counted, and how old they may be."""

    name: str  #: of the fact
    kind: TouchKind
    within: timedelta | None


def touched(expression: Expression) -> tuple[TouchKind, ...]:
    """The kinds of touches that a condition names, in order."""
    names = (fact.name.partition(_WITHIN)[0] for fact in facts(expression) if fact.name.startswith(_BEFORE))
    return tuple(dict.fromkeys(TouchKind(name.removeprefix(_BEFORE)) for name in names))


def lately(expression: Expression, within: str | None) -> Expression:
    """The condition with its touches counted within that time.

    One that names none must have had an enquiry within it.
    """
    if within is None:
        return expression
    if not touched(expression):
        enquiry = Fact(f"{_BEFORE}{TouchKind.SUBMISSION}{_WITHIN}{within}", "number")
        return Every((expression, Comparison(">", enquiry, Constant(0, "number"))))
    return renamed(expression, lambda name: f"{name}{_WITHIN}{within}" if name.startswith(_BEFORE) else name)


def windows(conditions: Iterable[Expression]) -> tuple[Window, ...]:
    """Every fact over touches that these conditions name."""
    names = dict.fromkeys(fact.name for condition in conditions for fact in facts(condition))
    return tuple(_window(name) for name in names if name.startswith(_BEFORE))


def is_touched(name: str) -> bool:
    """Whether that fact counts touches."""
    return name.startswith(_BEFORE)


def told_count(name: str, count: int) -> str:
    """Such a fact for people: `touches.sent 2 in 30d`."""
    bare, within, time = name.partition(_WITHIN)
    return f"{bare} {count}{within}{time}"


def _window(name: str) -> Window:
    kind, _, within = name.removeprefix(_BEFORE).partition(_WITHIN)
    return Window(name, TouchKind(kind), age(within) if within else None)
