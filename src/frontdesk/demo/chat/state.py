"""State: what the stand-in remembers, as plain objects."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from frontdesk.demo.chat.text import Entity

ANONYMOUS: Final = 1087968824  #: whom an administrator who hides writes as


class Call(NamedTuple):
    """One request that came with the right token, as it was sent."""

    method: str  #: as the Bot API spells it
    params: dict[str, str]
    at: datetime


class Door(StrEnum):
    """How a room stands to the bot."""

    OPEN = "open"
    KICKED = "kicked"
    LEFT = "left"
    BLOCKED = "blocked"  #: by the person whose private chat it is
    MUTED = "muted"  #: it may read, but not post
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class User:
    """A person in a chat."""

    id: int
    first_name: str

    def json(self) -> dict[str, Any]:
        """The Bot API's User."""
        if self.id == ANONYMOUS:
            return {"id": self.id, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name}


@dataclass(frozen=True, slots=True)
class ChatRoom:
    """A chat the bot is in; as with Telegram, groups have negative ids."""

    id: int
    title: str
    topics: tuple[int, ...] = ()  #: thread ids
    is_forum: bool = False  #: it has topics, though perhaps none but the general one

    @property
    def forum(self) -> bool:
        """Whether topics can be made in it."""
        return self.is_forum or bool(self.topics)

    @property
    def type(self) -> str:
        """private, group or supergroup, as the id tells."""
        if self.id > 0:
            return "private"
        return "supergroup" if str(self.id).startswith("-100") else "group"

    def json(self) -> dict[str, Any]:
        """The Bot API's Chat."""
        name = "first_name" if self.type == "private" else "title"
        forum = {"is_forum": True} if self.forum else {}
        return {"id": self.id, "type": self.type, name: self.title, **forum}


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: pressing it sends `callback_data`, opens `url` or copies `copy_text`."""

    text: str
    callback_data: str | None = None
    style: str | None = None  #: primary, success or danger
    url: str | None = None
    copy_text: str | None = None

    def json(self) -> dict[str, Any]:
        """The Bot API's InlineKeyboardButton."""
        known = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        if "copy_text" in known:
            known["copy_text"] = {"text": known["copy_text"]}
        return known


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A file that the bot uploaded; of its bytes only the hash is kept."""

    name: str
    size: int
    sha256: str
    is_photo: bool = False

    def sizes(self) -> list[dict[str, Any]]:
        """The Bot API's PhotoSizes of a photo; its real size is not looked at."""
        ids = {"file_id": self.sha256, "file_unique_id": self.sha256[:16]}
        return [{**ids, "width": 1000, "height": 600, "file_size": self.size}]

    def json(self) -> dict[str, Any]:
        """The Bot API's Document."""
        ids = {"file_id": self.sha256, "file_unique_id": self.sha256[:16]}
        return {**ids, "file_name": self.name, "file_size": self.size}


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message of the bot as it stands now."""

    message_id: int
    html: str  #: as it was sent: its attributes are not checked, so never put it into a page
    text: str  #: what a reader sees
    entities: tuple[Entity, ...] = ()
    rows: Rows = ()
    date: datetime
    edited: datetime | None = None
    reply_to: int | None = None  #: id of the message it answers
    topic: int | None = None
    document: Document | None = None  #: then `text` is its caption

    def json(self, room: ChatRoom, bot: dict[str, Any], answered: "Message | None" = None) -> dict[str, Any]:
        """The Bot API's Message."""
        said: dict[str, Any] = {
            "message_id": self.message_id,
            "from": bot,
            "chat": room.json(),
            "date": int(self.date.timestamp()),
        }
        if self.document and self.document.is_photo:
            said["photo"] = self.document.sizes()
        elif self.document:
            said["document"] = self.document.json()
        if self.text:
            said["caption" if self.document else "text"] = self.text
        if self.edited:
            said["edit_date"] = int(self.edited.timestamp())
        if self.entities:
            marks = "caption_entities" if self.document else "entities"
            said[marks] = [entity.json() for entity in self.entities]
        if self.rows:
            said["reply_markup"] = {"inline_keyboard": [[each.json() for each in row] for row in self.rows]}
        if self.topic:
            said |= {"message_thread_id": self.topic, "is_topic_message": True}
        if answered:
            said["reply_to_message"] = answered.json(room, bot)
        return said


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the presser of a button saw."""

    text: str | None = None
    show_alert: bool = False
    url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Contents:
    """A text with its markup taken off and its buttons: what a message is made of."""

    html: str
    text: str
    entities: tuple[Entity, ...] = field(default=())
    rows: Rows = ()
    document: Document | None = None
