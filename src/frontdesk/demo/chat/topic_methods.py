"""Topic methods: the part of the Bot API that is about the threads of a forum."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from frontdesk.demo.chat.chats import Chats
from frontdesk.demo.chat.errors import bad
from frontdesk.demo.chat.params import Params
from frontdesk.demo.chat.topics import Topic


async def create_forum_topic(chats: Chats, params: Params) -> dict[str, Any]:
    """Open a topic."""
    room = chats.writable(params.chat_id()).room
    topics = chats.topics(room.id)
    if topics.forum and not chats.members.may_open_topics(room):
        raise bad("not enough rights to create a topic")
    topic = topics.open(params.text("name"), own=True)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": 7322096}


async def close_forum_topic(chats: Chats, params: Params) -> bool:
    """Let nobody write there but administrators."""
    _changed(chats, params, closed=True)
    return True


async def reopen_forum_topic(chats: Chats, params: Params) -> bool:
    """Let everybody write there again."""
    _changed(chats, params, closed=False)
    return True


async def delete_forum_topic(chats: Chats, params: Params) -> bool:
    """Take a topic away."""
    chats.delete_topic(params.chat_id(), _topic(chats, params))
    return True


TOPIC_METHODS: Final[Mapping[str, Callable[[Chats, Params], Awaitable[Any]]]] = {
    "createForumTopic": create_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
}


def _changed(chats: Chats, params: Params, *, closed: bool) -> None:
    topic = _topic(chats, params)
    if topic.closed is closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = closed


def _topic(chats: Chats, params: Params) -> Topic:
    """The topic, which the bot made or may change all the same."""
    room = chats.seen(params.chat_id())
    topic = chats.topics(room.id).found(params.integer("message_thread_id"))
    if not (topic.own or chats.members.may_manage_topics(room)):
        raise bad("not enough rights to manage topics")
    return topic
