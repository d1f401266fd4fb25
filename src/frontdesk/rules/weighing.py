"""Weighing: what the tables of groups, gates, matrix and ages become, once the file is sound."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from frontdesk.model.score import Band
from frontdesk.rules.ages import Fades, age
from frontdesk.rules.conditions import compile_condition
from frontdesk.rules.expressions import Comparison, Constant, Expression, Fact, facts
from frontdesk.rules.grammar import read_condition
from frontdesk.rules.judging import CELLS, Axis, Gate, Group, Matrix, Scope
from frontdesk.rules.rules import BandRule
from frontdesk.rules.schema import File
from frontdesk.rules.tables.judging import CriterionTable, FadesTable, ScopedTable
from frontdesk.rules.touching import lately, touched


def scope(entry: ScopedTable) -> Scope:
    """For which leads an entry counts."""
    return Scope(forms=frozenset(entry.forms), products=frozenset(entry.products))


def described(entry: CriterionTable, condition: Expression) -> dict[str, Any]:
    """What a criterion knows about its condition, group, axis, forms and age."""
    named = lately(condition, entry.within) if touched(condition) else condition
    return {
        "signals": tuple(dict.fromkeys(fact.name for fact in facts(named))),
        "group": entry.group,
        "axis": Axis(entry.axis),
        "scope": scope(entry),
        "within": _span(entry.within) if entry.within else None,
        "fades": _fades(entry.fades) if entry.fades else None,
        "touches": touched(condition),
    }


def groups(file: File) -> tuple[Group, ...]:
    """The groups that bound something."""
    return tuple(
        Group(id=entry.id, names=entry.name or {}, cap=entry.cap, floor=entry.floor) for entry in file.groups
    )


def matrix(file: File) -> Matrix | None:
    """The matrix, if there is one."""
    if file.matrix is None:
        return None
    fit, interest = file.matrix.fit, file.matrix.interest
    return Matrix(fit=(fit[0], fit[1]), interest=(interest[0], interest[1]))


def cells(file: File) -> tuple[BandRule, ...]:
    """An entry of bands for the cells of each band that the matrix names: they decide before `[[bands]]`."""
    named: dict[Band, list[str]] = {}
    for cell in CELLS if file.matrix else ():
        if band := getattr(file.matrix, cell):
            named.setdefault(band, []).append(cell)
    return tuple(
        BandRule(band=band, when=f"cell {', '.join(of_band)}", holds=compile_condition(_in(of_band)))
        for band, of_band in named.items()
    )


def gates(file: File, names: Mapping[str, str]) -> tuple[Gate, ...]:
    """The gates, in the order in which a lead meets them."""
    return tuple(
        Gate(
            band=entry.band,
            needs=entry.needs,
            holds=compile_condition(read_condition(entry.needs, names)),
            otherwise=entry.otherwise,
            names=entry.name or {},
            scope=scope(entry),
        )
        for entry in file.gates
    )


def _in(cells: list[str]) -> Expression:
    return Comparison("in", Fact("cell", "text"), Constant(tuple(cells), "list"))


def _fades(entry: FadesTable) -> Fades:
    return Fades(every=_span(entry.every), by=entry.by or 0, percent=entry.percent or 0, floor=entry.floor)


def _span(text: str) -> timedelta:
    span = age(text)
    assert span is not None  # noqa: S101 - the schema let nothing else through
    return span
