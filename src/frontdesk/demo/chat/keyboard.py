"""Keyboard: the buttons under a message, with the Bot API's limits."""

import json
from collections.abc import Mapping
from typing import Any, Final

from frontdesk.demo.chat.errors import ApiError, bad
from frontdesk.demo.chat.links import checked_link
from frontdesk.demo.chat.state import Button, Rows

BUTTONS: Final = 100
ROW: Final = 8
DATA_BYTES: Final = 64
COPY_CHARACTERS: Final = 256
STYLES: Final = frozenset({"primary", "success", "danger"})
_KNOWN: Final = frozenset({"text", "callback_data", "url", "copy_text", "style"})
_FORCE_REPLY: Final = frozenset({"force_reply", "selective", "input_field_placeholder"})


def read_markup(markup: object, *, force_reply: bool) -> Rows:
    """The rows of buttons; none for a reply that is asked for, where `force_reply` allows that.

    Raises:
        ApiError: 400; markup of other kinds too, which the stand-in does not have.
    """
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if force_reply and markup.get("force_reply") is True and not markup.keys() - _FORCE_REPLY:
        if len(markup.get("input_field_placeholder") or "") > 64:
            raise bad("REPLY_MARKUP_INVALID")
        return ()
    if set(markup) - {"inline_keyboard"}:
        raise bad(f"the stand-in knows no reply markup with {sorted(markup)}")
    return _rows(markup.get("inline_keyboard"))


def _rows(keyboard: object) -> Rows:
    if not isinstance(keyboard, list):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    if not all(isinstance(row, list) for row in keyboard):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(map(len, keyboard)) > BUTTONS:
        raise bad("reply markup is too long")
    if any(len(row) > ROW for row in keyboard):
        raise bad(f"reply markup is too long: a row has more than {ROW} buttons")
    return tuple(tuple(map(_button, row)) for row in keyboard if row)


def _button(button: object) -> Button:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    if unknown := button.keys() - _KNOWN:
        raise _unreadable(f'unknown field "{min(unknown)}"')
    text, style = _string(button, "text"), _string(button, "style")
    if not text or not text.strip():
        raise _unreadable('Field "text" must be non-empty')
    if style and style not in STYLES:
        raise _unreadable("Invalid button style specified")
    data, url, copy = _string(button, "callback_data"), _string(button, "url"), _copied(button)
    if sum(each is not None for each in (data, url, copy)) > 1:
        raise _unreadable("a button does one thing only")
    if data:
        if len(data.encode()) > DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        return Button(text, data, style)
    if url:
        return Button(text, style=style, url=_url(url))
    if copy:
        return Button(text, style=style, copy_text=copy)
    raise _unreadable("Text buttons are unallowed in the inline keyboard")


def _url(url: str) -> str:
    """`localhost`, `tel:` and the like are no addresses for a button."""
    if not (checked := checked_link(url)):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return checked


def _copied(button: Mapping[str, Any]) -> str | None:
    if (copied := button.get("copy_text")) is None:
        return None
    if not isinstance(copied, dict) or set(copied) != {"text"}:
        raise _unreadable('Field "copy_text" must be of type Object')
    text = _string(copied, "text")
    if not text or len(text) > COPY_CHARACTERS:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    return text


def _string(of: Mapping[str, Any], name: str) -> str | None:
    value = of.get(name)
    if value is None or isinstance(value, str):
        return value
    raise _unreadable(f'Field "{name}" must be of type String')


def _unreadable(why: str) -> ApiError:
    return bad(f"can't parse inline keyboard button: {why}")


def read_json(name: str, text: str) -> Any:
    """A parameter that is sent as JSON.

    Raises:
        ApiError: 400.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from error
