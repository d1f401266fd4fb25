"""Backup: a whole copy of a desk's SQLite file while it is in use, and the way back."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from frontdesk.errors import Faults
from frontdesk.store import restoring
from frontdesk.store.copying import (
    WAIT_S,
    Content,
    Progress,
    content_of,
    copy_into,
    draft_of,
    explained,
    sync,
)
from frontdesk.store.engine import open_engine
from frontdesk.store.restoring import Quota, Settled
from frontdesk.store.soundness import beside, has_content
from frontdesk.store.sqlite import SqliteEngine

_STALE: Final = ("-wal", "-journal")  #: beside a database: changes to it, which would ruin any other
#: What every process that has a database open keeps locked: (beside the file, first byte, bytes), as in
#: os_unix.c of SQLite: the shared lock on the file, and the one that says its WAL index is in use.
_IN_USE: Final = (("", 0x40000002, 510), ("-shm", 128, 1))


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """What a restore did."""

    content: Content
    settled: Settled
    aside: Path | None  #: where the desk that was there lies now


def place(url: str, desk: Path) -> Path | str:
    """The desk's SQLite file, or else the address of its PostgreSQL, without the password.

    Raises:
        Faults: the address is neither.
    """
    engine = open_engine(url, desk, timedelta(seconds=WAIT_S))
    if isinstance(engine, SqliteEngine):
        return engine.path
    given = sa.make_url(url).difference_update_query(["password", "sslpassword"])
    server = sa.URL.create(
        "postgresql", given.username, None, given.host, given.port, given.database, given.query
    )
    return server.render_as_string()


def back_up(database: Path, target: Path, progress: Progress) -> Content:
    """Copy a desk's database, in use or not, to a file of its own; what that holds.

    Everything committed before the call is in it. The database is not changed, and nobody waits.

    Raises:
        Faults: the database is missing or damaged, the target is there already, or cannot be written.
    """
    if not has_content(database):
        raise Faults([f"{database}: expected a database of frontdesk, found none: nothing was kept yet"])
    _refuse_existing(target)
    with explained(target), draft_of(target) as draft:
        copy_into(draft, database, progress)
        content = content_of(draft, database)
        sync(draft)
        _refuse_existing(target)
        draft.rename(target)
        sync(target.parent)
    return content


def restore(
    file: Path, target: Path, *, replace: bool, now: datetime, quota: Quota | None, progress: Progress
) -> Restored:
    """Put what a backup holds in a desk's place, in the newest schema.

    A desk that is there is moved aside, with a time stamp, if `replace` says so. So is what lies beside it: a
    -wal or -journal holds changes to one database and does not say to which; SQLite would carry them out on
    the restored one and ruin it. With `quota`, letters that may have gone out after the backup are held for a
    person; None leaves them due.

    Raises:
        Faults: the backup cannot be used, or the place is taken or in use.
    """
    if not has_content(file):
        found = "nothing in it" if file.exists() else "no file"
        raise Faults([f"{file}: expected a backup of frontdesk, found {found}"])
    if target.exists() and target.samefile(file):
        raise Faults([f"{file}: expected a backup of frontdesk, found the desk itself"])
    if has_content(target) and not replace:
        raise Faults([f"{target}: expected no desk, found one; `--replace` moves it aside"])
    with explained(target), draft_of(target) as draft, _alone(target):
        copy_into(draft, file, progress)
        content = content_of(draft, file)
        settled = restoring.settle(draft, now, quota)
        sync(draft)
        aside = _put_in_place(draft, target, f"{now:%Y%m%dT%H%M%SZ}")
    return Restored(content=content, settled=settled, aside=aside)


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise Faults([f"{target}: expected no such file yet, found one; give the backup another name"])


@contextmanager
def _alone(database: Path) -> Iterator[None]:
    """Keep everybody off a database, whatever is in it.

    Raises:
        Faults: a process has it open.
    """
    with ExitStack() as ends:
        for ending, first, count in _IN_USE:
            path = beside(database, ending)
            if not path.exists():
                continue
            file = ends.enter_context(path.open("r+b"))
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, count, first)
            except (BlockingIOError, PermissionError) as error:
                told = "expected a desk at rest, found it in use; stop frontdesk first"
                raise Faults([f"{database}: {told}"]) from error
        yield


def _put_in_place(draft: Path, target: Path, stamp: str) -> Path | None:
    """Rename the copy to its place; where the desk that was there lies now.

    It has both names until the new one is in place, so that no moment finds the place empty: a service that
    starts on an empty place begins a new desk.
    """
    aside = beside(target, f".{stamp}")
    there = [ending for ending in ("", *_STALE) if has_content(beside(target, ending))]
    for ending in there:
        os.link(beside(target, ending), beside(aside, ending))
    if "" in there:
        shutil.copymode(target, draft)
        os.chown(draft, target.stat().st_uid, target.stat().st_gid)
    for ending in (*_STALE, "-shm"):
        beside(target, ending).unlink(missing_ok=True)
    draft.replace(target)
    sync(target.parent)
    return aside if there else None
