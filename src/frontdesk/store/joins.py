"""Joins: leads that gave the same number or address, what people said of them, and making two leads one."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import repeat
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.change import Change, WantedCard
from frontdesk.model.delivery import View
from frontdesk.model.join import Join, JoinState
from frontdesk.model.lead import Lead, State
from frontdesk.store import cards
from frontdesk.store.driver import driver_each
from frontdesk.store.tables import (
    answers,
    confirmations,
    deliveries,
    identities,
    joins,
    leads,
    notes,
    submissions,
    touches,
)
from frontdesk.store.upsert import insert_or_ignore

SHOWN: Final = 3  #: offers that a card names
OFFERS: Final = 10  #: later leads that may be offered to join one
_c: Final = joins.c
_OPEN: Final = (JoinState.OFFERED, JoinState.ASKED)
_OWNERS: Final = driver_each("SELECT lead FROM identities WHERE kind = ? AND value = ?")
_OFFERED: Final = driver_each("SELECT other FROM joins WHERE lead = ?")
_ROOM: Final = driver_each("SELECT count(*) FROM joins WHERE other = ?")
#: What a lead takes along when it becomes part of another.
_MOVED: Final = (submissions, identities, touches, deliveries, notes)


def offer(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """Offer to join where somebody else is known by what a lead gave; what was said already stands."""
    given = {(c.lead.id, kind, value): c.at for c in changes for kind, value in (*c.identities, *c.claims)}
    if not given:
        return
    keys = list({(kind, value) for _, kind, value in given})
    known = zip(keys, _OWNERS(connection, keys), strict=True)
    owners: dict[tuple[str, str], int] = {key: rows[0][0] for key, rows in known if rows}
    found = [
        Join(later=max(lead, owner), older=min(lead, owner), kind=kind, at=at)
        for (lead, kind, value), at in given.items()
        if (owner := owners.get((kind, value), lead)) != lead
    ]
    # The card of the lead that gave it is on its way; another one says so when it is shown next.
    insert_or_ignore(connection, joins, [_row(join) for join in _unheard_of(connection, found)])


def _unheard_of(connection: sa.Connection, found: Iterable[Join]) -> list[Join]:
    """Those that were never offered, one for each two leads, in one order on all nodes.

    A number that many gave is nobody's own: after `OFFERS` of them no more is offered to join its first lead.
    """
    pairs = {(join.later, join.older): join for join in found}
    if not pairs:
        return []
    later = list({each for each, _ in pairs})
    offered = zip(later, _OFFERED(connection, [(each,) for each in later]), strict=True)
    there = {(each, other) for each, rows in offered for (other,) in rows}
    fresh = [pairs[pair] for pair in sorted(pairs.keys() - there)]
    room = _room(connection, {join.older for join in fresh}) if fresh else {}
    return [join for join in fresh if next(room[join.older], False)]


def _room(connection: sa.Connection, wanted: Collection[int]) -> dict[int, Iterator[bool]]:
    """lead: True as often as it may still be offered."""
    counts = zip(wanted, _ROOM(connection, [(lead,) for lead in wanted]), strict=True)
    return {lead: repeat(True, max(OFFERS - rows[0][0], 0)) for lead, rows in counts}


def open_offers(connection: sa.Connection, lead: int) -> tuple[Join, ...]:
    """The first offers to join this lead, oldest first; none with a lead that is suspected or not judged."""
    other = sa.case((_c.lead == lead, _c.other), else_=_c.lead)
    select = (
        sa.select(joins)
        .join(leads, leads.c.id == other)
        .where(sa.or_(_c.lead == lead, _c.other == lead), _c.state.in_(_OPEN))
        .where(leads.c.state.is_not(None), leads.c.state != State.QUARANTINED)
        .order_by(_c.lead, _c.other)
        .limit(SHOWN)
    )
    return tuple(_join(row) for row in connection.execute(select))


def write(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """Keep what people said of offers, and make one of the leads that they joined."""
    for change in changes:
        for join in change.joins:
            mine = (_c.lead == join.later) & (_c.other == join.older)
            said = {"state": join.state, "by": join.by, "at": join.at}
            connection.execute(sa.update(joins).where(mine).values(said))
            if join.state is JoinState.APART:
                cards.redraw_of_others(connection, [join.beside(change.lead.id)], change.at)
        if change.joined:
            _unite(connection, change.lead, change.joined, change.at)


def _unite(connection: sa.Connection, older: Lead, later: Lead, now: datetime) -> None:
    """All of the later lead becomes the older one's; a line is left of its cards."""
    for table in _MOVED:
        connection.execute(sa.update(table).where(table.c.lead == later.id).values(lead=older.id))
    for table in (answers, confirmations):  # those that stay were written with the older lead
        connection.execute(sa.delete(table).where(table.c.lead == later.id))
    gone = {"joined_into": older.id, "state": None, "owner": None, "band": None, "band_by": None}
    theirs = sa.update(leads).where(leads.c.id == later.id)
    connection.execute(theirs.values(**gone, revision=later.revision + 1, state_revision=later.revision + 1))
    connection.execute(sa.update(leads).where(leads.c.joined_into == later.id).values(joined_into=older.id))
    _hand_on(connection, older.id, later.id, now)
    _leave_lines(connection, later, now)


def _hand_on(connection: sa.Connection, older: int, later: int, now: datetime) -> None:
    """What is open or was said between the later lead and a third one goes for the older lead."""
    rows = connection.execute(sa.select(joins).where(sa.or_(_c.lead == later, _c.other == later))).all()
    handed = [(_join(row).beside(later), _join(row)) for row in rows]
    kept = [
        {**_row(join), "lead": max(third, older), "other": min(third, older)}
        for third, join in handed
        if third != older
    ]
    insert_or_ignore(connection, joins, kept)
    mine = sa.or_(_c.lead == later, _c.other == later)
    connection.execute(sa.delete(joins).where(mine, _c.state.in_(_OPEN)))
    cards.redraw_of_others(connection, sorted({third for third, _ in handed} - {older}), now)


def _leave_lines(connection: sa.Connection, later: Lead, now: datetime) -> None:
    lead = Lead(id=later.id, revision=later.revision + 1, created_at=later.created_at)
    lines = [
        (lead, WantedCard(chat=card.chat, view=View.LINE, hot=False), now)
        for card in cards.of_lead(connection, later.id)
    ]
    cards.wish(connection, lines)


def follow(connection: sa.Connection, strays: Sequence[int]) -> None:
    """Bring submissions that came while their leads became part of others to where they belong."""
    into = sa.select(leads.c.joined_into).where(leads.c.id == submissions.c.lead).scalar_subquery()
    stray = sa.update(submissions).where(submissions.c.lead.in_(strays))
    connection.execute(stray.values(lead=into))


def _row(join: Join) -> dict[str, Any]:
    return {
        "lead": join.later,
        "other": join.older,
        "kind": join.kind,
        "state": join.state,
        "by": join.by,
        "at": join.at,
    }


def _join(row: Any) -> Join:
    return Join(
        later=row.lead,
        older=row.other,
        kind=row.kind,
        state=JoinState(row.state),
        by=row.by,
        at=row.at,
    )
