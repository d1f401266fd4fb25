"""Cards: what each chat should show of each lead, and what it shows now.

Where one ends as any message does, `message_work` settles it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.change import WantedCard
from frontdesk.model.delivery import View
from frontdesk.model.lead import Lead, State
from frontdesk.model.press import Menu
from frontdesk.store import message_work
from frontdesk.store.rows import insert
from frontdesk.store.tables import cards, leads
from frontdesk.store.upsert import insert_or_ignore

_c = cards.c
_MENU: Final = ("menu", "menu_by", "menu_until")
#: Cards that stand in a chat, or that are on their way there.
_RESTING = sa.or_(_c.state == "shown", sa.and_(_c.state == "due", _c.attempts == 0))
STANDING = sa.or_(_c.state == "claimed", sa.and_(_RESTING, _c.message_id.is_not(None)))
#: One that is on its way keeps its state, and is looked at again after it.
AGAIN = sa.case((_c.state == "claimed", "claimed"), else_="due")
_WISH: Final = (
    " ON CONFLICT (chat, lead) DO UPDATE SET view = excluded.view, revision = excluded.revision, "
    "hot = excluded.hot, undo_until = excluded.undo_until, score = excluded.score, attempts = 0, "
    "menu = NULL, menu_by = NULL, menu_until = NULL, stands_for = NULL, "
    "wished_at = excluded.wished_at, stripped = excluded.stripped, "
    "state = CASE WHEN cards.state IN ('claimed', 'unsure') THEN cards.state ELSE 'due' END, "
    "due_at = CASE WHEN cards.state IN ('claimed', 'unsure') THEN cards.due_at ELSE excluded.due_at END"
)
WANTED: Final = 1_000  #: missing cards that are asked for at once
LOOKED_AT: Final = 200  #: cards that are looked at again at once


@dataclass(frozen=True, kw_only=True, slots=True)
class CardWork:
    """A card that the worker has claimed."""

    chat: int
    lead: int
    view: View
    revision: int  #: of the wish; a newer wish leaves the card due
    hot: bool
    undo_until: datetime | None
    menu: Menu | None  #: shown instead of its own buttons
    menu_by: str | None  #: who opened it
    menu_until: datetime | None
    stripped: bool  #: nothing personal is to be seen any more
    message_id: int | None  #: None until it was first shown
    shown: str | None  #: hash of what stands in the chat
    due_at: datetime  #: moved on where the card is to be looked at again
    attempts: int
    node: str  #: who claimed it

    @property
    def row(self) -> message_work.Row:
        """Where it is settled."""
        return cards, sa.and_(_c.chat == self.chat, _c.lead == self.lead)


def wish(connection: sa.Connection, wishes: Sequence[tuple[Lead, WantedCard, datetime]]) -> None:
    """Write down what cards should show; one on its way, or that may have been posted, keeps its turn."""
    insert(connection, cards, [_row(lead, wanted, at) for lead, wanted, at in wishes], _WISH)


def _row(lead: Lead, wanted: WantedCard, at: datetime) -> dict[str, Any]:
    return {
        "chat": wanted.chat,
        "lead": lead.id,
        "view": wanted.view,
        "revision": lead.revision,
        "hot": wanted.hot,
        "state": "due",
        "due_at": at,
        "undo_until": wanted.undo_until,
        "score": wanted.score,
        "menu": None,
        "menu_by": None,
        "menu_until": None,
        "wished_at": at,
        "stripped": False,
    }


def settle_shown(
    connection: sa.Connection,
    work: CardWork,
    message_id: int | None,
    shown: str | None,
    at: datetime,
    drawn_at: datetime,
    look_at: datetime | None = None,
) -> None:
    """The chat shows the wish of `work.revision`; a newer wish, or an Undo that ends, leaves it due.

    An Undo and a menu count as of `drawn_at`: however long the sending took, a button that stands must go.
    `look_at`: when it is to be looked at again, whatever happens.
    """
    newer = sa.or_(_c.revision != work.revision, _c.due_at > work.due_at)
    # Of two that end the later one is looked at when the first has.
    closes = sa.and_(_c.menu_until.is_not(None), _c.menu_until > drawn_at)
    ends = sa.and_(_c.undo_until.is_not(None), _c.undo_until > drawn_at)
    both = sa.and_(closes, ends, _c.undo_until < _c.menu_until)
    values = {
        "state": sa.case((sa.or_(newer, closes, ends), "due"), else_="shown"),
        "due_at": sa.case(
            (newer, _c.due_at),
            (both, _c.undo_until),
            (closes, _c.menu_until),
            (ends, _c.undo_until),
            else_=_c.due_at,
        ),
        "message_id": message_id,
        "shown": shown,
        # The first edit need not wait: only between two of them is there a gap.
        "shown_at": at if message_id is not None and work.message_id is not None else None,
        "asked": sa.and_(_c.asked, sa.literal(message_id is None)),  # whoever asked has it
        "attempts": 0,
        "doubts": 0,
        "claimed_by": None,
        "reason": None,
        "look_at": look_at,
    }
    connection.execute(message_work.mine(work).values(values))


def settle_unsure(connection: sa.Connection, work: CardWork, retry_at: datetime, reason: str) -> None:
    """A new card may stand in the chat already: once more at `retry_at`, then held for a person."""
    doubted = message_work.doubted(cards, retry_at, reason)
    connection.execute(message_work.mine(work).values({**doubted, "twice": True}))


def take_over(connection: sa.Connection, now: datetime, retry_at: datetime) -> None:
    """What a dead node had claimed: an edit can be repeated, a new card may have been posted."""
    message_work.take_over(connection, cards, now, retry_at, twice=True)


def lacks(connection: sa.Connection, chat: int, state: State) -> bool:
    """Whether a lead in that state has no card in the chat."""
    return connection.execute(_missing(chat, state).limit(1)).first() is not None


def want_missing(connection: sa.Connection, chat: int, state: State, view: View, now: datetime) -> int:
    """Ask for a card of leads in that state which the chat has none of; how many, at most `WANTED`."""
    missing = _missing(chat, state).order_by(leads.c.id).limit(WANTED).with_for_update()
    rows = [_wish(chat, row, view, now) for row in connection.execute(missing)]
    insert_or_ignore(connection, cards, rows)
    return len(rows)


def _missing(chat: int, state: State) -> sa.Select[tuple[int, int]]:
    has = sa.exists().where(_c.chat == chat, _c.lead == leads.c.id)
    return sa.select(leads.c.id, leads.c.revision).where(leads.c.state == state, ~has)


def of_lead(connection: sa.Connection, lead: int) -> list[Any]:
    """The cards of a lead: rows."""
    return list(connection.execute(sa.select(cards).where(_c.lead == lead)))


def has_card(connection: sa.Connection, chat: int, lead: int) -> bool:
    """Whether a card of the lead is wanted in a chat."""
    mine = sa.select(_c.lead).where(_c.chat == chat, _c.lead == lead)
    return connection.execute(mine).first() is not None


def message_of(connection: sa.Connection, chat: int, lead: int) -> int | None:
    """The message that shows the lead in a chat; None where none does."""
    mine = sa.select(_c.message_id).where(_c.chat == chat, _c.lead == lead)
    return connection.execute(mine).scalar()


def shown_as(connection: sa.Connection, chat: int, message: int) -> int | None:
    """The lead whose card that message of a chat is."""
    return connection.execute(sa.select(_c.lead).where(_c.chat == chat, _c.message_id == message)).scalar()


def open_menu(
    connection: sa.Connection,
    chat: int,
    lead: int,
    menu: Menu | None,
    by: str,
    until: datetime,
    now: datetime,
) -> None:
    """Let the card show other buttons until then, or its own again (None)."""
    shown = {"menu": menu, "menu_by": by, "menu_until": until} if menu else dict.fromkeys(_MENU)
    mine = sa.update(cards).where(_c.chat == chat, _c.lead == lead, STANDING)
    connection.execute(mine.values(**shown, state=AGAIN, due_at=now))


def redraw(connection: sa.Connection, wanted: Sequence[int], now: datetime) -> None:
    """Look at the cards that stand of these leads again; one that would read the same costs no message."""
    if wanted:
        standing = sa.update(cards).where(_c.lead.in_(wanted), STANDING)
        connection.execute(standing.values(state=AGAIN, due_at=now))


def redraw_of_others(connection: sa.Connection, wanted: Sequence[int], now: datetime) -> None:
    """The same for leads that are not locked: a card that another transaction has in hand is left to it,
    since two could wait for each other.
    """
    free = sa.select(_c.chat, _c.lead).where(_c.lead.in_(wanted), STANDING)
    for chat, lead in connection.execute(free.with_for_update(skip_locked=True)).all():
        mine = sa.update(cards).where(_c.chat == chat, _c.lead == lead)
        connection.execute(mine.values(state=AGAIN, due_at=now))


def changing(connection: sa.Connection, now: datetime) -> bool:
    """Whether a card that stands reads otherwise by now."""
    return connection.execute(sa.select(_c.lead).where(_c.look_at <= now).limit(1)).first() is not None


def look_again(connection: sa.Connection, now: datetime) -> int:
    """Look at the cards that read otherwise by now, each once; how many, at most `LOOKED_AT`.

    One that another transaction has in hand waits for the next time.
    """
    due = sa.select(_c.chat, _c.lead).where(_c.look_at <= now).order_by(_c.look_at).limit(LOOKED_AT)
    found = connection.execute(due.with_for_update(skip_locked=True)).all()
    for chat, lead in found:
        mine = sa.update(cards).where(_c.chat == chat, _c.lead == lead)
        connection.execute(mine.values(look_at=None))
        connection.execute(mine.where(STANDING).values(state=AGAIN, due_at=now))
    return len(found)


def _wish(chat: int, row: Any, view: View, now: datetime) -> dict[str, Any]:
    return {
        "chat": chat,
        "lead": row.id,
        "view": view,
        "revision": row.revision,
        "hot": view is View.SALES,
        "state": "due",
        "due_at": now,
    }
