"""Limits: ends what takes too long, by one timer for all; a timer for each form would cost each form."""

import asyncio
from types import TracebackType
from typing import Final

LOOK_S: Final = 0.1  #: how often is looked for what takes too long


class Limit:
    """The time of one task; the `with` that it stands in raises TimeoutError when it is over."""

    __slots__ = ("_limits", "_over", "_task", "more_s", "since")

    def __init__(self, limits: "Limits", since: float) -> None:
        self._limits, self.since, self._over = limits, since, False
        self.more_s = 0.0  #: what it has beyond the span of all

    def __enter__(self) -> None:
        self._task = asyncio.current_task()
        self._limits.begin(self)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._limits.end(self)
        if self._over and self._task and not self._task.uncancel() and kind is asyncio.CancelledError:
            raise TimeoutError from error

    def cut(self) -> None:
        """It is over."""
        if self._task and not self._over:
            self._over = True
            self._task.cancel()


class Limits:
    """The limits that run now, the oldest first."""

    def __init__(self, span_s: float) -> None:
        self._span_s, self._all_end_at = span_s, float("inf")
        self._running: dict[Limit, None] = {}
        self._looking: asyncio.Handle | None = None

    def __len__(self) -> int:
        return len(self._running)

    def longest_s(self, now: float) -> float:
        """How long the oldest has run."""
        return now - next(iter(self._running)).since if self._running else 0.0

    def begin(self, limit: Limit) -> None:
        """One more runs."""
        self._running[limit] = None
        if self._looking is None:
            self._looking = asyncio.get_running_loop().call_later(LOOK_S, self._look)

    def end(self, limit: Limit) -> None:
        """One less."""
        del self._running[limit]

    def end_all_at(self, at: float) -> None:
        """None runs longer, and none that begins later does."""
        self._all_end_at = at

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        for limit in self._running:
            if now >= self._all_end_at or now - limit.since >= self._span_s + limit.more_s:
                limit.cut()
        self._looking = loop.call_later(LOOK_S, self._look) if self._running else None
