"""Leads: `leads list` and `leads show N`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import click
import orjson
import sqlalchemy as sa

from frontdesk.app.config import Config, read_config
from frontdesk.cli.failing import fail
from frontdesk.cli.files import lines_of, said_of
from frontdesk.cli.retry import retry
from frontdesk.cli.stored import stored
from frontdesk.cli.table import table, terminal_width
from frontdesk.desk.clock import wall as now
from frontdesk.errors import NotFound
from frontdesk.files.folder import Folder
from frontdesk.messages.receipt_lines import receipt_lines
from frontdesk.model.follow_up import NextFollowUp
from frontdesk.model.lead import Known, Lead
from frontdesk.model.score import Receipt
from frontdesk.model.sent_file import SentFile
from frontdesk.model.touch import TouchKind
from frontdesk.rules.hours import zone_of
from frontdesk.rules.rules import Rules
from frontdesk.store import cards, deliveries, documents, files, follow_ups, lookups, submissions
from frontdesk.store.documents import Handed
from frontdesk.store.history import read_history
from frontdesk.store.leads import LeadLine, newest, read_known
from frontdesk.store.receipts import Broken, read_receipts
from frontdesk.text import one_line

Found = TypeVar("Found")
#: Touches that are no step of anybody, in the words of the history.
_TOUCHES: Final = {
    TouchKind.SUBMISSION: "a form came",
    TouchKind.SENT: "a letter went out",
    TouchKind.REPLIED: "a letter was answered",
    TouchKind.REFUSED: "a letter was refused",
    TouchKind.UNSUBSCRIBED: "no more letters are wanted",
}


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
    config = read_config(desk)
    lines = _read(config, lambda connection: newest(connection, limit)) or []
    if as_json:
        for line in lines:
            click.echo(orjson.dumps(_object(line)))
    else:
        _print(config, lines)
    fail(_broken(line.lead.id, line.receipt_error) for line in lines if line.receipt_error)


def _print(config: Config, lines: Sequence[LeadLine]) -> None:
    """The list for people, and what else there is."""
    heads = ("lead", "score", "band", "state", "owner", "name", "company", "came")
    rows = [_row(line) for line in lines]
    click.echo(table(heads, rows, terminal_width()) if rows else "No leads yet.")
    if waiting := _read(config, submissions.leadless):
        click.echo(f"Forms not yet judged, which may be of further leads: {waiting}; see `frontdesk audit`")
    if thin := _read(config, lookups.thin_forms):
        each = ", ".join(f"{form.count} of {form.hook}" for form in thin)
        click.echo(f"Forms whose answers must be fetched: {each}; see `frontdesk audit`")


@leads.command("show", short_help="All that is kept about one lead.")
@click.argument("number", type=click.IntRange(1, 2**63 - 1))
@click.pass_obj
def show(desk: Path, number: int) -> None:
    """Show one lead: what it wrote, every score with its reasons, letters, cards and history."""
    config, at = read_config(desk), now()
    story = _read(config, lambda connection: story_of(connection, number, at))
    if story is None:
        raise _no_lead(number)
    for line in told(story, config.rules, Folder(config.files)):
        click.echo(line)
    fail(_broken(number, error) for error in [story.known.receipt_error] if error)


def _broken(lead: int, error: str) -> str:
    """That the newest receipt of a lead cannot be read."""
    told = f"lead {lead}: expected a receipt that can be read, found: {one_line(error, 200)}"
    return f"{told}; `frontdesk rescore` judges it anew"


def known_lead(config: Config, number: int) -> Known:
    """All that a stored lead is judged by.

    Raises:
        NotFound: this desk has no such lead.
    """
    at = now()
    known = _read(config, lambda connection: read_known(connection, [number], at).get(number))
    if known is None or not known.submissions:
        raise _no_lead(number)
    return known


def _no_lead(number: int) -> NotFound:
    return NotFound(f"lead {number}: expected a lead of this desk, found none; see `frontdesk leads list`")


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """All that is kept about one lead."""

    known: Known
    receipts: list[Receipt | Broken]  #: newest first
    letters: list[Any]  #: rows of `deliveries`
    handed: Sequence[Handed]  #: files that went into private chats, newest first
    cards: list[Any]  #: rows of `cards`
    steps: list[Any]  #: rows of `history`, newest first
    files: Mapping[int, Sequence[SentFile]]  #: by submission
    planned: NextFollowUp | None = None  #: the letter that comes unless somebody acts


def story_of(connection: sa.Connection, number: int, at: datetime) -> Story | None:
    """All that is kept about the lead of that number; None when there is none."""
    known = read_known(connection, [number], at).get(number)
    if known is None:
        return None
    return Story(
        known=known,
        receipts=read_receipts(connection, number),
        letters=deliveries.of_lead(connection, number),
        handed=documents.handed_over(connection, number),
        cards=cards.of_lead(connection, number),
        steps=read_history(connection, number),
        files=files.of_submissions(connection, [each.id for each in known.submissions]),
        planned=follow_ups.of_lead(connection, number),
    )


def told(story: Story, rules: Rules, folder: Folder) -> Iterator[str]:
    """A story line by line, as `leads show` prints it; `folder` is where files lie."""
    lead = story.known.lead
    yield f"#{lead.id} · {_stands(lead)}" + (f" · {lead.owner}" if lead.owner else "")
    if lead.joined_into:
        yield f"All that it sent is shown by `frontdesk leads show {lead.joined_into}`."
    sent = (*_sent(story), *_planned(story, rules))
    for part in (_submissions(story, folder), _receipts(story, rules), sent, _history(story)):
        yield ""
        yield from part


def _submissions(story: Story, folder: Folder) -> Iterator[str]:
    if story.known.lead.joined_into:
        return
    for received in story.known.submissions:
        yield f"{_at(received.at)}  form {received.hook}  submission {received.id:x}"
        said = {**received.submission.fields, **received.submission.extra}
        yield from (f"  {one_line(str(k), 40)}: {one_line(said_of(v), 400)}" for k, v in said.items())
        yield from (f"  {line}" for line in lines_of(story.files.get(received.id, ()), folder))


def _receipts(story: Story, rules: Rules) -> Iterator[str]:
    for receipt in story.receipts:
        if isinstance(receipt, Broken):
            yield f"{_at(receipt.at)}  a receipt that cannot be read, because of {receipt.cause}"
            continue
        total, band = receipt.score.total, receipt.verdict.band
        yield f"{_at(receipt.at)}  score {total}, {band}, because of {receipt.cause}"
        yield from (f"  {line}" for line in receipt_lines(receipt, rules, None))


def _sent(story: Story) -> Iterator[str]:
    for letter in story.letters:
        yield f"letter {letter.letter}: {letter.state}{_because(letter.reason)}"
    for card in story.cards:
        yield f"card in chat {card.chat}: {card.view}, {card.state}{_because(card.reason)}"
    for file in story.handed:
        name = one_line(file.name or "erased", 60)
        yield f"file in chat {file.chat}: {name}, {file.state}{_because(file.reason)}"


def _planned(story: Story, rules: Rules) -> Iterator[str]:
    """The letter that comes next by itself, as the rules of this folder have it."""
    planned, series = story.planned, rules.follow_ups
    if planned is None or planned.step > len(series):
        return
    entry, day = series[planned.step - 1], planned.due_at.astimezone(zone_of(rules.hours)).date()
    place = f"follow-up {planned.step} of {len(series)}"
    only = f"if {entry.when}, and " if entry.when else ""
    yield f"{place}, {entry.letter}, on {day.isoformat()} {only}unless somebody acts"


def _because(reason: str | None) -> str:
    """What another server answered is untrusted text too."""
    return f", {one_line(reason, 200)}" if reason else ""


def _history(story: Story) -> Iterator[str]:
    """What people and the machine did, and between it what came in and went out."""
    told = [
        (touch.at, f"{one_line(touch.source or '', 40)}: {_TOUCHES[touch.kind]}")
        for touch in story.known.touches
        if touch.kind in _TOUCHES
    ]
    # What came in stands before what was made of it within the same moment.
    told += [
        (step.at, f"{step.by}: {step.what}  {step.from_state or 'new'} → {step.to_state or 'none'}")
        for step in reversed(story.steps)
    ]
    yield from (f"{_at(at)}  {line}" for at, line in sorted(told, key=lambda line: line[0]))


def _stands(lead: Lead) -> str:
    return f"joined into #{lead.joined_into}" if lead.joined_into else lead.state or "not judged yet"


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _row(line: LeadLine) -> tuple[str, ...]:
    lead, total = line.lead, line.receipt.score.total if line.receipt else None
    return (
        f"#{lead.id}",
        "" if total is None else str(total),
        lead.band or "",
        _stands(lead),
        one_line(lead.owner or "", 20),
        one_line(_name(line), 30),
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
        "name": _name(line),
        "company": line.fields.get("company"),
        "enquiries": line.enquiries,
        "at": lead.created_at,
    }


def _name(line: LeadLine) -> str:
    fields = line.fields
    return str(
        fields.get("full_name") or f"{fields.get('first_name', '')} {fields.get('last_name', '')}"
    ).strip()


def _read(config: Config, work: Callable[[sa.Connection], Found]) -> Found | None:
    """What `work` reads; None where nothing was ever stored."""
    return stored(config, lambda db: db.read(work))
