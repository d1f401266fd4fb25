"""Polling: fetches Telegram's updates by getUpdates, each page stored before the next call confirms it.

One program only can poll a bot. Where another one does, or a webhook is set, this one stands by: it says so
once, and asks again after ever longer pauses until it is alone.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Final, Protocol

import structlog

from frontdesk.desk.alarms import POLL, Alarms
from frontdesk.errors import Deferred, FrontdeskError, Paused, Taken

PAUSES_S: Final = (0.5, 1.0, 2.0, 5.0)  #: after a failed getUpdates; the last one repeats
TAKEN_S: Final = (1.0, 2.0, 5.0, 15.0, 60.0)  #: after a 409; the same
LOCKED_OUT: Final = timedelta(minutes=1)  #: after a wrong token

_log = structlog.get_logger(__name__)

Page = Sequence[tuple[int, bytes]]


class Channel(Protocol):
    """Where updates come from."""

    async def updates(self, offset: int | None) -> list[tuple[int, bytes]]:
        """(update_id, JSON) from `offset` on; raises Deferred, Taken, Paused."""


class Polling:
    """The long poll of one bot."""

    def __init__(
        self,
        channel: Channel,
        store: Callable[[Page], Awaitable[None]],
        alarms: Alarms,
        poll: timedelta,
        heard: Callable[[bool], None] = lambda well: None,
    ) -> None:
        """`store` puts a page where it survives; `poll` is how long one getUpdates waits.

        `heard` is told after each whether Telegram answered it.
        """
        self._heard = heard
        self._channel, self._store, self._alarms, self._poll = channel, store, alarms, poll
        self._failures = self._taken = 0
        self._taken_at = float("-inf")  # monotonic
        self._told: str | None = ""  # of the alarm that stands; blank: nobody knows yet

    async def run(self) -> None:
        """Fetch until cancelled. The next getUpdates confirms only what is stored by then."""
        newest: int | None = None  # what a last run left unconfirmed comes again and is known by its id
        while True:
            try:
                page = await self._channel.updates(None if newest is None else newest + 1)
                self._heard(True)
                if page:
                    await self._store(page)
                # After a quiet week ids may begin anew, lower (Bot API, Update): none when all is confirmed.
                newest, self._failures = page[-1][0] if page else None, 0
                await self._alone()
            except Taken as error:
                await self._stand_by(error)
            except Paused as error:
                self._heard(False)
                _log.error("updates paused", error=str(error))
                await asyncio.sleep(LOCKED_OUT.total_seconds())
            except FrontdeskError as error:
                if isinstance(error, Deferred):
                    self._heard(False)
                _log.warning("updates postponed", error=str(error))
                await asyncio.sleep(self._pause_s(error))

    def _pause_s(self, error: FrontdeskError) -> float:
        self._failures += 1
        after_s = error.after_s if isinstance(error, Deferred) else None
        return after_s or PAUSES_S[min(self._failures, len(PAUSES_S)) - 1]

    async def _alone(self) -> None:
        """A page came. Another program that polls now and then lets some through: wait out one poll."""
        if self._told is None or time.monotonic() - self._taken_at < self._poll.total_seconds():
            return
        await self._tell(None)
        self._taken = 0

    async def _stand_by(self, error: Taken) -> None:
        self._taken_at = time.monotonic()
        try:
            await self._tell(_said(error))
        except FrontdeskError as unheard:
            _log.warning("alarm postponed", error=str(unheard))
        await asyncio.sleep(TAKEN_S[min(self._taken, len(TAKEN_S) - 1)])
        self._taken += 1

    async def _tell(self, text: str | None) -> None:
        if text != self._told:
            await self._alarms.set(POLL, text)
            self._told = text


def _said(error: Taken) -> str:
    """Whose doing it is, as the words of the 409 tell."""
    if "webhook" in str(error).lower():
        found = "a webhook is set for this bot, so its presses do not come here"
        way = "set FRONTDESK_TELEGRAM_MODE=webhook, or end the program that set it and start again"
    else:
        found = "another program polls with this bot's token, and takes presses away"
        way = "end it, or give it a bot of its own"
    return f"{found}: {way}; standing by meanwhile"
