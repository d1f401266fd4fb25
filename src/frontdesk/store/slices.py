"""Slices: all stored leads, a range of numbers at a time, for what looks at every one of them.

A few statements a slice instead of a few a lead; what is known comes as `leads.read_known` gives it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from frontdesk.model.confirmation import Confirmation
from frontdesk.model.lead import Known, Lead, State
from frontdesk.model.score import Band
from frontdesk.store import accounts, leads, mail_domains, receipts, submissions, touches
from frontdesk.store.driver import Run, driver_sql
from frontdesk.store.judged import ANSWERS, Asked, Judged, Slice, answer, grouped, read_judged, up_to_judged
from frontdesk.store.tables import UtcTime, moment
from frontdesk.store.tables import leads as table

T = TypeVar("T")
Found = TypeVar("Found")

_END: Final = driver_sql(
    "SELECT max(id), count(*) FROM (SELECT id FROM leads WHERE id > ? ORDER BY id LIMIT ?) AS part"
)
_LEADS: Final = driver_sql(
    f"SELECT {', '.join(leads.COLUMNS)} FROM leads "  # noqa: S608 - names of our own columns
    "WHERE id BETWEEN ? AND ? AND joined_into IS NULL AND erased_at IS NULL ORDER BY id"
)
_ID, _STATE = leads.COLUMNS.index("id"), leads.COLUMNS.index("state")
#: Those that are stored in microseconds.
_TIMES: Final = tuple(name for name in leads.COLUMNS if isinstance(table.c[name].type, UtcTime))
#: Those of which a look takes in a part only.
_LARGE: Final = driver_sql(
    "SELECT lead FROM submissions WHERE lead BETWEEN ? AND ? GROUP BY lead HAVING count(*) > ? "
    "UNION SELECT lead FROM touches WHERE lead BETWEEN ? AND ? GROUP BY lead HAVING count(*) > ?"
)
_SUBMISSIONS: Final = (
    "SELECT lead, state, id, hook, received_at, normalised FROM submissions "
    "WHERE lead BETWEEN ? AND ? AND lead NOT IN ({}) ORDER BY lead, id"
)
_TOUCHES: Final = (
    "SELECT lead, kind, at, key, source, product, amount FROM touches "
    "WHERE lead BETWEEN ? AND ? AND lead NOT IN ({}) ORDER BY lead, at, id"
)
_CONFIRMATIONS: Final = driver_sql(
    'SELECT lead, field, submission, "by", at FROM confirmations WHERE lead BETWEEN ? AND ?'
)
_RECEIPTS: Final = driver_sql(
    "SELECT lead, body, reader FROM receipts "
    "WHERE id IN (SELECT max(id) FROM receipts WHERE lead BETWEEN ? AND ? GROUP BY lead)"
)
_SAME: Final = driver_sql(
    "SELECT texts.submission, texts.others FROM submissions "
    "JOIN texts ON texts.submission = submissions.id "
    "WHERE submissions.lead BETWEEN ? AND ? AND texts.others > 0"
)


@dataclass(frozen=True, slots=True)
class Stored:
    """The leads of one slice; those that were joined into others, or erased, are left out."""

    known: list[Known]  #: up to the last submission that was judged, in the order of their numbers
    judged: Mapping[int, Judged]  #: lead: it, where its stored signals serve; it is not in `known`
    waiting: int  #: leads of which nothing was judged yet
    broken: dict[int, str] = field(default_factory=dict)  #: lead: why it cannot be read


def slices(connection: sa.Connection, size: int) -> list[Slice]:
    """Ranges that hold all leads, `size` of them each."""
    found, last = list[Slice](), 0
    while (row := _END(connection, [last, size])[0])[1]:
        found.append((last + 1, row[0]))
        last = row[0]
    return found


def read_slice(connection: sa.Connection, wanted: Slice, now: datetime, asked: Asked | None = None) -> Stored:
    """Everything that judging the leads of a slice may look at; `asked`: which stored signals serve."""
    rows, broken = _LEADS(connection, list(wanted)), dict[int, str]()
    here = _sound(_lead, {row[_ID]: row for row in rows if row[_STATE] is not None}, broken)
    few = (*wanted, submissions.NEWEST, *wanted, touches.NEWEST)
    large = {row[0] for row in _LARGE(connection, list(few))}
    small = {number: lead for number, lead in here.items() if number not in large}
    judged = read_judged(connection, wanted, small, asked, now) if asked else {}
    known: list[Known] = []
    if anew := {number: lead for number, lead in here.items() if number not in judged}:
        reader = _Reader(connection, wanted, large)
        found = _sound(lambda lead: reader.known(lead, now), anew, broken)
        known = list(_among_others(connection, list(found.values())))
    waiting = sum(row[_STATE] is None for row in rows)
    return Stored(known=known, judged=judged, waiting=waiting, broken=broken)


def _sound(work: Callable[[T], Found], items: Mapping[int, T], broken: dict[int, str]) -> dict[int, Found]:
    """What `work` makes of each; where it cannot read it, the reason goes to `broken`."""
    found: dict[int, Found] = {}
    for number, item in items.items():
        try:
            found[number] = work(item)
        except (ValueError, TypeError, LookupError) as error:
            broken[number] = f"{type(error).__name__}: {error}"
    return found


def _among_others(connection: sa.Connection, known: Sequence[Known]) -> Iterator[Known]:
    """The same with what is known of their addresses' domains, and of those who write from them."""
    came = {each.lead.id: each.submissions for each in known}
    domains = mail_domains.of_leads(connection, came)
    together = accounts.have_colleagues(connection, [each.lead for each in known], came)
    for each in known:
        told, here = domains.get(each.lead.id, {}), each.lead.id in together
        yield replace(each, domains=told, colleague=here) if told or here else each


class _Reader:
    """The rows of a slice by lead, read at once; what they mean is found out lead by lead."""

    def __init__(self, connection: sa.Connection, wanted: Slice, large: Set[int]) -> None:
        self._connection, self._large, small = connection, large, [*wanted, *large]
        self._came = grouped(self._without_large(_SUBMISSIONS)(connection, small))
        self._touches = grouped(self._without_large(_TOUCHES)(connection, small))
        self._answers = grouped(ANSWERS(connection, list(wanted)))
        self._confirmed = grouped(_CONFIRMATIONS(connection, list(wanted)))
        self._receipts = {row[0]: row[1:] for row in _RECEIPTS(connection, list(wanted))}
        self._same: dict[int, int] = {row[0]: row[1] for row in _SAME(connection, list(wanted))}

    def known(self, lead: Lead, now: datetime) -> Known:
        """What is known about the lead.

        Raises:
            ValueError, TypeError, LookupError: something of it is not as it was written.
        """
        if lead.id in self._large:
            last = submissions.last_judged(self._connection, lead.id)
            return leads.read_known(self._connection, [lead.id], now, {lead.id: last or 0})[lead.id]
        came = up_to_judged(self._came.get(lead.id, []))
        receipt, error = self._receipt(lead.id)
        return Known(
            lead=lead,
            submissions=tuple(submissions.received(each[2:]) for each in came),
            answers={each[1]: answer(each) for each in self._answers.get(lead.id, ())},
            receipt=receipt,
            receipt_error=error,
            touches=tuple(touches.touch(each[1:]) for each in self._touches.get(lead.id, ())),
            confirmed={each[1]: _confirmation(each) for each in self._confirmed.get(lead.id, ())},
            same_text=self._same.get(came[-1][2], 0) if came else 0,
            now=now,
        )

    def _receipt(self, lead: int) -> receipts.Read:
        """The newest receipt, and why it cannot be read."""
        kept = self._receipts.get(lead)
        return receipts.read(*kept) if kept else receipts.NONE

    def _without_large(self, statement: str) -> Run:
        return driver_sql(statement.format(", ".join("?" * len(self._large)) or "0"))


def _lead(row: Sequence[Any]) -> Lead:
    told = dict(zip(leads.COLUMNS, row, strict=True))
    times = {name: moment(told[name]) for name in _TIMES if told[name] is not None}
    band = Band(told["band"]) if told["band"] else None
    return Lead(**{**told, **times, "state": State(told["state"]), "band": band})


def _confirmation(row: Sequence[Any]) -> Confirmation:
    _, part, submission, by, at = row
    return Confirmation(part=part, submission=submission, by=by, at=moment(at))
