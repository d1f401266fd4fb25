"""Look: `score` and `signals`: what the desk would make of a form, without keeping it."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from frontdesk.app.config import read_config
from frontdesk.app.looking import Looked
from frontdesk.cli.lines import as_line, each, files_argument
from frontdesk.cli.table import table, terminal_width
from frontdesk.rules.rules import Rules
from frontdesk.scoring.receipt import line as score_line
from frontdesk.signals.lines import as_json as signals_json
from frontdesk.text import one_line

_shape = click.option(
    "--json/--table",
    "as_json",
    default=None,
    help="One JSON object a line, or tables for people. Default: tables on a terminal, else JSON.",
)


@click.command(short_help="Score forms, with every reason.")
@files_argument
@_shape
@click.pass_obj
def score(desk: Path, files: tuple[TextIO, ...], as_json: bool | None) -> None:
    """Score forms: one JSON object a line, from FILES or standard input.

    A line holds the fields as a form would send them, under any label, plus `id` and `answers`
    ({"budget": true}) if you like. Nothing is kept or sent.
    """
    rules, as_json = read_config(desk).rules, _wants_json(as_json)
    shown = _scored if as_json else partial(_score_table, rules=rules)
    each(rules, files, shown, as_json=as_json)


@click.command(short_help="Show what is known about a form.")
@files_argument
@_shape
@click.pass_obj
def signals(desk: Path, files: tuple[TextIO, ...], as_json: bool | None) -> None:
    """Show the signals of forms: one JSON object a line, from FILES or standard input.

    Lines are those of `frontdesk score`. Nothing is kept or sent.
    """
    as_json = _wants_json(as_json)
    each(read_config(desk).rules, files, _signals if as_json else _signals_table, as_json=as_json)


def _wants_json(asked: bool | None) -> bool:
    return not sys.stdout.isatty() if asked is None else asked


def _scored(id_: Any, looked: Looked) -> str:
    return as_line(score_line(id_, looked.score, looked.verdict))


def _score_table(id_: Any, looked: Looked, rules: Rules) -> str:
    total, decided, language = looked.score, looked.verdict, rules.language
    rows = [
        (
            f"{reason.points:+d}",
            rules.name(reason.criterion, language),
            one_line(reason.because, 60),
            reason.by,
        )
        for reason in total.reasons
    ]
    rows += [("?", rules.name(open_, language), "nobody has answered", "") for open_ in total.open]
    cell = f" ({total.cell})" if total.cell else ""
    rows += [("", "", f"without {one_line(gate.needs, 40)}: not {gate.band}", "") for gate in decided.gates]
    head = f"{_id(id_)}: {total.total} points, {decided.band}{cell}, letter {decided.letter or 'none'}"
    if decided.quarantine:
        head += f", quarantined: {', '.join(decided.quarantine)}"
    elif decided.withheld:
        head += f", withheld: {decided.withheld}"
    return f"{head}\n{table(('points', 'criterion', 'because', 'by'), rows, terminal_width())}\n"


def _signals(id_: Any, looked: Looked) -> str:
    return as_line({"id": id_, "signals": signals_json(looked.signals)})


def _signals_table(id_: Any, looked: Looked) -> str:
    rows = list(_known(signals_json(looked.signals)))
    return f"{_id(id_)}\n{table(('signal', 'value'), rows, terminal_width())}\n"


def _known(values: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Name and value of every signal that is not unknown or empty."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _known(value, f"{before}{name}.")
        elif value not in (None, []):
            yield f"{before}{name}", one_line(_text(value), 100)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_text(part) for part in value)
    if isinstance(value, dict):
        return ": ".join(_text(part) for part in value.values())
    return str(value)


def _id(id_: Any) -> str:
    return "-" if id_ is None else one_line(_text(id_), 40)
