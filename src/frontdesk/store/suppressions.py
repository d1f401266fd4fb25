"""Suppressions: addresses that get no automatic letter, known by marks that tell nobody whose they are."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.delivery import DeliveryState
from frontdesk.model.mailbox import Marks
from frontdesk.model.suppression import Suppressed, SuppressedBy, Suppression
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.store import cards, touches
from frontdesk.store.deliveries import IS_LETTER, SUPPRESSED
from frontdesk.store.tables import deliveries, identities, micros, suppressions
from frontdesk.store.upsert import inserted

MACHINE: Final = "machine"  #: who suppresses what a server does not know
_s, _d = suppressions.c, deliveries.c
#: Where letters stand that wait, for their turn or for a person.
WAITING: Final = (DeliveryState.DUE, DeliveryState.UNSURE, DeliveryState.HELD)
_HELD: Final = sa.select(_s.key).where(_s.key.in_(sa.bindparam("keys", expanding=True)))


def holds(connection: sa.Connection, keys: Collection[bytes]) -> set[bytes]:
    """Which of these marks are on the list; of an address both its marks are to be asked for."""
    return set(connection.execute(_HELD, {"keys": list(keys)}).scalars()) if keys else set()


def add(
    connection: sa.Connection,
    marks: Marks,
    *,
    address: str | None,
    reason: SuppressedBy,
    by: str,
    at: datetime,
) -> Suppressed:
    """Put an address on the list and withhold its letters that wait; once more changes nothing.

    The first reason stays. Who unsubscribes has a touch of it on each lead that is written to there.
    """
    key = marks.exact if reason.exact else marks.mailbox
    row = {"key": key, "address": address, "reason": reason.value, "by": by, "at": at}
    new = inserted(connection, suppressions, row)
    theirs = sa.and_(_d.exact == key if reason.exact else _d.mailbox == key, IS_LETTER)
    withheld = _withhold(connection, theirs)
    leads = _leads(connection, theirs, address)
    if reason is SuppressedBy.UNSUBSCRIBED:
        _touch(connection, leads, key)
    if new or withheld:
        cards.redraw_of_others(connection, leads, at)
    return Suppressed(new=new, withheld=withheld)


def add_recipient(
    connection: sa.Connection, delivery: int, *, reason: SuppressedBy, at: datetime, by: str = MACHINE
) -> Suppressed | None:
    """The same for whom a stored letter is to; None where it does not say by what marks."""
    letter = sa.select(_d.recipient, _d.mailbox, _d.exact).where(_d.id == delivery, IS_LETTER)
    row = connection.execute(letter).first()
    if row is None or row.mailbox is None or row.exact is None:
        return None
    marks = Marks(mailbox=row.mailbox, exact=row.exact)
    return add(connection, marks, address=row.recipient or None, reason=reason, by=by, at=at)


def unsubscribe(connection: sa.Connection, mailbox: bytes, *, by: str, at: datetime) -> Suppressed:
    """The same for a mailbox of which a letter's link knows no more than the mark."""
    theirs = sa.select(_d.recipient).where(_d.mailbox == mailbox, _d.recipient != "")
    address = connection.execute(theirs.order_by(_d.id.desc()).limit(1)).scalar()
    marks = Marks(mailbox=mailbox, exact=mailbox)
    return add(connection, marks, address=address, reason=SuppressedBy.UNSUBSCRIBED, by=by, at=at)


def remove(connection: sa.Connection, marks: Marks) -> bool:
    """Take an address off the list, whatever put it there; what was withheld stays so. False: it was not."""
    gone = sa.delete(suppressions).where(_s.key.in_((marks.mailbox, marks.exact)))
    return connection.execute(gone).rowcount > 0


def found(connection: sa.Connection, marks: Marks) -> Suppression | None:
    """The line of the list that holds an address."""
    row = connection.execute(sa.select(suppressions).where(_s.key.in_((marks.mailbox, marks.exact)))).first()
    return _suppression(row) if row else None


def listed(connection: sa.Connection, limit: int) -> list[Suppression]:
    """The newest lines of the list first."""
    select = sa.select(suppressions).order_by(_s.at.desc(), _s.key).limit(limit)
    return [_suppression(row) for row in connection.execute(select)]


def _withhold(connection: sa.Connection, theirs: sa.ColumnElement[bool]) -> int:
    """Letters that somebody has in hand at this moment are left to him: the claim looks again."""
    waiting = sa.select(_d.id).where(theirs, _d.state.in_(WAITING)).with_for_update(skip_locked=True)
    ids = list(connection.execute(waiting).scalars())
    if ids:
        withheld = {"state": DeliveryState.WITHHELD, "reason": SUPPRESSED, "claimed_by": None}
        connection.execute(sa.update(deliveries).where(_d.id.in_(ids)).values(withheld))
    return len(ids)


def _leads(connection: sa.Connection, theirs: sa.ColumnElement[bool], address: str | None) -> Sequence[int]:
    found = set(connection.execute(sa.select(_d.lead).where(theirs).distinct()).scalars())
    if address:
        known = (identities.c.kind == "email", identities.c.value == address.lower())
        found.update(connection.execute(sa.select(identities.c.lead).where(*known)).scalars())
    return sorted(found)


def _touch(connection: sa.Connection, leads: Sequence[int], key: bytes) -> None:
    """As of the moment when it came on the list, so that a link used twice is one touch."""
    at = connection.execute(sa.select(_s.at).where(_s.key == key)).scalar_one()
    kind = TouchKind.UNSUBSCRIBED
    told = [
        (lead, Touch(kind=kind, at=at, key=f"{kind}:{lead}:{micros(at)}", source="email")) for lead in leads
    ]
    touches.add(connection, told)


def _suppression(row: Any) -> Suppression:
    reason = SuppressedBy(row.reason)
    return Suppression(key=row.key, address=row.address, reason=reason, by=row.by, at=row.at)
