"""Alarms: what a person must see to, raised once for one cause and cleared when it is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from frontdesk.store.tables import alarms

OPEN_LIMIT: Final = 50  #: alarms that are shown at once
_c = alarms.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Alarm:
    """One that nobody has cleared."""

    key: str
    text: str
    raised_at: datetime


def raise_(connection: sa.Connection, key: str, text: str, now: datetime) -> bool:
    """Raise an alarm; False where it stands already, whose text and time then change to no new alarm."""
    row = {"text": text, "raised_at": now, "cleared_at": None}
    mine = sa.update(alarms).where(_c.key == key)
    if connection.execute(mine.where(_c.cleared_at.is_not(None)).values(row)).rowcount:
        return True
    if connection.execute(mine.values(text=text)).rowcount:
        return False
    try:
        with connection.begin_nested():
            connection.execute(sa.insert(alarms).values(key=key, **row))
    except sa.exc.IntegrityError:  # another node was quicker
        return False
    return True


def clear(connection: sa.Connection, key: str, now: datetime) -> bool:
    """Its cause is gone; False where it does not stand."""
    mine = sa.update(alarms).where(_c.key == key, _c.cleared_at.is_(None))
    return connection.execute(mine.values(cleared_at=now)).rowcount == 1


def keys(connection: sa.Connection, beginning: str) -> Sequence[str]:
    """The keys of those that stand and begin so."""
    select = sa.select(_c.key).where(_c.cleared_at.is_(None), _c.key.startswith(beginning, autoescape=True))
    return connection.execute(select.order_by(_c.key)).scalars().all()


def open_(connection: sa.Connection) -> Sequence[Alarm]:
    """Those that stand, oldest first."""
    select = sa.select(_c.key, _c.text, _c.raised_at).where(_c.cleared_at.is_(None))
    rows = connection.execute(select.order_by(_c.raised_at, _c.key).limit(OPEN_LIMIT))
    return [Alarm(key=row.key, text=row.text, raised_at=row.raised_at) for row in rows]
