"""Stored: the desk's database for one command, closed again whatever happens."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import sqlalchemy as sa

from frontdesk.app.basis import Basis
from frontdesk.errors import Faults
from frontdesk.store.database import Database

Found = TypeVar("Found")
_SQLITE: Final = "sqlite:///"


def stored(basis: Basis, work: Callable[[Database], Awaitable[Found]]) -> Found | None:
    """What `work` finds; None where nothing was ever stored: looking makes no database.

    Raises:
        Faults: the database cannot be used, or is damaged.
        Unavailable: it does not answer now.
    """
    url = basis.settings.database
    if url.startswith(_SQLITE) and not (basis.desk / url.removeprefix(_SQLITE).partition("?")[0]).exists():
        return None

    async def run() -> Found:
        db = Database(url, desk=basis.desk)
        try:
            return await work(db)
        except sa.exc.DatabaseError as error:
            raise Faults([f"{db.place}: expected a sound database, found: {error.orig}"]) from error
        finally:
            await db.close()

    return asyncio.run(run())
