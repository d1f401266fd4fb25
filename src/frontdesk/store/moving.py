"""Moving: a desk from one database to another, checked; a crash at any moment leaves a part to go on with."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.errors import Faults
from frontdesk.store import nodes, schema
from frontdesk.store.copying import Progress
from frontdesk.store.engine import Engine
from frontdesk.store.halfway import begin, finish, forget, was_moved
from frontdesk.store.soundness import damage, has_content
from frontdesk.store.sqlite import SqliteEngine
from frontdesk.store.tables import rules_versions
from frontdesk.store.tallies import TABLES, Tally, count, key, rows, snapshot, tallies

#: (a row of `nodes`, the time by the database's clock if it has one) → whether that node lives
Lives = Callable[[Any, datetime | None], bool]

BATCH_ROWS: Final = 2_000
BATCH_BYTES: Final = 4_000_000
PASSES: Final = 4  #: over all rows: read, copied, and both sides compared
_MARK_CHARS: Final = 12  #: of a hash; two of them and `schema.MOVING` fit into the column of a version


class Mover:
    """One move of a desk that nobody works on."""

    def __init__(self, source: Engine, target: Engine, lives: Lives, progress: Progress) -> None:
        """`lives` tells which nodes of the source are at work; `progress` counts each row `PASSES` times."""
        self._source, self._target, self._lives = source, target, lives
        self._progress, self._done, self._total = progress, 0, 0

    def move(self) -> Mapping[str, Tally]:
        """Copy everything but nodes and leases; what each table holds now, in both databases.

        The source is only read. What a dead node had claimed there stays claimed: the target knows no such
        node, so the first one that starts there takes it over as from any dead one.

        Raises:
            Faults: one of the two cannot be used for that, a node works on the source, or the copy differs.
        """
        _refuse_same(self._source, self._target)
        with _told(self._source, "read"):
            _check_file(self._source)
            with snapshot(self._source) as connection:
                _check_desk(self._source, connection)
                self._refuse_living()
                self._total = PASSES * sum(count(connection, table) for table in TABLES)
                holds = tallies(connection, self._seen)
                self._move(connection, holds, _desk_mark(self._source, connection))
        return holds

    def _move(self, connection: sa.Connection, holds: Mapping[str, Tally], desk: str) -> None:
        with self._writing():
            self._target.check()
            if was_moved(self._target, holds):
                return
            begin(self._target, desk, _hashed(holds))
        for table in TABLES:
            self._copy(connection, table, holds[table.name].rows)
        self._compare(holds, desk)
        self._refuse_changed(holds)
        with self._writing():
            finish(self._target)

    def _copy(self, connection: sa.Connection, table: sa.Table, total: int) -> None:
        """Append what lies behind the highest key that is there, a batch to a transaction."""
        with self._writing(), self._target.writing.connect() as there:
            backwards = [column.desc() for column in key(there, table)]
            highest = sa.select(*table.primary_key).order_by(*backwards).limit(1)
            last = there.execute(highest).one_or_none()
        for batch in _batches(rows(connection, table, last)):
            with self._writing(), self._target.writing.begin() as there:
                there.execute(sa.insert(table), [row._asdict() for row in batch])
            total -= len(batch)
            self._seen(len(batch))
        self._seen(total)  # what an earlier run had copied

    def _compare(self, holds: Mapping[str, Tally], desk: str) -> None:
        with self._writing(), snapshot(self._target) as connection:
            there = tallies(connection, self._seen)
        if different := [name for name, tally in holds.items() if there[name] != tally]:
            forget(self._target, desk)
            raise Faults([_difference(self._target, name, holds[name], there[name]) for name in different])

    def _refuse_changed(self, holds: Mapping[str, Tally]) -> None:
        with snapshot(self._source) as connection:
            if tallies(connection, self._seen) != holds:
                told = "expected a desk at rest, found it changed; stop what works on it and run this again"
                raise Faults([f"{self._source.place}: {told}"])
        self._refuse_living()

    def _refuse_living(self) -> None:
        theirs = self._source.now()
        with snapshot(self._source) as connection:
            found = sum(self._lives(row, theirs) for row in nodes.read(connection))
        if found:
            told = f"expected a desk at rest, found nodes at work: {found}; stop frontdesk first"
            raise Faults([f"{self._source.place}: {told}"])

    def _writing(self) -> AbstractContextManager[None]:
        return _told(self._target, "written")

    def _seen(self, more: int) -> None:
        self._done += more
        self._progress(self._done, self._total)


@contextmanager
def _told(engine: Engine, done: str) -> Iterator[None]:
    """What a database says, as a fault of its place. Only the first line: the next may quote a row."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        cause = str(getattr(error, "orig", None) or error).partition("\n")[0]
        told = f"expected a database that can be {done}, found: {cause}; run this again to go on"
        raise Faults([f"{engine.place}: {told}"]) from error


def _refuse_same(source: Engine, target: Engine) -> None:
    if isinstance(source, SqliteEngine) and isinstance(target, SqliteEngine):
        same = source.path.resolve() == target.path.resolve()
    else:
        same = source.dsn == target.dsn
    if same:
        raise Faults([f"{target.place}: expected another database than the desk's own, found the same"])


def _check_file(source: Engine) -> None:
    if not isinstance(source, SqliteEngine):
        return source.check()
    if not has_content(source.path):
        raise Faults([f"{source.place}: expected a desk, found no file with anything in it"])
    if found := damage(source.path):
        raise Faults([f"{source.place}: expected a sound database, found: {found}"])
    return None


def _check_desk(source: Engine, connection: sa.Connection) -> None:
    found = schema.version(connection)
    if found == schema.HEAD:
        return
    if found is None:
        told = "expected a desk, found a database without one"
    elif found.startswith(schema.MOVING):
        told = "expected a whole desk, found a part of one"
    elif found > schema.HEAD:
        told = f"expected schema {schema.HEAD}, found {found}: a later frontdesk made it"
    else:
        told = f"expected schema {schema.HEAD}, found {found}; start that desk once, which brings it there"
    raise Faults([f"{source.place}: {told}"])


def _desk_mark(source: Engine, connection: sa.Connection) -> str:
    """What tells a desk from others, whatever it holds by now: its place and its first rules."""
    c = rules_versions.c
    first = connection.execute(sa.select(c.id, c.hash, c.at).order_by(c.id).limit(1)).one_or_none()
    place = source.path.resolve() if isinstance(source, SqliteEngine) else source.place
    return _hashed((str(place), first and tuple(first)))


def _hashed(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()[:_MARK_CHARS]


def _batches(parts: Iterable[Sequence[sa.Row[Any]]]) -> Iterator[list[sa.Row[Any]]]:
    """Rows as they are written together: not too many, and not too large."""
    batch, size = list[sa.Row[Any]](), 0
    for part in parts:
        batch += part
        size += sum(len(value) for row in part for value in row if isinstance(value, bytes | str))
        if len(batch) >= BATCH_ROWS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _difference(target: Engine, name: str, here: Tally, there: Tally) -> str:
    found = "other ones" if here.rows == there.rows else f"{there.rows}"
    told = f"expected the {here.rows} rows of the desk, found {found}; run this again, it begins anew"
    return f"{target.place}: {name}: {told}"
