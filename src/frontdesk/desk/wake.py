"""Wake: tells the worker that there is something to do, so that nobody waits for its next look."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta


class Bell:
    """Rings for one listener."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """There is something to do."""
        self._rung.set()

    async def wait(self, at_most: timedelta) -> None:
        """Until it rings, or until `at_most` is over."""
        try:
            async with asyncio.timeout(max(at_most.total_seconds(), 0)):
                await self._rung.wait()
        except TimeoutError:
            return
        finally:
            self._rung.clear()


class Wake:
    """The bells of all who listen: judging, mail, cards, updates, thin, checking. Rung after a commit."""

    def __init__(self, tell: Callable[[str], None] | None = None) -> None:
        """`tell` passes the names of steps on to other nodes."""
        self.stopping = False  #: loops end when their step is done
        self._tell = tell
        self._bells: dict[str, list[Bell]] = defaultdict(list)

    def bell(self, step: str) -> Bell:
        """A bell that rings with that step, for one listener."""
        bell = Bell()
        self._bells[step].append(bell)
        return bell

    def stop(self) -> None:
        """Let every loop end after what it has begun."""
        self.stopping = True
        self.hear()

    def ring(self, *steps: str) -> None:
        """There is work for these steps, here and on other nodes."""
        self.hear(*steps)
        if self._tell:
            self._tell(" ".join(steps))

    def hear(self, *steps: str) -> None:
        """There is work for these steps; without any, for all."""
        steps = steps or tuple(self._bells)
        for step in steps:
            for bell in self._bells[step]:
                bell.ring()
