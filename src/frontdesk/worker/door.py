"""Door: whether a chat lets the bot in, under which number, and who is told when it does not.

All of it is in the database: whichever node writes to the chat next finds it so.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Final, Protocol

import structlog

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.desk import Desk
from frontdesk.errors import Closed, Deferred, FrontdeskError, Moved, Paused, Refused
from frontdesk.model.alarm import MOVED, TELEGRAM, about_chat
from frontdesk.model.lead import Chat
from frontdesk.store import chats, lending
from frontdesk.store.chats import Standing
from frontdesk.store.database import Connection
from frontdesk.text import clean

LOCKED_OUT: Final = timedelta(minutes=5)  #: before a chat that threw the bot out is asked again
AGAIN: Final = timedelta(seconds=30)  #: the same where Telegram gave no answer to that

_log = structlog.get_logger(__name__)


class Channel(Protocol):
    """Where the chat is."""

    async def enter(self, chat: int) -> None:
        """Ask whether the bot may write there; raises Closed, Moved, Refused, Deferred, Paused."""


class Door:
    """One chat of `[[chats]]`; a person's own chat, for which `of_desk` is empty, is always open."""

    def __init__(self, desk: Desk, channel: Channel, chat: Chat, of_desk: Collection[Chat]) -> None:
        self._desk, self._channel, self._chat = desk, channel, chat
        self._watched, self._alarms = bool(of_desk), Alarms(desk.db, desk.clock)
        self._lenders = [each.id for each in of_desk if each.fallback == chat.id]
        self._told: dict[str, str | None] = {}
        self._standing = Standing(id=chat.id, now_id=chat.id)

    @property
    def number(self) -> int:
        """Where messages to the chat go now."""
        return self._standing.now_id

    def look(self, connection: Connection, now: datetime) -> bool:
        """Whether something may be sent there now; what another chat lends it is wanted from then on."""
        if not self._watched:
            return True
        self._standing = chats.standing(connection, self._chat.id)
        if self._lenders:
            lending.lend(connection, self._lenders, self._chat.id, now)
        return not self.is_shut(now)

    def is_shut(self, now: datetime) -> bool:
        """Whether nothing may be sent there, as of the last look."""
        return self._standing.broken or bool(self.wait(now))

    def wait(self, now: datetime) -> timedelta:
        """How long nothing may be sent there, as of the last look."""
        until = self._standing.not_before
        return max(until - now, timedelta()) if until else timedelta()

    def failed(self, error: FrontdeskError, now: datetime) -> Callable[[Connection], None] | None:
        """What is to be written down about the chat itself, beside what becomes of the message."""
        id_, reason = self._chat.id, clean(str(error))
        if not self._watched:
            return None
        if isinstance(error, Moved):
            return lambda c: self._moved(c, error.chat, now)
        if isinstance(error, Closed):
            return lambda c: chats.shut(c, id_, reason, now, now + LOCKED_OUT)
        if isinstance(error, Deferred) and error.after_s is not None:
            until = now + timedelta(seconds=error.after_s)
            return lambda c: chats.wait(c, id_, now, until)
        return None

    async def knock(self) -> bool:
        """If the chat let the bot not in, and it is time to ask again: whether it does now."""
        now = self._desk.clock()
        if not self._standing.broken or self.wait(now):
            return False
        try:
            await self._channel.enter(self.number)
        except (Moved, Closed) as error:
            found = self.failed(error, now)
        except (Refused, Deferred, Paused):
            found = self._same(now)
        else:
            await self._desk.db.write(lambda c: chats.reopen(c, self._chat.id, now))
            _log.info("chat open again", chat=self._chat.id)
            self._desk.wake.ring("cards")
            return True
        if found:
            await self._desk.db.write(found)
        return False

    async def tell(self, *, well: bool = False) -> None:
        """Raise the alarm of a chat that lets the bot not in, or moved; `well`: it just took a message, or
        nothing waits for it, so that the alarm is over.
        """
        if not self._watched:
            return
        moved = _moved_text(self._chat, self.number) if self._standing.moved else None
        if moved is not None and self._told.get(MOVED) != moved:
            _log.warning("chat moved", chat=self._chat.id, now=self.number)
        await self._set(f"{MOVED}{self._chat.id}", moved)
        if self._standing.broken:
            await self._set(about_chat(self._chat.id), _broken_text(self._chat, self._standing.reason))
        elif well:
            await self._set(about_chat(self._chat.id), None)

    async def locked_out(self, error: FrontdeskError | None) -> None:
        """Telegram does not take the bot's token, or (None) takes it."""
        if self._watched:
            told = f"Telegram lets the bot not in: {error}. Cards and presses wait"
            await self._set(TELEGRAM, told if error else None)

    def _same(self, now: datetime) -> Callable[[Connection], None]:
        id_, reason = self._chat.id, self._standing.reason
        return lambda c: chats.shut(c, id_, reason, now, now + AGAIN)

    def _moved(self, connection: Connection, new: int, now: datetime) -> None:
        if new == self.number:  # it says that it is not where it is
            chats.wait(connection, self._chat.id, now, now + AGAIN)
        else:
            chats.move(connection, self._chat.id, new, now)

    async def _set(self, key: str, text: str | None) -> None:
        if key in self._told and self._told[key] == text:
            return
        try:
            await self._alarms.set(key, text)
        except FrontdeskError as error:  # the next turn tells it
            _log.warning("alarm postponed", key=key, error=str(error))
        else:
            self._told[key] = text


def _broken_text(chat: Chat, reason: str) -> str:
    kept = f"Its cards go to chat {chat.fallback} meanwhile" if chat.fallback else "Its messages wait"
    return (
        f"chat {chat.id} ({chat.purpose}) lets the bot not in: {reason.rstrip('.')}. {kept}: add the bot to "
        "it again, with the right to write"
    )


def _moved_text(chat: Chat, number: int) -> str:
    return (
        f"chat {chat.id} ({chat.purpose}) became {number}, since its group is a supergroup now. Its cards go "
        "there: put that number in place of the old one into rules.toml"
    )
