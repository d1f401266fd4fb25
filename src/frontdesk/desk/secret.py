"""Secret: what this desk signs links and tokens with, the same on every node."""

from secrets import token_urlsafe
from typing import Final

from frontdesk.store import kept
from frontdesk.store.database import Database

KEY: Final = "secret"
BYTES: Final = 32


class Secret:
    """The secret of the settings, else the one that the first node to need it made and kept."""

    def __init__(self, db: Database, given: str | None = None) -> None:
        self._db, self._known = db, given.encode() if given else None

    async def read(self) -> bytes:
        """The secret; asks the database at most until it has answered once.

        Raises:
            Unavailable: the database does not answer.
        """
        if self._known is None:
            made = token_urlsafe(BYTES)
            self._known = (
                await self._db.write(lambda connection: kept.first(connection, KEY, made))
            ).encode()
        return self._known
