"""Look: `score` and `signals`: what the desk would make of a form, without keeping it."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import click

from frontdesk.app.config import read_config
from frontdesk.app.looking import Looked
from frontdesk.cli.lines import each, files_argument
from frontdesk.cli.table import table, terminal_width
from frontdesk.cli.teller import Plan, Show, known, scored
from frontdesk.desk.clock import wall as now
from frontdesk.rules.rules import Rules
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
def score(desk: Path, files: tuple[BinaryIO, ...], as_json: bool | None) -> None:
    """Score forms: one JSON object a line, from FILES or standard input.

    A line holds the fields as a form would send them, under any label, plus `id` and `answers`
    ({"budget": true}) if you like. Nothing is kept or sent.
    """
    _each("score", desk, files, as_json, scored, _score_table)


@click.command(short_help="Show what is known about a form.")
@files_argument
@_shape
@click.pass_obj
def signals(desk: Path, files: tuple[BinaryIO, ...], as_json: bool | None) -> None:
    """Show the signals of forms: one JSON object a line, from FILES or standard input.

    Lines are those of `frontdesk score`. Nothing is kept or sent.
    """
    _each("signals", desk, files, as_json, known, _signals_table)


def _each(
    command: str,
    desk: Path,
    files: tuple[BinaryIO, ...],
    as_json: bool | None,
    as_line: Show,
    as_table: Callable[..., str],
) -> None:
    rules = read_config(desk).rules
    as_json = not sys.stdout.isatty() if as_json is None else as_json
    shown = as_line if as_json else partial(as_table, rules=rules)
    plan = Plan(command=command, desk=desk, rules=rules.text, at=now(), shown=shown, as_json=as_json)
    each(plan, rules, files)


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


def _signals_table(id_: Any, looked: Looked, rules: Rules) -> str:
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
