"""Audit: whether everything that came in is accounted for."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import click
import orjson

from frontdesk.app.basis import read_basis
from frontdesk.cli.stored import stored
from frontdesk.cli.table import table
from frontdesk.desk.clock import wall as now
from frontdesk.desk.tick import audited
from frontdesk.lookups import way_out
from frontdesk.rules.rules import Rules
from frontdesk.store.audit import STATES, Audit
from frontdesk.store.database import Database
from frontdesk.text import one_line

_WORDS: Final = {"thin": "waiting for answers"}
_NOTHING: Final = Audit(
    accepted=0,
    submissions=dict.fromkeys(("judged", "quarantined", "unjudged", "waiting", "thin"), 0),
    letters=dict.fromkeys(STATES, 0),
    cards=dict.fromkeys(STATES, 0),
    files=dict.fromkeys(STATES, 0),
    unjudged=(),
    findings=(),
)


@click.command(short_help="Is everything that came in accounted for?")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@click.pass_obj
def audit(desk: Path, as_json: bool) -> None:
    """Count every form, letter and card, and look for what a crash or a bug would leave behind.

    The service may run meanwhile. Exit 1 when something is not accounted for.
    """
    basis = read_basis(desk)

    async def work(db: Database) -> Audit:
        settings, at = basis.settings, await db.now() or now()
        spans = {"overdue": settings.overdue, "node_timeout": settings.node_timeout}
        return await audited(db, basis.rules, at, **spans)

    found = stored(basis, work) or _NOTHING
    if as_json:
        click.echo(orjson.dumps(_object(found)))
    else:
        click.echo(_tables(found))
        for line in _notes(found, basis.rules):
            click.echo(line)
        for finding in found.findings:
            click.echo(str(finding), err=True)
    sys.exit(0 if found.sound else 1)


def _tables(found: Audit) -> str:
    counted = [*_rows("submissions", found.submissions, "accepted", found.accepted)]
    counted += _rows("letters", found.letters, "stored", sum(found.letters.values()))
    counted += _rows("cards", found.cards, "stored", sum(found.cards.values()))
    if files := sum(found.files.values()):
        counted += _rows("files", found.files, "stored", files)
    return table(("what", "state", "number"), counted)


def _rows(what: str, counts: Mapping[str, int], all_: str, number: int) -> Iterator[tuple[str, str, str]]:
    """The sum first, then its parts."""
    yield what, all_, str(number)
    for state, count in counts.items():
        if count:
            yield "", _WORDS.get(state, state), str(count)


def _notes(found: Audit, rules: Rules) -> Iterator[str]:
    """What is accounted for, and yet waits for a person."""
    for one in found.unjudged:
        whose = f"{one.submission:x}" if one.lead is None else f"#{one.lead}"
        yield f"{whose} could not be judged, {one.tries} times: {one_line(one.error, 200)}"
    if found.unjudged:
        yield "`frontdesk leads retry` has these forms judged again."
    for form in found.thin:
        told = way_out(form.provider, rules.forms.get(form.hook), form.error)
        yield f"{form.hook}: answers to fetch: {form.count}, since {form.since:%Y-%m-%d %H:%M} UTC: {told}"
    if found.withheld:
        why = ", ".join(f"{code or 'no reason'} {count}" for code, count in found.withheld.items())
        yield f"Letters withheld: {why}"
    held = found.letters["held"] + found.cards["held"] + found.files["held"]
    if held:
        yield f"Held for a person to decide: {held}; `frontdesk outbox list --state held`"
    if found.sound:
        yield "Everything is accounted for."


def _object(found: Audit) -> dict[str, Any]:
    return {
        "sound": found.sound,
        "submissions": {"accepted": found.accepted, **found.submissions},
        "letters": found.letters,
        "withheld": found.withheld,
        "cards": found.cards,
        "files": found.files,
        "unjudged": [{**asdict(one), "submission": f"{one.submission:x}"} for one in found.unjudged],
        "thin": [asdict(form) for form in found.thin],
        "findings": [asdict(finding) for finding in found.findings],
    }
