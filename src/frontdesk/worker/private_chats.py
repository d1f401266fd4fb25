"""Private chats: which of them something is due for, and one task for each of these."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from functools import partial
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.errors import FrontdeskError
from frontdesk.model.lead import Person
from frontdesk.store import documents
from frontdesk.worker.chat import Delays
from frontdesk.worker.private import PrivateChat, reader

_UNSEEN: Final = "may not see contacts"

_log = structlog.get_logger(__name__)


class PrivateChats:
    """Finds the private chats that something is due for, and has each seen to beside the others."""

    def __init__(
        self,
        desk: Desk,
        opened: Callable[[Person], Awaitable[PrivateChat]],
        *,
        others: Collection[int],
        delays: Delays,
        mine: Callable[[], bool],
    ) -> None:
        """`others`: the chats that have loops of their own; `mine`: whether this node sees to the rest."""
        self._desk, self._opened, self._others = desk, opened, others
        self._delays, self._mine = delays, mine
        self._bell = desk.wake.bell("cards")
        self._chats: dict[int, PrivateChat] = {}
        self._running: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Until the desk stops or private chats are another node's."""
        async with asyncio.TaskGroup() as group:
            while self._mine() and not self._desk.wake.stopping:
                try:
                    await self._look(group)
                except FrontdeskError as error:
                    _log.warning("private chats postponed", error=str(error))
                await self._bell.wait(self._delays.poll)

    async def _look(self, group: asyncio.TaskGroup) -> None:
        now, gap = self._desk.clock(), self._delays.edit_gap
        waiting = await self._desk.db.read(lambda c: documents.waiting_chats(c, now, gap))
        for chat in waiting.difference(self._others, self._running):
            person = reader(self._desk.judge.rules, chat)
            if person is None:
                await self._drop(chat)
                continue
            if chat not in self._chats:
                self._chats[chat] = await self._opened(person)
            task = self._running[chat] = group.create_task(self._chats[chat].run())
            task.add_done_callback(partial(self._ended, chat))

    async def _drop(self, chat: int) -> None:
        await self._desk.db.write(lambda c: documents.drop_all(c, chat, _UNSEEN))
        _log.warning("private chat dropped", chat=chat)

    def _ended(self, chat: int, task: asyncio.Task[None]) -> None:
        del self._running[chat]
        self._bell.ring()
