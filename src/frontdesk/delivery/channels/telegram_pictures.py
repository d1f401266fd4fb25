"""Telegram pictures: messages that are a picture with a caption and buttons, posted or put in place."""

from typing import Any, Final

from telegram import Bot, InlineKeyboardMarkup, InputFile, InputMediaPhoto
from telegram.error import BadRequest, TelegramError

from frontdesk.delivery.channels.telegram_errors import explained, says
from frontdesk.delivery.channels.telegram_topics import thread_of
from frontdesk.model.delivery import Card

_NAME: Final = "chart.png"


class Picturing:
    """The part of a channel that shows pictures."""

    _bot: Bot

    def _markup(self, card: Card) -> InlineKeyboardMarkup | None:
        raise NotImplementedError

    async def picture(self, chat: int, content: bytes, card: Card, message_id: int | None) -> int:
        """Post a PNG with the card as its caption, or put it in place of a message; the message id.

        Raises: as `send` does.
        """
        said: dict[str, Any] = {"reply_markup": self._markup(card)}
        try:
            if message_id is None:
                file = InputFile(content, filename=_NAME)
                said |= {"caption": card.text, "message_thread_id": thread_of(card.thread)}
                sent = await self._bot.send_photo(chat, file, parse_mode="HTML", **said)
                return sent.message_id
            photo = InputMediaPhoto(content, caption=card.text, parse_mode="HTML", filename=_NAME)
            await self._bot.edit_message_media(photo, chat, message_id, **said)
        except BadRequest as error:
            if not says(error, "message is not modified"):
                raise explained(error, edit=message_id is not None) from error
        except TelegramError as error:
            raise explained(error, edit=message_id is not None) from error
        return message_id or 0
