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
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import BadRequest, TelegramError
from telegram.request import HTTPXRequest

from frontdesk.delivery.channels.telegram_errors import explained, says, unreached
from frontdesk.delivery.channels.telegram_pictures import show_picture
from frontdesk.delivery.channels.telegram_talk import Talking
from frontdesk.delivery.channels.telegram_topics import Forum, thread_of
from frontdesk.errors import Deferred, Refused, Unsure
from frontdesk.messages.buttons import encode
from frontdesk.model.delivery import Button, Card
from frontdesk.model.note import NoteFile
from frontdesk.model.updates import KINDS

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_WANTED: Final = json.dumps(KINDS)
_POOL: Final = 16
PLACEHOLDER: Final = 64  #: characters of `input_field_placeholder` (Bot API)
_UPLOAD_BYTES_A_SECOND: Final = 100_000  #: a document that goes out more slowly than that is given up

# httpx logs each request with its address, and the address holds the token.
logging.getLogger("httpx").setLevel(logging.WARNING)


@cache
def tls() -> ssl.SSLContext:
    """One for all connections of the process: reading the certificates takes 20 ms each time."""
    return httpx.create_ssl_context()


class TelegramChannel(Talking, Forum):
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
            "httpx_kwargs": {"verify": tls()},
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

    async def enter(self, chat: int) -> None:
        """Ask whether the bot may write in a chat, without showing anything there but that it is busy.

        Raises:
            Closed: it may not. Moved, Refused, Deferred, Paused: as `send` does.
        """
        try:
            await self._bot.send_chat_action(chat, "typing")
        except TelegramError as error:
            raise explained(error, edit=True) from error

    async def remove(self, chat: int, message_id: int) -> None:
        """Delete a message; one that is too old for that loses its buttons, one that is gone is no error.

        Raises:
            Closed, Moved, Refused, Deferred, Paused: as `send` does.
        """
        try:
            await self._bot.delete_message(chat, message_id)
        except BadRequest as error:
            if says(error, "message can't be deleted"):
                return await self._strip(chat, message_id)
            if not says(error, "message to delete not found"):
                raise explained(error, edit=True) from error
        except TelegramError as error:
            raise explained(error, edit=True) from error

    async def _strip(self, chat: int, message_id: int) -> None:
        try:
            await self._bot.edit_message_reply_markup(chat, message_id)
        except BadRequest as error:
            if not says(error, "message is not modified"):
                raise explained(error, edit=True) from error
        except TelegramError as error:
            raise explained(error, edit=True) from error

    async def close(self) -> None:
        """Let go of the connections."""
        await self._bot.shutdown()

    async def send(self, chat: int, card: Card, message_id: int | None, *, plain: bool = False) -> int:
        """Post a card, or edit the one that stands; its message id. `plain`: without its markup.

        Raises:
            Refused: Telegram will not take it. Gone: the message to edit was deleted.
            Unparsed: it cannot read the markup. Moved: the chat has another number.
            Deferred: not now. Unsure: a new card may have been posted. Paused: the bot is locked out.
            Closed: this chat lets it not in. NoTopic: the topic takes nothing.
        """
        try:
            return await self._show(chat, card, message_id, html=not plain)
        except TelegramError as error:
            edit, topic = message_id is not None, thread_of(card.thread) is not None
            raise explained(error, edit=edit, topic=topic) from error

    async def _show(self, chat: int, card: Card, message_id: int | None, *, html: bool) -> int:
        said: dict[str, Any] = {
            "chat_id": chat,
            "text": card.text if html else card.plain,
            "parse_mode": "HTML" if html else None,
            "reply_markup": _keyboard(card.rows),
            "link_preview_options": _NO_PREVIEW,
        }
        if message_id is None:
            said |= {"disable_notification": card.silent or None, "reply_parameters": _answering(card)}
            said["message_thread_id"] = thread_of(card.thread)
            said["reply_markup"] = said["reply_markup"] or _asking(card)
            return (await self._bot.send_message(**said)).message_id
        try:
            await self._bot.edit_message_text(message_id=message_id, **said)
        except BadRequest as error:
            if not says(error, "message is not modified"):
                raise
        return message_id

    async def picture(self, chat: int, content: bytes, card: Card, message_id: int | None) -> int:
        """Post a PNG with the card as its caption, or put it in place of a message; the message id.

        Raises: as `send` does.
        """
        return await show_picture(self._bot, chat, content, card, _keyboard(card.rows), message_id)

    async def say(self, chat: int, text: str) -> None:
        """Post a plain text.

        Raises: as `send` does for a new card.
        """
        try:
            await self._bot.send_message(chat, text[:4096], link_preview_options=_NO_PREVIEW)
        except TelegramError as error:
            raise explained(error, edit=False) from error

    async def document(self, chat: int, file: Path, *, name: str, caption: str, silent: bool = False) -> None:
        """Post a file under that name; `silent`: without a sound.

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
                        disable_notification=silent or None,
                        write_timeout=limit_s,
                        read_timeout=limit_s,
                    )
            except TimeoutError as error:
                raise Unsure("no word in time whether the file was posted") from error
            except TelegramError as error:
                if "too large" in error.message.lower():  # 413, for the library an error of the network
                    raise Refused(error.message) from error
                raise explained(error, edit=False) from error

    async def kept(self, chat: int, file: NoteFile, *, caption: str, silent: bool = False) -> None:
        """Post a file that Telegram has; `silent`: without a sound.

        Raises: as `send` does for a new card.
        """
        post = getattr(self._bot, f"send_{file.kind}")
        try:
            await post(chat, file.id, caption=caption[:1024], disable_notification=silent or None)
        except TelegramError as error:
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
            Taken: somebody else fetches them. Paused: the token is wrong.
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


def _answering(card: Card) -> ReplyParameters | None:
    """Where the message it answers is gone, it is posted all the same."""
    return ReplyParameters(card.reply_to, allow_sending_without_reply=True) if card.reply_to else None


def _asking(card: Card) -> ForceReply | None:
    """Who is named in the text gets a line to answer in, and nobody else."""
    if card.asks is None:
        return None
    return ForceReply(selective=True, input_field_placeholder=card.asks[:PLACEHOLDER] or None)


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
