"""Telegram talk: what a bot does besides showing cards: reactions, its menus of commands."""

from collections.abc import Sequence
from typing import Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    ReactionTypeEmoji,
)
from telegram.error import BadRequest, TelegramError

from frontdesk.delivery.channels.telegram_errors import explained, unreached
from frontdesk.errors import Refused

_SCOPES: Final = {True: BotCommandScopeAllPrivateChats, False: BotCommandScopeAllGroupChats}


class Talking:
    """The part of a channel that answers what people write."""

    _bot: Bot

    async def mark(self, chat: int, message_id: int, emoji: str) -> None:
        """Put a reaction on a message of somebody, instead of the bot's last one there.

        Raises:
            Refused: the chat does not allow it, or the message is gone. Deferred: not now. Paused, Closed.
        """
        try:
            await self._bot.set_message_reaction(chat, message_id, reaction=[ReactionTypeEmoji(emoji)])
        except TelegramError as error:
            raise explained(error, edit=True) from error

    async def offer(
        self, commands: Sequence[tuple[str, str]], *, private: bool, language: str | None
    ) -> None:
        """Let clients offer these commands (name, what it does) in private chats, or in groups.

        `language`: to clients that speak it; None: to all others.

        Raises:
            Refused: Telegram does not take one of them. Deferred: not now. Paused: the bot is locked out.
        """
        listed = [BotCommand(name, told[:256]) for name, told in commands]
        try:
            await self._bot.set_my_commands(listed, scope=_SCOPES[private](), language_code=language)
        except BadRequest as error:
            raise Refused(error.message) from error
        except TelegramError as error:
            raise unreached(error) from error
