"""Webhook: keeps Telegram's webhook where this desk wants it, and sees whether it gets through."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol

import structlog

from frontdesk.desk.alarms import POLL, Alarms
from frontdesk.errors import Deferred, FrontdeskError, Paused, Refused
from frontdesk.model.updates import KINDS
from frontdesk.text import one_line

LOOK_FIRST_S: Final = 2.0  #: after a look that failed; then twice as long each time, up to a usual look
DOUBLINGS: Final = 4  #: how often a look may come later, while somebody else changes the webhook
LATELY: Final = timedelta(minutes=10)  #: an older error of Telegram's is no news
SAID_CHARS: Final = 200
_UNPROVEN: Final = ("401", "403")
_CHANGED: Final = "another program changed this bot's webhook: end it, or give it a bot of its own"

_log = structlog.get_logger(__name__)


class Calls(Protocol):
    """Where the Bot API is asked."""

    async def ask(self, method: str, **said: Any) -> Any:
        """The result of a method; raises Refused, Deferred, Paused."""


class Webhook:
    """The webhook of one bot."""

    def __init__(
        self,
        calls: Calls,
        url: str,
        secret: Callable[[], Awaitable[str]],
        alarms: Alarms,
        clock: Callable[[], datetime],
        look: timedelta,
    ) -> None:
        """`url` is where updates are to come, `secret` what proves them; it is seen to every `look`."""
        self._calls, self._url, self._secret = calls, url, secret
        self._alarms, self._clock, self._look_every = alarms, clock, look
        self._first, self._changes, self._failures = True, 0, 0
        self._blamed: int | None = None  # the date of the error for which it was last set anew
        self._told: str | None = ""  # of the alarm that stands; blank: nobody knows yet

    async def run(self) -> None:
        """Set it where it is not as it should be, again and again, until cancelled."""
        while True:
            try:
                await self._look()
                self._failures = 0
            except Refused as error:
                await self._failed(error, f"Telegram takes no webhook at {self._url}: {_short(error)}")
            except (Deferred, Paused) as error:
                await self._failed(error)
            except FrontdeskError as error:
                _log.warning("webhook postponed", error=str(error))
            await asyncio.sleep(self._rest_s())

    def _rest_s(self) -> float:
        usual_s = self._look_every.total_seconds()
        if self._failures:
            return min(LOOK_FIRST_S * 2.0 ** min(self._failures - 1, 10), usual_s)
        return usual_s * 2.0 ** min(self._changes, DOUBLINGS)

    async def _failed(self, error: FrontdeskError, text: str | None = None) -> None:
        self._failures += 1
        _log.warning("webhook not seen to", error=str(error))
        if text:
            await self._tell(text)

    async def _look(self) -> None:
        info: Mapping[str, Any] = await self._calls.ask("getWebhookInfo")
        changed = info.get("url") != self._url or set(info.get("allowed_updates", ())) != set(KINDS)
        if changed or self._is_unproven(info):
            await self._set()
            _log.info("webhook set", url=self._url)
        if changed and not self._first:
            self._changes += 1
            await self._tell(_CHANGED)
        else:
            self._changes = 0
            await self._tell(None if changed else self._trouble(info))
        self._first = False

    def _is_unproven(self, info: Mapping[str, Any]) -> bool:
        """Whether Telegram is refused because it knows another secret, and that is news."""
        at = info.get("last_error_date")
        if at is None or at == self._blamed:
            return False
        if not any(code in str(info.get("last_error_message")) for code in _UNPROVEN):
            return False
        self._blamed = at
        return True

    async def _set(self) -> None:
        secret = await self._secret()
        await self._calls.ask("setWebhook", url=self._url, secret_token=secret, allowed_updates=list(KINDS))

    def _trouble(self, info: Mapping[str, Any]) -> str | None:
        """Why updates do not come, as Telegram has it; None: they do."""
        waiting, at = info.get("pending_update_count", 0), info.get("last_error_date")
        if not waiting or at is None or datetime.fromtimestamp(at, UTC) < self._clock() - LATELY:
            return None
        said = one_line(str(info.get("last_error_message", "")), SAID_CHARS)
        return f"Telegram does not get through to {self._url}, presses wait there: {said}"

    async def _tell(self, text: str | None) -> None:
        if text == self._told:
            return
        try:
            await self._alarms.set(POLL, text)
            self._told = text
        except FrontdeskError as error:
            _log.warning("alarm postponed", error=str(error))


async def remove_webhook(calls: Calls) -> None:
    """Take away a webhook left from earlier, which would refuse every poll; what waits there is kept.

    Raises:
        Deferred: Telegram cannot be reached. Paused: the token is wrong.
    """
    if (await calls.ask("getWebhookInfo")).get("url"):
        await calls.ask("deleteWebhook", drop_pending_updates=False)
        _log.info("webhook removed")


def _short(error: Exception) -> str:
    return one_line(str(error), SAID_CHARS)
