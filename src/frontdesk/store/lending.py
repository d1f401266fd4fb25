"""Lending: the cards of a chat that lets the bot not in are shown in another meanwhile."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.delivery import View
from frontdesk.store.tables import cards, chats
from frontdesk.store.upsert import insert_or_update

LIMIT: Final = 100  #: cards that are lent in one transaction
_WAITING: Final = ("due", "unsure")
_c = cards.c
#: Two comparisons, for a list has no place in a statement that many rows share.
_IS_BUSY: Final = sa.or_(_c.state == "claimed", _c.state == "unsure")


def lend(connection: sa.Connection, lenders: Collection[int], chat: int, now: datetime) -> None:
    """Want in `chat` whatever waits for those of `lenders` that let the bot not in.

    What stands in `chat` by its own right stays as it is, but for the line of a lead that left it.
    """
    broken = sa.select(chats.c.id).where(chats.c.id.in_(lenders), chats.c.state == "broken")
    # Whoever opens the chat again waits for this, or this for them: else a card lent meanwhile would stay.
    shut = broken.order_by(chats.c.id).with_for_update(read=True)
    for lender in connection.execute(shut).scalars().all():
        found = connection.execute(_waiting(lender, chat, now).limit(LIMIT)).all()
        rows = [_lent(row, chat) for row in sorted(found, key=lambda row: row.lead)]
        insert_or_update(
            connection,
            cards,
            rows,
            ("view", "revision", "hot", "undo_until", "score", "stands_for"),
            state=sa.case((_IS_BUSY, _c.state), else_="due"),
            due_at=sa.case((_IS_BUSY, _c.due_at), else_=sa.text("excluded.due_at")),
            attempts=0,
            menu=None,
        )


def take_back(connection: sa.Connection, lender: int, now: datetime) -> None:
    """It shows its cards itself again: where they were shown meanwhile, a line is left of each."""
    values = {"view": View.LINE, "undo_until": None, "stands_for": None, "due_at": now, "attempts": 0}
    # Another revision: whoever has it in hand finds a newer wish.
    mine = sa.update(cards).where(_c.stands_for == lender)
    state = sa.case((_IS_BUSY, _c.state), else_="due")
    connection.execute(mine.values(**values, revision=_c.revision + 1, state=state))


def _waiting(lender: int, chat: int, now: datetime) -> sa.Select[Any]:
    """What waits for the lender and is not yet so in `chat`."""
    here = sa.alias(cards)
    h = here.c
    both = cards.outerjoin(here, sa.and_(h.chat == chat, h.lead == _c.lead))
    wanted = _c.view != View.LINE
    new = sa.and_(wanted, h.lead.is_(None))
    left = sa.and_(wanted, h.stands_for.is_(None), h.view == View.LINE)
    changed = sa.and_(h.stands_for == lender, sa.or_(h.revision != _c.revision, h.view != _c.view))
    waits = (_c.chat == lender, _c.state.in_(_WAITING), _c.due_at <= now)
    select = sa.select(cards).select_from(both).where(*waits, sa.or_(new, left, changed))
    return select.order_by(_c.hot.desc(), _c.due_at)


def _lent(row: Any, chat: int) -> dict[str, Any]:
    return {
        "chat": chat,
        "lead": row.lead,
        "view": row.view,
        "revision": row.revision,
        "hot": row.hot,
        "undo_until": row.undo_until,
        "score": row.score,
        "state": "due",
        "due_at": row.due_at,
        "stands_for": row.chat,
    }
