"""Updates: what waits for the bot, given out by getUpdates and confirmed by its offset."""

import asyncio
import itertools
from collections import deque
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from frontdesk.demo.chat.errors import ApiError

LIMIT: Final = 10_000
#: How long an update waits; a press is of no use to anybody after 150 s.
CALLBACK_LIVES: Final = timedelta(seconds=150)
LIVES: Final = timedelta(days=1)
#: Sent only to a bot that asks for them.
_OFF: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_CONFLICT: Final = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


_WEBHOOK: Final = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first"
)


class Waiting(NamedTuple):
    """One update that the bot has not yet."""

    id: int
    body: dict[str, Any]
    until: datetime


class Updates:
    """The queue of one bot."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._queue: deque[Waiting] = deque(maxlen=LIMIT)
        self._ids = itertools.count(1)
        self._allowed: frozenset[str] | None = None  #: None: all but those that are off
        self._poll: asyncio.Future[None] | None = None
        self._more = asyncio.Event()
        self.hooked = False  #: a webhook is set: nobody may poll

    def __len__(self) -> int:
        self._drop_old()
        return len(self._queue)

    def allow(self, kinds: Collection[str]) -> None:
        """From now on take these kinds only; none named: the default ones."""
        self._allowed = frozenset(kinds) or None

    @property
    def allowed(self) -> list[str] | None:
        """The kinds that were asked for, if any were."""
        return sorted(self._allowed) if self._allowed else None

    def push(self, body: dict[str, Any]) -> int:
        """Queue one update and give its id; one that brings its own `update_id` keeps it."""
        update_id = int(body.get("update_id") or next(self._ids))
        kind = next((name for name in body if name != "update_id"), "")
        if kind not in self._allowed if self._allowed else kind in _OFF:
            return update_id
        lives = CALLBACK_LIVES if kind == "callback_query" else LIVES
        self._queue.append(Waiting(update_id, {**body, "update_id": update_id}, self._clock() + lives))
        self.wake()
        return update_id

    def wake(self) -> None:
        """End the poll that waits; it gives out what there is. A webhook looks again too."""
        self._more.set()
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    async def more(self) -> None:
        """Wait until something may have come."""
        await self._more.wait()
        self._more.clear()

    def waiting(self) -> list[Waiting]:
        """What waits, oldest first."""
        self._drop_old()
        return list(self._queue)

    def confirm(self, update_id: int) -> None:
        """The bot has this one."""
        self._keep([each for each in self._queue if each.id != update_id])

    def interrupt(self, description: str) -> None:
        """End the poll that waits, with 409."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(ApiError(409, description))

    def drop_all(self) -> None:
        """Forget everything that waits."""
        self._queue.clear()

    async def poll(self, offset: int, limit: int, timeout_s: float) -> list[dict[str, Any]]:
        """At most `limit` updates from `offset` on; waits for the first one.

        Everything below a positive offset is confirmed and gone; a negative one keeps that many.

        Raises:
            ApiError: 409, when another poll began to wait meanwhile, or while a webhook is set.
        """
        if self.hooked:
            raise ApiError(409, _WEBHOOK)
        self._confirm(offset)
        if self._queue or not timeout_s:
            return self._first(limit)
        self.interrupt(_CONFLICT)
        mine = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout_s):
                await mine
        except TimeoutError:
            return []
        finally:
            if self._poll is mine:
                self._poll = None
        return self._first(limit)

    def _confirm(self, offset: int) -> None:
        self._drop_old()
        if offset > 0:
            self._keep([each for each in self._queue if each.id >= offset])
        elif offset < 0:
            self._keep(list(self._queue)[offset:])

    def _first(self, limit: int) -> list[dict[str, Any]]:
        return [each.body for each in itertools.islice(self._queue, limit)]

    def _drop_old(self) -> None:
        now = self._clock()
        self._keep([each for each in self._queue if each.until > now])

    def _keep(self, kept: list[Waiting]) -> None:
        if len(kept) != len(self._queue):
            self._queue = deque(kept, maxlen=LIMIT)
