"""Forked: a command in a process of its own that has frontdesk in its memory from the first moment.

To start Python and to import frontdesk takes most of a second; a process that was forked from one which has
done so begins at once. In all else it is one that `python -m frontdesk` started.
"""

import asyncio
import multiprocessing
import os
import pkgutil
import signal
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from typing import Any

import frontdesk
from support import launcher

#: What forks. One server for each process of the tests; it must be told what to hold before it first forks.
CONTEXT = multiprocessing.get_context("forkserver")
_MODULES = (module.name for module in pkgutil.walk_packages(frontdesk.__path__, "frontdesk."))
CONTEXT.set_forkserver_preload(
    [
        *(name for name in _MODULES if "__main__" not in name and ".migrations." not in name),
        *("alembic.command", "psycopg", "sqlalchemy.dialects.postgresql.psycopg"),
    ]
)


class Forked:
    """A running command; the part of asyncio's `Process` that tests use."""

    def __init__(self, process: Any, stdout: asyncio.StreamReader, stderr: asyncio.StreamReader) -> None:
        self._process, self.stdout, self.stderr = process, stdout, stderr
        self.pid: int = process.pid

    @property
    def returncode(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it lives."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """kill -9."""
        self.send_signal(signal.SIGKILL)

    async def communicate(self) -> tuple[bytes, bytes]:
        """Wait for its end; all it wrote to stdout and stderr."""
        said = await asyncio.gather(self.stdout.read(), self.stderr.read())
        while self.returncode is None:
            await asyncio.sleep(0.005)
        return said[0], said[1]


async def forked(arguments: Sequence[str], environment: Mapping[str, str]) -> Forked:
    """Run `frontdesk ARGUMENTS` with just that environment."""
    (out, out_end), (err, err_end) = (CONTEXT.Pipe(duplex=False) for _ in range(2))
    ends = (out_end, err_end)
    process = CONTEXT.Process(
        target=launcher.command, args=(tuple(arguments), dict(environment), *ends), daemon=True
    )
    process.start()
    for end in ends:
        end.close()
    return Forked(process, await _reader(out), await _reader(err))


async def _reader(end: Connection) -> asyncio.StreamReader:
    """What comes out of that end of a pipe."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(loop=loop)
    file = os.fdopen(os.dup(end.fileno()), "rb", 0)
    end.close()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader, loop=loop), file)
    return reader
