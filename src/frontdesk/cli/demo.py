"""Demo: all of it here."""

from pathlib import Path

import click

from frontdesk.cli.log import configure
from frontdesk.cli.run import run, until_stopped
from frontdesk.demo.desk import DemoDesk


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
    configure("console")

    async def main() -> None:
        await until_stopped(DemoDesk(desk, port), "try `frontdesk demo --port 0`")

    run(main())
