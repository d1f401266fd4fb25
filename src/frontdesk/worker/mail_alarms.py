"""Mail alarms: that letters stand still, and that the hour's budget is used up: one of each for all nodes."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog

from frontdesk.desk.alarms import BUDGET, MAIL, Alarms
from frontdesk.errors import FrontdeskError
from frontdesk.store.database import Database
from frontdesk.worker import budgets
from frontdesk.worker.standstill import Standstill

AGAIN_S: Final = 60.0  #: what another node may have raised or cleared meanwhile is looked at that often

_log = structlog.get_logger(__name__)


class MailAlarms:
    """Raised once and cleared once, whoever began and whoever was restarted meanwhile."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db, self._clock, self._alarms = db, clock, Alarms(db, clock)
        self._told: dict[str, tuple[str | None, float]] = {}

    async def still(self, standstill: Standstill, *, sent: bool) -> None:
        """`sent`: a letter got through since the start."""
        if standstill.shut:
            told = f"no letter goes out: {standstill.reason}. They wait, and one of them asks now and then"
            await self._tell(MAIL, told)
        elif sent and standstill.reason is None:
            await self._tell(MAIL, None)

    async def budget(self, per_hour: int, *, spent: bool) -> None:
        """`spent`: there was no room for all that were due; else none was left over."""
        if not spent:
            return await self._tell(BUDGET, None)
        if not self._fresh(BUDGET) or self._told[BUDGET][0] is None:
            now = self._clock()
            try:
                told = await self._db.read(lambda c: budgets.used_up(c, per_hour, now))
            except FrontdeskError as error:
                _log.warning("alarm postponed", key=BUDGET, error=str(error))
                return None
            await self._tell(BUDGET, told)
        return None

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
