"""Slices: all stored leads, a range of numbers at a time, for what looks at every one of them.

A few statements a slice instead of a few a lead; what is known comes as `leads.read_known` gives it.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.confirmation import Confirmation
from frontdesk.model.lead import Known, Lead, State
from frontdesk.model.score import Answer, Band
from frontdesk.scoring import receipt as receipts_json
from frontdesk.store import accounts, leads, mail_domains, submissions, touches
from frontdesk.store.driver import Run, driver_sql
from frontdesk.store.tables import moment

Slice = tuple[int, int]  #: the first and the last number of a range of leads

_END: Final = driver_sql(
    "SELECT max(id), count(*) FROM (SELECT id FROM leads WHERE id > ? ORDER BY id LIMIT ?) AS part"
)
_LEADS: Final = driver_sql(
    "SELECT id, revision, state, state_revision, state_by, state_at, band, band_by, quarantined_by, "
    "released_by, owner, account, created_at FROM leads "
    "WHERE id BETWEEN ? AND ? AND joined_into IS NULL ORDER BY id"
)
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
_ANSWERS: Final = driver_sql(
    'SELECT lead, criterion, yes, "by", at, revision FROM answers WHERE lead BETWEEN ? AND ?'
)
_CONFIRMATIONS: Final = driver_sql(
    'SELECT lead, field, submission, "by", at FROM confirmations WHERE lead BETWEEN ? AND ?'
)
_RECEIPTS: Final = driver_sql(
    "SELECT lead, body FROM receipts "
    "WHERE id IN (SELECT max(id) FROM receipts WHERE lead BETWEEN ? AND ? GROUP BY lead)"
)
_SAME: Final = driver_sql(
    "SELECT texts.submission, texts.others FROM submissions "
    "JOIN texts ON texts.submission = submissions.id "
    "WHERE submissions.lead BETWEEN ? AND ? AND texts.others > 0"
)


@dataclass(frozen=True, slots=True)
class Stored:
    """The leads of one slice; those that were joined into others are left out."""

    known: list[Known]  #: up to the last submission that was judged, in the order of their numbers
    waiting: int  #: leads of which nothing was judged yet
    broken: dict[int, str] = field(default_factory=dict)  #: lead: why it cannot be read


def slices(connection: sa.Connection, size: int) -> list[Slice]:
    """Ranges that hold all leads, `size` of them each."""
    found, last = list[Slice](), 0
    while (row := _END(connection, [last, size])[0])[1]:
        found.append((last + 1, row[0]))
        last = row[0]
    return found


def read_slice(connection: sa.Connection, wanted: Slice, now: datetime) -> Stored:
    """Everything that judging the leads of a slice may look at."""
    rows = _LEADS(connection, list(wanted))
    judged = [row for row in rows if row[2] is not None]
    reader = _Reader(connection, wanted)
    stored = Stored(known=[], waiting=len(rows) - len(judged))
    for row in judged:
        try:
            stored.known.append(reader.known(row, now))
        except (ValueError, TypeError, LookupError) as error:
            stored.broken[row[0]] = f"{type(error).__name__}: {error}"
    return replace(stored, known=list(_among_others(connection, stored.known)))


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

    def __init__(self, connection: sa.Connection, wanted: Slice) -> None:
        few = (*wanted, submissions.NEWEST, *wanted, touches.NEWEST)
        self._connection = connection
        self._large = {row[0] for row in _LARGE(connection, list(few))}
        self._came = _grouped(connection, self._without_large(_SUBMISSIONS), wanted, self._large)
        self._touches = _grouped(connection, self._without_large(_TOUCHES), wanted, self._large)
        self._answers = _grouped(connection, _ANSWERS, wanted)
        self._confirmed = _grouped(connection, _CONFIRMATIONS, wanted)
        self._receipts = {row[0]: row[1] for row in _RECEIPTS(connection, list(wanted))}
        self._same: dict[int, int] = {row[0]: row[1] for row in _SAME(connection, list(wanted))}

    def known(self, row: Sequence[Any], now: datetime) -> Known:
        """What is known about the lead of that row.

        Raises:
            ValueError, TypeError, LookupError: something of it is not as it was written.
        """
        lead = _lead(row)
        if lead.id in self._large:
            last = submissions.last_judged(self._connection, lead.id)
            return leads.read_known(self._connection, [lead.id], now, {lead.id: last or 0})[lead.id]
        came = self._came.get(lead.id, [])
        while came and came[-1][1] != "judged":  # gets its own look
            came.pop()
        body = self._receipts.get(lead.id)
        return Known(
            lead=lead,
            submissions=tuple(submissions.received(each[2:]) for each in came),
            answers={each[1]: _answer(each) for each in self._answers.get(lead.id, ())},
            receipt=None if body is None else receipts_json.from_json(orjson.loads(body)),
            touches=tuple(touches.touch(each[1:]) for each in self._touches.get(lead.id, ())),
            confirmed={each[1]: _confirmation(each) for each in self._confirmed.get(lead.id, ())},
            same_text=self._same.get(came[-1][2], 0) if came else 0,
            now=now,
        )

    def _without_large(self, statement: str) -> Run:
        return driver_sql(statement.format(", ".join("?" * len(self._large)) or "0"))


def _grouped(
    connection: sa.Connection, run: Run, wanted: Slice, but: Set[int] = frozenset()
) -> dict[int, list[Any]]:
    """lead: its rows, which begin with its number."""
    found: dict[int, list[Any]] = {}
    for row in run(connection, [*wanted, *but]):
        found.setdefault(row[0], []).append(row)
    return found


def _lead(row: Sequence[Any]) -> Lead:
    id_, revision, state, state_revision, state_by, state_at, band, band_by = row[:8]
    quarantined_by, released_by, owner, account, created_at = row[8:]
    return Lead(
        id=id_,
        revision=revision,
        state=State(state),
        state_revision=state_revision,
        state_by=state_by,
        state_at=None if state_at is None else moment(state_at),
        band=Band(band) if band else None,
        band_by=band_by,
        quarantined_by=quarantined_by,
        released_by=released_by,
        owner=owner,
        account=account,
        created_at=moment(created_at),
    )


def _answer(row: Sequence[Any]) -> Answer:
    _, criterion, yes, by, at, revision = row
    return Answer(criterion=criterion, yes=bool(yes), by=by, at=moment(at), revision=revision)


def _confirmation(row: Sequence[Any]) -> Confirmation:
    _, part, submission, by, at = row
    return Confirmation(part=part, submission=submission, by=by, at=moment(at))
