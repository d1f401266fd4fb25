"""Lines: forms as JSON lines, from files or standard input, one line out for each."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final, TextIO

import click
import orjson

from frontdesk.app.looking import Looked, Looking
from frontdesk.desk.clock import wall as now
from frontdesk.errors import Unreadable
from frontdesk.rules.rules import Rules
from frontdesk.text import one_line

LINE_CHARS: Final = 1_000_000
ID_CHARS: Final = 1_000

#: Marks where a file is not UTF-8, which no JSON reader then takes for text.
_NOT_UTF8: Final = "surrogateescape"

#: (the line's id, what was found out) → what is printed
Show = Callable[[Any, Looked], str]

files_argument = click.argument(
    "files", nargs=-1, metavar="[FILE]...", type=click.File("r", encoding="utf-8-sig", errors=_NOT_UTF8)
)


def each(rules: Rules, files: tuple[TextIO, ...], shown: Show, *, as_json: bool) -> None:
    """Print what is `shown` of each line read, or why it could not be read, in JSON or for people.

    Exits 1 at the end when one of them could not be read.
    """
    looking, at, failed = Looking(rules), now(), False
    for place, line in _placed(files):
        try:
            click.echo(shown(*_looked(looking, line, at)))
        except Unreadable as error:
            failed, told = True, f"{place}: {error}"
            click.echo(as_line({"id": None, "error": told}) if as_json else f"{one_line(told, 400)}\n")
    if failed:
        sys.exit(1)


def as_line(value: Any) -> str:
    """A value as one line of JSON."""
    return orjson.dumps(value).decode()


def _placed(files: tuple[TextIO, ...]) -> Iterator[tuple[str, str]]:
    """Where each line stands, and the line: `forms.jsonl:2`, or `line 2` of standard input."""
    for file in files:
        for number, line in enumerate(file, 1):
            yield f"{one_line(file.name, 200)}:{number}", line
    if not files:
        for number, line in enumerate(_stdin(), 1):
            yield f"line {number}", line


def _stdin() -> Iterator[str]:
    if sys.stdin.isatty():
        click.echo("Reading forms from the keyboard: one JSON object a line, Ctrl-D ends.", err=True)
    yield from click.open_file("-", encoding="utf-8-sig", errors=_NOT_UTF8)


def _looked(looking: Looking, line: str, at: datetime) -> tuple[Any, Looked]:
    if len(line) > LINE_CHARS:
        raise Unreadable(413, f"expected at most {LINE_CHARS} characters, found {len(line)}")
    try:
        fields = orjson.loads(line.rstrip("\r\n"))
    except orjson.JSONDecodeError as error:
        found = f"{error.msg} at character {error.pos + 1}" if line.strip() else "an empty line"
        raise Unreadable(400, f"expected a JSON object, found {found}") from error
    if not isinstance(fields, dict):
        raise Unreadable(400, f"expected a JSON object, found {type(fields).__name__}")
    id_ = fields.get("id")
    if isinstance(id_, dict | list) or len(str(id_)) > ID_CHARS:
        raise Unreadable(422, f"id: expected a short text or a number, at most {ID_CHARS} characters")
    return id_, looking.look(fields, at)
