"""Touches: what happened between a lead and us, written once and only ever added to."""

from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.touch import Touch, TouchKind
from frontdesk.store.driver import driver_each, driver_sql
from frontdesk.store.tables import micros, moment

NEWEST: Final = 200  #: how many touches of one lead a look takes in
_INSERT: Final = driver_sql(
    "INSERT INTO touches (lead, kind, at, key, source, product, amount) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT DO NOTHING"
)
_SELECT: Final = driver_each(
    "SELECT kind, at, key, source, product, amount FROM touches "
    "WHERE lead = ? ORDER BY at DESC, id DESC LIMIT ?"
)


def add(connection: sa.Connection, happened: Sequence[tuple[int, Touch]]) -> None:
    """Write touches of leads (lead, touch); one whose key is there already is there."""
    if happened:
        _INSERT(connection, [_row(lead, touch) for lead, touch in happened])


def of_leads(connection: sa.Connection, wanted: Sequence[int]) -> dict[int, tuple[Touch, ...]]:
    """lead: its newest touches, oldest first."""
    found = _SELECT(connection, [(lead, NEWEST) for lead in wanted])
    return {
        lead: tuple(touch(row) for row in reversed(rows)) for lead, rows in zip(wanted, found, strict=True)
    }


def _row(lead: int, touch: Touch) -> tuple[Any, ...]:
    at = micros(touch.at)
    return (lead, touch.kind.value, at, touch.key, touch.source, touch.product, touch.amount)


def touch(row: Sequence[Any]) -> Touch:
    """A touch out of its columns kind, at, key, source, product and amount."""
    kind, at, key, source, product, amount = row
    return Touch(kind=TouchKind(kind), at=moment(at), key=key, source=source, product=product, amount=amount)
