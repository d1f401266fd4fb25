"""Look: `score`, `signals` and `preview`: what the desk would make of a form."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, Final, TextIO

import click
import orjson

from frontdesk.app.config import Config, read_config
from frontdesk.app.looking import Looked, Looking
from frontdesk.app.service import now
from frontdesk.cli.table import table
from frontdesk.errors import NotFound, Unreadable
from frontdesk.messages.letter import LetterValues
from frontdesk.model.delivery import Letter
from frontdesk.model.samples import SAMPLES
from frontdesk.rules.rules import Rules
from frontdesk.scoring.receipt import line as score_line
from frontdesk.signals.lines import as_json as signals_json
from frontdesk.text import one_line

LANGUAGES: Final = ("en", "ru", "pl")
LINE_CHARS: Final = 1_000_000

Show = Callable[[Any, Looked], str]

_files = click.argument("files", nargs=-1, type=click.File("r", encoding="utf-8", errors="replace"))
_json = click.option("--json", "as_json", is_flag=True, help="One object a line, for machines.")


@click.command()
@_files
@_json
@click.pass_obj
def score(desk: Path, files: tuple[TextIO, ...], as_json: bool) -> None:
    """Score submissions: one JSON object a line, from FILES or standard input."""
    config = read_config(desk)
    if as_json or not sys.stdout.isatty():
        _each(config, files, _scored)
    else:
        _each(config, files, lambda id_, looked: _told(id_, looked, config.rules))


@click.command()
@_files
@_json
@click.pass_obj
def signals(desk: Path, files: tuple[TextIO, ...], as_json: bool) -> None:
    """Show what is known about each submission: one JSON object a line, from FILES or standard input."""
    del as_json  # signals have one shape
    _each(
        read_config(desk),
        files,
        lambda id_, looked: _dump({"id": id_, "signals": signals_json(looked.signals)}),
    )


@click.command()
@click.argument("letter", required=False)
@click.option("--language", type=str, help="Only this language.")
@click.option("--sample", type=click.Choice(list(SAMPLES)), default="complete", show_default=True)
@click.option("--html", is_flag=True, help="The HTML part instead of the text.")
@click.pass_obj
def preview(desk: Path, letter: str | None, language: str | None, sample: str, html: bool) -> None:
    """Show LETTER (all of them without a name) for a sample lead in every language."""
    config = read_config(desk)
    names = [letter] if letter else sorted(config.letters.names)
    if letter and letter not in config.letters.names:
        there = ", ".join(sorted(config.letters.names))
        raise NotFound(f'preview: no letter "{letter}"; there is {there}')
    looked = Looking(config.rules).look(SAMPLES[sample], now())
    for name in names:
        for spoken in [language] if language else config.letters.languages(name):
            click.echo(_letter(sample_letter(config, name, spoken, looked), html))


def sample_letter(config: Config, name: str, language: str, looked: Looked) -> Letter:
    """One letter as that form would get it."""
    fields = looked.fields(config.rules)
    return config.letters.render(name, language, LetterValues.of(looked.signals, fields))


def _letter(letter: Letter, html: bool) -> str:
    if html:
        return letter.html
    attached = "".join(f"\nAttached: {a.name}, {len(a.content)} bytes" for a in letter.attachments)
    head = f"── {letter.name} · {letter.language} " + "─" * 40
    return f"{head}\nSubject: {letter.subject}{attached}\n\n{letter.text}"


def _each(config: Config, files: tuple[TextIO, ...], shown: Show) -> None:
    """One line out for each line in; exit 1 at the end when one could not be read."""
    looking, at, failed = Looking(config.rules), now(), False
    stdin = click.open_file("-", encoding="utf-8", errors="replace")
    for line in _lines(files or (stdin,)):
        try:
            id_, looked = _looked(looking, line, at)
            click.echo(shown(id_, looked))
        except Unreadable as error:
            failed = True
            click.echo(_dump({"id": None, "error": str(error)}))
    if failed:
        sys.exit(1)


def _lines(files: Iterable[Iterable[str]]) -> Iterator[str]:
    return (line for line in chain.from_iterable(files) if line.strip())


def _looked(looking: Looking, line: str, at: datetime) -> tuple[Any, Looked]:
    if len(line) > LINE_CHARS:
        raise Unreadable(413, f"line: expected at most {LINE_CHARS} characters")
    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise Unreadable(400, f"line: expected a JSON object: {error}") from error
    if not isinstance(fields, dict):
        raise Unreadable(400, "line: expected a JSON object")
    return fields.get("id"), looking.look(fields, at)


def _scored(id_: Any, looked: Looked) -> str:
    return _dump(score_line(id_, looked.score, looked.verdict))


def _told(id_: Any, looked: Looked, rules: Rules) -> str:
    total, decided = looked.score, looked.verdict
    rows = [
        (f"{r.points:+d}", _name(rules, r.criterion), one_line(r.because, 60), r.by) for r in total.reasons
    ]
    rows += [("?", _name(rules, id_), "nobody has answered", "") for id_ in total.open]
    head = f"{id_ or '-'}: {total.total} points, {decided.band}, letter {decided.letter or 'none'}"
    if decided.quarantine:
        head += f", quarantined: {', '.join(decided.quarantine)}"
    elif decided.withheld:
        head += f" withheld: {decided.withheld}"
    return f"{head}\n{table(('points', 'criterion', 'because', 'by'), rows)}\n"


def _name(rules: Rules, id_: str) -> str:
    criterion = rules.criterion(id_)
    return criterion.name(rules.language) if criterion else id_


def _dump(value: Any) -> str:
    return orjson.dumps(value).decode()
