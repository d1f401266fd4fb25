"""Suppressions: `suppressions list`, `add ADDRESS` and `remove ADDRESS`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click
import orjson

from frontdesk.app.basis import read_basis
from frontdesk.app.mailboxes import secret_of
from frontdesk.cli.account import given_by
from frontdesk.cli.stored import stored
from frontdesk.cli.table import table, terminal_width
from frontdesk.desk.clock import wall as now
from frontdesk.errors import Faults, NotFound
from frontdesk.model.mailbox import Marks, marks
from frontdesk.model.suppression import Suppressed, SuppressedBy, Suppression
from frontdesk.signals.email import address_of
from frontdesk.store import suppressions as store
from frontdesk.store.database import Connection, Database
from frontdesk.text import one_line

Found = TypeVar("Found")
_HEADS: Final = ("address", "reason", "by", "since")


def _read(context: click.Context, param: click.Parameter, given: str) -> str:
    if (address := address_of(given)) is None:
        raise click.BadParameter(f'expected an address, found "{one_line(given, 60)}"', context, param)
    return address


_address = click.argument("address", callback=_read)


@click.group(short_help="Addresses that get no letters: list, add, remove.")
def suppressions() -> None:
    """Addresses that get no automatic letter: their owners, their servers or you said so."""


@suppressions.command("list", short_help="The newest first.")
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=50,
    show_default=True,
    help="How many, newest first.",
)
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
@click.pass_obj
def list_(desk: Path, limit: int, as_json: bool) -> None:
    """List the addresses, why they are here and who said so."""
    found = stored(read_basis(desk), lambda db: db.read(lambda c: store.listed(c, limit))) or []
    if as_json:
        for one in found:
            click.echo(orjson.dumps(_object(one)))
        return
    rows = [_row(one) for one in found]
    click.echo(table(_HEADS, rows, terminal_width()) if rows else "Every address may be written to.")


@suppressions.command(short_help="Write to an address no more.")
@_address
@click.option("--by", help="Who says so. Default: the name of your account.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@click.pass_obj
def add(desk: Path, address: str, by: str | None, as_json: bool) -> None:
    """Send no automatic letter to ADDRESS, however it is written; those that wait are withheld."""
    who = given_by(by)

    def work(connection: Connection, marks: Marks) -> tuple[Suppressed, Suppression | None]:
        reason, at = SuppressedBy.BY_HAND, now()
        done = store.add(connection, marks, address=address, reason=reason, by=who, at=at)
        return done, store.found(connection, marks)

    done, line = _written(desk, address, work)
    assert line is not None  # noqa: S101 - it was put there just now
    if as_json:
        click.echo(orjson.dumps({**_object(line), "new": done.new, "withheld": done.withheld}))
        return
    before = "" if done.new else f" before: {line.reason}, by {line.by}, {line.at:%Y-%m-%d %H:%M} UTC"
    click.echo(f"{address}: suppressed{before}; letters withheld: {done.withheld}")


@suppressions.command(short_help="Write to an address again.")
@_address
@click.option("--json", "as_json", is_flag=True, help="One object.")
@click.pass_obj
def remove(desk: Path, address: str, as_json: bool) -> None:
    """Take ADDRESS off the list. Letters that were withheld stay so; the next enquiry is answered."""
    if not _written(desk, address, store.remove):
        raise NotFound(
            f"{address}: expected a suppressed address, found none; see `frontdesk suppressions list`"
        )
    click.echo(orjson.dumps({"address": address}) if as_json else f"{address}: no longer suppressed")


def _written(desk: Path, address: str, work: Callable[[Connection, Marks], Found]) -> Found:
    basis = read_basis(desk)

    async def write(db: Database) -> Found:
        key = marks(await secret_of(basis.settings, db).read(), address)
        return await db.write(lambda connection: work(connection, key))

    found = stored(basis, write)
    if found is None:
        told = "expected the database of a desk, found none; `frontdesk serve` makes it"
        raise Faults([f"{basis.settings.database}: {told}"])
    return found


def _row(one: Suppression) -> tuple[str, ...]:
    return (one_line(_shown(one), 80), one.reason, one_line(one.by, 60), f"{one.at:%Y-%m-%d %H:%M}")


def _shown(one: Suppression) -> str:
    """An erased address is still told apart from others."""
    return one.address or f"erased ({one.key.hex()[:12]})"


def _object(one: Suppression) -> dict[str, Any]:
    return {
        "address": one.address,
        "key": one.key.hex(),
        "reason": one.reason,
        "by": one.by,
        "at": one.at,
    }
