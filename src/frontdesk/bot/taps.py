"""Taps: presses inside updates, as they came."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Tap:
    """A press as it came: nothing in it is proven."""

    query: str
    user: int
    chat: int | None
    data: str
    message: int | None = None  #: the card's, where it is one: what answers another message is none


def read_tap(update: Any) -> Tap | None:
    """The press inside an update; None for any other update."""
    query = update.get("callback_query") if isinstance(update, dict) else None
    if not isinstance(query, dict) or not isinstance(query.get("data"), str):
        return None
    message = query.get("message") or {}
    chat = message.get("chat") or {}
    shown = None if "reply_to_message" in message else message.get("message_id")
    return Tap(
        query=str(query["id"]),
        user=int(query["from"]["id"]),
        chat=chat.get("id"),
        data=query["data"],
        message=shown if type(shown) is int else None,
    )
