"""Chats: what the bot posts, edits and deletes in its rooms, and the presses on it."""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from frontdesk.demo.chat.errors import bad
from frontdesk.demo.chat.rooms import Room
from frontdesk.demo.chat.state import Answer, ChatRoom, Contents, Message, Rows, User
from frontdesk.demo.chat.topics import Topic
from frontdesk.demo.chat.webhook import Webhook
from frontdesk.demo.chat.writing import Writing

MESSAGES: Final = 10_000  #: kept in a room, the newest
PRESSES: Final = 10_000
COMMAND_LISTS: Final = 1_000
DELETE_SPAN: Final = timedelta(hours=48)


@dataclass(slots=True)
class _Query:
    at: datetime
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    answer: Answer | None = None


class Chats(Writing):
    """Everything the bot can see and do, without HTTP."""

    def __init__(
        self,
        rooms: Sequence[ChatRoom],
        bot: dict[str, Any],
        *,
        clock: Callable[[], datetime],
        flood: bool,
        query_lives: timedelta,
        webhook_delay_s: float,
    ) -> None:
        super().__init__(rooms, bot, clock, flood=flood)
        self.webhook = Webhook(self.updates, clock, webhook_delay_s)
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self._query_lives = query_lives
        self._queries: dict[str, _Query] = {}
        self._query_ids = itertools.count(4_000_000_000_000_001)

    def send(
        self, chat_id: int, contents: Contents, *, reply_to: int | None, lenient: bool, topic: int | None
    ) -> Message:
        """Post a message; `lenient` posts it even when the message it answers is gone."""
        room = self.writable(chat_id)
        room.topics.written(topic)
        if reply_to is not None and reply_to not in room.messages:
            if not lenient:
                raise bad("message to be replied not found")
            reply_to = None
        self._count(room)
        message = Message(
            message_id=next(room.ids),
            html=contents.html,
            text=contents.text,
            entities=contents.entities,
            rows=contents.rows,
            date=self.clock(),
            reply_to=reply_to,
            topic=topic,
            document=contents.document,
        )
        room.messages[message.message_id] = message
        if len(room.messages) > MESSAGES:
            del room.messages[next(iter(room.messages))]
        self.changes.mark()
        return message

    def edit(self, chat_id: int, message_id: int, contents: Contents) -> Message:
        """Give a message another text; buttons that are not given again are gone."""
        if (message := self._seen(chat_id).messages.get(message_id)) and message.document:
            raise bad("there is no text in the message to edit")
        return self._replace(
            chat_id,
            message_id,
            html=contents.html,
            text=contents.text,
            entities=contents.entities,
            rows=contents.rows,
        )

    def edit_media(self, chat_id: int, message_id: int, contents: Contents) -> Message:
        """Give a message another picture, caption and buttons."""
        return self._replace(
            chat_id,
            message_id,
            html=contents.html,
            text=contents.text,
            entities=contents.entities,
            rows=contents.rows,
            document=contents.document,
        )

    def edit_rows(self, chat_id: int, message_id: int, rows: Rows) -> Message:
        """Give a message other buttons."""
        return self._replace(chat_id, message_id, rows=rows)

    def _replace(self, chat_id: int, message_id: int, **parts: Any) -> Message:
        room = self._seen(chat_id)
        message = _found(room, message_id, "message to edit")
        if all(getattr(message, name) == value for name, value in parts.items() if name != "html"):
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message"
            )
        self._count(room)
        edited = replace(message, edited=self.clock(), **parts)
        room.messages[message_id] = edited
        self.changes.mark()
        return edited

    def delete(self, chat_id: int, message_id: int) -> None:
        """Delete a message as the bot: within 48 hours only."""
        room = self._seen(chat_id)
        message = _found(room, message_id, "message to delete")
        if self.clock() - message.date >= DELETE_SPAN:
            raise bad("message can't be deleted for everyone")
        del room.messages[message_id]
        self.changes.mark()

    def delete_topic(self, chat_id: int, topic: Topic) -> None:
        """Delete a topic with all that stands in it."""
        room = self._room(chat_id)
        room.topics.delete(topic.id)
        gone = [number for number, message in room.messages.items() if message.topic == topic.id]
        for number in gone:
            del room.messages[number]
        self.changes.mark()

    def remove(self, chat_id: int, message_id: int) -> None:
        """Delete a message as a person would: the bot is not told."""
        del self._room(chat_id).messages[message_id]
        self.changes.mark()

    def press(self, chat_id: int, message_id: int, data: str, user: User) -> str:
        """Queue a tap on a button, whether the message has such a button or not."""
        room = self._room(chat_id)
        query_id = str(next(self._query_ids))
        message = room.messages.get(message_id)
        gone = {"chat": room.room.json(), "message_id": message_id, "date": 0}
        self._queries[query_id] = _Query(self.clock())
        if len(self._queries) > PRESSES:
            del self._queries[next(iter(self._queries))]
        query = {
            "id": query_id,
            "from": user.json(),
            "message": self.json(chat_id, message) if message else gone,
            "chat_instance": str(chat_id),
            "data": data,
        }
        self.updates.push({"callback_query": query})
        return query_id

    def settle(self, query_id: str, answer: Answer) -> None:
        """Answer a press; the first answer is the one that its presser sees."""
        query = self._queries.get(query_id)
        if query is None or self.clock() - query.at > self._query_lives:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        query.answer = query.answer or answer
        query.answered.set()
        self.changes.mark()

    async def answer(self, query_id: str) -> Answer:
        """The answer to a press, as soon as there is one."""
        query = self._queries[query_id]
        await query.answered.wait()
        return query.answer or Answer()

    def set_commands(self, scope: str, language: str, commands: list[dict[str, str]]) -> None:
        """Keep the commands of one scope and language."""
        self.commands[scope, language] = commands
        if len(self.commands) > COMMAND_LISTS:
            del self.commands[next(iter(self.commands))]


def _found(room: Room, message_id: int, what: str) -> Message:
    if not message_id:
        raise bad("message identifier is not specified")
    if not (message := room.messages.get(message_id)):
        raise bad(f"{what} not found")
    return message
