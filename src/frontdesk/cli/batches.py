"""Batches: the lines of files or standard input as they come, many at once where many are there."""

import select
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, Final

import click

from frontdesk.text import one_line

LINE_BYTES: Final = 1_000_000  #: of a longer line a little more is kept, to tell
READ_BYTES: Final = 64 * 1024  #: at once, what a pipe holds
MOST: Final = 200  #: lines of a batch


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Some lines that follow one another."""

    file: str | None  #: its name; None: standard input
    first: int  #: the number of the first line
    lines: list[bytes]

    def place(self, index: int) -> str:
        """Where a line stands: `forms.jsonl:2`, or `line 2` of standard input."""
        number = self.first + index
        return f"line {number}" if self.file is None else f"{self.file}:{number}"


def batches(files: tuple[BinaryIO, ...]) -> Iterator[Batch | None]:
    """The lines of the files in order, of standard input if there are none.

    None comes each time before something must be waited for.
    """
    for file in files:
        yield from _of_file(one_line(file.name, 200), file)
    if not files:
        if sys.stdin.isatty():
            click.echo("Reading forms from the keyboard: one JSON object a line, Ctrl-D ends.", err=True)
        yield from _of_file(None, click.open_file("-", "rb"))


def _of_file(name: str | None, file: IO[bytes]) -> Iterator[Batch | None]:
    number = 1
    for lines in _lines(file):
        if lines is None:
            yield None
            continue
        for start in range(0, len(lines), MOST):
            some = lines[start : start + MOST]
            yield Batch(file=name, first=number, lines=some)
            number += len(some)


def _lines(file: IO[bytes]) -> Iterator[list[bytes] | None]:
    """The whole lines that each reading brought; of a line that is too long only its beginning."""
    rest = b""
    while True:
        if not _is_ready(file):
            yield None
        read: bytes = file.read1(READ_BYTES)  # type: ignore[attr-defined]  # all that click opens have it
        if not read:
            break
        *lines, rest = (rest + read).split(b"\n")
        rest = rest[: LINE_BYTES + 1]
        yield lines
    if rest:
        yield [rest]


def _is_ready(file: IO[bytes]) -> bool:
    """Whether it can be read without waiting; a file on disk always can."""
    try:
        return bool(select.select([file], [], [], 0)[0])
    except (ValueError, OSError):
        return True
