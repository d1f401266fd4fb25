"""Members: what the bot is in each chat, and what everybody there may do."""

from collections.abc import Mapping
from typing import Any, Final

from frontdesk.demo.chat.state import ChatRoom

#: What a group lets its members do, unless it was told otherwise (Bot API, ChatPermissions).
PERMISSIONS: Final = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"),
    *("can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"),
    *("can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages"),
    "can_manage_topics",
)
_ADMINISTRATOR: Final = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories", "can_pin_messages", "can_manage_topics"),
)
_RIGHTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "creator": {"is_anonymous": False},
    "administrator": dict.fromkeys(_ADMINISTRATOR, False),
    "member": {},
    "restricted": {"is_member": True, "until_date": 0, **dict.fromkeys(PERMISSIONS, False)},
    "left": {},
    "kicked": {"until_date": 0},
}


class Members:
    """The bot's place in each chat: a plain member, where nothing else was said."""

    def __init__(self) -> None:
        self.reads_all = False  #: privacy mode is off
        self._standing: dict[int, dict[str, Any]] = {}
        self._permissions: dict[int, dict[str, bool]] = {}

    def make(self, chat_id: int, status: str, rights: dict[str, bool]) -> None:
        """Let the bot be that in a chat: creator, administrator, member, restricted, left or kicked."""
        if unknown := rights.keys() - _RIGHTS[status].keys():
            raise ValueError(f"{status} has no right {min(unknown)}")
        self._standing[chat_id] = {"status": status, **_RIGHTS[status], **rights}

    def permit(self, chat_id: int, permissions: dict[str, bool]) -> None:
        """Let the members of a group do that."""
        self._permissions[chat_id] = permissions

    def of(self, chat_id: int, user: dict[str, Any]) -> dict[str, Any]:
        """The Bot API's ChatMember of the bot."""
        return {**self._standing.get(chat_id, {"status": "member"}), "user": user}

    def may_open_topics(self, room: ChatRoom) -> bool:
        """Whether the bot may make topics: an administrator by right, others where everybody may."""
        standing = self._standing.get(room.id, {"status": "member"})
        if standing["status"] == "member":
            return self._permissions.get(room.id, {}).get("can_manage_topics", True)
        return standing["status"] == "creator" or bool(standing.get("can_manage_topics"))

    def may_manage_topics(self, room: ChatRoom) -> bool:
        """Whether the bot may open and close topics that are not its own."""
        status = self._standing.get(room.id, {}).get("status")
        return status in ("creator", "administrator") and self.may_open_topics(room)

    def about(self, room: ChatRoom) -> dict[str, Any]:
        """What getChat tells of a group beyond its name."""
        if room.type == "private":
            return {}
        said = dict.fromkeys(PERMISSIONS, True) | self._permissions.get(room.id, {})
        return {"permissions": said, **({"is_forum": True} if room.forum else {})}
