"""Exporting: what is held of a person as plain values, fit for JSON."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

Rows = Sequence[tuple[str, Sequence[Mapping[str, Any]]]]


def plain(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    """table: its rows. Bytes become the JSON or the text that they are, else hexadecimal digits."""
    return {
        name: [{str(key): _plain(value) for key, value in row.items()} for row in some] for name, some in rows
    }


def _plain(value: Any) -> Any:
    if isinstance(value, memoryview):
        value = bytes(value)
    if isinstance(value, bytes):
        return _read(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _read(value: bytes) -> Any:
    try:
        found = orjson.loads(value)
    except ValueError:
        found = None
    if isinstance(found, dict | list):
        return found
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return value.hex()
    return text if text.isprintable() or "\n" in text else value.hex()
