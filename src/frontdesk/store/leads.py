"""Leads: what is known about them, in one look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.confirmation import Confirmation
from frontdesk.model.lead import Known, Lead, State
from frontdesk.model.score import Answer, Band, Receipt
from frontdesk.model.submission import Received
from frontdesk.signals.texts import may_have_mark
from frontdesk.store import (
    accounts,
    confirmations,
    deliveries,
    history,
    joins,
    mail_domains,
    submissions,
    texts,
    touches,
)
from frontdesk.store.receipts import NONE, newest_receipts
from frontdesk.store.tables import answers, leads, receipts
from frontdesk.triage.outcome import UNTAKEN

#: The columns of `leads` that a Lead tells.
COLUMNS: Final = tuple(field.name for field in fields(Lead))
#: Those that no change of a lead writes by itself.
_FIXED: Final = frozenset(("id", "account", "joined_into", "created_at"))
_LEADS: Final = sa.select(leads).where(
    leads.c.id.in_(sa.bindparam("wanted", expanding=True)), leads.c.erased_at.is_(None)
)


def read_known(
    connection: sa.Connection, wanted: Sequence[int], now: datetime, upto: Mapping[int, int] | None = None
) -> dict[int, Known]:
    """lead: everything that judging it may look at. A lead that is not there, or was
    erased, is left out.

    `upto` names for a lead the last submission to look at.
    """
    rows = connection.execute(_LEADS, {"wanted": wanted}).all()
    look = _Look(connection, rows, upto)
    return {row.id: look.known(row, now) for row in rows}


class _Look:
    """What there is about some leads, read at once."""

    def __init__(
        self, connection: sa.Connection, rows: Sequence[Any], upto: Mapping[int, int] | None
    ) -> None:
        # Most leads are new: nobody has answered, scored or moved what has no revision yet.
        known = [row.id for row in rows if row.revision]
        self._answers = _answers(connection, known) if known else {}
        self._receipts = newest_receipts(connection, known) if known else {}
        self._steps = history.last_steps(connection, known) if known else {}
        self._touches = touches.of_leads(connection, known)
        self._confirmed = confirmations.of_leads(connection, known) if known else {}
        mine = [row for row in rows if not row.joined_into]
        self._came = came = submissions.of_leads(connection, [_sender(row) for row in rows], upto)
        _add_confirmed(connection, came, self._confirmed)
        newly = [sent[-1] for sent in came.values() if sent]
        self._domains = mail_domains.of_leads(connection, came)
        self._together = accounts.have_colleagues(connection, mine, came)
        self._same = texts.others(connection, [each.id for each in newly if may_have_mark(each.submission)])

    def known(self, row: Any, now: datetime) -> Known:
        """What is known about the lead of that row."""
        came, (receipt, error) = self._came[_sender(row)], self._receipts.get(row.id, NONE)
        return Known(
            lead=as_lead(row),
            submissions=tuple(came),
            answers=self._answers.get(row.id, {}),
            receipt=receipt,
            receipt_error=error,
            last_step=self._steps.get(row.id),
            touches=self._touches.get(row.id, ()),
            confirmed=self._confirmed.get(row.id, {}),
            same_text=self._same.get(came[-1].id, 0) if came else 0,
            domains=self._domains.get(_sender(row), {}),
            colleague=row.id in self._together,
            now=now,
        )


def _sender(row: Any) -> int:
    """Whose the submissions are: those of a joined lead are of the one it was joined into."""
    number: int = row.joined_into or row.id
    return number


def _add_confirmed(
    connection: sa.Connection,
    came: dict[int, list[Received]],
    confirmed: Mapping[int, Mapping[str, Confirmation]],
) -> None:
    """Of a lead with very many submissions, also those that people confirmed."""
    for lead, words in confirmed.items():
        there = [each.id for each in came[lead]]
        missing = {word.submission for word in words.values()}.difference(there)
        older = submissions.some(connection, [id_ for id_ in missing if id_ < max(there, default=0)])
        came[lead] = sorted(came[lead] + older, key=lambda each: each.id)


def read_around(connection: sa.Connection, lead: int, now: datetime) -> Known | None:
    """All that is known about a lead, with the others that its card names; None when it is not there.

    Raises:
        ValueError: its newest receipt cannot be read: a card would show nothing, and nobody would know why.
    """
    known = read_known(connection, [lead], now).get(lead)
    if known and known.receipt_error:
        raise ValueError(f"the newest receipt: {known.receipt_error}")
    if known is None or known.lead.joined_into:
        return known
    offers = joins.open_offers(connection, lead)
    twins = {join.beside(lead) for join in offers}
    colleagues = tuple(id_ for id_ in accounts.colleagues(connection, known) if id_ not in twins)
    others = read_known(connection, [*twins, *colleagues], now) if twins or colleagues else {}
    stopped = deliveries.stopped(connection, known.submissions[-1].id) if known.submissions else None
    return replace(known, joins=offers, colleagues=colleagues, others=others, stopped=stopped)


def as_lead(row: Any) -> Lead:
    """A row of `leads` as a Lead."""
    told = {name: getattr(row, name) for name in COLUMNS}
    state, band = told["state"], told["band"]
    return Lead(**{**told, "state": State(state) if state else None, "band": Band(band) if band else None})


def as_row(lead: Lead) -> dict[str, Any]:
    """A Lead as the columns of its row that a change may write."""
    return {name: getattr(lead, name) for name in COLUMNS if name not in _FIXED}


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadLine:
    """A lead in a list."""

    lead: Lead
    receipt: Receipt | None
    receipt_error: str = ""  #: why it cannot be read
    fields: Mapping[str, Any]  #: of its newest submission
    enquiries: int


def newest(connection: sa.Connection, limit: int) -> list[LeadLine]:
    """The newest leads first."""
    rows = connection.execute(sa.select(leads.c.id).order_by(leads.c.id.desc()).limit(limit)).all()
    return lines_of(connection, [row.id for row in rows])


def lines_of(connection: sa.Connection, wanted: Sequence[int]) -> list[LeadLine]:
    """The lines of these leads, in that order."""
    known = read_known(connection, wanted, datetime.min) if wanted else {}
    return [_line(known[lead]) for lead in wanted if lead in known]


def _line(known: Known) -> LeadLine:
    fields = known.submissions[-1].submission.fields if known.submissions else {}
    return LeadLine(
        lead=known.lead,
        receipt=known.receipt,
        receipt_error=known.receipt_error,
        fields=fields,
        enquiries=len(known.submissions),
    )


def standing(connection: sa.Connection, number: int) -> Lead | None:
    """The lead of that number, or the one that it turned out to be; None when there is none."""
    into = sa.select(sa.func.coalesce(leads.c.joined_into, leads.c.id)).where(leads.c.id == number)
    here = (leads.c.id == into.scalar_subquery(), leads.c.erased_at.is_(None))
    row = connection.execute(sa.select(leads).where(*here)).first()
    return as_lead(row) if row else None


def untaken(connection: sa.Connection, cause: str, after: int, limit: int) -> Sequence[int]:
    """The next leads that people have a card of and nobody has claimed, without a receipt of that cause."""
    c = leads.c
    had = sa.exists().where(receipts.c.lead == c.id, receipts.c.cause == cause)
    here = (c.state.in_(UNTAKEN), c.joined_into.is_(None), c.id > after, ~had)
    return connection.execute(sa.select(c.id).where(*here).order_by(c.id).limit(limit)).scalars().all()


def to_recycle(connection: sa.Connection, now: datetime, limit: int) -> Sequence[int]:
    """Leads that were put aside until now, and stand where they were put."""
    c = leads.c
    here = (c.recycle_at <= now, c.state == State.NURTURE, c.joined_into.is_(None))
    return (
        connection.execute(sa.select(c.id).where(*here).order_by(c.recycle_at).limit(limit)).scalars().all()
    )


def snoozes_over(connection: sa.Connection, now: datetime, limit: int) -> Sequence[int]:
    """Leads whose reminders rested until now, the longest first."""
    c = leads.c
    here = (c.snoozed_until <= now, c.joined_into.is_(None))
    over = sa.select(c.id).where(*here).order_by(c.snoozed_until).limit(limit)
    return connection.execute(over).scalars().all()


def _answers(connection: sa.Connection, wanted: Sequence[int]) -> dict[int, dict[str, Answer]]:
    found: dict[int, dict[str, Answer]] = {lead: {} for lead in wanted}
    for row in connection.execute(sa.select(answers).where(answers.c.lead.in_(wanted))):
        found[row.lead][row.criterion] = Answer(
            criterion=row.criterion, yes=row.yes, by=row.by, at=row.at, revision=row.revision
        )
    return found
