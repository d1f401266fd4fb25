"""Tap: a press of a button as the page sends it."""

from typing import Final

import orjson

from frontdesk.demo.chat.keyboard import DATA_BYTES

_ID_LIMIT: Final = 2**63


def tap(body: bytes) -> tuple[int, int, str, int] | None:
    """Chat, message, data and user of a press; None where one is missing or is not what it should be."""
    try:
        said = orjson.loads(body)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    ids = [said.get(name) for name in ("chat", "message_id", "user")]
    data = said.get("data")
    if not (all(map(_is_id, ids)) and isinstance(data, str) and 0 < len(data.encode()) <= DATA_BYTES):
        return None
    chat, message_id, user = (int(id) for id in ids if id is not None)
    return chat, message_id, data, user


def _is_id(value: object) -> bool:
    return type(value) is int and abs(value) < _ID_LIMIT
