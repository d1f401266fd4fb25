"""Database: three verbs. `append` what a visitor waits for, `write` the rest, `read` what is there."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from frontdesk.errors import Faults
from frontdesk.store import schema, sqlite
from frontdesk.store.writer import Writer

Item = TypeVar("Item")
Result = TypeVar("Result")

_READERS = 4


class Database:
    """The desk's database; everything it is given runs in threads, never in the event loop."""

    def __init__(self, url: str, *, desk: Path, wait: timedelta = timedelta(seconds=10)) -> None:
        """Open the database and bring its schema up to date.

        Raises:
            Faults: the address is none, or what it names cannot be used.
        """
        self.path = _path(url, desk)
        self._writing = sqlite.engine(self.path, wait, writes=True)
        self._reading = sqlite.engine(self.path, wait, writes=False)
        sqlite.check(self._writing, self.path)
        try:
            with self._writing.begin() as connection:
                schema.upgrade(connection)
        except sa.exc.DatabaseError as error:
            raise Faults([f"{self.path}: expected a database of frontdesk, found: {error.orig}"]) from error
        self._writer = Writer(self._writing)
        self._readers = ThreadPoolExecutor(_READERS, "frontdesk-reader")

    @property
    def appends(self) -> int:
        """How many appends have come since the start: whoever can wait sees by it that visitors do."""
        return self._writer.appends

    def append(
        self, many: Callable[[sa.Connection, Sequence[Item]], Sequence[Result]], item: Item
    ) -> asyncio.Future[Result]:
        """Write one item together with all others that wait for `many`; done after the commit.

        Raises:
            Unavailable: the database cannot be written now.
        """
        return self._writer.append(many, item)

    async def write(self, work: Callable[[sa.Connection], Result]) -> Result:
        """Run `work` in a transaction; returns after the commit.

        Raises:
            Unavailable: the database cannot be written now.
        """
        return cast(Result, await self._writer.write(work))

    async def read(self, work: Callable[[sa.Connection], Result]) -> Result:
        """Run `work` on one snapshot of the database."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    async def close(self) -> None:
        """Finish what waits and let go of the file."""
        await asyncio.sleep(0)  # what came in this turn is handed to the writer
        await asyncio.to_thread(self._close)

    def _read(self, work: Callable[[sa.Connection], Any]) -> Any:
        with self._reading.connect() as connection:
            return work(connection)

    def _close(self) -> None:
        self._writer.stop()
        self._readers.shutdown()
        self._reading.dispose()
        self._writing.dispose()


def _path(url: str, desk: Path) -> Path:
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise Faults([f'FRONTDESK_DATABASE: expected "sqlite:///FILE", found "{url[:20]}…"']) from error
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise Faults([f'FRONTDESK_DATABASE: expected "sqlite:///FILE", found {parsed.get_backend_name()}'])
    path = desk / parsed.database
    if not path.parent.is_dir():
        raise Faults([f"FRONTDESK_DATABASE: expected an existing folder, found no {path.parent}"])
    return path
