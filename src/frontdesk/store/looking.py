"""Looking: what can be seen of a desk's database without changing it, for `frontdesk doctor`."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from frontdesk.errors import Faults
from frontdesk.model.alarm import Alarm
from frontdesk.model.retention import Swept
from frontdesk.model.topic import Binding
from frontdesk.store import alarms, bindings, kept, schema, swept
from frontdesk.store.engine import Engine, open_engine
from frontdesk.store.soundness import beside, has_content
from frontdesk.store.sqlite import SqliteEngine
from frontdesk.store.stamp import stamped
from frontdesk.store.tables import nodes, submissions

NOTE: Final = (
    ".backed-up"  #: ends the name of the empty file beside a database whose time is the last backup's
)
_SETTINGS: Final = {
    "sqlite": ("journal_mode", "synchronous", "foreign_keys"),
    "postgresql": ("fsync", "full_page_writes", "synchronous_commit"),
}
_VERSION: Final = {"sqlite": "SELECT sqlite_version()", "postgresql": "SHOW server_version"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """What the tables of a whole desk say."""

    alarms: tuple[Alarm, ...]  #: those that stand
    secret: str | None  #: the one that was made for this desk
    bindings: tuple[Binding, ...]  #: what people bound by /chat
    newest: datetime | None  #: the latest moment at which it took a form or a node was seen
    swept: Swept  #: how far the sweep of `[retention]` has come


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """A database as it was found."""

    kind: str  #: sqlite or postgresql
    place: str  #: for people, without a password
    file: Path | None  #: on SQLite
    version: str  #: of the engine
    settings: dict[str, str]  #: what makes commits last, as the engine says it
    size: int  #: bytes, those of the write-ahead log included
    schema: str | None  #: None: it holds no desk yet
    stamp: str | None  #: the frontdesk that served on it last
    now: datetime | None  #: by its own clock; None where that is this machine's
    asked_at: datetime  #: by this machine's, when it said so
    rows: Rows | None  #: None where the schema is another


def look(url: str, desk: Path, wait: timedelta) -> Look | Path:
    """What is there; the path of the file where nothing is yet. Takes as long as the database does.

    Raises:
        Faults: it cannot be used, or would not keep what it commits.
    """
    engine = open_engine(url, desk, wait)
    try:
        if isinstance(engine, SqliteEngine) and not has_content(engine.path):
            return engine.path
        engine.check()
        return _looked(engine)
    except sa.exc.DatabaseError as error:
        told = " ".join(str(error.orig).split())[:200]
        raise Faults([f"{engine.place}: expected a database of frontdesk, found: {told}"]) from error
    finally:
        engine.close()


def backed_up_at(database: Path) -> datetime | None:
    """When `frontdesk backup` last copied that file; None where it left no note."""
    note = beside(database, NOTE)
    return datetime.fromtimestamp(note.stat().st_mtime, UTC) if note.is_file() else None


def note_backup(database: Path) -> None:
    """A backup of that file has been made.

    Raises:
        OSError: its folder cannot be written.
    """
    beside(database, NOTE).touch()


def free_bytes(path: Path) -> int:
    """Bytes left where that file or folder is, or will be.

    Raises:
        OSError: the disk cannot be asked.
    """
    there = next(each for each in (path, *path.absolute().parents) if each.exists())
    return shutil.disk_usage(there).free


def _looked(engine: Engine) -> Look:
    file = engine.path if isinstance(engine, SqliteEngine) else None
    asked, now = datetime.now(UTC), engine.now()
    asked += (datetime.now(UTC) - asked) / 2
    with engine.reading.connect() as connection:
        found = schema.version(connection)
        say = "PRAGMA" if file else "SHOW"
        settings = {
            name: str(connection.exec_driver_sql(f"{say} {name}").scalar()) for name in _SETTINGS[engine.kind]
        }
        return Look(
            kind=engine.kind,
            place=engine.place,
            file=file,
            version=str(connection.exec_driver_sql(_VERSION[engine.kind]).scalar()),
            settings=settings,
            size=_size(connection, file),
            schema=found,
            stamp=stamped(connection) if found else None,
            now=now,
            asked_at=asked,
            rows=_rows(connection) if found == schema.HEAD else None,
        )


def _size(connection: sa.Connection, file: Path | None) -> int:
    if file is None:
        asked = "SELECT pg_database_size(current_database())"
        return int(connection.exec_driver_sql(asked).scalar_one())
    there = [each for each in (file, beside(file, "-wal")) if each.is_file()]
    return sum(each.stat().st_size for each in there)


def _rows(connection: sa.Connection) -> Rows:
    times = (sa.func.max(submissions.c.received_at), sa.func.max(nodes.c.seen_at))
    found = [connection.execute(sa.select(time)).scalar() for time in times]
    return Rows(
        alarms=tuple(alarms.open_(connection)),
        secret=kept.value(connection, "secret"),
        bindings=bindings.all_(connection),
        newest=max((each for each in found if each is not None), default=None),
        swept=swept.read(connection),
    )
