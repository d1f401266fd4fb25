"""Telegram: cards and toasts through the Bot API, updates out of it."""

import json
import logging
import ssl
from datetime import timedelta
from functools import cache
from typing import Any, ClassVar, Final, cast
from urllib.parse import urlencode

import httpx
from telegram import Bot, LinkPreviewOptions
from telegram.error import BadRequest, TelegramError
from telegram.request import HTTPXRequest

from frontdesk.delivery.channels.telegram_errors import explained, says, unreached
from frontdesk.delivery.channels.telegram_files import Files
from frontdesk.delivery.channels.telegram_keyboard import answering, asking, keyboard
from frontdesk.delivery.channels.telegram_pictures import show_picture
from frontdesk.delivery.channels.telegram_talk import Talking
from frontdesk.delivery.channels.telegram_topics import Forum, thread_of
from frontdesk.errors import Deferred, Refused
from frontdesk.model.delivery import Card
from frontdesk.model.updates import KINDS

_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_WANTED: Final = json.dumps(KINDS)
_POOL: Final = 16

# httpx logs each request with its address, and the address holds the token.
logging.getLogger("httpx").setLevel(logging.WARNING)


@cache
def tls() -> ssl.SSLContext:
    """One for all connections of the process: reading the certificates takes 20 ms each time."""
    return httpx.create_ssl_context()


class TelegramChannel(Talking, Files, Forum):
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
            "reply_markup": keyboard(card.rows),
            "link_preview_options": _NO_PREVIEW,
        }
        if message_id is None:
            said |= {"disable_notification": card.silent or None, "reply_parameters": answering(card)}
            said["message_thread_id"] = thread_of(card.thread)
            said["reply_markup"] = said["reply_markup"] or asking(card)
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
        return await show_picture(self._bot, chat, content, card, keyboard(card.rows), message_id)

    async def say(self, chat: int, text: str) -> None:
        """Post a plain text.

        Raises: as `send` does for a new card.
        """
        try:
            await self._bot.send_message(chat, text[:4096], link_preview_options=_NO_PREVIEW)
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
