"""Chat budget: when a chat's loop may write: paced, on record before it does, at rest after failures."""

from collections.abc import Callable
from datetime import datetime, timedelta

from frontdesk.desk.desk import Desk
from frontdesk.desk.wake import Bell
from frontdesk.errors import FrontdeskError
from frontdesk.pacing import Pacer
from frontdesk.store import paces, quotas
from frontdesk.store.database import Connection
from frontdesk.worker.chat import chat_quota
from frontdesk.worker.endings import pause
from frontdesk.worker.settling import settled


class ChatBudget:
    """The budget of one chat, which one node at a time keeps."""

    def __init__(self, desk: Desk, chat: int, pacer: Pacer, *, poll: timedelta, bell: Bell) -> None:
        """`poll`: before the database is asked again that did not take it; `bell`: the chat's own."""
        self._desk, self._chat, self._pacer, self._poll, self._bell = desk, chat, pacer, poll, bell
        self._failures = 1  # since Telegram last answered: nobody knows yet whether it does

    @property
    def is_in_doubt(self) -> bool:
        """Whether Telegram may not answer at all: to be found out before a card is risked."""
        return self._failures > 0

    def wait(self, now: datetime) -> timedelta:
        """Until the next message may go out; none when at once."""
        return self._pacer.ready_at(now) - now

    def lately(self, now: datetime) -> int:
        """How many messages the last minute holds."""
        return self._pacer.lately(now)

    async def spend(self) -> None:
        """Use up one message, on record before it goes out.

        Somebody may just have been answered there, or be about to: that is waited for.
        """
        while (ready := await self._taken(now := self._desk.clock())) > now:
            await self._bell.wait(ready - now)
        self._pacer.sent(now)

    def see_others(self, connection: Connection, now: datetime) -> None:
        """What the chat is told beside its cards counts too, and so does what it answered to that."""
        pace = paces.pace(connection, self._chat, now)
        self._pacer.beside(pace.answers)
        if pace.not_before:
            self._pacer.halt(pace.not_before)

    def arrived(self) -> None:
        """Telegram has the message: the chat's minute begins when it gets there."""
        self._pacer.arrived(self._desk.clock())

    def rest(self, error: FrontdeskError) -> timedelta:
        """Telegram gave no answer, or asked to wait: nothing goes out meanwhile; how long."""
        self._failures += 1
        rest = pause(error, self._failures)
        self._pacer.halt(self._desk.clock() + rest)
        return rest

    def answered(self) -> None:
        """Telegram is there."""
        self._failures = 0

    async def settle(self, work: Callable[[Connection], None]) -> None:
        """Write down what went out, however long the database takes."""
        await settled(self._desk.db, work, self._poll)

    async def _taken(self, now: datetime) -> datetime:
        """When the chat takes the next message; at once, that is on record."""
        found = list[datetime]()

        def take(connection: Connection) -> None:
            paces.hold(connection, self._chat)
            self.see_others(connection, now)
            found.append(self._pacer.ready_at(now))
            if found[-1] <= now:
                quotas.use(connection, [chat_quota(self._chat)], now)

        await self.settle(take)
        return found[-1]
