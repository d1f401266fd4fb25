"""Serve: the service."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from frontdesk.app.config import read_config
from frontdesk.app.memory import give_back
from frontdesk.app.service import Service
from frontdesk.cli.log import configure
from frontdesk.cli.run import run, until_stopped
from frontdesk.desk.node import Part

CLOSE_S: Final = 2.0  #: beyond STOP_TIMEOUT, to say goodbye and to close the database


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

    async def main() -> None:
        service = Service(config, part=Part(role), listens=Part(role) is not Part.WORKER or port is not None)
        give_back()
        limit_s = config.settings.stop_timeout.total_seconds() + CLOSE_S
        await until_stopped(service, "set FRONTDESK_PORT to another port", limit_s)

    run(main())
