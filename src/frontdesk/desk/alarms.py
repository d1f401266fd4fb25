"""Alarms: raised and cleared in the database, each change told in the log once."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

import structlog

from frontdesk.store import alarms
from frontdesk.store.database import Database

TEXT_CHARS: Final = 1_000  #: of an alarm
MAIL: Final = "mail"  #: the key while the mail server lets us not in
POLL: Final = "telegram:poll"  #: the key while updates do not come
BUDGET: Final = "budget"  #: the key while letters wait for the next hour

#: What other servers say may name somebody.
_ADDRESS: Final = re.compile(r"[^\s@<>\"']{1,64}@(?=\w)")

_log = structlog.get_logger(__name__)


class Alarms:
    """What a person must see to, over all nodes.

    Whoever is to be told finds by itself what was raised: chats by `worker/chat_alarms`, a mailbox by
    `worker/alarm_mails`.
    """

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db, self._clock = db, clock

    async def set(self, key: str, text: str | None) -> None:
        """Raise the alarm with that text, or clear it (None); nothing happens while nothing changed.

        The text is for everybody who may ask after the desk's health: ids and counts, no address, no name.
        """
        stands = await self._db.read(lambda c: alarms.text_of(c, key))
        now, text = self._clock(), text and _ADDRESS.sub("•••@", text[:TEXT_CHARS])
        if text is None:
            if stands is not None and await self._db.write(lambda c: alarms.clear(c, key, now)):
                _log.info("alarm cleared", key=key)
        elif stands != text and await self._db.write(lambda c: alarms.raise_(c, key, text, now)):
            _log.error("alarm raised", key=key, text=text)

    async def standing(self, prefix: str) -> frozenset[str]:
        """The keys of those that stand and begin so."""
        return frozenset(await self._db.read(lambda c: alarms.keys(c, prefix)))

    async def only(self, prefix: str, texts: Mapping[str, str]) -> None:
        """Let these (key: text) stand, and no others whose key begins so."""
        for key in sorted({*texts, *await self.standing(prefix)}):
            await self.set(key, texts.get(key))
