"""Database: three verbs. `append` what a visitor waits for, `write` the rest, `read` what is there."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from frontdesk.errors import Faults
from frontdesk.store import schema
from frontdesk.store.engine import open_engine
from frontdesk.store.notices import Notices
from frontdesk.store.writer import Writer, told, unavailable

#: What the work of `write` and `read` is called with; other floors pass it on to the store, no more.
Connection = sa.Connection
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
        self._engine = open_engine(url, desk, wait)
        try:
            self._engine.check()
            self._upgrade()
        except Faults:
            self._engine.close()
            raise
        self._writer = Writer(self._engine)
        self._readers = ThreadPoolExecutor(_READERS, "frontdesk-reader")
        self._notices: Notices | None = None

    @property
    def place(self) -> str:
        """Where the data is, for people."""
        return self._engine.place

    @property
    def kind(self) -> str:
        """sqlite or postgresql."""
        return self._engine.kind

    @property
    def dsn(self) -> str | None:
        """A libpq address, where there is a server; holds the password."""
        return self._engine.dsn

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
        """Run `work` on one snapshot of the database.

        Raises:
            Unavailable: the database does not answer.
        """
        return await self._in_reader(lambda: self._read(work))

    async def now(self) -> datetime | None:
        """The time by the database's own clock; None where it is this machine's.

        Raises:
            Unavailable: the database does not answer.
        """
        return await self._in_reader(self._engine.now)

    def listen(self, heard: Callable[[str], None], poll: timedelta) -> None:
        """Call `heard`, in the event loop, with what other nodes `tell`; nothing is heard on SQLite.

        What is told while the line is down is lost: look anew at least every `poll`. After each gap `heard`
        gets an empty text.
        """
        if self._engine.dsn:
            self._notices = Notices(self._engine.dsn, heard, poll)

    def tell(self, text: str) -> None:
        """Tell the other nodes, soon and if they listen; never fails, for it is only a wake-up."""
        if self._notices:
            self._notices.tell(text)

    async def close(self) -> None:
        """Finish what waits and let go of the database."""
        self._writer.refuse()
        await asyncio.to_thread(self._close)

    async def _in_reader(self, look: Callable[[], Result]) -> Result:
        """Run it in a reader's thread; once more if the server had hung up on an old connection."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._readers, look)
        except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
            if not self._engine.lost(error):
                raise unavailable(error) from error
        try:
            return await loop.run_in_executor(self._readers, look)
        except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
            raise unavailable(error) from error

    def _read(self, work: Callable[[sa.Connection], Any]) -> Any:
        try:
            with self._engine.reading.connect() as connection:
                return work(connection)
        except sa.exc.DatabaseError as error:
            if (seen := told(error)) is error:
                raise
            raise seen from error

    def _upgrade(self) -> None:
        try:
            with self._engine.writing.begin() as connection:
                self._engine.lock(connection)
                schema.upgrade(connection)
        except Faults as faults:
            raise Faults([f"{self.place}: {problem}" for problem in faults.problems]) from faults
        except sa.exc.DatabaseError as error:
            told = f"{self.place}: expected a database of frontdesk, found: {error.orig}"
            raise Faults([told]) from error

    def _close(self) -> None:
        if self._notices:
            self._notices.stop()
        self._writer.stop()
        self._readers.shutdown()
        self._engine.close()
