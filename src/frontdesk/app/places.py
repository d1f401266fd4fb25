"""Places: one loop for each chat of the desk, those that people bound while it runs among them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.desk.homes import homes
from frontdesk.desk.node import Node
from frontdesk.desk.wake import Bell
from frontdesk.errors import FrontdeskError
from frontdesk.model.lead import Chat
from frontdesk.rules.rules import Rules
from frontdesk.store import cards
from frontdesk.store.database import Connection

BEATS: Final = 3  #: of a node, for which leads without a card are looked for after a change

_log = structlog.get_logger(__name__)


class Places:
    """Starts the loop of a chat that is new, and starts it anew when the chat became another."""

    def __init__(
        self, desk: Desk, node: Node, loop: Callable[[Chat, Bell], Awaitable[None]], beat: timedelta
    ) -> None:
        """`loop` shows the messages of a chat while the desk `has` it; its bell rings with leases."""
        self._desk, self._node, self._loop, self._beat = desk, node, loop, beat
        self._bell, self._bells = desk.wake.bell("places"), dict[int, Bell]()
        self._running: dict[int, asyncio.Task[None]] = {}
        self._seen: tuple[Chat, ...] | None = None
        self._looks_until: datetime | None = None

    def has(self, chat: Chat) -> bool:
        """Whether the desk still has that chat, and it is as it was."""
        return chat in self._desk.judge.rules.chats

    def want(self) -> None:
        """Hold the leases of all chats."""
        for chat in self._desk.judge.rules.chats:
            if chat.id not in self._bells:
                self._bells[chat.id] = self._desk.wake.bell("leases")
                self._node.wants(chat_lease(chat))

    async def run(self, group: asyncio.TaskGroup) -> None:
        """Until the desk stops."""
        while not self._desk.wake.stopping:
            chats = self._desk.judge.rules.chats
            self.want()
            if self._seen is not None and chats != self._seen:
                self._desk.wake.hear("node")  # which takes the leases of new ones
                self._looks_until = self._desk.clock() + BEATS * self._beat
            self._seen = chats
            await self._missing()
            for chat in chats:
                if (task := self._running.get(chat.id)) is None or task.done():
                    self._running[chat.id] = group.create_task(self._kept(chat))
            await self._bell.wait(self._beat)

    async def _kept(self, chat: Chat) -> None:
        await self._loop(chat, self._bells[chat.id])
        self._desk.wake.hear("places")

    async def _missing(self) -> None:
        """Leads that stood nowhere may have a chat now; some were judged meanwhile, by what held before."""
        rules, now = self._desk.judge.rules, self._desk.clock()
        if self._looks_until is None:
            return
        if now >= self._looks_until:
            self._looks_until = None
        try:
            await self._desk.db.write(lambda connection: want_missing(connection, rules, now))
        except FrontdeskError as error:  # the next start wants them
            _log.warning("cards postponed", error=str(error))


def want_missing(connection: Connection, rules: Rules, now: datetime) -> None:
    """Every lead has a card where it stands."""
    for home in homes(rules):
        cards.want_missing(connection, home.chat, home.state, home.view, now)


def chat_lease(chat: Chat) -> str:
    """The lease of the one node that writes to a chat."""
    return f"chat:{chat.id}"
