"""Retry: `leads retry [N]`: what could not be judged or fetched gets another try."""

from pathlib import Path

import click

from frontdesk.app.basis import Basis, read_basis
from frontdesk.cli.stored import stored
from frontdesk.errors import NotFound
from frontdesk.store import lookups, submissions
from frontdesk.store.database import Connection, Database


@click.command(short_help="Judge or fetch again what could not be.")
@click.argument("number", required=False, type=click.IntRange(1, 2**63 - 1))
@click.pass_obj
def retry(desk: Path, number: int | None) -> None:
    """Have the forms of lead NUMBER judged again that could not be judged; without a number, all such forms.

    Without a number, answers that could not be fetched are fetched again too. The running service does it
    within a second, else the next one.
    """
    count, fetched = _retried(read_basis(desk), number) or (0, 0)
    if number and not count:
        hint = "see `frontdesk audit`"
        raise NotFound(f"lead {number}: expected a lead with an unjudged form, found none; {hint}")
    click.echo(f"Forms that are judged again now: {count}")
    if fetched:
        click.echo(f"Answers that are fetched again now: {fetched}")


def _retried(basis: Basis, lead: int | None) -> tuple[int, int] | None:
    """How many forms are judged again, and of how many the answers are fetched again."""

    def again(connection: Connection) -> tuple[int, int]:
        fetched = lookups.again(connection) if lead is None else 0
        return submissions.retry_lead(connection, lead), fetched

    async def work(db: Database) -> tuple[int, int]:
        return await db.write(again)

    return stored(basis, work)
