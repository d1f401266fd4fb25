"""Erasing: everything about one person, found by address, number or lead, shown or erased for good.

The files that the person sent are removed after the commit. Notes beside them are written before it: whoever
finds one an hour later removes the file that no form has any more, so a crash in between leaves none.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from frontdesk.desk.letter_quota import letter_quota
from frontdesk.errors import Unavailable
from frontdesk.files.folder import Folder
from frontdesk.model.mailbox import marks
from frontdesk.rules.rules import Rules
from frontdesk.signals.email import address_of
from frontdesk.signals.identity import Identity, identity
from frontdesk.signals.phone import phone_signal
from frontdesk.store import erasing, files, holdings, persons
from frontdesk.store.database import Connection, Database
from frontdesk.store.erasing import AGE, PERSON, Erased
from frontdesk.store.persons import Lens, Who
from frontdesk.store.squeezing import squeeze

TRIES: Final = 4
PAUSE_S: Final = 0.05
Held = list[tuple[str, list[Mapping[str, Any]]]]


def identity_of(text: str, rules: Rules) -> Identity | None:
    """The address or number that somebody typed; None where it is neither."""
    if address := address_of(text):
        return ("email", address.lower())
    number = phone_signal(text, regions=(rules.phone_region,)).e164
    return ("phone", number) if number else None


def lens(secret: bytes, rules: Rules) -> Lens:
    """What tells whose something is, on the desk with that secret."""
    return Lens(
        marks=partial(marks, secret),
        quota=letter_quota,
        whose=lambda received: identity(received.submission, received.hook, rules),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Eraser:
    """Erases on one desk."""

    db: Database
    lens: Lens
    folder: Folder | None  #: where files lie; None: none are taken

    async def held(self, whose: Identity) -> tuple[Who, Held]:
        """Everything held of whoever has that address or number: rows by table.

        Raises:
            Unavailable: the database does not answer.
        """

        def look(connection: Connection) -> tuple[Who, Held]:
            who = persons.sought(connection, whose, self.lens)
            return who, list(holdings.held(connection, who))

        return await self.db.read(look)

    async def erase(self, whose: Identity, *, by: str, now: datetime) -> Erased:
        """Erase whoever has that address or number, in one transaction; nothing is there the second time.

        Raises:
            Unavailable: the database or the folder of files cannot be used; nothing was erased, or the files
                go within an hour.
        """
        return await self._erase(lambda c: persons.sought(c, whose, self.lens), by, PERSON, now)

    async def erase_leads(
        self, leads: Sequence[int], *, by: str, now: datetime, by_age: bool = False
    ) -> Erased:
        """The same for the persons behind leads."""
        why = AGE if by_age else PERSON
        return await self._erase(lambda c: persons.of_leads(c, leads, self.lens), by, why, now)

    async def _erase(self, find: Any, by: str, why: str, now: datetime) -> Erased:
        hashes = await self.db.read(lambda c: erasing.sent_files(c, find(c)))
        notes = await self._noted(hashes, now)

        def work(connection: Connection) -> Erased:
            erasing.begin(connection)
            return erasing.erase(connection, find(connection), by=by, why=why, now=now)

        done = await self._written(work)
        # One that came in between has no note yet.
        late = [sha256 for sha256 in done.files if sha256 not in notes]
        await self._removed({**notes, **await self._noted(late, now)})
        return done

    async def _written(self, work: Callable[[Connection], Erased]) -> Erased:
        """On PostgreSQL whoever sends the person's letters may hold what is waited for: then once more."""
        for _ in range(TRIES - 1):
            try:
                return await self.db.write(work)
            except Unavailable:  # nothing was written
                await asyncio.sleep(PAUSE_S)
        return await self.db.write(work)

    async def rewrite(self) -> bool:
        """Rewrite an SQLite file, so that no byte of what was erased is left; False where that must wait."""
        if self.db.kind != "sqlite":
            return True
        try:
            return await asyncio.to_thread(squeeze, Path(self.db.place))
        except sqlite3.Error:
            return False

    async def _noted(self, hashes: Sequence[str], now: datetime) -> dict[str, list[Path]]:
        if not hashes or self.folder is None:
            return {}
        try:
            return await asyncio.to_thread(self.folder.note, hashes, now)
        except OSError as error:
            raise Unavailable(f"{self.folder.path}: {error.strerror}") from error

    async def _removed(self, notes: Mapping[str, Sequence[Path]]) -> None:
        if not notes or self.folder is None:
            return
        try:
            with ExitStack() as stack:
                await asyncio.to_thread(stack.enter_context, self.folder.locked())
                known = await self.db.read(lambda connection: files.known(connection, list(notes)))
                busy = await asyncio.to_thread(self.folder.noted_elsewhere, notes)
                await asyncio.to_thread(self.folder.sweep, notes, known | busy)
        except OSError as error:
            raise Unavailable(f"{self.folder.path}: {error.strerror}") from error
