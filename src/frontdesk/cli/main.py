"""Main: the command line. Exit 0 when well, 1 when what was checked is not, 2 when called wrongly."""

import sys
from pathlib import Path

import click

from frontdesk.cli.folder import check, init
from frontdesk.cli.leads import leads
from frontdesk.cli.look import preview, score, signals
from frontdesk.cli.run import demo, serve
from frontdesk.errors import Faults, FrontdeskError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--desk",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The desk folder: rules.toml, templates/, .env, the database. Default: this folder.",
)
@click.version_option(package_name="frontdesk")
@click.pass_context
def cli(context: click.Context, desk: Path) -> None:
    """The front desk of your website: takes every form, scores the lead, answers, and tells your people."""
    context.obj = desk


for command in (demo, serve, check, score, signals, preview, init, leads):
    cli.add_command(command)


def main() -> None:
    """Run the command line; every fault is one line on stderr."""
    try:
        cli()
    except Faults as faults:
        for problem in faults.problems:
            click.echo(problem, err=True)
        sys.exit(1)
    except FrontdeskError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
