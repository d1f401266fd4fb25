"""Telegram pictures: messages that are a picture with a caption and buttons, posted or put in place."""

from typing import Any, Final

from telegram import Bot, InlineKeyboardMarkup, InputFile, InputMediaPhoto
from telegram.error import BadRequest, TelegramError

from frontdesk.delivery.channels.telegram_errors import explained, says
from frontdesk.delivery.channels.telegram_topics import thread_of
from frontdesk.model.delivery import Card

_NAME: Final = "chart.png"


async def show_picture(
    bot: Bot,
    chat: int,
    content: bytes,
    card: Card,
    markup: InlineKeyboardMarkup | None,
    message_id: int | None,
) -> int:
    """Post a PNG with the card as its caption, or put it in place of a message; the message id.

    `markup`: the card's buttons.

    Raises: as `TelegramChannel.send` does.
    """
    try:
        if message_id is None:
            return await _posted(bot, chat, content, card, markup)
        photo = InputMediaPhoto(content, caption=card.text, parse_mode="HTML", filename=_NAME)
        await bot.edit_message_media(photo, chat, message_id, reply_markup=markup)
    except BadRequest as error:
        if not says(error, "message is not modified"):
            raise explained(error, edit=message_id is not None) from error
    except TelegramError as error:
        raise explained(error, edit=message_id is not None) from error
    return message_id or 0


async def _posted(
    bot: Bot, chat: int, content: bytes, card: Card, markup: InlineKeyboardMarkup | None
) -> int:
    said: dict[str, Any] = {"caption": card.text, "parse_mode": "HTML", "reply_markup": markup}
    file, thread = InputFile(content, filename=_NAME), thread_of(card.thread)
    return (await bot.send_photo(chat, file, message_thread_id=thread, **said)).message_id
