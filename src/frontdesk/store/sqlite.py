"""SQLite: the default engine, set up so that a commit survives a power cut."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Final

import sqlalchemy as sa

from frontdesk.errors import Faults
from frontdesk.store.driver import driver_sql, wrapped
from frontdesk.store.soundness import damage, has_content, tables

CHECKED_BYTES: Final = 64_000_000  #: a larger file would take too long to look through at each start
CHECKPOINT_PAGES: Final = 4000  #: 16 MB of WAL: hot pages are copied once, not each time
FULL: Final = 2  #: `PRAGMA synchronous`: the WAL is synced at each commit

_DAMAGED: Final = (
    "expected a sound database, found: {}; `frontdesk restore BACKUP --replace` puts a backup in its place"
)
_RIGHTS: Final = "expected a database that can be written, found: {}; give frontdesk the right to its folder"
_EXPECTED: Final = {
    sqlite3.SQLITE_BUSY: "expected a database that can be written, found: {}; end what keeps it locked",
    sqlite3.SQLITE_FULL: "expected a database that can be written, found: {}; make room",
    sqlite3.SQLITE_IOERR: "expected a database that can be written, found: {}; look at the disk",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}

_BEGIN: Final = driver_sql("BEGIN")
_BEGIN_IMMEDIATE: Final = driver_sql("BEGIN IMMEDIATE")
#: Tells whether the file can be written, and is rolled back: BEGIN IMMEDIATE alone turns to reading silently.
_WRITE: Final = driver_sql("PRAGMA user_version = 1")


class SqliteEngine:
    """One file, one writer at a time, whoever it is."""

    kind: ClassVar[str] = "sqlite"
    threads: ClassVar[int] = 1

    def __init__(self, path: Path, wait: timedelta) -> None:
        """`wait`: how long for another process's lock.

        Raises:
            Faults: there is no such folder.
        """
        if not path.parent.is_dir():
            raise Faults([f"FRONTDESK_DATABASE: expected an existing folder, found no {path.parent}"])
        self.path, self.place, self._wait_s = path, str(path), wait.total_seconds()
        self.dsn: str | None = None
        self._kept: sa.Connection | None = None
        self.writing, self.reading = engine(path, wait, writes=True), engine(path, wait, writes=False)

    def check(self) -> None:
        """Look through the file, if it is small, before anything is written; then read the settings back."""
        try:
            self._look_through()
            with self.writing.connect() as connection:
                found = connection.exec_driver_sql("PRAGMA synchronous").scalar()
                _WRITE(connection, ())
                connection.rollback()
        except (sa.exc.DatabaseError, sqlite3.Error) as error:
            cause = getattr(error, "orig", None) or error
            kind = getattr(cause, "sqlite_errorcode", 0) & 0xFF
            raise Faults([f"{self.path}: {_EXPECTED.get(kind, _RIGHTS).format(cause)}"]) from error
        if found != FULL:
            told = f"{self.path}: expected synchronous=FULL, found {found}: a power cut could lose forms"
            raise Faults([told])

    def _look_through(self) -> None:
        small = has_content(self.path) and self.path.stat().st_size <= CHECKED_BYTES
        if found := damage(self.path, "quick_check" if small else None, self._wait_s):
            raise Faults([f"{self.path}: {_DAMAGED.format(found)}"])
        names = tables(self.path, self._wait_s)
        if names and "alembic_version" not in names:
            told = f"expected a database of frontdesk, found one with a table {sorted(names)[0]!r}"
            raise Faults([f"{self.path}: {told}; set FRONTDESK_DATABASE to a file of its own"])

    def connected(self) -> AbstractContextManager[sa.Connection]:
        """The one connection of the one writing thread: taking it from the pool each time is dear."""
        if self._kept is None:
            self._kept = self.writing.connect()
        return nullcontext(self._kept)

    @contextmanager
    def transaction(self, connection: sa.Connection) -> Iterator[None]:
        """A transaction of the driver's, which SQLAlchemy joins where a statement goes through it.

        SQLAlchemy's own costs as much as storing a form.
        """
        _begin_writing(connection)
        try:
            yield
            _commit(connection)
        except BaseException:
            _undo(connection)
            raise

    def lock(self, connection: sa.Connection) -> None:
        """Nothing to do: BEGIN IMMEDIATE has the file already."""

    def lost(self, error: sa.exc.DBAPIError) -> bool:
        """Never: a file does not hang up."""
        return False

    def collided(self, error: sa.exc.SQLAlchemyError) -> bool:
        """Never: one writes at a time."""
        return False

    def now(self) -> datetime | None:
        """This machine's clock is the database's."""
        return None

    def close(self) -> None:
        """Close every connection: the last one moves what the -wal holds into the file and removes it."""
        if self._kept is not None:
            self._kept.close()
        self.reading.dispose()
        self.writing.dispose()


def engine(path: Path, wait: timedelta, *, writes: bool) -> sa.Engine:
    """An engine whose transactions begin at once: a read that writes later would fail with BUSY_SNAPSHOT."""
    made = sa.create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": wait.total_seconds(), "check_same_thread": False},
        pool_size=1 if writes else 4,
        max_overflow=0,
        hide_parameters=True,  # what people wrote must not end in a log
    )
    sa.event.listen(made, "connect", lambda connection, _: _configure(connection, writes))
    sa.event.listen(made, "begin", _begin_writing if writes else _begin_reading)
    return made


def _configure(connection: Any, writes: bool) -> None:
    connection.isolation_level = None  # BEGIN is ours to say
    connection.execute("PRAGMA journal_mode=WAL" if writes else "PRAGMA query_only=ON")
    connection.execute(f"PRAGMA synchronous={FULL}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")


def _commit(connection: sa.Connection) -> None:
    if connection.in_transaction():
        connection.commit()
    else:
        _driver(connection, "commit")


def _undo(connection: sa.Connection) -> None:
    # Where a commit failed, SQLAlchemy keeps its transaction until it is rolled back, and the driver's open.
    if (joined := connection.get_transaction()) is not None:
        joined.rollback()
    _driver(connection, "rollback")


def _driver(connection: sa.Connection, how: str) -> None:
    try:
        getattr(connection.connection, how)()
    except sqlite3.Error as error:
        raise wrapped(connection, how, error) from error


def _begin_writing(connection: sa.Connection) -> None:
    if not connection.connection.in_transaction:
        _BEGIN_IMMEDIATE(connection, ())


def _begin_reading(connection: sa.Connection) -> None:
    _BEGIN(connection, ())
