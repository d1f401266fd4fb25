"""Doors: which rooms the bot may see and write to, in the public server's words when it may not."""

from typing import Any, Final

from frontdesk.demo.chat.errors import ApiError, bad
from frontdesk.demo.chat.state import ChatRoom, Door

#: door: the status of the bot in my_chat_member
STATUS: Final = {
    Door.OPEN: "member",
    Door.KICKED: "kicked",
    Door.LEFT: "left",
    Door.BLOCKED: "kicked",
    Door.MUTED: "restricted",
    Door.DELETED: "left",
}
_KINDS: Final = {"group": "group chat", "supergroup": "supergroup chat", "private": "private chat"}
_NO_RIGHTS: Final = ("can_send_messages", "can_send_documents")


def may_see(room: ChatRoom, door: Door, upgraded_to: int | None) -> None:
    """Nothing where the bot may see the room.

    Raises:
        ApiError: 400 for a group that became a supergroup, 403 for one that it was thrown out of.
    """
    if upgraded_to is not None:
        refusal = bad("group chat was upgraded to a supergroup chat")
        refusal.parameters["migrate_to_chat_id"] = upgraded_to
        raise refusal
    kind = _KINDS[room.type]
    said = {
        Door.KICKED: f"bot was kicked from the {kind}",
        Door.LEFT: f"bot is not a member of the {kind}",
        Door.BLOCKED: "bot was blocked by the user",
        Door.DELETED: "the group chat was deleted",
    }.get(door)
    if said:
        raise ApiError(403, f"Forbidden: {said}")


def may_write(door: Door) -> None:
    """Nothing where the bot may post in a room that it sees.

    Raises:
        ApiError: 400, the group lets it read only.
    """
    if door is Door.MUTED:
        raise bad("not enough rights to send text messages to the chat")


def member_update(room: ChatRoom, bot: dict[str, Any], was: Door, door: Door, date: int) -> dict[str, Any]:
    """What the bot is told of itself when somebody throws it out or lets it in."""
    someone = {"id": 1, "is_bot": False, "first_name": "Admin"}
    return {
        "my_chat_member": {
            "chat": room.json(),
            "from": someone,
            "date": date,
            "old_chat_member": _member(bot, was),
            "new_chat_member": _member(bot, door),
        }
    }


def _member(bot: dict[str, Any], door: Door) -> dict[str, Any]:
    said: dict[str, Any] = {"user": bot, "status": STATUS[door]}
    if door is Door.MUTED:
        said |= {"is_member": True, "until_date": 0, **dict.fromkeys(_NO_RIGHTS, False)}
    elif said["status"] == "kicked":
        said["until_date"] = 0
    return said
