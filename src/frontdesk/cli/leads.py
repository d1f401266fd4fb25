"""Leads: `leads list` and `leads show N`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
import orjson
import sqlalchemy as sa

from frontdesk.app.basis import Basis, read_basis
from frontdesk.cli.failing import fail
from frontdesk.cli.retry import retry
from frontdesk.cli.stored import stored
from frontdesk.cli.story import no_lead, stands, story_of, told
from frontdesk.cli.table import table, terminal_width
from frontdesk.desk.clock import wall as now
from frontdesk.files.folder import Folder
from frontdesk.model.submission import shown_name
from frontdesk.store import lookups, submissions
from frontdesk.store.leads import LeadLine, newest
from frontdesk.text import one_line

Found = TypeVar("Found")


@click.group(short_help="Look at the leads that came in: list, show.")
def leads() -> None:
    """The leads that came in."""


leads.add_command(retry)


@leads.command("list", short_help="The newest leads.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="How many, newest first."
)
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
@click.pass_obj
def list_(desk: Path, limit: int, as_json: bool) -> None:
    """List the newest leads."""
    basis = read_basis(desk)
    lines = _read(basis, lambda connection: newest(connection, limit)) or []
    if as_json:
        for line in lines:
            click.echo(orjson.dumps(_object(line)))
    else:
        _print(basis, lines)
    fail(_broken(line.lead.id, line.receipt_error) for line in lines if line.receipt_error)


def _print(basis: Basis, lines: Sequence[LeadLine]) -> None:
    """The list for people, and what else there is."""
    heads = ("lead", "score", "band", "state", "owner", "name", "company", "came")
    rows = [_row(line) for line in lines]
    click.echo(table(heads, rows, terminal_width()) if rows else "No leads yet.")
    if waiting := _read(basis, submissions.leadless):
        click.echo(f"Forms not yet judged, which may be of further leads: {waiting}; see `frontdesk audit`")
    if thin := _read(basis, lookups.thin_forms):
        each = ", ".join(f"{form.count} of {form.hook}" for form in thin)
        click.echo(f"Forms whose answers must be fetched: {each}; see `frontdesk audit`")


@leads.command("show", short_help="All that is kept about one lead.")
@click.argument("number", type=click.IntRange(1, 2**63 - 1))
@click.pass_obj
def show(desk: Path, number: int) -> None:
    """Show one lead: what it wrote, every score with its reasons, letters, cards and history."""
    basis, at = read_basis(desk), now()
    story = _read(basis, lambda connection: story_of(connection, number, at))
    if story is None:
        raise no_lead(number)
    for line in told(story, basis.rules, Folder(basis.files)):
        click.echo(line)
    fail(_broken(number, error) for error in [story.known.receipt_error] if error)


def _broken(lead: int, error: str) -> str:
    """That the newest receipt of a lead cannot be read."""
    told = f"lead {lead}: expected a receipt that can be read, found: {one_line(error, 200)}"
    return f"{told}; `frontdesk rescore` judges it anew"


def _row(line: LeadLine) -> tuple[str, ...]:
    lead, total = line.lead, line.receipt.score.total if line.receipt else None
    return (
        f"#{lead.id}",
        "" if total is None else str(total),
        lead.band or "",
        stands(lead),
        one_line(lead.owner or "", 20),
        one_line(shown_name(line.fields), 30),
        one_line(str(line.fields.get("company", "")), 30),
        f"{lead.created_at:%Y-%m-%d %H:%M}",
    )


def _object(line: LeadLine) -> dict[str, Any]:
    lead = line.lead
    return {
        "id": lead.id,
        "score": line.receipt.score.total if line.receipt else None,
        "band": lead.band,
        "state": lead.state,
        "owner": lead.owner,
        "joined_into": lead.joined_into,
        "name": shown_name(line.fields),
        "company": line.fields.get("company"),
        "enquiries": line.enquiries,
        "at": lead.created_at,
    }


def _read(basis: Basis, work: Callable[[sa.Connection], Found]) -> Found | None:
    """What `work` reads; None where nothing was ever stored."""
    return stored(basis, lambda db: db.read(work))
