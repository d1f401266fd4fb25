"""Changes: a counter that others can wait on, so that a page redraws when something happened."""

import asyncio


class Changes:
    """A version number that grows with every change."""

    def __init__(self) -> None:
        self.version = 0
        self._next = asyncio.Event()

    def mark(self) -> None:
        """Count one change and wake everyone who waits."""
        self.version += 1
        self._next.set()
        self._next = asyncio.Event()

    async def wait(self, since: int) -> int:
        """The version, as soon as it is greater than `since`."""
        while self.version <= since:
            await self._next.wait()
        return self.version
