"""Quarantine: `quarantine list` and `quarantine release N`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import click
import orjson

from frontdesk.app.config import Config, read_config
from frontdesk.app.judging import judge_of
from frontdesk.app.mailboxes import mailboxes_of
from frontdesk.cli.account import given_by
from frontdesk.cli.stored import stored
from frontdesk.cli.table import table, terminal_width
from frontdesk.desk.clock import wall as now
from frontdesk.desk.desk import Desk
from frontdesk.desk.release import release as let_out
from frontdesk.desk.wake import Wake
from frontdesk.errors import Faults, NotFound
from frontdesk.model.lead import Known
from frontdesk.quantities import span
from frontdesk.store import quarantine as store
from frontdesk.store import rules_versions
from frontdesk.store.database import Database
from frontdesk.text import one_line
from frontdesk.triage.outcome import Moved, Refusal
from frontdesk.triage.quarantine import Held, digest, held, ranked, watched

_HEADS: Final = ("lead", "when", "guards", "why", "looks human", "name")


def _span(context: click.Context, param: click.Parameter, given: str | None) -> timedelta | None:
    if given is None:
        return None
    found = span(given) if not given[-1:].isdigit() else None
    if not isinstance(found, timedelta) or not timedelta(0) < found <= timedelta(days=3650):
        told = f'expected a time such as 24h or 90m, found "{one_line(given, 40)}"'
        raise click.BadParameter(told, context, param)
    return found


@click.group(short_help="Look at suspected spam: list, release.")
def quarantine() -> None:
    """Suspected spam, which waits for a person; nothing of it is deleted."""


@quarantine.command("list", short_help="What waits, and why.")
@click.option("--since", callback=_span, metavar="TIME", help="Only of the last 24h, 90m …, with a digest.")
@click.option("--watched", is_flag=True, help="Instead, what guards noticed that only watch.")
@click.option(
    "--limit", type=click.IntRange(1, 2_000), default=50, show_default=True, help="How many at most."
)
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
@click.pass_obj
def list_(desk: Path, since: timedelta | None, watched: bool, limit: int, as_json: bool) -> None:
    """List the leads in quarantine: first those that look human, then the newest."""
    config, at = read_config(desk), now()
    found = _found(config, at, at - since if since else None, watches=watched)
    if as_json:
        for one in found[:limit]:
            click.echo(orjson.dumps(_object(one)))
        return
    if since and not watched:
        for line in digest(found):
            click.echo(line)
        click.echo()
    rows = [_row(one) for one in found[:limit]]
    click.echo(table(_HEADS, rows, terminal_width()) if rows else "Nothing is in quarantine.")


@quarantine.command(short_help="Let a lead out.")
@click.argument("number", type=click.IntRange(1, 2**63 - 1))
@click.option("--by", help="Who says so, for the history. Default: the name of your account.")
@click.pass_obj
def release(desk: Path, number: int, by: str | None) -> None:
    """Let lead NUMBER out of quarantine: its letter goes out, its card is shown, and no guard holds it again.

    The running service sends both, else the next one.
    """
    who = given_by(by)
    outcome = stored(read_config(desk), lambda db: _let_out(db, desk, number, who))
    if outcome is None:
        raise NotFound(
            f"lead {number}: expected a judged lead of this desk, found none; see `frontdesk leads list`"
        )
    if isinstance(outcome, Refusal) and outcome.toast != "already":
        into = f", but joined into {outcome.by}" if outcome.by else ""
        raise Faults([f"lead {number}: expected one in quarantine, found it elsewhere{into}"])
    click.echo(f"#{number}: released" + (f" by {outcome.by} before" if isinstance(outcome, Refusal) else ""))


async def _let_out(db: Database, folder: Path, number: int, by: str) -> Moved | Refusal | None:
    """By the rules in force, which need not be those of the file."""
    hash_ = await db.read(rules_versions.in_force)
    text = await db.read(lambda connection: rules_versions.read(connection, hash_)) if hash_ else None
    config, at = read_config(folder, text=text), await db.now()
    desk = Desk(db, judge_of(config), Wake(), lambda: at or now(), mailboxes=mailboxes_of(config, db))
    return await let_out(desk, number, by)


def _found(config: Config, at: datetime, since: datetime | None, *, watches: bool) -> list[Held]:
    async def work(db: Database) -> Sequence[Known]:
        read = store.noticed if watches else store.in_quarantine
        return await db.read(lambda connection: read(connection, at, since))

    known = stored(config, work) or []
    if watches:
        return [found for each in known if (found := watched(each))]
    judge = judge_of(config) if known else None
    return ranked(held(each, judge.signals(each)) for each in known if judge)


def _row(one: Held) -> tuple[str, ...]:
    return (
        f"#{one.lead}",
        f"{one.at:%Y-%m-%d %H:%M}",
        ", ".join(each.guard for each in one.guards),
        "; ".join(one_line(each.because, 120) for each in one.guards if each.because),
        "yes" if one.human else "",
        one_line(one.name, 30),
    )


def _object(one: Held) -> dict[str, Any]:
    return {
        "id": one.lead,
        "at": one.at,
        "guards": [each.guard for each in one.guards],
        "why": [each.because for each in one.guards],
        "human": one.human,
        "name": one.name,
    }
