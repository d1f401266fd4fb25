"""Telegram calls: questions to the Bot API whose answers are taken as they come: webhook, chats, members."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.request import HTTPXRequest

from frontdesk.delivery.channels.telegram import tls
from frontdesk.delivery.channels.telegram_errors import unreached
from frontdesk.errors import Refused


class TelegramCalls:
    """One bot, asked now and then over a connection of its own."""

    def __init__(self, token: str, *, api: str, proxy: str | None, timeout: timedelta) -> None:
        """`api` is the root address of the Bot API, without `/bot`."""
        self._root, seconds = f"{api.rstrip('/')}/bot{token}", timeout.total_seconds()
        self._request = HTTPXRequest(
            connection_pool_size=4,
            read_timeout=seconds,
            write_timeout=seconds,
            connect_timeout=seconds,
            pool_timeout=seconds,
            proxy=proxy,
            httpx_kwargs={"verify": tls()},
        )

    async def ask(self, method: str, **said: Any) -> Any:
        """The `result` of a method, as JSON has it; lists and objects are sent as JSON.

        Raises:
            Refused: Telegram says no, in its own words. Paused: the token is wrong.
            Deferred: Telegram cannot be reached, or asks to wait.
        """
        sent = {name: value if isinstance(value, str) else json.dumps(value) for name, value in said.items()}
        try:
            return await self._request.post(f"{self._root}/{method}?{urlencode(sent)}")
        except ChatMigrated as error:
            raise Refused(f"the group became {error.new_chat_id}") from error
        except (BadRequest, Forbidden) as error:
            raise Refused(error.message) from error
        except TelegramError as error:
            raise unreached(error) from error

    async def close(self) -> None:
        """Let go of the connection."""
        await self._request.shutdown()
