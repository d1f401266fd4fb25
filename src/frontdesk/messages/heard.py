"""Heard: a message that somebody wrote where the bot reads, of which nothing is proven but the account."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from frontdesk.model.note import FileKind, NoteFile
from frontdesk.text import file_name

#: So long that it is the name of no file of ours, which the bot's library would open.
_FILE_ID: Final = re.compile(r"[A-Za-z0-9_-]{20,250}")
ANONYMOUS: Final = 1087968824  #: GroupAnonymousBot: an administrator who hides; everyone of them is this one


@dataclass(frozen=True, kw_only=True, slots=True)
class Replied:
    """The message that was answered."""

    message: int
    text: str
    bot: str | None  #: the @username of the bot that wrote it, in small letters


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """One message, or what became of it by an edit."""

    user: int
    chat: int
    private: bool  #: the own chat with the bot
    message: int
    text: str
    replied: Replied | None = None
    edited: bool = False
    thread: int | None = None  #: the topic it was written in
    file: NoteFile | None = None  #: that came with it; the text is its caption

    @property
    def anonymous(self) -> bool:
        """Whether nobody can tell who wrote it."""
        return self.user == ANONYMOUS


def heard(update: Any) -> Heard | None:
    """The text inside an update, written by a person in a group or in private; None for any other."""
    if not isinstance(update, dict):
        return None
    edited = "edited_message" in update
    message = update.get("edited_message" if edited else "message")
    if not isinstance(message, dict):
        return None
    file = _file(message)
    chat, sender = message.get("chat"), message.get("from")
    text = message.get("text", message.get("caption", "" if file else None))
    if not isinstance(chat, dict) or not isinstance(sender, dict) or not isinstance(text, str):
        return None
    user, here, number = sender.get("id"), chat.get("id"), message.get("message_id")
    if type(user) is not int or type(here) is not int or type(number) is not int:
        return None
    private = chat.get("type") == "private"
    if (private and user != here) or (not private and chat.get("type") not in ("group", "supergroup")):
        return None
    if sender.get("is_bot") and (private or user != ANONYMOUS):
        return None
    return Heard(
        user=user,
        chat=here,
        private=private,
        message=number,
        text=text,
        replied=_replied(message.get("reply_to_message")),
        edited=edited,
        thread=_thread(message),
        file=file,
    )


def _file(message: Mapping[str, Any]) -> NoteFile | None:
    """Of a photo the largest of its sizes, which is the last."""
    for kind in FileKind:
        said = message.get(kind)
        if kind is FileKind.PHOTO and isinstance(said, list) and said:
            said = said[-1]
        id_ = said.get("file_id") if isinstance(said, Mapping) else None
        if isinstance(said, Mapping) and isinstance(id_, str) and _FILE_ID.fullmatch(id_):
            name = said.get("file_name")
            return NoteFile(kind=kind, id=id_, name=file_name(name) if isinstance(name, str) else "")
    return None


def _thread(message: Mapping[str, Any]) -> int | None:
    """In a group without topics a thread is but a chain of replies."""
    thread = message.get("message_thread_id") if message.get("is_topic_message") is True else None
    return thread if type(thread) is int and thread > 0 else None


def _replied(message: Any) -> Replied | None:
    if not isinstance(message, Mapping) or type(message.get("message_id")) is not int:
        return None
    sender = message.get("from")
    bot = sender.get("username") if isinstance(sender, Mapping) and sender.get("is_bot") is True else None
    text = message.get("text", message.get("caption"))
    return Replied(
        message=message["message_id"],
        text=text if isinstance(text, str) else "",
        bot=bot.lower() if isinstance(bot, str) else None,
    )
