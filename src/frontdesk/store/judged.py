"""Judged: leads as their last judgement saw them, by the signals that their newest receipts keep.

Of their submissions nothing is read but when they came, and by which forms.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson
import sqlalchemy as sa

from frontdesk.model.lead import Lead
from frontdesk.model.rehearsal import Before
from frontdesk.model.score import Answer
from frontdesk.model.signals import Signals
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.scoring.receipt import before
from frontdesk.signals.packed import unpacked
from frontdesk.store import touches
from frontdesk.store.driver import driver_sql
from frontdesk.store.tables import moment

Slice = tuple[int, int]  #: the first and the last number of a range of leads

_RECEIPTS: Final = driver_sql(
    "SELECT lead, body, signals FROM receipts WHERE reader = ? AND signals IS NOT NULL "
    "AND id IN (SELECT max(id) FROM receipts WHERE lead BETWEEN ? AND ? GROUP BY lead)"
)
_SENT: Final = driver_sql(
    "SELECT lead, state, hook, received_at FROM submissions WHERE lead BETWEEN ? AND ? ORDER BY lead, id"
)
_TOUCHES: Final = driver_sql(
    "SELECT lead, kind, at, key, source, product, amount FROM touches "
    "WHERE lead BETWEEN ? AND ? ORDER BY lead, at, id"
)
ANSWERS: Final = driver_sql(
    'SELECT lead, criterion, yes, "by", at, revision FROM answers WHERE lead BETWEEN ? AND ?'
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Which stored signals serve, and what counts besides."""

    reader: str  #: the fingerprint that they must have
    kinds: frozenset[TouchKind] = frozenset(TouchKind)  #: of touches


class Sent(NamedTuple):
    """A submission, without what it says."""

    hook: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """A lead, by what it was judged last, and what it did."""

    lead: Lead
    before: Before
    signals: Signals
    submissions: Sequence[Sent]  #: oldest first, up to the last that was judged
    answers: Mapping[str, Answer]
    touches: Sequence[Touch]  #: of the kinds that were asked for, oldest first
    now: datetime


def read_judged(
    connection: sa.Connection, wanted: Slice, leads: Mapping[int, Lead], asked: Asked, now: datetime
) -> dict[int, Judged]:
    """lead: it, of those of `leads` whose newest receipt has such signals, if both can be read."""
    kept = [row for row in _RECEIPTS(connection, [asked.reader, *wanted]) if row[0] in leads]
    if not kept:
        return {}
    happened = _Happened(connection, wanted, asked.kinds)
    found = ((row[0], happened.judged(leads[row[0]], row, now)) for row in kept)
    return {lead: each for lead, each in found if each}


class _Happened:
    """What the leads of a slice did and what was said of them, by lead."""

    def __init__(self, connection: sa.Connection, wanted: Slice, kinds: frozenset[TouchKind]) -> None:
        self._sent = grouped(_SENT(connection, list(wanted)))
        self._answers = grouped(ANSWERS(connection, list(wanted)))
        self._touches = grouped(_TOUCHES(connection, list(wanted))) if kinds else {}
        self._kinds = kinds

    def judged(self, lead: Lead, row: Sequence[Any], now: datetime) -> Judged | None:
        """The lead of that row of a receipt; None where it must be read anew."""
        _, body, signals = row
        sent = up_to_judged(self._sent.get(lead.id, []))
        if not sent:
            return None
        happened = (each for each in self._touches.get(lead.id, ()) if each[1] in self._kinds)
        try:
            return Judged(
                lead=lead,
                before=before(orjson.loads(body)),
                signals=unpacked(signals),
                submissions=[Sent(hook, moment(at)) for _, _, hook, at in sent],
                answers={each[1]: answer(each) for each in self._answers.get(lead.id, ())},
                touches=[touches.touch(each[1:]) for each in happened],
                now=now,
            )
        except (ValueError, TypeError, LookupError, AttributeError):
            return None


def grouped(rows: Iterable[Sequence[Any]]) -> dict[int, list[Any]]:
    """lead: its rows, which begin with its number."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def up_to_judged(rows: list[Any]) -> list[Any]:
    """Rows of a lead's submissions, lead and state first, without the last ones that nobody has judged."""
    while rows and rows[-1][1] != "judged":  # gets its own look
        rows.pop()
    return rows


def answer(row: Sequence[Any]) -> Answer:
    """An answer out of its columns lead, criterion, yes, by, at and revision."""
    _, criterion, yes, by, at, revision = row
    return Answer(criterion=criterion, yes=bool(yes), by=by, at=moment(at), revision=revision)
