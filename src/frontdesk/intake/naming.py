"""Naming: which of an answer's several names tells best what it is, and answers that are no answers."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from frontdesk.intake.values import text
from frontdesk.rules.labels import Labels


def best(labels: Labels, names: Iterable[Any], shown: Any = None) -> str:
    """The first name that means a field; if none does, `shown`, or else the first that is not blank."""
    told = [name for value in names if (name := text(value))]
    return next((name for name in told if labels.field(name)), text(shown) or next(iter(told), ""))


def without(answers: Iterable[tuple[str, Any]], names: Container[str]) -> Iterator[tuple[str, Any]]:
    """The answers but those of these names, in lower case: what a builder notes for itself."""
    return ((name, value) for name, value in answers if name.lower() not in names)


def texts(found: Mapping[str, Any]) -> dict[str, str]:
    """Only what is text or a number, as text, and not blank."""
    return {name: said for name, value in found.items() if (said := text(value))}
