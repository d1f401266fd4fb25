"""Quarantine: which leads wait there, and what guards that only watch have noticed lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.lead import Known, State
from frontdesk.store.hexes import SUBMISSION
from frontdesk.store.leads import read_known
from frontdesk.store.tables import history, leads, receipts

READ: Final = 2_000  #: leads, or receipts, that one look takes in, the newest
PAGE: Final = 500  #: receipts that one step of a long look takes in
#: Receipts are numbered in the order of their times, but for those written at once on several nodes.
_ORDERED: Final = timedelta(minutes=10)


def in_quarantine(connection: sa.Connection, now: datetime, since: datetime | None = None) -> list[Known]:
    """The leads in quarantine, those that came there last first; at most `READ`, and `since` then."""
    c = leads.c
    select = sa.select(c.id).where(c.state == State.QUARANTINED, c.joined_into.is_(None))
    if since is not None:
        select = select.where(c.state_at >= since)
    newest = connection.execute(select.order_by(c.state_at.desc(), c.id.desc()).limit(READ)).scalars().all()
    known = read_known(connection, newest, now) if newest else {}
    return [known[lead] for lead in newest if lead in known]


def noticed(connection: sa.Connection, now: datetime, since: datetime | None = None) -> list[Known]:
    """The leads of the newest `READ` receipts on which a guard noticed something, held back for it or not."""
    c = receipts.c
    select = sa.select(c.lead, c.body).order_by(c.id.desc()).limit(READ)
    if since is not None:
        select = select.where(c.at >= since)
    rows = connection.execute(select).all()
    wanted = list(dict.fromkeys(row.lead for row in rows if _suspects(bytes(row.body))))
    known = read_known(connection, wanted, now) if wanted else {}
    return [known[lead] for lead in wanted if lead in known]


def held_back(connection: sa.Connection, since: datetime, until: datetime) -> Sequence[int]:
    """The leads that guards put into quarantine then, the newest first; none that a person called spam."""
    c = leads.c
    mine = (c.state == State.QUARANTINED, c.quarantined_by.is_(None), c.joined_into.is_(None))
    then = sa.select(c.id).where(*mine, c.state_at >= since, c.state_at < until)
    return connection.execute(then.order_by(c.state_at.desc(), c.id.desc())).scalars().all()


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A part of the receipts, newest first."""

    found: Sequence[tuple[int, Sequence[str]]]  #: lead, the guards that only watched
    below: int | None  #: the next part has receipts under this number; None: there is none


def watched(connection: sa.Connection, since: datetime, until: datetime, below: int | None = None) -> Page:
    """Of the receipts of submissions between these times one part: what guards noticed that only watch.

    Left out are leads that wait in quarantine, or were let out of it.
    """
    c = receipts.c
    outside = sa.and_(
        leads.c.state != State.QUARANTINED, leads.c.released_by.is_(None), c.cause.startswith(SUBMISSION)
    )
    body = sa.case((sa.and_(outside, c.at >= since, c.at < until), c.body)).label("body")
    select = sa.select(c.id, c.lead, c.at, body).join(leads, leads.c.id == c.lead)
    if below is not None:
        select = select.where(c.id < below)
    rows = connection.execute(select.order_by(c.id.desc()).limit(PAGE)).all()
    more = len(rows) == PAGE and rows[-1].at >= since - _ORDERED
    found = [(row.lead, _only_watched(row.body)) for row in rows if row.body]
    return Page(found=[one for one in found if one[1]], below=rows[-1].id if more else None)


def released_at(connection: sa.Connection, lead: int) -> datetime | None:
    """When the lead was last let out of quarantine."""
    c = history.c
    return connection.execute(
        sa.select(sa.func.max(c.at)).where(c.lead == lead, c.what == "release")
    ).scalar()


def _only_watched(body: Any) -> Sequence[str]:
    said = orjson.loads(bytes(body))["verdict"]
    guards = (noticed["guard"] for noticed in said.get("suspicions", ()))
    return [guard for guard in dict.fromkeys(guards) if guard not in said["quarantine"]]


def _suspects(body: bytes) -> bool:
    return bool(orjson.loads(body)["verdict"].get("suspicions"))
