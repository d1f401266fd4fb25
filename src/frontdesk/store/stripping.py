"""Stripping: cards of leads that are dealt with, which are to show nothing personal any more."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from frontdesk.store.cards import AGAIN, STANDING
from frontdesk.store.tables import cards, leads
from frontdesk.triage.standing import CLOSED

_c, _l = cards.c, leads.c


def stands(connection: sa.Connection, before: datetime) -> bool:
    """Whether `strip` has something to do."""
    return connection.execute(_due(before).limit(1)).first() is not None


def strip(connection: sa.Connection, before: datetime, now: datetime, limit: int) -> int:
    """Have cards edited whose lead was dealt with, and which nobody asked for, since `before`; how many.

    A card that another transaction has in hand is left to the next look.
    """
    due = _due(before).limit(limit).with_for_update(of=cards, skip_locked=True)
    rows = connection.execute(due).all()
    for chat, lead in rows:
        mine = sa.update(cards).where(_c.chat == chat, _c.lead == lead)
        connection.execute(mine.values(stripped=True, state=AGAIN, due_at=now))
    return len(rows)


def _due(before: datetime) -> sa.Select[Any]:
    wished = sa.func.coalesce(_c.wished_at, _l.state_at)
    here = (_l.state.in_(tuple(CLOSED)), _l.state_at <= before, wished <= before)
    shown = (_c.message_id.is_not(None), ~_c.stripped, STANDING)
    return sa.select(_c.chat, _c.lead).join(leads, _l.id == _c.lead).where(*here, *shown)
