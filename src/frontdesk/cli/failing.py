"""Failing: how a command ends that found something wrong."""

import sys
from collections.abc import Iterable

import click

from frontdesk.text import one_line


def fail(failures: Iterable[str]) -> None:
    """One line for each on stderr, and exit 1 if there is any."""
    told = list(failures)
    for line in told:
        click.echo(one_line(line, 400), err=True)
    if told:
        sys.exit(1)
