"""Assigning: `[assignment]`, `[[sla]]` and what `[[team]]` says of them, read and checked."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from frontdesk.model.lead import Person, Role
from frontdesk.rules.ages import UNITS
from frontdesk.rules.agreement import Raw, entries, table_of
from frontdesk.rules.assignment import Assignment, Concern, Seat, SlaStep
from frontdesk.rules.hours import hours, hours_problems, names_days
from frontdesk.rules.places import Path
from frontdesk.rules.schema import File
from frontdesk.rules.shape import Problem, found
from frontdesk.rules.tables.assigning import SPAN
from frontdesk.rules.tables.desk import PersonTable
from frontdesk.suggestion import suggestion

_OFFERED: Final = frozenset({Role.SALES, Role.MANAGER, Role.HEAD, Role.ADMIN})


def assigning(file: File) -> dict[str, Any]:
    """What a file without problems says of the team, its seats, assignment and SLA."""
    team = tuple(_person(entry, file.language) for entry in file.team)
    given, steps = file.assignment, [_step(entry) for entry in file.sla]
    return {
        "team": team,
        "seats": tuple(_seat(*each) for each in zip(team, file.team, strict=True)),
        "assignment": Assignment(by=given.by, offer=_span(given.offer)) if given else None,
        "sla": tuple(sorted(steps, key=lambda step: (step.concern, step.after))),
    }


def assigning_problems(raw: Raw) -> Iterator[Problem]:
    """What is wrong with the entries beyond their shape."""
    products = _products(raw)
    for path, entry in entries(raw, "team"):
        yield from _own_hours(path, table_of(entry, "hours"))
        yield from _strangers(path, entry.get("products"), products)
    yield from _roster(raw)
    yield from _steps(raw)


def _own_hours(path: Path, own: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with the hours of one person; none are fine."""
    if own:
        yield from (Problem((*path, "hours", name), told) for name, told in hours_problems(own))
    if own and not names_days(own):
        yield Problem((*path, "hours"), "expected a day with its hours, found none")


def _strangers(path: Path, listed: Any, products: frozenset[str]) -> Iterator[Problem]:
    """Products of one person that no form has."""
    for number, name in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(name, str) and name not in products:
            told = f"no form has the product {found(name)}{suggestion(name, sorted(products))}"
            yield Problem((*path, "products", number), told)


def _products(raw: Raw) -> frozenset[str]:
    forms = table_of(raw, "forms")
    named = (table_of(forms, name).get("product") for name in forms)
    return frozenset(name for name in named if isinstance(name, str))


def _roster(raw: Raw) -> Iterator[Problem]:
    """An empty roster is said at once; what the demo and tests bring themselves has no `[[team]]`."""
    team = [entry for _, entry in entries(raw, "team")]
    if not isinstance(raw.get("assignment"), dict) or not team:
        return
    for entry in team:
        capacity = entry.get("capacity", 0 if entry.get("role") != Role.SALES else 1)
        if entry.get("role") in _OFFERED and capacity:
            return
    told = 'expected somebody to offer leads to, found no [[team]] entry with the role "sales" or a capacity'
    yield Problem(("assignment",), told)


def _steps(raw: Raw) -> Iterator[Problem]:
    """One step at a time: two at once would be one reminder."""
    seen: dict[tuple[str, timedelta], int] = {}
    for path, entry in entries(raw, "sla"):
        concern, after = entry.get("for", "claim"), entry.get("after")
        if not isinstance(after, str) or not re.fullmatch(SPAN, after):
            continue
        key = (str(concern), _span(after))
        if key in seen:
            told = f"expected another time than that of sla[{seen[key]}], found {found(after)}"
            yield Problem((*path, "after"), told)
        seen.setdefault(key, int(path[1]) + 1)


def _person(entry: PersonTable, language: str) -> Person:
    return Person(
        name=entry.name,
        telegram=entry.telegram or 0,
        role=entry.role,
        language=entry.language or language,
    )


def _seat(person: Person, entry: PersonTable) -> Seat:
    return Seat(
        person=person,
        products=frozenset(entry.products),
        languages=frozenset(entry.languages),
        sources=frozenset(name.lower() for name in entry.sources),
        capacity=entry.capacity,
        hours=hours(entry.hours) if entry.hours else None,
    )


def _step(entry: Any) -> SlaStep:
    return SlaStep(concern=Concern(getattr(entry, "for")), role=entry.role, after=_span(entry.after))


def _span(text: str) -> timedelta:
    return int(text[:-1]) * UNITS[text[-1]]
