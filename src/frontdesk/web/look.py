"""Look: one look at the database for all who ask at the same time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Look(Generic[Found]):
    """What a look finds; whoever asks while it runs waits for the same one.

    So a database that hangs does not gather them up.
    """

    def __init__(self, look: Callable[[], Awaitable[Found]], kept_s: float = 0.0) -> None:
        """`kept_s`: how long what was found serves others who ask."""
        self._look, self._kept_s = look, kept_s
        self._looking: asyncio.Task[Found] | None = None
        self._began_at = float("-inf")  # by the event loop's time

    async def within(self, limit_s: float) -> Found:
        """What it found; the look goes on for others when the time is over.

        Raises:
            TimeoutError: it takes longer; and whatever the look raised.
        """
        async with asyncio.timeout(limit_s):
            return await asyncio.shield(self._task())

    def _task(self) -> "asyncio.Task[Found]":
        now = asyncio.get_running_loop().time()
        if self._looking is None or (self._looking.done() and now - self._began_at >= self._kept_s):
            self._began_at = now
            self._looking = asyncio.create_task(self._run())
            self._looking.add_done_callback(_heard)
        return self._looking

    async def _run(self) -> Found:
        return await self._look()


def _heard(task: "asyncio.Task[Found]") -> None:
    """Whoever asked may have gone before it failed."""
    if not task.cancelled():
        task.exception()
