"""Shapes: an e-mail address and a phone number among answers whose labels say nothing."""

import re
from typing import Final

CHARS: Final = 320

_EMAIL: Final = re.compile(r"[^\s@<>(),;:|\"]{1,64}@[^\s@<>(),;:|\"]{1,190}\.[^\W\d_]{2,63}")
_PHONE: Final = re.compile(r"\+[\d\s().-]{8,24}")


def shaped(label: str, value: object) -> str | None:
    """The field, "email" or "phone", that a value shows by itself to be."""
    if not isinstance(value, str) or len(value) > CHARS:
        return None
    if _EMAIL.fullmatch(value):
        return "email"
    return "phone" if _PHONE.fullmatch(value) else None
