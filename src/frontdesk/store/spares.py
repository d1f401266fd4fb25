"""Spares: messages that show a lead a second time, after the answer to the first one was lost.

Only one of the two is the card. Which messages there are is learned when somebody presses one of them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from frontdesk.store.tables import cards, spare_messages
from frontdesk.store.upsert import insert_or_ignore

_c, _s = cards.c, spare_messages.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Spare:
    """A message that is to be taken away."""

    chat: int
    message_id: int
    lead: int


def doubtful(connection: sa.Connection, chat: int, lead: int, message_id: int) -> bool:
    """Whether that message, which somebody pressed, may show the lead beside its card.

    A press can name any lead under any message: the card of another lead is never taken for one.
    """
    others = sa.select(_c.lead).where(_c.chat == chat, _c.message_id == message_id)
    if connection.execute(_maybe_twice(chat, lead, message_id)).first() is None:
        return False
    return connection.execute(others).first() is None


def adopt(connection: sa.Connection, chat: int, lead: int, message_id: int, now: datetime) -> bool:
    """That message is doubtful: if it is the newest of the lead it becomes the card, else it must go.

    False, and nothing changes, where it is not doubtful any more.
    """
    row = connection.execute(_maybe_twice(chat, lead, message_id).with_for_update()).first()
    if row is None:
        return False
    if row.message_id is not None and row.message_id > message_id:
        must_go(connection, chat, lead, message_id)
        return True
    if row.message_id is not None:
        must_go(connection, chat, lead, row.message_id)
    found = {"message_id": message_id, "shown": None, "shown_at": None, "doubts": 0, "attempts": 0}
    due: dict[str, Any] = {"state": "due", "due_at": now, "reason": None}
    connection.execute(sa.update(cards).where(_c.chat == chat, _c.lead == lead).values(**found, **due))
    return True


def first(connection: sa.Connection, chat: int) -> Spare | None:
    """One that is to be taken away, if there is any."""
    select = sa.select(spare_messages).where(_s.chat == chat).order_by(_s.message_id).limit(1)
    row = connection.execute(select).first()
    return Spare(chat=row.chat, message_id=row.message_id, lead=row.lead) if row else None


def settle(connection: sa.Connection, spare: Spare) -> None:
    """It is gone, or can never be taken away."""
    mine = (_s.chat == spare.chat, _s.message_id == spare.message_id)
    connection.execute(sa.delete(spare_messages).where(*mine))


def must_go(connection: sa.Connection, chat: int, lead: int, message_id: int) -> None:
    """That message is to be taken away."""
    insert_or_ignore(connection, spare_messages, [{"chat": chat, "message_id": message_id, "lead": lead}])


def _maybe_twice(chat: int, lead: int, message_id: int) -> sa.Select[Any]:
    # Whoever has the card in hand writes down its message after us: then only an older one can be told.
    settled = sa.or_(_c.state != "claimed", _c.message_id > message_id)
    maybe = (_c.twice, settled, _c.message_id.is_distinct_from(message_id))
    return sa.select(cards).where(_c.chat == chat, _c.lead == lead, *maybe)
