"""Telegram topics: the threads of a group that is a forum, made and opened again."""

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from frontdesk.delivery.channels.telegram_errors import explained, says
from frontdesk.errors import NoTopic
from frontdesk.model.topic import GENERAL

#: Of a 400: it is about the chat, not about its topics.
_CHAT = ("chat not found", "group chat was upgraded", "peer_id_invalid", "deactivated")


class Forum:
    """The part of a channel that looks after topics."""

    _bot: Bot

    async def make_topic(self, chat: int, name: str) -> int:
        """Open a topic of 1 to 128 characters; its number.

        Raises:
            NoTopic: it cannot be made: the group has none, the bot lacks the right, or the name is none.
            Unsure: it may have been made. Closed, Moved, Deferred, Paused: as `send` does.
        """
        try:
            return (await self._bot.create_forum_topic(chat, name)).message_thread_id
        except BadRequest as error:
            if says(error, *_CHAT):
                raise explained(error, edit=False) from error
            raise NoTopic(error.message) from error
        except TelegramError as error:
            raise explained(error, edit=False) from error

    async def reopen_topic(self, chat: int, thread: int) -> None:
        """Let a closed topic take messages again; one that is open is no error.

        Raises:
            NoTopic: it cannot be. Closed, Moved, Deferred, Paused: as `send` does.
        """
        try:
            await self._bot.reopen_forum_topic(chat, thread)
        except BadRequest as error:
            if not says(error, "topic_not_modified"):
                raise NoTopic(error.message) from error
        except TelegramError as error:
            raise explained(error, edit=True) from error


def thread_of(thread: int | None) -> int | None:
    """What is sent as the topic: the general one, which has a number, is sent as none."""
    return None if thread in (None, 0, GENERAL) else thread
