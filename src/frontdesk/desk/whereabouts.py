"""Whereabouts: what Telegram tells of chats by itself: that one moved, or lets the bot in or out."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.store import chats, spares, updates
from frontdesk.store.database import Connection

#: Before a chat that threw the bot out is asked whether it lets it in again.
AGAIN: Final = timedelta(minutes=5)
#: The bot's own status in a chat, and why it cannot write there.
_SHUT: Final = {"kicked": "the bot was thrown out", "left": "the bot is not in it"}
_MUTED: Final = "the bot has no right to write"

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What became of a chat."""

    chat: int  #: its number, as it was
    moved_to: int | None = None
    shut: str | None = None  #: why the bot cannot write there; None: it can, or that is not known


def read_change(update: Any) -> Change | None:
    """The change inside an update; None for any other."""
    if not isinstance(update, dict):
        return None
    if isinstance(message := update.get("message"), dict):
        return _move(_number(message), message)
    if not isinstance(member := update.get("my_chat_member"), dict):
        return None
    now = member.get("new_chat_member")
    chat = _number(member)
    if chat is None or not isinstance(now, dict):
        return None
    muted = now.get("status") == "restricted" and now.get("can_send_messages") is False
    return Change(chat=chat, shut=_MUTED if muted else _SHUT.get(str(now.get("status"))))


async def note(desk: Desk, change: Change, update: int) -> None:
    """Write down what became of a chat, if it is one of the desk's."""
    ids, now = [chat.id for chat in desk.judge.rules.chats], desk.clock()

    def work(connection: Connection) -> None:
        updates.settle(connection, update)
        chat = chats.home(connection, change.chat, ids)
        if chat not in ids:
            return
        if change.moved_to is not None:
            chats.move(connection, chat, change.moved_to, now)
        # What is said of the group that it was is said too late.
        elif change.chat == chats.standing(connection, chat).now_id:
            if change.shut:
                chats.shut(connection, chat, change.shut, now, now + AGAIN)
            else:
                chats.look_again(connection, chat, now)

    await desk.db.write(work)
    _log.info("chat changed", chat=change.chat, moved_to=change.moved_to, shut=change.shut)
    desk.wake.ring("cards")


async def home(desk: Desk, number: int) -> int:
    """The chat of rules.toml that has, or had, that number; else the number itself."""
    ids = [chat.id for chat in desk.judge.rules.chats]
    if number in ids or number > 0:  # a person's own chat never moves
        return number
    return await desk.db.read(lambda connection: chats.home(connection, number, ids))


async def adopt(desk: Desk, *, number: int, lead: int, message: int) -> None:
    """Somebody pressed a button under that message of that chat: is it the card of the lead, or one too many?

    Most often neither, which costs one look.
    """
    ids, now = [chat.id for chat in desk.judge.rules.chats], desk.clock()

    def found(connection: Connection) -> int | None:
        chat = chats.home(connection, number, ids)
        if not spares.doubtful(connection, chat, lead, message):
            return None
        # Messages of the group that it was have numbers of their own.
        return chat if chats.standing(connection, chat).now_id == number else None

    if (chat := await desk.db.read(found)) is None:
        return
    if await desk.db.write(lambda c: spares.adopt(c, chat, lead, message, now)):
        _log.info("message adopted", chat=chat, lead=lead)
        desk.wake.ring("cards")


def _number(of: Any) -> int | None:
    chat = of.get("chat")
    number = chat.get("id") if isinstance(chat, dict) else None
    return number if type(number) is int else None


def _move(chat: int | None, message: dict[str, Any]) -> Change | None:
    """Either group is told of it: the old one where it went, the new one where it came from."""
    to, came_from = message.get("migrate_to_chat_id"), message.get("migrate_from_chat_id")
    if chat is None:
        return None
    if type(to) is int:
        return Change(chat=chat, moved_to=to)
    return Change(chat=came_from, moved_to=chat) if type(came_from) is int else None
