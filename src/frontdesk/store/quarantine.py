"""Quarantine: which leads wait there, and what guards that only watch have noticed lately."""

from datetime import datetime
from typing import Final

import orjson
import sqlalchemy as sa

from frontdesk.model.lead import Known, State
from frontdesk.store.leads import read_known
from frontdesk.store.tables import leads, receipts

READ: Final = 2_000  #: leads, or receipts, that one look takes in, the newest


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


def _suspects(body: bytes) -> bool:
    return bool(orjson.loads(body)["verdict"].get("suspicions"))
