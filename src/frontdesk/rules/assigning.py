"""Assigning: `[assignment]`, `[[sla]]` and what `[[team]]` says of them, read and checked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from frontdesk.model.lead import Person, Role
from frontdesk.rules.agreement import entries
from frontdesk.rules.assignment import Assignment, Concern, Seat, SlaStep
from frontdesk.rules.grammar import suggestion
from frontdesk.rules.hours import CLOSED, hours, hours_problems
from frontdesk.rules.schema import File
from frontdesk.rules.shape import Problem, found
from frontdesk.rules.tables.desk import PersonTable

_UNITS: Final = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_OFFERED: Final = frozenset({Role.SALES, Role.MANAGER, Role.HEAD, Role.ADMIN})

Raw = Mapping[str, Any]


def assigning(file: File, team: Sequence[Person]) -> dict[str, Any]:
    """What a file without problems says of the team, its seats, assignment and SLA."""
    given, steps = file.assignment, [_step(entry) for entry in file.sla]
    return {
        "team": tuple(team),
        "seats": tuple(_seat(*each) for each in zip(team, file.team, strict=True)),
        "assignment": Assignment(by=given.by, offer=_span(given.offer)) if given else None,
        "sla": tuple(sorted(steps, key=lambda step: (step.concern, step.after))),
    }


def assigning_problems(raw: Raw) -> Iterator[Problem]:
    """What is wrong with the entries beyond their shape."""
    products = _products(raw)
    for path, entry in entries(raw, "team"):
        own = entry.get("hours")
        if isinstance(own, dict) and own:
            texts = {name: value for name, value in own.items() if isinstance(value, str)}
            yield from (Problem((*path, "hours", name), told) for name, told in hours_problems(texts))
            if not own.keys() - {"zone", CLOSED}:
                yield Problem((*path, "hours"), "expected a day with its hours, found none")
        listed = entry.get("products")
        for number, name in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(name, str) and name not in products:
                told = f"no form has the product {found(name)}{suggestion(name, sorted(products))}"
                yield Problem((*path, "products", number), told)
    yield from _roster(raw)
    yield from _steps(raw)


def _products(raw: Raw) -> frozenset[str]:
    forms = raw.get("forms")
    tables = forms.values() if isinstance(forms, dict) else ()
    named = (table.get("product") for table in tables if isinstance(table, dict))
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
        if not isinstance(after, str) or not re.fullmatch(r"[1-9][0-9]{0,3} ?[mhd]", after):
            continue
        key = (str(concern), _span(after))
        if key in seen:
            told = f"expected another time than that of sla[{seen[key]}], found {found(after)}"
            yield Problem((*path, "after"), told)
        seen.setdefault(key, int(path[1]) + 1)


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
    return int(text[:-1]) * _UNITS[text[-1]]
