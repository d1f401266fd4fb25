"""Main: the command line. Exit 0 when well, 1 when what was checked is not, 2 when called wrongly."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from frontdesk.cli.commands import Commands
from frontdesk.errors import Faults, FrontdeskError


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--desk",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The desk folder: rules.toml, templates/, .env, the database. Default: this folder.",
)
@click.version_option(package_name="frontdesk")
@click.pass_context
def cli(context: click.Context, desk: Path) -> None:
    """The front desk of your website: takes every form, scores the lead, answers, and tells your people.

    Begin with `frontdesk demo`.
    """
    context.obj = desk


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line, on `sys.argv` unless arguments are given; every fault is one line on stderr."""
    try:
        sys.exit(cli(arguments, prog_name="frontdesk", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _end(error.exit_code, [_told(error)])
    except click.Abort:
        _end(130, [])  # what a shell expects of a command that Ctrl-C ended
    except Faults as faults:
        _end(1, faults.problems)
    except FrontdeskError as error:
        _end(1, [str(error)])
    except BrokenPipeError:
        # Whoever read has gone, for example `head`. The interpreter would complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        told = f"expected it to be there and to be ours to use, found: {error.strerror or error}"
        _end(1, [f"{error.filename or 'frontdesk'}: {told}"])


def _told(error: click.ClickException) -> str:
    # The name of click's own kind of number means nothing to people.
    message = " ".join(error.format_message().split()).replace("valid integer range", "whole number")
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return message
    return f"{context.command_path}: {message.rstrip('.')}; see `{context.command_path} --help`"


def _end(code: int, problems: Sequence[str]) -> NoReturn:
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(code)
