"""Audit checks: what must never be found in the database, each as one statement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from frontdesk.model.delivery import DeliveryState
from frontdesk.model.lead import State
from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.documents import IS_FILE
from frontdesk.store.hexes import SUBMISSION
from frontdesk.store.submissions import CHECKING, THIN, UNJUDGED
from frontdesk.store.tables import (
    accounts,
    alarm_messages,
    answers,
    cards,
    confirmations,
    deliveries,
    digest_leads,
    digests,
    follow_ups,
    history,
    identities,
    joins,
    leads,
    nodes,
    notes,
    posts,
    receipts,
    spare_messages,
    submissions,
    touches,
    updates,
)

UPDATES: Final = ("waiting", "done", "failed")
#: Every column that names a lead.
_LEADS: Final = (
    *(
        table.c.lead
        for table in (
            submissions,
            identities,
            answers,
            receipts,
            touches,
            history,
            cards,
            deliveries,
            joins,
            confirmations,
            digest_leads,
            follow_ups,
            notes,
            spare_messages,
        )
    ),
    joins.c.other,
)
_RESTORE: Final = "somebody deleted rows by hand: bring them back from a backup"
_SERVE: Final = "if it stays so, no `frontdesk serve` with the role all or worker is running"


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """Rows that there must not be."""

    code: str
    what: str  #: what the rows are, after their number: "letters without a lead"
    way_out: str
    rows: sa.Select[Any]  #: the columns that name one row
    name: str  #: how a row is named, a place for each column: "#{}", "card:{}:{}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Between which moments things are late."""

    now: datetime
    late: datetime  #: what has waited since before this is overdue
    alive: datetime  #: a node that was not seen since is dead


def checks(span: Span, homes: Sequence[tuple[State, int]]) -> Iterator[Check]:
    """Every check; `homes` says which chat should have a card of the leads in a state."""
    yield from (_orphans(column) for column in _LEADS)
    yield from _of_leads()
    yield from (_no_card(state, chat) for state, chat in homes)
    yield from _claims(span.alive)
    yield from _waiting(span.late)
    yield from _twice()


def _orphans(column: sa.Column[Any]) -> Check:
    table = str(column.table)
    what = f"leads that are not there, named by the table {table}"
    missing = ~sa.exists().where(leads.c.id == column)
    rows = sa.select(column).where(column.is_not(None), missing).distinct()
    return Check(code=f"no_lead_{table}", what=what, way_out=_RESTORE, rows=rows, name="#{}")


def _of_leads() -> Iterator[Check]:
    has = sa.exists().where(submissions.c.lead == leads.c.id)
    judged = sa.exists().where(submissions.c.lead == leads.c.id, submissions.c.state == "judged")
    joined = leads.c.joined_into.is_not(None)
    here = sa.and_(leads.c.joined_into.is_(None), leads.c.erased_at.is_(None))
    yield Check(
        code="no_submission",
        what="leads without a submission",
        way_out=_RESTORE,
        rows=sa.select(leads.c.id).where(here, ~has),
        name="#{}",
    )
    yield Check(
        code="no_state",
        what="leads without a state, though a submission of theirs was judged",
        way_out="answer them by hand: `frontdesk leads show N`",
        rows=sa.select(leads.c.id).where(here, leads.c.state.is_(None), judged),
        name="#{}",
    )
    yield Check(
        code="half_joined",
        what="leads that were joined into another one and yet have submissions",
        way_out="look at both: `frontdesk leads show N`",
        rows=sa.select(leads.c.id).where(joined, has),
        name="#{}",
    )
    lost = ~sa.exists().where(accounts.c.id == leads.c.account)
    yield Check(
        code="no_account",
        what="leads whose account is not there",
        way_out=_RESTORE,
        rows=sa.select(leads.c.id).where(leads.c.account.is_not(None), lost),
        name="#{}",
    )


def _no_card(state: State, chat: int) -> Check:
    has = sa.exists().where(cards.c.chat == chat, cards.c.lead == leads.c.id)
    return Check(
        code="no_card",
        what=f"leads in {state} without a card in chat {chat}",
        way_out=f"the next sweep asks for it; {_SERVE}",
        rows=sa.select(leads.c.id).where(leads.c.state == state, ~has),
        name="#{}",
    )


class _Claimed(NamedTuple):
    """What a node claims before it sends it."""

    code: str
    what: str
    columns: tuple[sa.Column[Any], ...]  #: that name a row
    name: str  #: as in `Check`
    which: sa.ColumnElement[bool] = sa.true()


_CLAIMED: Final = (
    _Claimed("letter", "letters", (deliveries.c.id,), "{}", IS_LETTER),
    _Claimed("file", "files", (deliveries.c.id,), "file:{}", IS_FILE),
    _Claimed("card", "cards", (cards.c.chat, cards.c.lead), "card:{}:{}"),
    _Claimed("digest", "digests", (digests.c.day,), "digest:{}"),
    _Claimed("post", "messages about bursts or nights", (posts.c.chat, posts.c.key), "post:{}:{}"),
    _Claimed("alarm", "messages about alarms", (alarm_messages.c.id,), "alarm:{}"),
)


def _claims(alive: datetime) -> Iterator[Check]:
    living = sa.select(nodes.c.id).where(nodes.c.seen_at >= alive)
    for code, what, columns, name, which in _CLAIMED:
        c = columns[0].table.c
        dead = sa.or_(c.claimed_by.is_(None), c.claimed_by.not_in(living))
        yield Check(
            code=f"dead_claim_{code}",
            what=f"{what} claimed by no living node",
            way_out=f"a living node takes it over within a minute; {_SERVE}",
            rows=sa.select(*columns).where(c.state == DeliveryState.CLAIMED, dead, which),
            name=name,
        )


def _waiting(late: datetime) -> Iterator[Check]:
    c = submissions.c
    yield Check(
        code="waiting_long",
        what="submissions that wait too long to be judged",
        way_out=_SERVE,
        # One that was put aside, or whose answers were fetched, waits since then.
        rows=sa.select(c.id).where(
            sa.or_(c.state == "waiting", c.state == CHECKING),
            sa.func.coalesce(c.tried_at, c.received_at) < late,
        ),
        name="{:x}",
    )
    yield Check(
        code="submission_state",
        what="submissions in a state that there is not",
        way_out="look at them: `frontdesk leads show N`",
        rows=sa.select(c.id, c.lead).where(UNJUDGED, c.state.not_in(("unjudged", THIN, CHECKING))),
        name="{:x} of #{}",
    )
    yield Check(
        code="update_state",
        what="Telegram updates in a state that there is not",
        way_out="press the button again",
        rows=sa.select(updates.c.id).where(updates.c.state.not_in(UPDATES)),
        name="{}",
    )
    yield Check(
        code="update_waiting",
        what="Telegram updates that wait too long to be applied",
        way_out=_SERVE,
        rows=sa.select(updates.c.id).where(updates.c.state == "waiting", updates.c.at < late),
        name="{}",
    )


def _twice() -> Iterator[Check]:
    told = receipts.c.cause.startswith(SUBMISSION)
    columns = (
        ("receipt", sa.select(receipts.c.cause).where(told).group_by(receipts.c.cause)),
        ("letter", sa.select(deliveries.c.key).group_by(deliveries.c.key)),
        ("touch", sa.select(touches.c.key).group_by(touches.c.key)),
    )
    for name, select in columns:
        yield Check(
            code=f"{name}_twice",
            what=f"causes that have more than one {name}",
            way_out="keep the database file and report a bug",
            rows=select.having(sa.func.count() > 1),
            name="{}",
        )
