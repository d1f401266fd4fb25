"""Privacy: `erase ADDRESS` and `export ADDRESS`, everything that is held of one person."""

import os
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import click
import orjson

from frontdesk.app.basis import Basis, read_basis
from frontdesk.app.mailboxes import secret_of
from frontdesk.cli.account import given_by
from frontdesk.cli.stored import stored
from frontdesk.desk.clock import wall as now
from frontdesk.desk.erasing import Eraser, Held, identity_of, lens
from frontdesk.errors import Faults
from frontdesk.files.folder import Folder
from frontdesk.messages.csv_cells import csv_bytes
from frontdesk.signals.identity import Identity
from frontdesk.store.database import Database
from frontdesk.store.erasing import Erased
from frontdesk.store.exporting import plain
from frontdesk.text import one_line

Found = TypeVar("Found")
_CELL: Final = 32_767  #: characters that a spreadsheet takes
_MODE: Final = 0o600


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One person, on one desk."""

    basis: Basis
    whose: Identity


@click.command(short_help="Erase everything about one person.")
@click.argument("address")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.option("--by", help="Who says so. Default: the name of your account.")
@click.option("--json", "as_json", is_flag=True, help="One object.")
@click.pass_obj
def erase(desk: Path, address: str, yes: bool, by: str | None, as_json: bool) -> None:
    """Erase whoever has ADDRESS, however it is written, or that phone number, for good.

    Leads, forms, files, letters, notes and history are emptied, letters that wait are cancelled, and cards in
    chats are edited to their number. An address that gets no letters stays so, as a keyed hash. The service
    may run meanwhile.
    """
    asked = _asked(desk, address)
    if not yes:
        _, found = _with(asked, lambda eraser: eraser.held(asked.whose)) or (None, [])
        _confirm(found)
    who, at = given_by(by), now()

    async def act(eraser: Eraser) -> tuple[Erased, bool]:
        done = await eraser.erase(asked.whose, by=who, now=at)
        return done, done.nothing or await eraser.rewrite()

    done, clean = _with(asked, act) or (Erased(), True)
    if as_json:
        click.echo(orjson.dumps(_object(done, clean)))
    else:
        for line in _told(done, clean):
            click.echo(line)


@click.command(short_help="Print everything held of one person.")
@click.argument("address")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Into this file, for you alone.")
@click.option(
    "--csv",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Into this folder, one CSV file a table.",
)
@click.pass_obj
def export(desk: Path, address: str, out: Path | None, folder: Path | None) -> None:
    """Print, as one JSON object, all that `erase` would remove of whoever has ADDRESS or that number.

    Each table has its rows under its name. The files that the person sent are named, with where they lie.
    """
    if out and folder:
        raise click.UsageError("expected --out or --csv, found both")
    asked = _asked(desk, address)
    _, found = _with(asked, lambda eraser: eraser.held(asked.whose)) or (None, [])
    tables = plain(found)
    for row in tables.get("files", ()):
        row["path"] = str(Folder(asked.basis.files).place(row["sha256"]))
    if folder:
        for path in _sheets(folder, tables):
            click.echo(str(path))
        return
    told = orjson.dumps({"of": asked.whose[1], "at": now(), "tables": tables}, option=orjson.OPT_INDENT_2)
    if out:
        _write(out, told + b"\n")
    else:
        click.echo(told)


def _asked(desk: Path, given: str) -> Asked:
    basis = read_basis(desk)
    whose = identity_of(given, basis.rules)
    if whose is None:
        told = f'expected an address or a phone number, found "{one_line(given, 60)}"'
        raise click.BadParameter(told, param_hint="ADDRESS")
    return Asked(basis=basis, whose=whose)


def _with(asked: Asked, act: Callable[[Eraser], Awaitable[Found]]) -> Found | None:
    """What that finds; None where there is no database."""
    basis = asked.basis

    async def work(db: Database) -> Found:
        secret = await secret_of(basis.settings, db).read()
        return await act(Eraser(db=db, lens=lens(secret, basis.rules), folder=Folder(basis.files)))

    return stored(basis, work)


def _confirm(found: Held) -> None:
    if not found:
        return
    for name, rows in found:
        click.echo(f"{name}: {len(rows)}", err=True)
    if not sys.stdin.isatty():
        raise Faults(["erase: expected an answer on a terminal, found none; --yes erases without asking"])
    # The answer that does nothing is the one given by Enter alone.
    click.confirm("Erase all this for good?", default=False, abort=True, err=True)


def _told(done: Erased, clean: bool) -> Iterator[str]:
    if done.nothing:
        yield "Nothing is left of this person"
        return
    leads = ", ".join(f"#{lead}" for lead in done.leads) or "no lead"
    yield f"Erased: {leads}; submissions: {done.submissions}, letters: {done.letters}, rows: {done.rows}"
    if done.cancelled:
        yield f"Letters that will not go out: {done.cancelled}; being sent at that moment: {done.in_hand}"
    if done.cards:
        yield f"Cards that `frontdesk serve` edits in chats: {done.cards}"
    if not clean:
        yield (
            "The file of the database is too large, or too busy, to be rewritten now: stop the service when "
            'you can, and run `sqlite3 FILE "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)"`'
        )
    yield "Backups made before still hold this person: `frontdesk erase` again after a restore"


def _object(done: Erased, clean: bool) -> dict[str, Any]:
    return {
        "erased": not done.nothing,
        "leads": done.leads,
        "submissions": done.submissions,
        "letters": done.letters,
        "cancelled": done.cancelled,
        "in_hand": done.in_hand,
        "cards": done.cards,
        "files": len(done.files),
        "rows": done.rows,
        "rewritten": clean,
    }


def _sheets(folder: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[Path]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, rows in tables.items():
        heads = tuple(rows[0])
        path = folder / f"{name}.csv"
        _write(path, csv_bytes([heads, *(tuple(_cell(row[head]) for head in heads) for row in rows)]))
        yield path


def _cell(value: Any) -> str | int | None:
    if isinstance(value, dict | list):
        value = orjson.dumps(value).decode()
    return value[:_CELL] if isinstance(value, str) else value


def _write(path: Path, told: bytes) -> None:
    """For the owner alone, from the first byte on."""
    path.unlink(missing_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    with open(file, "wb") as opened:
        opened.write(told)
