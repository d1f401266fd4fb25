"""Methods: the part of the Bot API that frontdesk uses, one function a method."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from frontdesk.demo.chat.chats import Chats
from frontdesk.demo.chat.contents import caption_of, text_contents
from frontdesk.demo.chat.errors import bad
from frontdesk.demo.chat.keyboard import read_markup
from frontdesk.demo.chat.params import Params
from frontdesk.demo.chat.photo_methods import edit_media, photo_contents
from frontdesk.demo.chat.state import Answer, Contents
from frontdesk.demo.chat.topic_methods import TOPIC_METHODS
from frontdesk.demo.chat.webhook_methods import delete_webhook, get_webhook_info, set_webhook

NAME_CHARACTERS: Final = 255
ANSWER_CHARACTERS: Final = 200
#: The public server makes another name of one with these; here that shows.
_NO_NAME: Final = re.compile(r"[/\\<>:\"|?*\x00-\x1f\x7f]|^\.|%[0-9A-F]{2}")
POLL_S: Final = 50
#: Some of those that a bot may react with (Bot API, ReactionTypeEmoji); the others are refused here.
REACTIONS: Final = frozenset(["👍", "👎", "❤", "🔥", "🎉", "👏", "🙏", "🤔", "👀", "✍", "🤝", "🏆", "💔"])
_REPLY: Final = frozenset(
    {
        "message_id",
        "chat_id",
        "allow_sending_without_reply",
        "quote",
        "quote_parse_mode",
        "quote_entities",
        "quote_position",
        "checklist_task_id",
        "poll_option_id",
    }
)
_GIFTS: Final = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
#: What a bot can seem to do; the public server knows more.
_ACTIONS: Final = frozenset({"typing", "upload_document", "upload_photo", "find_location"})
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")

Method = Callable[[Chats, Params], Awaitable[Any]]


async def get_me(chats: Chats, params: Params) -> dict[str, Any]:
    """The bot itself."""
    rights = {"can_join_groups": True, "supports_inline_queries": False}
    return chats.bot | rights | {"can_read_all_group_messages": chats.members.reads_all}


async def get_updates(chats: Chats, params: Params) -> list[dict[str, Any]]:
    """What happened since the offset."""
    kinds = params.json("allowed_updates")
    if kinds is not None:
        if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
            raise bad("can't parse allowed_updates: an Array of String is expected")
        chats.updates.allow(kinds)
    limit = min(max(params.integer("limit", 100), 1), 100)
    timeout = min(max(params.integer("timeout"), 0), POLL_S)
    return await chats.updates.poll(params.integer("offset"), limit, timeout)


async def send_message(chats: Chats, params: Params) -> dict[str, Any]:
    """Post a message."""
    return _posted(chats, params, text_contents(params, force_reply=True))


async def send_document(chats: Chats, params: Params) -> dict[str, Any]:
    """Post a file, perhaps with a caption."""
    file = params.file("document", chats.files)
    if not file.size:
        raise bad("file must be non-empty")
    if not file.name or len(file.name) > NAME_CHARACTERS or _NO_NAME.search(file.name):
        raise bad(f"document: expected the bare name of a file, found {file.name[:80]!r}")
    params.flag("disable_content_type_detection")
    caption = caption_of(params)
    rows = read_markup(params.json("reply_markup"), force_reply=True)
    contents = Contents(
        html=params.text("caption"), text=caption.text, entities=caption.entities, rows=rows, document=file
    )
    return _posted(chats, params, contents)


async def send_photo(chats: Chats, params: Params) -> dict[str, Any]:
    """Post a picture, perhaps with a caption."""
    return _posted(chats, params, photo_contents(params))


async def edit_message_media(chats: Chats, params: Params) -> dict[str, Any]:
    """Put a picture in place of what a message shows."""
    return await edit_media(chats, params)


def _posted(chats: Chats, params: Params, contents: Contents) -> dict[str, Any]:
    chat_id = params.chat_id()
    params.flag("disable_notification")
    params.flag("protect_content")
    reply = params.object("reply_parameters", _REPLY)
    if reply and not isinstance(reply.get("message_id"), int):
        raise bad('can\'t parse reply parameters: Field "message_id" must be of type Number')
    message = chats.send(
        chat_id,
        contents,
        reply_to=reply.get("message_id"),
        lenient=reply.get("allow_sending_without_reply") is True,
        topic=params.integer("message_thread_id") or None,
    )
    return chats.json(chat_id, message)


async def edit_message_text(chats: Chats, params: Params) -> dict[str, Any]:
    """Give a message another text and other buttons."""
    contents = text_contents(params, force_reply=False)
    chat_id = params.chat_id()
    return chats.json(chat_id, chats.edit(chat_id, params.integer("message_id"), contents))


async def edit_message_reply_markup(chats: Chats, params: Params) -> dict[str, Any]:
    """Give a message other buttons."""
    rows = read_markup(params.json("reply_markup"), force_reply=False)
    chat_id = params.chat_id()
    return chats.json(chat_id, chats.edit_rows(chat_id, params.integer("message_id"), rows))


async def delete_message(chats: Chats, params: Params) -> bool:
    """Delete a message of the last 48 hours."""
    chats.delete(params.chat_id(), params.integer("message_id"))
    return True


async def set_message_reaction(chats: Chats, params: Params) -> bool:
    """Put one emoji on a message, or none."""
    params.flag("is_big")
    reaction = params.json("reaction") or []
    if not isinstance(reaction, list) or len(reaction) > 1:
        raise bad("REACTIONS_TOO_MANY")
    emoji = None
    for one in reaction:
        if not isinstance(one, dict) or one.get("type") != "emoji" or one.get("emoji") not in REACTIONS:
            raise bad("REACTION_INVALID")
        emoji = one["emoji"]
    chats.mark(params.chat_id(), params.integer("message_id"), emoji)
    return True


async def answer_callback_query(chats: Chats, params: Params) -> bool:
    """Tell the presser of a button something, or nothing."""
    text = params.text("text")
    if len(text) > ANSWER_CHARACTERS:
        raise bad("MESSAGE_TOO_LONG")
    params.integer("cache_time")
    answer = Answer(text=text or None, show_alert=params.flag("show_alert"), url=params.text("url") or None)
    chats.settle(params.text("callback_query_id"), answer)
    return True


async def get_chat(chats: Chats, params: Params) -> dict[str, Any]:
    """A chat in full."""
    full = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    room = chats.seen(params.chat_id())
    return room.json() | full | chats.members.about(room)


async def send_chat_action(chats: Chats, params: Params) -> bool:
    """Show for some seconds that the bot is busy, where it may write."""
    if params.text("action") not in _ACTIONS:
        raise bad("wrong parameter action in request")
    chats.writable(params.chat_id()).topics.written(params.integer("message_thread_id") or None)
    return True


async def set_my_commands(chats: Chats, params: Params) -> bool:
    """Keep the list of commands of a scope and language."""
    commands = params.json("commands")
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check_command(command)
    scope = params.json("scope") or {"type": "default"}
    chats.set_commands(json.dumps(scope, sort_keys=True), params.text("language_code"), commands)
    return True


async def get_chat_member(chats: Chats, params: Params) -> dict[str, Any]:
    """What the bot is in a chat; of others nothing is known here."""
    chat = chats.seen(params.chat_id())
    if params.integer("user_id") != chats.bot["id"]:
        raise bad("member not found")
    return chats.members.of(chat.id, chats.bot)


METHODS: Final[Mapping[str, Method]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "editMessageText": edit_message_text,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "setMessageReaction": set_message_reaction,
    "answerCallbackQuery": answer_callback_query,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "sendChatAction": send_chat_action,
    **TOPIC_METHODS,
    "setMyCommands": set_my_commands,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}


def _check_command(command: object) -> None:
    if not isinstance(command, dict) or set(command) != {"command", "description"}:
        raise bad("can't parse BotCommand: expected an Object with command and description")
    name, description = command["command"], command["description"]
    if not isinstance(name, str) or not _COMMAND.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= len(description) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
