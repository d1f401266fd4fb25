"""Absences: who of the team is away, and is offered no lead until then."""

from datetime import datetime

import sqlalchemy as sa

from frontdesk.store.locks import lock
from frontdesk.store.tables import absences, leads
from frontdesk.store.upsert import insert_or_update
from frontdesk.triage.outcome import TAKEN

_c = absences.c


def set_away(connection: sa.Connection, name: str, until: datetime | None) -> None:
    """That person of `[[team]]` is away until then; None: back. Whoever is chosen later is not that one."""
    lock(connection, "assignment")
    if until is None:
        connection.execute(sa.delete(absences).where(_c.name == name))
    else:
        insert_or_update(connection, absences, [{"name": name, "until": until}], ("until",))


def away(connection: sa.Connection, now: datetime) -> frozenset[str]:
    """The names of those who are away now."""
    return frozenset(connection.execute(sa.select(_c.name).where(_c.until > now)).scalars())


def ends(connection: sa.Connection, now: datetime) -> dict[str, datetime]:
    """name: until when, of those who are away now, in the order of names."""
    rows = connection.execute(sa.select(_c.name, _c.until).where(_c.until > now).order_by(_c.name))
    return {row.name: row.until for row in rows}


def owned(connection: sa.Connection, name: str) -> int:
    """How many leads that person has claimed and not yet brought to an end."""
    mine = (leads.c.owner == name, leads.c.state.in_(TAKEN), leads.c.joined_into.is_(None))
    return connection.execute(sa.select(sa.func.count()).select_from(leads).where(*mine)).scalar_one()
