"""SQLite: the default engine, set up so that a commit survives a power cut."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.errors import Faults
from frontdesk.store.driver import driver_sql, wrapped

CHECKED_BYTES: Final = 64_000_000  #: a larger file would take too long to look through at each start
CHECKPOINT_PAGES: Final = 4000  #: 16 MB of WAL: hot pages are copied once, not each time
FULL: Final = 2  #: `PRAGMA synchronous`: the WAL is synced at each commit

_BEGIN: Final = driver_sql("BEGIN")
_BEGIN_IMMEDIATE: Final = driver_sql("BEGIN IMMEDIATE")


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


@contextmanager
def transaction(connection: sa.Connection) -> Iterator[None]:
    """A transaction of the driver's, which SQLAlchemy joins where a statement goes through it.

    SQLAlchemy's own costs as much as storing a form. Errors come as SQLAlchemy's.
    """
    _begin_writing(connection)
    try:
        yield
        _end(connection, "commit")
    except BaseException:
        _end(connection, "rollback")
        raise


def _end(connection: sa.Connection, how: str) -> None:
    if connection.in_transaction():
        getattr(connection, how)()
        return
    try:
        getattr(connection.connection, how)()
    except sqlite3.Error as error:
        raise wrapped(connection, how, error) from error


def _begin_writing(connection: sa.Connection) -> None:
    if not connection.connection.in_transaction:
        _BEGIN_IMMEDIATE(connection, ())


def _begin_reading(connection: sa.Connection) -> None:
    _BEGIN(connection, ())


def check(engine: sa.Engine, path: Path) -> None:
    """Open the file once and read the settings back.

    Raises:
        Faults: it cannot be opened, is no database, or does not keep what it commits.
    """
    try:
        with engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA synchronous").scalar()
            looked = "PRAGMA quick_check(1)" if path.stat().st_size <= CHECKED_BYTES else "SELECT 'ok'"
            damage = connection.exec_driver_sql(looked).scalar()
    except (sa.exc.DatabaseError, sqlite3.Error) as error:
        raise Faults([f"{path}: expected a database that can be written, found: {_cause(error)}"]) from error
    if damage != "ok":
        raise Faults([f"{path}: expected a sound database, found: {' '.join(str(damage).split())[:200]}"])
    if found != FULL:
        raise Faults([f"{path}: expected synchronous=FULL, found {found}: a power cut could lose forms"])


def _cause(error: BaseException) -> str:
    return str(getattr(error, "orig", None) or error)
