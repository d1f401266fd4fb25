"""Rooms: the chats of the stand-in, which of them the bot may see and write to, and the flood rule."""

import itertools
import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from frontdesk.demo.changes import Changes
from frontdesk.demo.chat.doors import may_see, may_write, member_update
from frontdesk.demo.chat.errors import ApiError, bad
from frontdesk.demo.chat.members import Members
from frontdesk.demo.chat.state import ChatRoom, Document, Door, Message
from frontdesk.demo.chat.topics import Topics
from frontdesk.demo.chat.updates import Updates

FLOOD_MESSAGES: Final = 20
FLOOD_SPAN: Final = timedelta(seconds=60)


@dataclass(slots=True)
class Room:
    """One chat, with all that stands in it."""

    room: ChatRoom
    messages: dict[int, Message] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    sent_at: deque[datetime] = field(default_factory=lambda: deque(maxlen=FLOOD_MESSAGES))
    written: dict[int, dict[str, Any]] = field(default_factory=dict)  #: by people
    marks: dict[int, str] = field(default_factory=dict)  #: the bot's reactions to these
    door: Door = Door.OPEN
    upgraded_to: int | None = None
    topics: Topics = field(default_factory=Topics)


class Rooms:
    """All chats, by their numbers."""

    def __init__(
        self, rooms: Sequence[ChatRoom], bot: dict[str, Any], clock: Callable[[], datetime], *, flood: bool
    ) -> None:
        self.bot, self.clock = bot, clock
        self.changes, self.members = Changes(), Members()
        self.updates = Updates(clock)
        self.files: dict[str, Document] = {}  #: that people sent, by id
        self._rooms = {room.id: Room(room, topics=Topics.of(room.topics, room.forum)) for room in rooms}
        self._flood = flood

    @property
    def rooms(self) -> tuple[ChatRoom, ...]:
        """The rooms, in the order they were given."""
        return tuple(each.room for each in self._rooms.values())

    def room(self, chat_id: int) -> ChatRoom:
        """The room of that id.

        Raises:
            ApiError: 400, chat not found.
        """
        return self._room(chat_id).room

    def seen(self, chat_id: int) -> ChatRoom:
        """The same, where the bot may see it.

        Raises:
            ApiError: 400 or 403.
        """
        return self._seen(chat_id).room

    def writable(self, chat_id: int) -> Room:
        """The room and what is in it, where the bot may post.

        Raises:
            ApiError: 400 or 403.
        """
        room = self._seen(chat_id)
        may_write(room.door)
        return room

    def topics(self, chat_id: int) -> Topics:
        """The threads of a room."""
        return self._room(chat_id).topics

    def set_door(self, chat_id: int, door: Door) -> None:
        """Throw the bot out or let it in, and tell it."""
        room = self._room(chat_id)
        was, room.door = room.door, door
        date = int(self.clock().timestamp())
        self.updates.push(member_update(room.room, self.bot, was, door, date))
        self.changes.mark()

    def migrate(self, chat_id: int, new_id: int, *, told: bool) -> None:
        """Make a supergroup of a group: an empty room with another id; `told`: by two service messages."""
        old = self._room(chat_id)
        old.upgraded_to = new_id
        new = self._rooms[new_id] = Room(ChatRoom(new_id, old.room.title))
        for room, said in ((old, {"migrate_to_chat_id": new_id}), (new, {"migrate_from_chat_id": chat_id})):
            at = {"message_id": next(room.ids), "date": int(self.clock().timestamp())}
            if told:
                self.updates.push({"message": {**at, "chat": room.room.json(), **said}})
        self.changes.mark()

    def messages(self, chat_id: int) -> list[Message]:
        """The messages that stand in a room, oldest first."""
        return list(self._room(chat_id).messages.values())

    def json(self, chat_id: int, message: Message) -> dict[str, Any]:
        """The Bot API's Message, with the one it answers."""
        room = self._room(chat_id)
        answered = room.messages.get(message.reply_to) if message.reply_to else None
        return message.json(room.room, self.bot, answered)

    def _room(self, chat_id: int) -> Room:
        if not (room := self._rooms.get(chat_id)):
            raise bad("chat not found")
        return room

    def _seen(self, chat_id: int) -> Room:
        room = self._room(chat_id)
        may_see(room.room, room.door, room.upgraded_to)
        return room

    def _count(self, room: Room) -> None:
        """The flood rule: 20 messages and edits in any 60 s to one group."""
        now = self.clock()
        if self._flood and room.room.id < 0 and len(room.sent_at) == FLOOD_MESSAGES:
            wait = (room.sent_at[0] + FLOOD_SPAN - now).total_seconds()
            if wait > 0:
                raise too_many(math.ceil(wait))
        room.sent_at.append(now)


def too_many(retry_after: int) -> ApiError:
    """A 429 in the public server's words."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})
