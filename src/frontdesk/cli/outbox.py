"""Outbox: `outbox list`, `outbox retry ID` and `outbox drop ID`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from re import fullmatch
from typing import Any, Final

import click
import orjson
import sqlalchemy as sa

from frontdesk.app.basis import read_basis
from frontdesk.cli.stored import stored
from frontdesk.cli.table import table, terminal_width
from frontdesk.desk.clock import wall as now
from frontdesk.errors import Faults
from frontdesk.model.delivery import DeliveryState
from frontdesk.store import outbox as store
from frontdesk.store.database import Database
from frontdesk.store.outbox import AlarmId, CardId, DigestId, FileId, Id, Item, PostId
from frontdesk.text import one_line

_LARGEST: Final = 2**63 - 1
#: Of enums click would take the names.
_STATES: Final = tuple(str(state) for state in DeliveryState)


def _read(context: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[Id, ...]:
    return tuple(_id(text, context, param) for text in given)


def _id(text: str, context: click.Context, param: click.Parameter) -> Id:
    if fullmatch(r"digest:[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return DigestId(text.removeprefix("digest:"))
    if post := fullmatch(r"post:(-?[0-9]{1,18}):(burst|morning:[0-9]{4}-[0-9]{2}-[0-9]{2})", text):
        return PostId(int(post[1]), post[2])
    kind, _, bare = text.rpartition(":")
    card = fullmatch(r"card:(-?[0-9]{1,19}):([0-9]{1,19})", text)
    numbers = [int(part) for part in card.groups()] if card else []
    if kind in ("", "file", "alarm") and fullmatch(r"[1-9][0-9]{0,18}", bare):
        numbers = [int(bare)]
    if not numbers or max(abs(number) for number in numbers) > _LARGEST:
        told = (
            "expected a number, card:CHAT:LEAD, file:NUMBER, digest:DAY, post:CHAT:KEY or alarm:NUMBER, "
            f'found "{one_line(text, 60)}"'
        )
        raise click.BadParameter(told, context, param)
    if card:
        return CardId(*numbers)
    if kind == "alarm":
        return AlarmId(numbers[0])
    return FileId(numbers[0]) if kind == "file" else numbers[0]


_ids = click.argument("ids", metavar="ID...", nargs=-1, required=True, callback=_read)


@click.group(short_help="Look at what is on its way: list, retry, drop.")
def outbox() -> None:
    """Letters, cards, digests, posts, files and alarms that are on their way, or wait for a person."""


@outbox.command("list", short_help="What is not settled yet.")
@click.option("--state", "states", multiple=True, type=click.Choice(_STATES), help="Only these.")
@click.option("--all", "all_", is_flag=True, help="Also what is sent, cancelled or withheld.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="How many, oldest first."
)
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
@click.pass_obj
def list_(desk: Path, states: tuple[str, ...], all_: bool, limit: int, as_json: bool) -> None:
    """List what is due, claimed, unsure, held or refused; ids are for retry and drop."""
    wanted = states or (_STATES if all_ else store.OPEN)

    async def work(db: Database) -> list[Item]:
        return await db.read(lambda connection: store.listed(connection, wanted, limit))

    items = stored(read_basis(desk), work) or []
    if as_json:
        for item in items:
            click.echo(orjson.dumps(_object(item)))
        return
    heads = ("id", "channel", "to", "state", "attempts", "due", "reason")
    rows = [_row(item) for item in items]
    click.echo(table(heads, rows, terminal_width()) if rows else "Nothing is on its way.")


@outbox.command(short_help="Send it now.")
@_ids
@click.pass_obj
def retry(desk: Path, ids: tuple[Id, ...]) -> None:
    """Send now what is due, unsure, held or refused, with all attempts before it."""
    at = now()
    _each(desk, ids, lambda connection, id_: store.retry(connection, id_, at), "due now")


@outbox.command(short_help="Never send it.")
@_ids
@click.pass_obj
def drop(desk: Path, ids: tuple[Id, ...]) -> None:
    """Cancel what is due, unsure, held or refused."""
    _each(desk, ids, store.drop, "dropped")


def _each(desk: Path, ids: Sequence[Id], act: Callable[[sa.Connection, Id], bool], done: str) -> None:
    """Do it to each; a fault of one does not keep the others from it."""

    def work(connection: sa.Connection) -> list[str | None]:
        return [None if act(connection, id_) else store.state_of(connection, id_) or "" for id_ in ids]

    async def write(db: Database) -> list[str | None]:
        return await db.write(work)

    outcomes = stored(read_basis(desk), write) or [""] * len(ids)
    faults = [_fault(id_, found) for id_, found in zip(ids, outcomes, strict=True) if found is not None]
    for id_, found in zip(ids, outcomes, strict=True):
        if found is None:
            click.echo(f"{id_}: {done}")
    if faults:
        raise Faults(faults)


def _fault(id: Id, state: str) -> str:
    if not state:
        told = "expected a letter, card, file, digest, post or alarm of this desk, found none"
        return f"{id}: {told}; see `frontdesk outbox list --all`"
    way_out = "it goes out at this moment, look again in a minute" if state == "claimed" else "it stays so"
    return f"{id}: expected one that is due, unsure, held or refused, found it {state}; {way_out}"


def _row(item: Item) -> tuple[str, ...]:
    return (
        str(item.id),
        item.channel,
        one_line(item.to, 60),
        item.state,
        str(item.attempts),
        f"{item.due_at:%Y-%m-%d %H:%M}",
        one_line(item.reason or "", 200),
    )


def _object(item: Item) -> dict[str, Any]:
    return {
        "id": item.id if isinstance(item.id, int) else str(item.id),
        "channel": item.channel,
        "to": item.to,
        "state": item.state,
        "attempts": item.attempts,
        "due_at": item.due_at,
        "reason": item.reason,
    }
