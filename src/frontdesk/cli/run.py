"""Run: `serve` and `demo`."""

import asyncio
import os
import signal
import threading
from collections.abc import Coroutine
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import click

from frontdesk.app.config import read_config
from frontdesk.app.service import Service
from frontdesk.cli.log import configure
from frontdesk.desk.node import Part
from frontdesk.errors import Faults, FrontdeskError

AT_ONCE_S = 0.2  #: a shell may send one Ctrl-C to the process and to its group
CLOSE_S = 2.0  #: beyond STOP_TIMEOUT, to say goodbye and to close the database
LATE = "frontdesk: something would not end in time; what was taken is stored, and goes on at the next start"


class Running(Protocol):
    """Something that starts and stops."""

    def welcome(self) -> str:
        """What the terminal says once it runs."""
        ...

    async def start(self) -> None:
        """Begin."""

    async def stop(self) -> None:
        """End."""


@click.command(short_help="Run the service.")
@click.option(
    "--role",
    type=click.Choice([str(part) for part in Part]),
    default=str(Part.ALL),
    show_default=True,
    help="web takes forms; worker judges, sends and answers presses; all does both.",
)
@click.option("--port", type=click.IntRange(0, 65535), help="Instead of FRONTDESK_PORT.")
@click.pass_obj
def serve(desk: Path, role: str, port: int | None) -> None:
    """Run the service of the desk folder, until Ctrl-C or SIGTERM.

    Address and port are FRONTDESK_HOST and FRONTDESK_PORT. Without mail or Telegram it says so, starts, and
    keeps what it would have sent. A worker listens only on a --port of its own, for /health.
    """
    config = read_config(desk)
    if port is not None:
        config = replace(config, settings=config.settings.model_copy(update={"port": port}))
    configure(config.settings.log)

    async def run() -> None:
        service = Service(config, part=Part(role), listens=Part(role) is not Part.WORKER or port is not None)
        limit_s = config.settings.stop_timeout.total_seconds() + CLOSE_S
        await until_stopped(service, "set FRONTDESK_PORT to another port", limit_s)

    _run(run())


@click.command(short_help="Try it all here: no account, no network.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="The page's port; 0 takes a free one.",
)
@click.pass_obj
def demo(desk: Path, port: int) -> None:
    """Show the whole thing on this machine: no account, no network, no configuration."""
    from frontdesk.demo.desk import DemoDesk

    configure("console")

    async def run() -> None:
        await until_stopped(DemoDesk(desk, port), "try `frontdesk demo --port 0`")

    _run(run())


async def until_stopped(running: Running, way_out: str, limit_s: float = 10.0) -> None:
    """Start it, say where it is, and stop it at SIGTERM or Ctrl-C; a second one ends at once.

    The process ends within `limit_s` of the signal, whatever hangs.

    Raises:
        Faults: the address cannot be listened on; `way_out` is what to do about it.
    """
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    asked_at: list[float] = []

    def asked() -> None:
        asked_at.append(loop.time())
        if asked_at[-1] - asked_at[0] > AT_ONCE_S:
            os._exit(1)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked)
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


def _end_after(limit_s: float) -> None:
    """A thread, since it is threads that hang: in a locked database, or on a server that fell silent."""

    def end() -> None:
        click.echo(LATE, err=True)
        os._exit(1)

    timer = threading.Timer(limit_s, end)
    timer.daemon = True
    timer.start()


def _run(main: Coroutine[Any, Any, None]) -> None:
    """Run it on uvloop where the extra `fast` brought that, else on asyncio's own loop."""
    runner = import_module("uvloop" if find_spec("uvloop") else "asyncio")
    runner.run(main)
