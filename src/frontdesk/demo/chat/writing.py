"""Writing: what people say in the rooms of the stand-in, and what the bot thinks of it."""

from typing import Any, Final

from frontdesk.demo.chat.errors import bad
from frontdesk.demo.chat.rooms import Room, Rooms
from frontdesk.demo.chat.state import ChatRoom, Document, User

WRITTEN: Final = 10_000  #: kept in a room, the newest


class Writing(Rooms):
    """The rooms with what people write in them."""

    def write(
        self,
        user: User,
        text: str,
        chat_id: int | None,
        reply_to: int | None = None,
        topic: int | None = None,
        document: Document | None = None,
    ) -> int:
        """Queue a message of a person; in private it opens the chat. Gives the update's id.

        With a `document` the text is its caption.
        """
        if chat_id is None and user.id not in self._rooms:
            self._rooms[user.id] = Room(ChatRoom(user.id, user.first_name))
        room = self._room(chat_id or user.id)
        said: dict[str, Any] = {
            "message_id": next(room.ids),
            "date": int(self.clock().timestamp()),
        }
        said |= self._content(text, document)
        said |= {"from": user.json(), "chat": room.room.json()}
        if topic is not None:
            said |= {"message_thread_id": room.topics.found(topic).id, "is_topic_message": True}
        if reply_to is not None:
            answered = room.messages.get(reply_to)
            said["reply_to_message"] = (
                self.json(room.room.id, answered) if answered else room.written[reply_to]
            )
        room.written[said["message_id"]] = said
        if len(room.written) > WRITTEN:
            del room.written[next(iter(room.written))]
        return self.updates.push({"message": said})

    def _content(self, text: str, document: Document | None) -> dict[str, Any]:
        if document is None:
            return {"text": text}
        self.files[document.sha256] = document
        return {"document": document.json(), **({"caption": text} if text else {})}

    def reword(self, chat_id: int, message_id: int, text: str) -> int:
        """Queue an edit of what a person wrote. Gives the update's id."""
        written = self._room(chat_id).written
        said = written[message_id] = {
            **written[message_id],
            "text": text,
            "edit_date": int(self.clock().timestamp()),
        }
        return self.updates.push({"edited_message": said})

    def written(self, chat_id: int) -> dict[int, str]:
        """What people wrote in a room, by its number, oldest first."""
        return {number: said.get("text", "") for number, said in self._room(chat_id).written.items()}

    def mark(self, chat_id: int, message_id: int, emoji: str | None) -> None:
        """Put the bot's reaction on a message, or take it away (None)."""
        room = self._room(chat_id)
        if message_id not in room.written and message_id not in room.messages:
            raise bad("message to react not found")
        if emoji is None:
            room.marks.pop(message_id, None)
        else:
            room.marks[message_id] = emoji
        self.changes.mark()

    def marks(self, chat_id: int) -> dict[int, str]:
        """The bot's reactions in a room, by message."""
        return dict(self._room(chat_id).marks)
