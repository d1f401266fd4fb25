"""Copying: one database file into another, whole, checked and on the disk before it gets its name."""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from frontdesk.errors import Faults
from frontdesk.store import schema
from frontdesk.store.soundness import beside, damage, read_only, tables
from frontdesk.store.tables import moment

Progress = Callable[[int, int], None]  #: (pages copied, pages in all)

STEP_PAGES: Final = 2_000
WAIT_S: Final = 10.0  #: for a lock on the file
_OURS: Final = {"alembic_version", "leads", "submissions"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What a database file holds."""

    leads: int
    submissions: int
    newest: datetime | None  #: when the newest submission came
    size: int  #: bytes
    version: str  #: of the schema


@contextmanager
def explained(target: Path) -> Iterator[None]:
    """What the system says, as a fault of the place that is written to."""
    try:
        yield
    except (sqlite3.Error, sa.exc.DBAPIError, OSError) as error:
        cause = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
        raise Faults([f"{target}: expected room for a whole copy, found: {cause}"]) from error


@contextmanager
def draft_of(target: Path) -> Iterator[Path]:
    """TARGET.part, empty and for nobody else's eyes; gone at the end if it has not got its name by then.

    What a killed run left of it is written over.

    Raises:
        Faults: another process writes it.
    """
    draft = beside(target, ".part")
    number = os.open(draft, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(number, 0)
        with _gone_if_broken(draft):
            yield draft
    except BlockingIOError as error:
        raise Faults([f"{draft}: expected to be alone, found another copy being written"]) from error
    finally:
        os.close(number)


@contextmanager
def _gone_if_broken(draft: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def copy_into(draft: Path, source: Path, progress: Progress) -> None:
    """Copy one snapshot of a database, whoever writes to it meanwhile; the copy needs no file beside it.

    Raises:
        Faults: the source is damaged, or is no database.
    """
    try:
        if found := damage(source, None, WAIT_S):
            raise Faults([f"{source}: expected a sound database, found: {found}"])
        with read_only(source, WAIT_S) as held, closing(sqlite3.connect(draft, isolation_level=None)) as copy:
            held.execute("BEGIN")
            held.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it stands still
            copy.execute("PRAGMA synchronous=OFF")
            held.backup(copy, pages=STEP_PAGES, progress=lambda _, left, total: progress(total - left, total))
            copy.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        raise Faults([f"{source}: expected a sound database of frontdesk, found: {error}"]) from error


def content_of(draft: Path, source: Path) -> Content:
    """What a copy holds, after a look through all of it.

    Raises:
        Faults: the source is damaged, of a later version, or no database of frontdesk.
    """
    if found := damage(draft, "integrity_check"):
        raise Faults([f"{source}: expected a sound database, found: {found}"])
    if not tables(draft) >= _OURS:
        raise Faults([f"{source}: expected a database of frontdesk, found one of something else"])
    with read_only(draft) as connection:
        [[version]] = connection.execute("SELECT version_num FROM alembic_version")
        [[leads]] = connection.execute("SELECT count(*) FROM leads")
        [[submissions, newest]] = connection.execute("SELECT count(*), max(received_at) FROM submissions")
    if version > schema.HEAD:
        told = f"expected schema {schema.HEAD} or earlier, found {version}: a later frontdesk made it"
        raise Faults([f"{source}: {told}"])
    return Content(
        leads=leads,
        submissions=submissions,
        newest=None if newest is None else moment(newest),
        size=draft.stat().st_size,
        version=version,
    )


def sync(path: Path) -> None:
    """Until it is on the disk: a file's content, or a folder's names."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
