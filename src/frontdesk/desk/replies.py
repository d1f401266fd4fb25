"""Replies: what goes back for what somebody wrote or tapped, within what its chat takes.

Replies live in this process: one that waits when it ends is lost, as is one that would wait for too long.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Final

from frontdesk.desk.desk import Desk
from frontdesk.desk.whereabouts import home
from frontdesk.errors import Deferred
from frontdesk.store import paces
from frontdesk.store.database import Connection

LIFE: Final = timedelta(minutes=5)  #: of a reply, after which nobody waits for it
_LOOK: Final = timedelta(seconds=0.25)  #: between two looks whether the desk stops


async def _asleep(span: timedelta) -> None:
    await asyncio.sleep(span.total_seconds())


class Replies:
    """Sends each in its turn: cards and replies of a chat keep its pace together, over all nodes."""

    def __init__(
        self, desk: Desk, gap: timedelta, sleep: Callable[[timedelta], Awaitable[None]] = _asleep
    ) -> None:
        """`gap`: between two messages into one chat."""
        self._desk, self._gap, self._sleep = desk, gap, sleep

    async def sent(self, number: int, sending: Callable[[], Awaitable[Any]], *, counts: bool = True) -> None:
        """Do it when the chat that has that number takes it, and once more when it asked to wait.

        `counts`: it is a message or an edit, of which a chat takes so many in a minute.

        Raises:
            Deferred: nobody waits for it that long, or the desk stops. Whatever `sending` raises.
        """
        chat, until = await home(self._desk, number), self._desk.clock() + LIFE
        while True:
            await self._wait(await self._moment(chat, counts=counts), until)
            try:
                await sending()
            except Deferred as error:
                if error.after_s is None:
                    raise
                await self._halt(chat, timedelta(seconds=error.after_s))
            else:
                return

    async def _halt(self, chat: int, span: timedelta) -> None:
        until = self._desk.clock() + span
        await self._desk.db.write(lambda connection: paces.halt(connection, chat, until))

    async def _moment(self, chat: int, *, counts: bool) -> datetime:
        now = self._desk.clock()

        def taken(connection: Connection) -> datetime:
            if counts:
                return paces.reserve(connection, chat, now, self._gap)
            return paces.pace(connection, chat, now).not_before or now

        return await self._desk.db.write(taken)

    async def _wait(self, at: datetime, until: datetime) -> None:
        if at > until:
            raise Deferred("the chat takes it too late")
        while (rest := at - self._desk.clock()) > timedelta():
            if self._desk.wake.stopping:
                raise Deferred("the desk stops")
            await self._sleep(min(rest, _LOOK))
