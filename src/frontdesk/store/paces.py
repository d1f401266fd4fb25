"""Paces: what a chat is told beside its cards, and how long it asked to be left alone, on every node.

The cards of a chat have one writer, which keeps their pace by itself. Answers to what people write come from
the node that hears them: each has its moment here, perhaps one to come, which the writer of the cards sees.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from frontdesk.store import locks, quotas

SPAN: Final = timedelta(seconds=60)
#: Messages in a minute, cards and answers together, after which an answer waits: the rest is for hot cards.
ANSWERED: Final = 18
#: How much later than it was written down a message may be counted by Telegram.
_ON_ITS_WAY: Final = timedelta(seconds=2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """What keeps the cards of a chat waiting beside themselves."""

    answers: tuple[datetime, ...] = ()  #: when answers go out, those of the last minute and those to come
    not_before: datetime | None = None  #: it asked that nothing be sent until then


def pace(connection: sa.Connection, chat: int, now: datetime) -> Pace:
    """What a chat is told beside its cards, and whether it asked to wait."""
    found = quotas.lately(connection, (_answers(chat), _halts(chat)), now - SPAN - _ON_ITS_WAY)
    halts = [at for at in found.get(_halts(chat), ()) if at > now]
    return Pace(answers=tuple(sorted(found.get(_answers(chat), ()))), not_before=max(halts, default=None))


def hold(connection: sa.Connection, chat: int) -> None:
    """Nobody else takes a moment of that chat until the transaction ends."""
    locks.lock(connection, _cards(chat))


def reserve(connection: sa.Connection, chat: int, now: datetime, gap: timedelta) -> datetime:
    """Take the next moment at which an answer may go into a chat; it may be some seconds away.

    `gap`: between two messages. A private chat has no limit for a minute.
    """
    hold(connection, chat)
    found = quotas.lately(connection, (_cards(chat), _answers(chat)), now - SPAN - _ON_ITS_WAY)
    at = _next([moment for moments in found.values() for moment in moments], now, gap, limited=chat < 0)
    asked = pace(connection, chat, now).not_before
    at = max(at, asked) if asked else at
    quotas.use(connection, [_answers(chat)], at)
    return at


def halt(connection: sa.Connection, chat: int, until: datetime) -> None:
    """The chat asked that nothing be sent there until then."""
    quotas.use(connection, [_halts(chat)], until)


def _next(taken: Sequence[datetime], now: datetime, gap: timedelta, *, limited: bool) -> datetime:
    """Half a gap more than there must be, since a card may still be on its way."""
    last = sorted(taken)
    at = max(now, last[-1] + gap * 1.5) if last else now
    return max(at, last[-ANSWERED] + SPAN + _ON_ITS_WAY) if limited and len(last) >= ANSWERED else at


def _cards(chat: int) -> str:
    return f"chat:{chat}"


def _answers(chat: int) -> str:
    return f"answers:{chat}"


def _halts(chat: int) -> str:
    return f"halt:{chat}"
