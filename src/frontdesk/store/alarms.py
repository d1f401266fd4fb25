"""Alarms: what a person must see to, raised once for one cause and cleared when it is gone.

Whoever is to be told of it needs no row of its own to be made: `alarm_work` compares its revision with what
was told last, so that raising an alarm and wanting it told cannot part.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.alarm import Alarm
from frontdesk.store.tables import alarms

OPEN_LIMIT: Final = 50  #: alarms that are shown at once
_c = alarms.c


def raise_(connection: sa.Connection, key: str, text: str, now: datetime) -> bool:
    """Raise an alarm; False where it stands already, whose text then changes to no new alarm."""
    row: dict[str, Any] = {"text": text, "raised_at": now, "cleared_at": None}
    mine = sa.update(alarms).where(_c.key == key)
    anew = {**row, "ended_at": _c.cleared_at, "revision": _c.revision + 1}
    if connection.execute(mine.where(_c.cleared_at.is_not(None)).values(anew)).rowcount:
        return True
    another = _c.revision + sa.case((_c.text != text, 1), else_=0)
    if connection.execute(mine.values(text=text, revision=another)).rowcount:
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
    return connection.execute(mine.values(cleared_at=now, revision=_c.revision + 1)).rowcount == 1


def text_of(connection: sa.Connection, key: str) -> str | None:
    """What an alarm says that stands; None where it does not. `open_` has only so many of them."""
    select = sa.select(_c.text).where(_c.key == key, _c.cleared_at.is_(None))
    return connection.execute(select).scalar()


def keys(connection: sa.Connection, beginning: str) -> Sequence[str]:
    """The keys of those that stand and begin so."""
    select = sa.select(_c.key).where(_c.cleared_at.is_(None), _c.key.startswith(beginning, autoescape=True))
    return connection.execute(select.order_by(_c.key)).scalars().all()


def open_(connection: sa.Connection) -> Sequence[Alarm]:
    """Those that stand, oldest first."""
    select = sa.select(alarms).where(_c.cleared_at.is_(None))
    rows = connection.execute(select.order_by(_c.raised_at, _c.key).limit(OPEN_LIMIT))
    return [alarm_of(row) for row in rows]


def alarm_of(row: Any) -> Alarm:
    """The alarm of a row of the table."""
    return Alarm(
        key=row.key,
        text=row.text,
        raised_at=row.raised_at,
        cleared_at=row.cleared_at,
        ended_at=row.ended_at,
        revision=row.revision,
    )
