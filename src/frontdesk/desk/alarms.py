"""Alarms: raised and cleared in the database, each change told in the log once."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

import structlog

from frontdesk.store import alarms
from frontdesk.store.database import Database

TEXT_CHARS: Final = 1_000  #: of an alarm
MAIL: Final = "mail"  #: the key while the mail server lets us not in
BUDGET: Final = "budget"  #: the key while letters wait for the next hour

_log = structlog.get_logger(__name__)


class Alarms:
    """What a person must see to, over all nodes."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db, self._clock = db, clock

    async def set(self, key: str, text: str | None) -> None:
        """Raise the alarm with that text, or clear it (None); nothing happens while nothing changed.

        The text is for everybody who may ask after the desk's health: ids and counts, no address, no name.
        """
        standing = {alarm.key: alarm.text for alarm in await self._db.read(alarms.open_)}
        now, text = self._clock(), text and text[:TEXT_CHARS]
        if text is None:
            if key in standing and await self._db.write(lambda c: alarms.clear(c, key, now)):
                _log.info("alarm cleared", key=key)
        elif standing.get(key) != text and await self._db.write(lambda c: alarms.raise_(c, key, text, now)):
            _log.error("alarm raised", key=key, text=text)

    async def standing(self, prefix: str) -> frozenset[str]:
        """The keys of those that stand and begin so."""
        found = await self._db.read(alarms.open_)
        return frozenset(alarm.key for alarm in found if alarm.key.startswith(prefix))

    async def only(self, prefix: str, texts: Mapping[str, str]) -> None:
        """Let these (key: text) stand, and no others whose key begins so."""
        for key in sorted({*texts, *await self.standing(prefix)}):
            await self.set(key, texts.get(key))
