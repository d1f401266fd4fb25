"""Chat: a stand-in for the Bot API, strict about limits and HTML, for the demo and the tests."""

from frontdesk.demo.chat.errors import ApiError
from frontdesk.demo.chat.server import ChatServer
from frontdesk.demo.chat.state import Answer, Button, Call, ChatRoom, Document, Door, Message, User
from frontdesk.demo.chat.text import Entity

__all__ = [
    "Answer",
    "ApiError",
    "Button",
    "Call",
    "ChatRoom",
    "ChatServer",
    "Document",
    "Door",
    "Entity",
    "Message",
    "User",
]
