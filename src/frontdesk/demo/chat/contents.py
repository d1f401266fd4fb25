"""Contents: the text or the caption of a message, checked against the Bot API's limits."""

import html
from typing import Final

from frontdesk.demo.chat.errors import bad
from frontdesk.demo.chat.keyboard import read_markup
from frontdesk.demo.chat.links import with_found
from frontdesk.demo.chat.markup import parse_html
from frontdesk.demo.chat.params import Params
from frontdesk.demo.chat.state import Contents
from frontdesk.demo.chat.text import Parsed, cleaned, trimmed

TEXT_BYTES: Final = 32_768
TEXT_CHARACTERS: Final = 4_096
CAPTION_CHARACTERS: Final = 1_024
_PREVIEW: Final = frozenset(
    {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}
)


def text_contents(params: Params, *, force_reply: bool) -> Contents:
    """Text, entities and buttons of a message, checked."""
    source = params.text("text")
    parsed = _parsed(params, source)
    if not params.text("parse_mode"):
        source = html.escape(source, quote=False)
    if not parsed.text or parsed.text.isspace():
        raise bad("message text is empty")
    if len(parsed.text) > TEXT_CHARACTERS:
        raise bad("message is too long")
    params.object("link_preview_options", _PREVIEW)
    rows = read_markup(params.json("reply_markup"), force_reply=force_reply)
    parsed = with_found(parsed)
    return Contents(html=source, text=parsed.text, entities=parsed.entities, rows=rows)


def caption_of(params: Params) -> Parsed:
    """The caption of a file or picture, checked."""
    parsed = with_found(_parsed(params, params.text("caption")))
    if len(parsed.text) > CAPTION_CHARACTERS:
        raise bad("message caption is too long")
    return parsed


def _parsed(params: Params, source: str) -> Parsed:
    """A text with its markup taken off, as `parse_mode` says."""
    try:
        size = len(source.encode())
    except UnicodeEncodeError as error:
        raise bad("strings must be encoded in UTF-8") from error
    if size > TEXT_BYTES:
        raise bad("text is too long")
    match params.text("parse_mode").lower():
        case "html":
            return parse_html(source)
        case "":
            return trimmed(cleaned(source))
    raise bad("unsupported parse_mode")
