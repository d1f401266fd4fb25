"""Telegram errors: what the library's failures mean for what was to be sent."""

import re
from datetime import timedelta
from typing import Final

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from frontdesk.errors import (
    Closed,
    Deferred,
    FrontdeskError,
    Gone,
    Moved,
    NoTopic,
    Paused,
    Refused,
    Taken,
    Unparsed,
    Unsure,
)

#: The request never left: nothing can have happened.
_NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_GONE: Final = ("message to edit not found", "message can't be edited", "message_id_invalid")
#: Of a 400: no card can be shown in that chat until a person has seen to the chat.
_NO_ACCESS: Final = (
    "chat not found",
    "not enough rights",
    "no rights",
    "no write access",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "administrator rights",
    "peer_id_invalid",
    "deactivated",
    "the group chat was deleted",
)
_NO_TOPIC: Final = ("message thread not found", "topic_deleted", "topic_id_invalid")
_OFFSET: Final = re.compile(r"byte offset (\d{1,9})")


def unreached(error: TelegramError) -> FrontdeskError:
    """What an error means for a call that is about no chat."""
    if isinstance(error, InvalidToken | Forbidden):
        return Paused("Telegram does not know this bot: check FRONTDESK_TELEGRAM_TOKEN")
    if isinstance(error, Conflict):
        return Taken(error.message)
    after_s = error.retry_after if isinstance(error, RetryAfter) else None
    return Deferred(f"Telegram cannot be reached: {type(error).__name__}", _seconds(after_s))


def explained(error: TelegramError, *, edit: bool, topic: bool = False) -> FrontdeskError:
    """What an error means for a card; `topic`: it was to go to one. BadRequest and TimedOut are NetworkErrors
    too: the order matters.
    """
    if isinstance(error, RetryAfter):
        return Deferred("Telegram asks to wait", _seconds(error.retry_after))
    if isinstance(error, ChatMigrated):
        return Moved(f"the group became {error.new_chat_id}", error.new_chat_id)
    if isinstance(error, Forbidden):
        return Closed(error.message)
    if isinstance(error, InvalidToken):
        return Paused(error.message)
    if isinstance(error, BadRequest):
        return _refusal(error, edit, topic)
    if edit or isinstance(error.__cause__, _NOT_SENT):
        return Deferred(f"Telegram cannot be reached: {type(error).__name__}")
    if isinstance(error, TimedOut | NetworkError):
        return Unsure(f"no word whether the card was posted: {type(error).__name__}")
    return Refused(error.message)


def _refusal(error: BadRequest, edit: bool, topic: bool) -> FrontdeskError:
    """A 400 is about the message that was to be edited, about the chat, or about the card."""
    if says(error, "can't parse entities"):
        offset = _OFFSET.search(error.message)
        return Unparsed("its markup cannot be read", int(offset[1]) if offset else None)
    if edit and says(error, *_GONE):
        return Gone(error.message)
    if says(error, "topic_closed"):
        # Whoever named none was sent to the general one, which no bot can go round.
        return NoTopic(error.message, closed=True) if topic or edit else Closed(error.message)
    if topic and says(error, *_NO_TOPIC):
        return NoTopic(error.message)
    return Closed(error.message) if says(error, *_NO_ACCESS) else Refused(error.message)


def says(error: BadRequest, *words: str) -> bool:
    """Whether any of these is in the message, whose capitals the library changes."""
    return any(each in error.message.lower() for each in words)


def _seconds(after: float | timedelta | None) -> float | None:
    return after.total_seconds() if isinstance(after, timedelta) else after
