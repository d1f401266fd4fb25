"""Upgrading: a database of the first version, and processes that die while they bring it up to date."""

import gzip
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from support import postgres
from support.dying import lived
from support.forked import CONTEXT

FIRST: Final = Path(__file__).parents[1] / "store/data/first.db.gz"
OLD: Final = "0001"


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What stands in a database."""

    version: str
    shape: dict[str, list[str]]  #: table: its columns
    content: dict[str, list[Any]]  #: table: its rows, in the columns of the first version


def first_database(file: Path) -> None:
    """Write the file that the first version made."""
    file.write_bytes(gzip.decompress(FIRST.read_bytes()))


def grown(file: Path, leads: int) -> None:
    """Copy the leads of a first database, with all that belongs to them, until there are so many."""
    with _connected(f"sqlite:///{file}") as connection:
        metadata = _reflected(connection)
        [count] = connection.execute(sa.text("SELECT max(id) FROM leads")).scalars()
        for table in metadata.sorted_tables:
            if table.name in ("alembic_version", "rules_versions"):
                continue
            rows = [row._asdict() for row in connection.execute(sa.select(table))]
            for turn in range(1, leads // count):
                copies = [_copy(table.name, row, turn, turn * count) for row in rows]
                if copies:
                    connection.execute(sa.insert(table), copies)


def _copy(table: str, row: dict[str, Any], turn: int, leads: int) -> dict[str, Any]:
    """A row of another lead."""
    made = {
        name: value
        for name, value in row.items()
        if name != "id" or table in ("leads", "submissions", "updates")
    }
    for name, step in (("lead", leads), ("id", leads if table == "leads" else turn * 10)):
        if name in made:
            made[name] += step
    for name in ("value", "key"):
        if name in made:
            made[name] = f"{turn}:{made[name]}"
    return made


def first_postgres(leads: int = 0) -> str:
    """The same on PostgreSQL: the address of a database of the first version."""
    from alembic import command
    from alembic.config import Config

    import frontdesk.store

    url, config = postgres.new_database(), Config()
    config.set_main_option("script_location", str(Path(frontdesk.store.__file__).with_name("migrations")))
    file = Path(os.environ.get("TMPDIR", "/tmp")) / f"first-{os.getpid()}.db"
    first_database(file)
    grown(file, leads)
    with _connected(f"sqlite:///{file}") as old, _connected(url) as new:
        config.attributes["connection"] = new
        command.upgrade(config, OLD)
        source, target = _reflected(old), _reflected(new)
        for table in target.sorted_tables:
            rows = [row._asdict() for row in old.execute(sa.select(source.tables[table.name]))]
            flags = [column.name for column in table.c if isinstance(column.type, sa.Boolean)]
            made = [{**row, **{name: bool(row[name]) for name in flags}} for row in rows]
            if made and table.name != "alembic_version":
                new.execute(sa.insert(table), made)
    file.unlink()
    return url


def found(url: str, shape: dict[str, list[str]] | None = None) -> Found:
    """What stands there; of each table the columns of `shape`, all of them without one."""
    with _connected(url) as connection:
        tables = _reflected(connection).tables
        now = {name: sorted(column.name for column in table.c) for name, table in tables.items()}
        content = {
            name: sorted(map(repr, connection.execute(sa.select(*(tables[name].c[c] for c in columns)))))
            for name, columns in (shape or now).items()
            if name != "alembic_version"
        }
        version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one()
        if connection.dialect.name == "sqlite":
            assert connection.execute(sa.text("PRAGMA integrity_check")).scalar() == "ok"
    return Found(version=version, shape=now, content=content)


def upgraded(url: str, fatal: int = 0, after_s: float | None = None) -> tuple[int, int]:
    """Open a database in a process of its own: its exit code, and how many steps it made.

    It dies before the step `fatal`, or is killed `after_s` seconds after the first. A step is a statement, or
    the commit.
    """
    steps = CONTEXT.Value("i", 0)
    process = CONTEXT.Process(target=_upgrade, args=(url, fatal, steps))
    return lived(process, steps, after_s), steps.value


def _upgrade(url: str, fatal: int, steps: Any) -> None:
    """In the child."""
    import asyncio

    from frontdesk.store.database import Database

    def step(*_: Any) -> None:
        steps.value += 1
        if steps.value == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(sa.Engine, "before_cursor_execute", step)
    sa.event.listen(sa.Engine, "commit", step)
    asyncio.run(Database(url, desk=Path()).close())


class Copies:
    """Fresh copies of one old database, one at a time."""

    def __init__(self, url: str, folder: Path) -> None:
        """`url`: of an old one, which nobody uses meanwhile."""
        self._url, self._file = sa.make_url(url), folder / "copy.db"

    def fresh(self) -> str:
        """The address of a new copy; the one before it is gone."""
        if self._url.get_backend_name() == "sqlite":
            for path in self._file.parent.glob(f"{self._file.name}*"):
                path.unlink()
            shutil.copy(str(self._url.database), self._file)
            return f"sqlite:///{self._file}"
        name = f"{self._url.database}_copy"
        postgres.drop_database(postgres.address(name))
        postgres.tell(f"CREATE DATABASE {name} TEMPLATE {self._url.database}")
        return postgres.address(name)


def kills(url: str, folder: Path, count: int, seed: int) -> Iterator[tuple[str, Found]]:
    """Kill that many upgrades: where, and what the next start finds; then that start must finish the work.

    Half of them die before a step, evenly spread over all of them, the others at any time.
    """
    copies, chance = Copies(url, folder), random.Random(seed)
    old = found(url)
    began = time.monotonic()
    code, steps = upgraded(new := copies.fresh())
    took_s = time.monotonic() - began
    assert (code, found(new).version > OLD) == (0, True)
    for number in range(count):
        copy = copies.fresh()
        if number % 2:
            where, ended = "at any time", upgraded(copy, after_s=chance.uniform(0, took_s))
        else:
            fatal = 1 + number * (steps - 1) // max(count - 1, 1)
            where, ended = f"before step {fatal} of {steps}", upgraded(copy, fatal)
            assert ended[0] == -signal.SIGKILL
        yield where, found(copy, old.shape)
        assert upgraded(copy)[0] == 0
        assert found(copy, old.shape).content == old.content


def is_whole(now: Found, old: Found, new: Found) -> bool:
    """Either schema, and never between; the data is what it was."""
    shape = {old.version: old.shape, new.version: new.shape}.get(now.version)
    return now.shape == shape and now.content == old.content


@contextmanager
def _connected(url: str) -> Iterator[sa.Connection]:
    made = sa.make_url(url)
    if made.get_backend_name() == "postgresql":
        made = made.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(made, poolclass=sa.NullPool)
    with engine.begin() as connection:
        yield connection


def _reflected(connection: sa.Connection) -> sa.MetaData:
    metadata = sa.MetaData()
    metadata.reflect(connection)
    return metadata
