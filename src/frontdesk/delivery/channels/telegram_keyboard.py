"""Telegram keyboard: what stands under a message: buttons, a line to answer in, the message it answers."""

from collections.abc import Sequence
from typing import Final

from telegram import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
)

from frontdesk.messages.buttons import encode
from frontdesk.model.delivery import Button, Card

PLACEHOLDER: Final = 64  #: characters of `input_field_placeholder` (Bot API)


def keyboard(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    """The buttons, row by row; None where there are none."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def answering(card: Card) -> ReplyParameters | None:
    """Where the message it answers is gone, it is posted all the same."""
    return ReplyParameters(card.reply_to, allow_sending_without_reply=True) if card.reply_to else None


def asking(card: Card) -> ForceReply | None:
    """Who is named in the text gets a line to answer in, and nobody else."""
    if card.asks is None:
        return None
    return ForceReply(selective=True, input_field_placeholder=card.asks[:PLACEHOLDER] or None)


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label,
        callback_data=encode(button.press) if button.press else None,
        style=button.style,
        url=button.url,
        copy_text=CopyTextButton(button.copy) if button.copy else None,
    )
