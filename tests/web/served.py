"""Served: `frontdesk serve` in a process of its own, with what it writes."""

import asyncio
import os
import random
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from support.forked import forked


def free_port() -> int:
    """A port that nobody listens on, and below those that connections take by themselves meanwhile."""
    while True:
        port = random.randrange(15_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Served:
    """One process; `url` is where it listens. Only a command that is given takes its time to start Python."""

    def __init__(
        self, desk: Path, port: int, *command: str, serve: Sequence[str] = ("serve",), **variables: str
    ) -> None:
        self.url = f"http://127.0.0.1:{port}"
        given = {"DATABASE": "sqlite:///test.db", "PORT": str(port), "POLL": "200ms", **variables}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDESK_")}
        self.environment = {**kept, **{f"FRONTDESK_{name}": value for name, value in given.items()}}
        self._desk, self._command, self._serve = desk, command, serve
        self._process: Any = None
        self.pid = 0

    async def start(self) -> None:
        """Start it and wait until it takes forms."""
        said = await self.started()
        assert "forms go to" in said, said or (await self.ended())[1]

    async def started(self) -> str:
        """Start it; the first line it says."""
        await self.launch()
        async with asyncio.timeout(20):
            return (await self._process.stdout.readline()).decode()

    async def launch(self) -> None:
        """Start it."""
        if self._command:
            pipe = asyncio.subprocess.PIPE
            self._process = await asyncio.create_subprocess_exec(
                *self._command, env=self.environment, stdout=pipe, stderr=pipe
            )
        else:
            self._process = await forked(("--desk", str(self._desk), *self._serve), self.environment)
        self.pid = self._process.pid

    async def command(self, *arguments: str) -> tuple[int, str, str]:
        """Run another command on the desk beside it: exit code, output, errors."""
        process = await forked(("--desk", str(self._desk), *arguments), self.environment)
        out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()

    async def ended(self, timeout_s: float = 15) -> tuple[int, list[str]]:
        """Wait for its end: the exit code and the lines it wrote to stderr."""
        _, said = await asyncio.wait_for(self._process.communicate(), timeout_s)
        return self._process.returncode, said.decode().splitlines()

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    async def close(self) -> None:
        """End it, however it goes."""
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.communicate()


@asynccontextmanager
async def a_served(
    desk: Path, *command: str, serve: Sequence[str] = ("serve",), **variables: str
) -> AsyncIterator[Served]:
    """A process that is gone at the end; it runs `frontdesk SERVE`, or a command of its own."""
    port = int(variables.pop("PORT", "0")) or free_port()
    served = Served(desk, port, *command, serve=serve, **variables)
    try:
        yield served
    finally:
        await served.close()
