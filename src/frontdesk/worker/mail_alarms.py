"""Mail alarms: that letters stand still, and that the hour's budget is used up: one of each for all nodes."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk.desk.alarms import BUDGET, MAIL, Alarms
from frontdesk.errors import FrontdeskError
from frontdesk.store import alarms
from frontdesk.store.database import Database
from frontdesk.worker import budgets
from frontdesk.worker.standstill import Standstill

AGAIN_S: Final = 60.0  #: what another node may have raised or cleared meanwhile is looked at that often
LOOK_S: Final = 1.0  #: and whether an alarm that stands is over
#: Of the first delay of a letter: what comes back sooner was not gone, and people are told once of it.
CALM: Final = 10
AGAIN: Final = "letters go out again, after the mail server had turned us away; this ends when it stays so"

_log = structlog.get_logger(__name__)


class MailAlarms:
    """Raised once and cleared once, whoever began and whoever was restarted meanwhile."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db, self._clock, self._alarms = db, clock, Alarms(db, clock)
        self._told: dict[str, tuple[str | None, float]] = {}
        self._seen: dict[str, datetime] = {}  # when there was last cause for it here
        self._look_at: dict[str, float] = {}  # when it is looked at again whether it is over

    async def still(self, standstill: Standstill, *, sent: bool, first: timedelta) -> None:
        """`sent`: a letter got through since the start; `first`: a letter's first delay."""
        if standstill.shut:
            self._seen[MAIL] = self._clock()
            told = f"no letter goes out: {standstill.reason}. They wait, and one of them asks now and then"
            await self._tell(MAIL, told)
        elif sent and standstill.reason is None:
            await self._over(MAIL, CALM * first, AGAIN)

    async def budget(self, per_hour: int, *, spent: bool, first: timedelta) -> None:
        """`spent`: there was no room for all that were due; else none was left over."""
        if not spent:
            return await self._over(BUDGET, CALM * first)
        self._seen[BUDGET] = self._clock()
        if not self._fresh(BUDGET) or self._told[BUDGET][0] is None:
            now = self._clock()
            try:
                told = await self._db.read(lambda c: budgets.used_up(c, per_hour, now))
            except FrontdeskError as error:
                _log.warning("alarm postponed", key=BUDGET, error=str(error))
                return None
            await self._tell(BUDGET, told)
        return None

    async def _over(self, key: str, calm: timedelta, meanwhile: str | None = None) -> None:
        """Clear it once its cause has been gone for so long, on all nodes as far as the database knows.

        `meanwhile`: what it says until then, where this node saw the cause.
        """
        moment = time.monotonic()
        if (self._fresh(key) and self._told[key][0] is None) or moment < self._look_at.get(key, moment):
            return
        self._look_at[key] = moment + LOOK_S
        try:
            since = {alarm.key: alarm.raised_at for alarm in await self._db.read(alarms.open_)}.get(key)
        except FrontdeskError as error:
            _log.warning("alarm postponed", key=key, error=str(error))
            return
        if since is None or self._clock() - max(since, self._seen.get(key, since)) >= calm:
            await self._tell(key, None)
        elif meanwhile and key in self._seen:
            await self._tell(key, meanwhile)

    def _fresh(self, key: str) -> bool:
        return key in self._told and time.monotonic() - self._told[key][1] < AGAIN_S

    async def _tell(self, key: str, text: str | None) -> None:
        if self._fresh(key) and self._told[key][0] == text:
            return
        try:
            await self._alarms.set(key, text)
        except FrontdeskError as error:  # the next turn tells it
            _log.warning("alarm postponed", key=key, error=str(error))
        else:
            self._told[key] = (text, time.monotonic())
