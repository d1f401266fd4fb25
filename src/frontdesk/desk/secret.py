"""Secret: what this desk signs links and tokens with, the same on every node."""

import re
from hmac import digest
from secrets import token_urlsafe
from typing import Final

from frontdesk.store import kept
from frontdesk.store.database import Database

KEY: Final = "secret"
BYTES: Final = 32
NONCE: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")  #: what may be asked to be proved
_ABOUT: Final = b"frontdesk health\n"  #: no other signature of ours is over a text that begins so


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


def proof(secret: bytes, nonce: str) -> str:
    """What only a desk that has that secret can answer to a nonce of `NONCE`: 64 hex digits."""
    return digest(secret, _ABOUT + nonce.encode(), "sha256").hex()
