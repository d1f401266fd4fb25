"""References: the few character references that Telegram's HTML knows."""

import re
from collections.abc import Mapping
from typing import Final

_NAMED: Final[Mapping[str, str]] = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE: Final = re.compile(r"&(?:#x([0-9A-Fa-f]*)|#([0-9]*)|([A-Za-z]*));?")
_LONGEST: Final = 9  #: characters of a numeric one, without its semicolon


def reference(source: str, at: int) -> tuple[str, int]:
    """What the reference at `at` stands for, and the place behind it; an unknown one is plain text."""
    found = _REFERENCE.match(source, at)
    if not found:
        return "&", at + 1
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        text = _NAMED.get(name)
    elif len(found.group().removesuffix(";")) > _LONGEST:
        text = None
    else:
        text = _numbered(int(hexadecimal or "0", 16) if decimal is None else int(decimal or "0"))
    return (text, found.end()) if text else ("&", at + 1)


def _numbered(code: int) -> str | None:
    return chr(code) if 0 < code < 0x10FFFF else None
