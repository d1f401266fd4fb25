"""Photo methods: messages that are a picture with a caption."""

from dataclasses import replace
from typing import Any, Final

from frontdesk.demo.chat.chats import Chats
from frontdesk.demo.chat.contents import caption_of
from frontdesk.demo.chat.errors import bad
from frontdesk.demo.chat.keyboard import read_markup
from frontdesk.demo.chat.params import Params
from frontdesk.demo.chat.state import Contents, Document

PHOTO_BYTES: Final = 10_000_000
_MEDIA: Final = frozenset({"type", "media", "caption", "parse_mode"})


def photo_contents(params: Params) -> Contents:
    """What sendPhoto posts.

    Raises:
        ApiError: 400, it is no picture.
    """
    parsed = caption_of(params)
    rows = read_markup(params.json("reply_markup"), force_reply=True)
    return Contents(
        html=params.text("caption"),
        text=parsed.text,
        entities=parsed.entities,
        rows=rows,
        document=_photo(params.file("photo")),
    )


async def edit_media(chats: Chats, params: Params) -> dict[str, Any]:
    """Put a picture that is uploaded in place of what a message shows."""
    media = params.object("media", _MEDIA)
    if media.get("type") != "photo":
        raise bad("the stand-in puts only photos in place of a message")
    source = str(media.get("media", ""))
    if not source.startswith("attach://"):
        raise bad("the stand-in knows no files by id or address")
    said = Params(
        "sendPhoto", {name: str(media[name]) for name in _MEDIA & media.keys() - {"type", "media"}}, {}
    )
    parsed = caption_of(said)
    contents = Contents(
        html=str(media.get("caption", "")),
        text=parsed.text,
        entities=parsed.entities,
        rows=read_markup(params.json("reply_markup"), force_reply=False),
        document=_photo(params.file(source.removeprefix("attach://"))),
    )
    chat_id = params.chat_id()
    return chats.json(chat_id, chats.edit_media(chat_id, params.integer("message_id"), contents))


def _photo(file: Document) -> Document:
    if not 0 < file.size <= PHOTO_BYTES:
        raise bad("PHOTO_INVALID_DIMENSIONS" if file.size else "file must be non-empty")
    return replace(file, is_photo=True)
