"""Keep: `backup` copies the desk's database while it is in use, `restore` puts a copy back."""

import shlex
from pathlib import Path
from typing import Final

import click

from frontdesk.app.basis import settings_of
from frontdesk.cli.progress import progress_bar
from frontdesk.desk.clock import wall as now
from frontdesk.desk.letter_quota import letter_quota
from frontdesk.errors import Faults
from frontdesk.store import backup as backups
from frontdesk.store.copying import Content
from frontdesk.store.looking import note_backup

_FILE: Final = click.Path(path_type=Path, dir_okay=False)


@click.command(short_help="Copy the database, while the desk works.")
@click.argument("file", type=_FILE)
@click.pass_obj
def backup(desk: Path, file: Path) -> None:
    """Write a whole, checked copy of the desk's database to FILE; the service may run meanwhile.

    FILE is one file and must not be there yet. Rules and templates are files of yours: keep them too.
    """
    database = _database(desk, f"pg_dump --format=custom --file={shlex.quote(str(file))} --dbname=")
    with progress_bar("copying") as progress:
        content = backups.back_up(database, file, progress)
    click.echo(f"{file}: {_told(content)}, looked through and sound")
    try:
        note_backup(database)
    except OSError as error:
        click.echo(f"`frontdesk doctor` will not know of it: {error.strerror or error}", err=True)
    if (folder := desk / settings_of(desk).files).is_dir():
        click.echo(f"The files that people sent are not in it: copy the folder {folder} too")


@click.command(short_help="Put a copy of the database back.")
@click.argument("file", type=_FILE)
@click.option("--replace", is_flag=True, help="Move the desk that is there aside, with a time stamp.")
@click.option("--send", is_flag=True, help="Leave letters due that may have gone out since the backup.")
@click.pass_obj
def restore(desk: Path, file: Path, replace: bool, send: bool) -> None:
    """Make what the backup FILE holds the desk's database; the service must not run meanwhile.

    Letters that were due when the backup was made may have gone out since then: they are held for you to
    decide, unless --send says otherwise.
    """
    database = _database(desk, f"pg_restore --clean --if-exists {shlex.quote(str(file))} --dbname=")
    quota = None if send else letter_quota
    with progress_bar("restoring") as progress:
        done = backups.restore(file, database, replace=replace, now=now(), quota=quota, progress=progress)
    click.echo(f"{database}: {_told(done.content)}")
    if done.aside:
        click.echo(f"The desk that was there is now {done.aside}")
    if done.settled.held:
        click.echo(f"Letters held, since they may have gone out after the backup: {done.settled.held}")
        click.echo("`frontdesk outbox list` shows them, with the reason restored")
    if done.settled.waiting:
        click.echo(f"Forms that nobody had judged yet, and that get no letter now: {done.settled.waiting}")


def _database(desk: Path, command: str) -> Path:
    """The desk's SQLite file; `command` does the same on PostgreSQL, given an address."""
    url = settings_of(desk).database
    place = backups.place(url, desk)
    if isinstance(place, str):
        told = f"expected an SQLite file, found PostgreSQL; use {command}{shlex.quote(place)}"
        raise Faults([f"FRONTDESK_DATABASE: {told}"])
    return place


def _told(content: Content) -> str:
    newest = f", the newest of {content.newest:%Y-%m-%d %H:%M:%S} UTC" if content.newest else ""
    return f"{content.leads} leads, {content.submissions} submissions{newest}; {content.size:,} bytes"
