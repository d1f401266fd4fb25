"""Migrate: a desk moves from one database into another, such as from SQLite to PostgreSQL."""

from datetime import datetime, timedelta
from typing import Any, Final

import click

from frontdesk.cli.progress import progress_bar
from frontdesk.cli.table import table
from frontdesk.desk.clock import wall as now
from frontdesk.desk.place import is_gone
from frontdesk.errors import Faults
from frontdesk.store.engine import Engine, open_engine
from frontdesk.store.moving import Mover

WAIT: Final = timedelta(seconds=10)  #: for what somebody else keeps locked
SILENT: Final = timedelta(minutes=1)  #: a node that was not heard for so long is dead


def _engine(context: click.Context, parameter: click.Parameter, address: str) -> Engine:
    """The engine behind an address, which connects later."""
    try:
        return open_engine(address, context.obj, WAIT)
    except Faults as faults:
        told = str(faults).removeprefix("FRONTDESK_DATABASE: ")
        raise click.BadParameter(told, context, parameter) from faults


@click.command(short_help="Move the desk into another database.")
@click.argument("source", metavar="FROM", callback=_engine)
@click.argument("target", metavar="TO", callback=_engine)
def migrate(source: Engine, target: Engine) -> None:
    """Copy all that the desk keeps in the database FROM into the empty database TO, and compare the two.

    Both are addresses as in FRONTDESK_DATABASE. Stop frontdesk first; FROM is only read. Whatever ends the
    command midway, run it again: it goes on. A password is better kept in PGPASSWORD or ~/.pgpass than in an
    address, which other users of this machine can see.
    """
    try:
        with progress_bar("moving") as progress:
            moved = Mover(source, target, _lives, progress).move()
    finally:
        source.close()
        target.close()
    click.echo(table(("table", "rows"), [(name, f"{tally.rows:,}") for name, tally in moved.items()]))
    click.echo(f"\nMoved and checked: {target.place} holds what {source.place} holds.")
    click.echo("Set FRONTDESK_DATABASE to the new address before you start frontdesk again.")


def _lives(node: Any, theirs: datetime | None) -> bool:
    return bool(node.seen_at > (theirs or now()) - SILENT) and not is_gone(node.place)
