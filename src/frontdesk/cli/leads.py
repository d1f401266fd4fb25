"""Leads: `leads list` and `leads show N`."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click
import orjson
import sqlalchemy as sa

from frontdesk.app.config import read_config
from frontdesk.app.service import now
from frontdesk.cli.table import table
from frontdesk.errors import NotFound
from frontdesk.model.lead import Known
from frontdesk.model.score import Receipt
from frontdesk.rules.rules import Rules
from frontdesk.store import cards, deliveries
from frontdesk.store.database import Database
from frontdesk.store.leads import LeadLine, newest, read_history, read_known, read_receipts
from frontdesk.text import one_line

Found = TypeVar("Found")


@click.group()
def leads() -> None:
    """The leads that came in."""


@leads.command("list")
@click.option("--limit", default=50, show_default=True, help="How many, newest first.")
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
@click.pass_obj
def list_(desk: Path, limit: int, as_json: bool) -> None:
    """List the newest leads."""
    lines = _read(desk, lambda connection: newest(connection, limit))
    if as_json:
        for line in lines:
            click.echo(orjson.dumps(_object(line)))
        return
    heads = ("lead", "score", "band", "state", "owner", "name", "company", "came")
    click.echo(table(heads, [_row(line) for line in lines]) if lines else "No leads yet.")


@leads.command("show")
@click.argument("number", type=int)
@click.pass_obj
def show(desk: Path, number: int) -> None:
    """Show one lead: what it wrote, every score with its reasons, letters, cards and history."""
    at, rules = now(), read_config(desk).rules
    story = _read(desk, lambda connection: _story(connection, number, at))
    if story is None:
        raise NotFound(f"lead {number}: expected a lead of this desk, found none; see `frontdesk leads list`")
    lead = story.known.lead
    click.echo(f"#{lead.id} · {lead.state or 'not judged yet'}" + (f" · {lead.owner}" if lead.owner else ""))
    for part in (_submissions, lambda s: _receipts(s, rules), _sent, _history):
        click.echo("\n" + "\n".join(part(story)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """All that is kept about one lead."""

    known: Known
    receipts: list[Receipt]
    letters: list[Any]  #: rows of `deliveries`
    cards: list[Any]  #: rows of `cards`
    steps: list[Any]  #: rows of `history`, newest first


def _story(connection: sa.Connection, number: int, at: datetime) -> Story | None:
    known = read_known(connection, [number], at).get(number)
    if known is None:
        return None
    return Story(
        known=known,
        receipts=read_receipts(connection, number),
        letters=deliveries.of_lead(connection, number),
        cards=cards.of_lead(connection, number),
        steps=read_history(connection, number),
    )


def _submissions(story: Story) -> Iterator[str]:
    for received in story.known.submissions:
        yield f"{_at(received.at)}  form {received.hook}  submission {received.id:x}"
        said = {**received.submission.fields, **received.submission.extra}
        yield from (f"  {one_line(str(k), 40)}: {one_line(str(v), 400)}" for k, v in said.items())


def _receipts(story: Story, rules: Rules) -> Iterator[str]:
    for receipt in story.receipts:
        verdict, total = receipt.verdict, receipt.score
        yield f"{_at(receipt.at)}  score {total.total}, {verdict.band}, because of {receipt.cause}"
        for reason in total.reasons:
            criterion = rules.criterion(reason.criterion)
            name = criterion.name(rules.language) if criterion else reason.criterion
            yield f"  {reason.points:+d}  {name}: {one_line(reason.because, 200)} ({reason.by})"
        yield f"  open: {', '.join(total.open) or 'nothing'}; can reach {total.reachable}"
        withheld = f", withheld: {verdict.withheld}" if verdict.withheld else ""
        yield f"  letter: {verdict.letter or 'none'} ({verdict.letter_because}){withheld}"
        if verdict.quarantine:
            yield f"  quarantined: {', '.join(verdict.quarantine)}"


def _sent(story: Story) -> Iterator[str]:
    for letter in story.letters:
        yield f"letter {letter.letter}: {letter.state}" + (f", {letter.reason}" if letter.reason else "")
    for card in story.cards:
        why = f", {card.reason}" if card.reason else ""
        yield f"card in chat {card.chat}: {card.view}, {card.state}{why}"


def _history(story: Story) -> Iterator[str]:
    for step in reversed(story.steps):
        yield f"{_at(step.at)}  {step.by}: {step.what}  {step.from_state or 'new'} → {step.to_state}"


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _row(line: LeadLine) -> tuple[str, ...]:
    lead, total = line.lead, line.receipt.score.total if line.receipt else None
    return (
        f"#{lead.id}",
        "" if total is None else str(total),
        lead.band or "",
        lead.state or "not judged",
        lead.owner or "",
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


def _read(desk: Path, work: Callable[[sa.Connection], Found]) -> Found:
    config = read_config(desk)

    async def run() -> Found:
        db = Database(config.settings.database, desk=desk)
        try:
            return await db.read(work)
        finally:
            await db.close()

    return asyncio.run(run())
