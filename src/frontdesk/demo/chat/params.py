"""Params: what a request says, read strictly.

The public server ignores what it does not know; the stand-in refuses it, so that a misspelt parameter shows.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from aiohttp import web

from frontdesk.demo.chat.errors import ApiError, bad
from frontdesk.demo.chat.keyboard import read_json
from frontdesk.demo.chat.state import Document

_MESSAGE: Final = frozenset(
    {
        "business_connection_id",
        "chat_id",
        "text",
        "parse_mode",
        "entities",
        "link_preview_options",
        "reply_markup",
    }
)
_EDITED: Final = frozenset(
    {"business_connection_id", "chat_id", "message_id", "inline_message_id", "reply_markup"}
)
_SENT: Final = frozenset(
    {
        "message_thread_id",
        "direct_messages_topic_id",
        "disable_notification",
        "protect_content",
        "allow_paid_broadcast",
        "message_effect_id",
        "suggested_post_parameters",
        "reply_parameters",
    }
)
_THREAD: Final = frozenset({"chat_id", "message_thread_id"})
#: method: its parameters, as the Bot API documents them.
DOCUMENTED: Final[Mapping[str, frozenset[str]]] = {
    "getMe": frozenset(),
    "getUpdates": frozenset({"offset", "limit", "timeout", "allowed_updates"}),
    "sendMessage": _MESSAGE | _SENT,
    "sendDocument": _SENT
    | {
        "business_connection_id",
        "chat_id",
        "document",
        "thumbnail",
        "caption",
        "parse_mode",
        "caption_entities",
        "disable_content_type_detection",
        "reply_markup",
    },
    "sendPhoto": _SENT
    | {
        *("business_connection_id", "chat_id", "photo", "caption", "parse_mode", "caption_entities"),
        *("show_caption_above_media", "has_spoiler", "reply_markup"),
    },
    "editMessageText": _MESSAGE | _EDITED,
    "editMessageMedia": _EDITED | {"media"},
    "editMessageReplyMarkup": _EDITED,
    "deleteMessage": frozenset({"chat_id", "message_id"}),
    "answerCallbackQuery": frozenset({"callback_query_id", "text", "show_alert", "url", "cache_time"}),
    "setMessageReaction": frozenset({"chat_id", "message_id", "reaction", "is_big"}),
    "getChat": frozenset({"chat_id"}),
    "getChatMember": frozenset({"chat_id", "user_id"}),
    "sendChatAction": frozenset({"business_connection_id", "chat_id", "message_thread_id", "action"}),
    "createForumTopic": frozenset({"chat_id", "name", "icon_color", "icon_custom_emoji_id"}),
    "closeForumTopic": _THREAD,
    "reopenForumTopic": _THREAD,
    "deleteForumTopic": _THREAD,
    "setMyCommands": frozenset({"commands", "scope", "language_code"}),
    "setWebhook": frozenset(
        {
            *("url", "certificate", "ip_address", "max_connections", "allowed_updates"),
            *("drop_pending_updates", "secret_token"),
        }
    ),
    "deleteWebhook": frozenset({"drop_pending_updates"}),
    "getWebhookInfo": frozenset(),
}
#: Documented, but not built here: refused rather than taken for granted.
UNBUILT: Final = frozenset(
    {
        "business_connection_id",
        "show_caption_above_media",
        "has_spoiler",
        "inline_message_id",
        "direct_messages_topic_id",
        "entities",
        "caption_entities",
        "thumbnail",
        "certificate",
        "ip_address",
        "allow_paid_broadcast",
        "message_effect_id",
        "suggested_post_parameters",
        "icon_color",
        "icon_custom_emoji_id",
    }
)
BODY_BYTES: Final = 1024**2
#: Methods that take a file, of at most 50 MB.
UPLOADS: Final = frozenset({"sendDocument", "sendPhoto", "editMessageMedia"})
_ATTACHED: Final = re.compile(r"attached[0-9a-f]{32}")
UPLOAD_BYTES: Final = 50_000_000 + BODY_BYTES


class Params:
    """The parameters of one call, each read as the type it should have."""

    def __init__(self, method: str, sent: Mapping[str, str], files: Mapping[str, Document]) -> None:
        """Take what was sent, with the files that were.

        Raises:
            ApiError: 400, for a parameter the method does not have.
        """
        for name in (*sent, *files):
            if method == "editMessageMedia" and name in files and _ATTACHED.fullmatch(name):
                continue
            if name not in DOCUMENTED[method]:
                raise bad(f'{method} has no parameter "{name}"')
            if name in UNBUILT:
                raise bad(f'the stand-in does not know the parameter "{name}" of {method}')
        self._sent, self._files = sent, files

    def file(self, name: str, known: Mapping[str, Document] | None = None) -> Document:
        """The file that was uploaded, or that is `known` by its id.

        Raises:
            ApiError: 400, there is none.
        """
        if name in self._sent:
            if found := (known or {}).get(self._sent[name]):
                return found
            raise bad("wrong file identifier/HTTP URL specified")
        if not (file := self._files.get(name)):
            raise bad("there is no document in the request")
        return file

    def text(self, name: str) -> str:
        """The value as it was sent; blank when it was not."""
        return self._sent.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number.

        Raises:
            ApiError: 400, where the public server would take it for 0.
        """
        value = self._sent.get(name, "").strip()
        if not value:
            return default
        if not value.removeprefix("-").isascii() or not value.removeprefix("-").isdigit() or len(value) > 20:
            raise bad(f'{name}: expected a whole number, found "{value[:40]}"')
        return int(value)

    def chat_id(self) -> int:
        """The chat that the call is for.

        Raises:
            ApiError: 400, it names none; by an @username the stand-in knows none.
        """
        value = self.text("chat_id").strip()
        if not value:
            raise bad("chat_id is empty")
        if not re.fullmatch(r"-?[0-9]{1,19}", value):
            raise bad("chat not found")
        return int(value)

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._sent.get(name, "").strip().lower()
        if value not in ("", "true", "false", "yes", "no", "1", "0"):
            raise bad(f'{name}: expected true or false, found "{value[:40]}"')
        return value in ("true", "yes", "1")

    def json(self, name: str) -> Any:
        """The JSON value, None when it was not sent."""
        value = self._sent.get(name, "")
        return read_json(name, value) if value else None

    def object(self, name: str, known: frozenset[str]) -> dict[str, Any]:
        """A JSON object with known fields only; empty when it was not sent."""
        value = self.json(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise bad(f"object expected as {name.replace('_', ' ')}")
        if unknown := value.keys() - known:
            raise bad(f'{name}: unknown field "{min(unknown)}"')
        return value


async def read(request: web.BaseRequest) -> tuple[dict[str, str], dict[str, Document]]:
    """What a request sends in its query and its body, urlencoded, multipart or JSON; and its files.

    Raises:
        ApiError: 400 for what cannot be read, 413 for more than the request may have.
    """
    try:
        said, files = await _body(request)
        return {**request.query, **said}, files
    except web.HTTPRequestEntityTooLarge as error:
        raise ApiError(413, "Request Entity Too Large") from error
    except (ValueError, LookupError, RecursionError) as error:
        raise bad("can't parse the request's body") from error


async def _body(request: web.BaseRequest) -> tuple[dict[str, str], dict[str, Document]]:
    if request.content_type == "application/json":
        said = json.loads(await request.read())
        if not isinstance(said, dict):
            raise ValueError("an object was expected")
        return {name: _plain(value) for name, value in said.items() if value is not None}, {}
    form = await request.post()
    files = {name: _document(value) for name, value in form.items() if isinstance(value, web.FileField)}
    return {name: value for name, value in form.items() if isinstance(value, str)}, files


def _document(field: web.FileField) -> Document:
    with field.file as file:
        content = file.read()
    return Document(name=field.filename, size=len(content), sha256=sha256(content).hexdigest())


def _plain(value: object) -> str:
    """A JSON value as a form would send it."""
    return value if isinstance(value, str) else json.dumps(value)
