"""Run: a service in this process, until it is told to stop."""

import asyncio
import os
import signal
import threading
from collections.abc import Coroutine
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, Protocol

import click

from frontdesk.errors import Faults, FrontdeskError

AT_ONCE_S: Final = 0.2  #: a shell may send one Ctrl-C to the process and to its group
LATE: Final = (
    "frontdesk: something would not end in time; what was taken is stored, and goes on at the next start"
)


class Running(Protocol):
    """Something that starts and stops."""

    def welcome(self) -> str:
        """What the terminal says once it runs."""
        ...

    async def start(self) -> None:
        """Begin."""

    async def stop(self) -> None:
        """End."""


async def until_stopped(running: Running, way_out: str, limit_s: float = 10.0) -> None:
    """Start it, say where it is, and stop it at SIGTERM or Ctrl-C; a second one ends at once.

    The process ends within `limit_s` of the signal, whatever hangs.

    Raises:
        Faults: the address cannot be listened on; `way_out` is what to do about it.
    """
    stop = _asked_to_stop()
    try:
        await running.start()
    except FrontdeskError:
        await running.stop()
        raise
    except OSError as error:
        await running.stop()
        raise Faults([f"cannot listen: {error.strerror or error}; {way_out}"]) from error
    click.echo(running.welcome())
    await stop.wait()
    _end_after(limit_s)
    await running.stop()


def _asked_to_stop() -> asyncio.Event:
    """Set at the first signal; a later one ends the process."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    asked_at: list[float] = []

    def asked() -> None:
        asked_at.append(loop.time())
        if asked_at[-1] - asked_at[0] > AT_ONCE_S:
            os._exit(1)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked)
    return stop


def _end_after(limit_s: float) -> None:
    """A thread, since it is threads that hang: in a locked database, or on a server that fell silent."""

    def end() -> None:
        click.echo(LATE, err=True)
        os._exit(1)

    timer = threading.Timer(limit_s, end)
    timer.daemon = True
    timer.start()


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run it on uvloop where the extra `fast` brought that, else on asyncio's own loop."""
    runner = import_module("uvloop" if find_spec("uvloop") else "asyncio")
    runner.run(main)
