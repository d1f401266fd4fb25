"""Card turns: which cards of a chat come next, and which new ones wait there for theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from frontdesk.model.delivery import View
from frontdesk.model.press import Menu
from frontdesk.store import message_work
from frontdesk.store.cards import CardWork
from frontdesk.store.message_work import OPEN
from frontdesk.store.tables import cards

_c = cards.c
#: It has no message yet, and is to have one: a line alone is never posted.
_NEW = sa.and_(_c.message_id.is_(None), _c.view != View.LINE)
#: New, and nothing makes it more urgent than the others.
_PLAIN = sa.and_(_NEW, ~_c.hot, ~_c.asked)


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """Which cards of a chat may go out now, and which of them come first."""

    edit_gap: timedelta  #: between two edits of one card
    edits_first: bool = False
    hot: bool = True
    asked: bool = True  #: those that a person wants now
    plain: bool = True  #: new ones of no special kind
    plain_since: datetime | None = None  #: of these only what was wished by then
    edits: bool = True
    backlog: datetime | None = None  #: of those from before that time the best come first, and after the rest


def claim_next(connection: sa.Connection, chat: int, now: datetime, node: str, turn: Turn) -> CardWork | None:
    """Claim the card of a chat that comes next: new hot ones, the newest first, then those that a person
    asked for, then new ones and edits as `turn` says.
    """
    edit = _c.message_id.is_not(None)
    ready = message_work.ready(cards, now, turn.edit_gap)
    due = sa.select(cards).where(_c.chat == chat, *ready, *_allowed(turn))
    hot = sa.and_(_c.hot, ~edit)
    order: list[sa.ColumnElement[Any]] = [hot.desc(), sa.case((hot, _c.due_at)).desc()]
    order.append(sa.and_(_c.asked, ~edit).desc())
    order.append(edit.desc() if turn.edits_first else edit)
    if turn.backlog:
        order += [(_c.due_at > turn.backlog).desc(), _c.score.desc()]
    order.append(_c.due_at)
    row = message_work.claim_first(connection, cards, due.order_by(*order), node)
    return None if row is None else _work(row, node)


def _allowed(turn: Turn) -> list[sa.ColumnElement[bool]]:
    """What keeps back the kinds that may not go out now."""
    kinds = (
        (turn.hot, sa.and_(_NEW, _c.hot)),
        (turn.asked, sa.and_(_NEW, ~_c.hot, _c.asked)),
        (turn.plain, _PLAIN),
        (turn.edits, _c.message_id.is_not(None)),
    )
    kept = [~kind for may, kind in kinds if not may]
    if turn.plain_since:
        kept.append(~sa.and_(_PLAIN, _c.due_at > turn.plain_since))
    return kept


def waiting(
    connection: sa.Connection, chat: int, now: datetime, *, limit: int, since: datetime | None = None
) -> int:
    """How many plain new cards wait in a chat, at most `limit`; `since`: that were wished after it."""
    mine = sa.select(_c.lead).where(_c.chat == chat, _c.state.in_(OPEN), _PLAIN, _c.due_at <= now)
    if since:
        mine = mine.where(_c.due_at > since)
    counted = sa.select(sa.func.count()).select_from(mine.limit(limit).subquery())
    return connection.execute(counted).scalar_one()


def first_waiting(connection: sa.Connection, chat: int, now: datetime) -> int | None:
    """The oldest lead whose new card waits in a chat; None where none waits."""
    mine = (_c.chat == chat, _c.state.in_(OPEN), _NEW, _c.due_at <= now)
    return connection.execute(sa.select(sa.func.min(_c.lead)).where(*mine)).scalar()


def best_waiting(connection: sa.Connection, chat: int, limit: int) -> tuple[list[tuple[int, int]], int]:
    """The best leads whose new card waits in a chat, as (lead, score), and how many wait in all."""
    mine = (_c.chat == chat, _c.state.in_(OPEN), _NEW)
    best = sa.select(_c.lead, _c.score).where(*mine)
    best = best.order_by(_c.hot.desc(), _c.score.desc(), _c.due_at, _c.lead).limit(limit)
    total = sa.select(sa.func.count()).select_from(cards).where(*mine)
    found = [(row.lead, row.score) for row in connection.execute(best)]
    return found, connection.execute(total).scalar_one()


def ask(connection: sa.Connection, chat: int, wanted: Sequence[int]) -> int:
    """People want the new cards of these leads in a chat now; how many of them wait there."""
    mine = (_c.chat == chat, _c.lead.in_(wanted), _c.state.in_(OPEN), _NEW)
    return connection.execute(sa.update(cards).where(*mine).values(asked=True)).rowcount if wanted else 0


def ask_best(connection: sa.Connection, chat: int, number: int) -> int:
    """The same for the best of those that nobody asked for yet; how many there are, at most `number`."""
    mine = (_c.chat == chat, _c.state.in_(OPEN), _PLAIN)
    best = sa.select(_c.lead).where(*mine).order_by(_c.score.desc(), _c.due_at, _c.lead).limit(number)
    return ask(connection, chat, list(connection.execute(best).scalars()))


def asked_waiting(connection: sa.Connection, chat: int) -> int:
    """How many new cards that people asked for are still to come in a chat."""
    mine = (_c.chat == chat, _c.state.in_(OPEN), _NEW, ~_c.hot, _c.asked)
    return connection.execute(sa.select(sa.func.count()).select_from(cards).where(*mine)).scalar_one()


def next_due(connection: sa.Connection, chat: int, turn: Turn) -> datetime | None:
    """When the next card of a chat may be sent; None when none waits."""
    return message_work.next_due(connection, cards, turn.edit_gap, _c.chat == chat, *_allowed(turn))


def _work(row: Any, node: str) -> CardWork:
    return CardWork(
        chat=row.chat,
        lead=row.lead,
        view=View(row.view),
        revision=row.revision,
        hot=row.hot,
        undo_until=row.undo_until,
        menu=Menu(row.menu) if row.menu else None,
        menu_by=row.menu_by,
        menu_until=row.menu_until,
        stripped=row.stripped,
        message_id=row.message_id,
        shown=row.shown,
        due_at=row.due_at,
        attempts=row.attempts + 1,
        node=node,
    )
