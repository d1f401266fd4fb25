"""Markup: the pieces of Telegram's HTML that several messages share: a time, and a person who is to hear."""

from datetime import UTC, datetime
from html import escape
from typing import Any

from frontdesk.messages.defuse import NAME_LIMIT, short
from frontdesk.model.lead import Person


def moment(at: datetime) -> dict[str, Any]:
    """A time for `<tg-time>`: Unix seconds, and what old clients show."""
    text = at.astimezone(UTC).isoformat(" ", "minutes")[:16]
    return {"unix": int(at.timestamp()), "text": f"{text} UTC", "day": text[:10]}


def time_tag(at: datetime, shape: str, text: str = "") -> str:
    """A time by each reader's own clock; `shape` as the Bot API's `format`, `text` for clients without it."""
    time = moment(at)
    return f'<tg-time unix="{time["unix"]}" format="{shape}">{text or time["text"]}</tg-time>'


def mention(person: Person, *, aloud: bool = True) -> str:
    """The name of a person, who is told of the message; in bold alone without an account, or not `aloud`."""
    name = escape(short(person.name, NAME_LIMIT, "none") or "—", quote=False)
    if person.telegram and aloud:
        return f'<a href="tg://user?id={person.telegram}">{name}</a>'
    return f"<b>{name}</b>"
