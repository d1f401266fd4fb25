"""E-mail pool: connections to the mail server that are kept for the next letter."""

import asyncio
from collections.abc import Callable
from typing import Final

from frontdesk.delivery.channels.email_errors import Stage, slips
from frontdesk.delivery.channels.email_line import Line

#: Servers and routers forget a silent connection after minutes; to a dead one the next letter would wait.
IDLE_S: Final = 30.0


class Pool:
    """As many connections as letters were ever under way at once, and none that was idle for long."""

    def __init__(self, line: Callable[[], Line], idle_s: float = IDLE_S) -> None:
        """`line`: a new one, not yet open."""
        self._line, self._idle_s = line, idle_s
        self._idle: list[tuple[Line, asyncio.TimerHandle]] = []
        self._leaving: set[asyncio.Task[None]] = set()

    def kept(self) -> Line | None:
        """The open connection that was used last; None: there is none."""
        while self._idle:
            line, timer = self._idle.pop()
            timer.cancel()
            if line.is_open:
                return line
            line.close()
        return None

    async def fresh(self) -> Line:
        """A new connection.

        Raises:
            Unreached: not now.
            Paused: not before somebody mends it.
        """
        with slips(Stage.GREETING):
            line = self._line()
            await line.open()
        return line

    def keep(self, line: Line) -> None:
        """It may be used again, if it is open still."""
        if line.is_open:
            timer = asyncio.get_running_loop().call_later(self._idle_s, self._let_go, line)
            self._idle.append((line, timer))

    async def close(self) -> None:
        """Say goodbye on every connection."""
        for line, timer in self._idle[:]:
            timer.cancel()
            self._let_go(line)
        await asyncio.gather(*self._leaving)

    def _let_go(self, line: Line) -> None:
        self._idle = [(kept, timer) for kept, timer in self._idle if kept is not line]
        task = asyncio.create_task(line.quit())
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)
