"""Progress: a bar on a terminal for what takes long."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from frontdesk.store.copying import Progress


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Tell it how much is done, and of how much; nothing is drawn where stderr is no terminal."""
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def done(part: int, whole: int) -> None:
            bar.length = max(whole, 1)
            bar.update(part - bar.pos)

        yield done
