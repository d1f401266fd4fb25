"""Telegram: cards and toasts through the Bot API, updates out of it."""

import asyncio
import json
import logging
import os
import ssl
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Final, cast
from urllib.parse import urlencode

import httpx
from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
)
from telegram.error import BadRequest, TelegramError
from telegram.request import HTTPXRequest

from frontdesk.delivery.channels.telegram_errors import explained, says, unreached
from frontdesk.errors import Deferred, Refused, Unsure
from frontdesk.messages.buttons import encode
from frontdesk.model.delivery import Button, Card

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
#: Presses and messages: frontdesk asks for nothing it does not use.
_WANTED: Final = '["callback_query", "message"]'
_POOL: Final = 16
_UPLOAD_BYTES_A_SECOND: Final = 100_000  #: a document that goes out more slowly than that is given up

# httpx logs each request with its address, and the address holds the token.
logging.getLogger("httpx").setLevel(logging.WARNING)


@cache
def _tls() -> ssl.SSLContext:
    """One for all connections of the process: reading the certificates takes 20 ms each time."""
    return httpx.create_ssl_context()


class TelegramChannel:
    """One bot; `send` shows a card, `document` a file, `answer` a toast, `updates` fetches what people do."""

    name: ClassVar[str] = "telegram"

    def __init__(
        self, token: str, *, api: str, proxy: str | None, timeout: timedelta, poll: timedelta
    ) -> None:
        """`api` is the root address of the Bot API, without `/bot`."""
        limits = {
            "read_timeout": (seconds := timeout.total_seconds()),
            "write_timeout": seconds,
            "proxy": proxy,
            "httpx_kwargs": {"verify": _tls()},
        }
        self._poll_s, self._read_s = poll.total_seconds(), seconds
        self._username: str | None = None
        self._updates = HTTPXRequest(connection_pool_size=1, **limits)  # type: ignore[arg-type]
        self._bot = Bot(
            token,
            base_url=f"{api.rstrip('/')}/bot",
            request=HTTPXRequest(connection_pool_size=_POOL, **limits),  # type: ignore[arg-type]
            get_updates_request=self._updates,
        )

    async def start(self) -> str:
        """Log in; the bot's @username.

        Raises:
            Paused: the token is wrong.
            Deferred: Telegram cannot be reached.
        """
        try:
            await self._bot.initialize()
            # A webhook left from earlier would refuse every poll with 409; what waits there is kept.
            await self._bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as error:
            raise unreached(error) from error
        self._username = self._bot.username
        return self._username

    @property
    def username(self) -> str | None:
        """The bot's @username, once it has logged in."""
        return self._username

    async def reach(self) -> None:
        """Ask for nothing but an answer, before a card is risked.

        Raises:
            Paused: the token is wrong.
            Deferred: Telegram cannot be reached.
        """
        try:
            await self._bot.get_me()
        except TelegramError as error:
            raise unreached(error) from error

    async def close(self) -> None:
        """Let go of the connections."""
        await self._bot.shutdown()

    async def send(self, chat: int, card: Card, message_id: int | None) -> int:
        """Post a card, or edit the one that stands; its message id.

        Raises:
            Refused: Telegram will not take it. Gone: the message to edit was deleted.
            Deferred: not now. Unsure: a new card may have been posted. Paused: the bot is locked out.
            Closed: this chat lets it not in.
        """
        try:
            return await self._show(chat, card, message_id, html=True)
        except BadRequest as error:
            if not says(error, "can't parse entities"):
                raise explained(error, edit=message_id is not None) from error
            logging.getLogger(__name__).error("card refused chat=%s error=%s", chat, error.message)
            return await self._plain(chat, card, message_id)
        except TelegramError as error:
            raise explained(error, edit=message_id is not None) from error

    async def _plain(self, chat: int, card: Card, message_id: int | None) -> int:
        try:
            return await self._show(chat, card, message_id, html=False)
        except TelegramError as error:
            raise explained(error, edit=message_id is not None) from error

    async def _show(self, chat: int, card: Card, message_id: int | None, *, html: bool) -> int:
        said: dict[str, Any] = {
            "chat_id": chat,
            "text": card.text if html else card.plain,
            "parse_mode": "HTML" if html else None,
            "reply_markup": _keyboard(card.rows),
            "link_preview_options": _NO_PREVIEW,
        }
        if message_id is None:
            return (await self._bot.send_message(**said)).message_id
        try:
            await self._bot.edit_message_text(message_id=message_id, **said)
        except BadRequest as error:
            if not says(error, "message is not modified"):
                raise
        return message_id

    async def say(self, chat: int, text: str) -> None:
        """Post a plain text.

        Raises: as `send` does for a new card.
        """
        try:
            await self._bot.send_message(chat, text[:4096], link_preview_options=_NO_PREVIEW)
        except TelegramError as error:
            raise explained(error, edit=False) from error

    async def document(self, chat: int, file: Path, *, name: str, caption: str) -> None:
        """Post a file under that name.

        Raises: as `send` does for a new card; OSError: the file cannot be read.
        """
        with file.open("rb") as opened:
            limit_s = self._read_s + os.fstat(opened.fileno()).st_size / _UPLOAD_BYTES_A_SECOND
            try:
                # The library's own limits hold for each piece: one that trickles would never end.
                async with asyncio.timeout(limit_s):
                    await self._bot.send_document(
                        chat,
                        InputFile(opened, filename=name, read_file_handle=False),
                        caption=caption[:1024],
                        disable_content_type_detection=True,
                        write_timeout=limit_s,
                        read_timeout=limit_s,
                    )
            except TimeoutError as error:
                raise Unsure("no word in time whether the file was posted") from error
            except TelegramError as error:
                if "too large" in error.message.lower():  # 413, for the library an error of the network
                    raise Refused(error.message) from error
                raise explained(error, edit=False) from error

    async def answer(self, query: str, text: str, start: str | None = None, *, alert: bool = False) -> None:
        """Show the presser a toast, or an `alert` that stays until it is closed; one that comes too late is
        not an error.

        `start` instead opens the chat with the bot, where the client offers to send "/start START".

        Raises:
            Deferred: Telegram cannot be reached.
        """
        url = f"https://t.me/{self._username}?start={start}" if start and self._username else None
        try:
            said = None if url else text[:200]
            await self._bot.answer_callback_query(query, text=said, url=url, show_alert=alert or None)
        except BadRequest as error:
            if not says(error, "query is too old"):
                raise Refused(error.message) from error
        except TelegramError as error:
            raise Deferred(f"the toast was not shown: {type(error).__name__}") from error

    async def updates(self, offset: int | None) -> list[tuple[int, bytes]]:
        """Wait for updates from `offset` on, which confirms those before: (update_id, JSON).

        Raises:
            Deferred: none could be fetched; `after_s` says when to ask again.
            Paused: the token is wrong.
        """
        asked = {"timeout": int(self._poll_s), "allowed_updates": _WANTED}
        query = urlencode(asked if offset is None else {**asked, "offset": offset})
        try:
            # Not Bot.get_updates: one update that the library cannot read would hold up all others for ever.
            found = await self._updates.post(
                f"{self._bot.base_url}/getUpdates?{query}", read_timeout=self._read_s + self._poll_s
            )
        except TelegramError as error:
            raise unreached(error) from error
        return [(update["update_id"], json.dumps(update).encode()) for update in cast(list[Any], found)]


def _keyboard(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label,
        callback_data=encode(button.press) if button.press else None,
        style=button.style,
        url=button.url,
        copy_text=CopyTextButton(button.copy) if button.copy else None,
    )
