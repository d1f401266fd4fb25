"""Run: `serve` and `demo`."""

import asyncio
import os
import signal
from collections.abc import Awaitable
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import click

from frontdesk.app.config import read_config
from frontdesk.app.service import Service
from frontdesk.cli.log import configure
from frontdesk.errors import Faults


class Running(Protocol):
    """Something that starts and stops."""

    def welcome(self) -> str:
        """What the terminal says once it runs."""
        ...

    async def start(self) -> None:
        """Begin."""

    async def stop(self) -> None:
        """End."""


@click.command()
@click.pass_obj
def serve(desk: Path) -> None:
    """Run the service."""
    config = read_config(desk)
    configure(config.settings.log)

    async def run() -> None:
        service = Service(config)
        await until_stopped(service)

    _run(run())


@click.command()
@click.option("--port", default=8080, show_default=True, help="The page's port; 0 takes a free one.")
@click.pass_obj
def demo(desk: Path, port: int) -> None:
    """Show the whole thing on this machine: no account, no network, no configuration."""
    from frontdesk.demo.desk import DemoDesk

    configure("console")

    async def run() -> None:
        await until_stopped(DemoDesk(desk, port))

    _run(run())


async def until_stopped(running: Running) -> None:
    """Start it, say where it is, and stop it at SIGTERM or Ctrl-C; a second one ends at once."""
    stop = asyncio.Event()

    def asked() -> None:
        if stop.is_set():
            os._exit(1)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked)
    try:
        await running.start()
    except OSError as error:
        await running.stop()
        raise Faults(
            [f"the address cannot be listened on: {error.strerror or error}; try another port"]
        ) from error
    click.echo(running.welcome())
    await stop.wait()
    await running.stop()


def _run(main: Awaitable[None]) -> None:
    if find_spec("uvloop"):
        import uvloop

        uvloop.run(main)  # type: ignore[arg-type]
    else:
        asyncio.run(main)  # type: ignore[arg-type]
