"""Webhook: posts what waits to the address that the bot set, until it says that it has it.

Updates of one chat go one after the other, as with the public server; others beside them.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout

from frontdesk.demo.chat.updates import Updates, Waiting

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS: Final = 40  #: unless the bot asks for others
DELAY_MOST_S: Final = 60.0
RETRY_AFTER_MOST_S: Final = 3_600.0
TIMEOUT_S: Final = 30.0
_log = logging.getLogger(__name__)


class Webhook:
    """The webhook of one bot."""

    def __init__(self, updates: Updates, clock: Callable[[], datetime], delay_s: float) -> None:
        """`delay_s`: before an update is sent again; each further time it is twice as long."""
        self._updates, self._clock, self._delay_s = updates, clock, delay_s
        self.url = ""
        self.down = False  #: nothing is sent meanwhile
        self._secret, self._most = "", CONNECTIONS
        self._error: tuple[int, str] | None = None
        self._running: asyncio.Task[None] | None = None
        self._sending: dict[object, asyncio.Task[None]] = {}  # by chat

    def set(self, url: str, secret: str, connections: int) -> None:
        """From now on send there."""
        self.remove()
        self.url, self._secret, self._most = url, secret, connections
        self._updates.hooked = True
        self._updates.interrupt("Conflict: terminated by setWebhook request")
        self._running = asyncio.get_running_loop().create_task(self._run())

    def remove(self) -> None:
        """Send no more; what waits can be polled for."""
        for task in (self._running, *self._sending.values()):
            if task:
                task.cancel()
        self.url, self._error, self._running = "", None, None
        self._sending.clear()
        self._updates.hooked = False

    def info(self) -> dict[str, Any]:
        """The Bot API's WebhookInfo."""
        said: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if self.url:
            said["max_connections"] = self._most
        if self._error:
            said["last_error_date"], said["last_error_message"] = self._error
        if (kinds := self._updates.allowed) is not None:
            said["allowed_updates"] = kinds
        return said

    async def _run(self) -> None:
        async with ClientSession(timeout=ClientTimeout(total=TIMEOUT_S)) as session:
            while True:
                for waiting in [] if self.down else self._updates.waiting():
                    self._begin(session, waiting)
                await self._updates.more()

    def _begin(self, session: ClientSession, waiting: Waiting) -> None:
        chat = _chat(waiting.body)
        if chat in self._sending or len(self._sending) >= self._most:
            return
        task = self._sending[chat] = asyncio.create_task(self._send(session, waiting))
        task.add_done_callback(lambda done: self._ended(chat, done))

    def _ended(self, chat: object, task: asyncio.Task[None]) -> None:
        if self._sending.get(chat) is task:
            del self._sending[chat]
            self._updates.wake()

    async def _send(self, session: ClientSession, waiting: Waiting) -> None:
        """Again and again, until it is taken or too old."""
        delay_s = self._delay_s
        while waiting in self._updates.waiting():
            after_s = 0.0 if self.down else await self._post(session, waiting)
            if after_s is None:
                self._updates.confirm(waiting.id)
                return
            await asyncio.sleep(max(after_s, delay_s))
            delay_s = min(delay_s * 2, DELAY_MOST_S)

    async def _post(self, session: ClientSession, waiting: Waiting) -> float | None:
        """Send it once; None: it was taken, else how long the bot asks to be left alone."""
        headers = {HEADER: self._secret} if self._secret else {}
        try:
            async with session.post(
                self.url, json=waiting.body, headers=headers, allow_redirects=False
            ) as response:
                await response.read()
                if response.ok and response.status < HTTPStatus.MULTIPLE_CHOICES:
                    return None
                phrase = f"{response.status} {response.reason}"
                self._failed(f"Wrong response from the webhook: {phrase}")
                return _seconds(response.headers.get("Retry-After", ""))
        except ClientConnectorError:
            self._failed("Connection refused")
        except TimeoutError:
            self._failed("Read timeout expired")
        except ClientError:
            self._failed("Connection reset by peer")
        return 0.0

    def _failed(self, message: str) -> None:
        self._error = int(self._clock().timestamp()), message
        _log.debug("update not taken error=%s", message)


def _chat(body: dict[str, Any]) -> object:
    """What an update belongs to; those that name no chat go on their own."""
    for part in body.values():
        if isinstance(part, dict):
            message = part.get("message") or part
            if isinstance(message, dict) and isinstance(message.get("chat"), dict):
                return message["chat"].get("id")
    return f"update {body['update_id']}"


def _seconds(text: str) -> float:
    return min(float(text), RETRY_AFTER_MOST_S) if text.isascii() and text.isdigit() else 0.0
