"""Charsets and content types: what a request says about its own body.

Only the charsets listed here are ever decoded: Python knows codecs that take minutes on a few bytes.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from frontdesk.errors import Unreadable

UTF_8: Final = "utf-8"
HEADER_CHARS: Final = 500
#: What a sender may call a charset -> the codec that reads it.
CODECS: Final = {
    "utf-8": UTF_8,
    "utf8": UTF_8,
    "ascii": "ascii",
    "us-ascii": "ascii",
    "windows-1250": "cp1250",
    "cp1250": "cp1250",
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-1": "latin-1",
    "latin1": "latin-1",
    "latin-1": "latin-1",
    "iso-8859-2": "iso-8859-2",
    "latin2": "iso-8859-2",
    "latin-2": "iso-8859-2",
    "koi8-r": "koi8-r",
}

_PARAMETER: Final = re.compile(r';\s*([\w*-]{1,40})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class ContentType:
    """A `Content-Type` header, read."""

    media: str  #: for example "application/json"; "" when none was sent
    codec: str | None  #: of the declared charset
    boundary: str | None


def codec(charset: str) -> str:
    """The codec for a charset that a sender names.

    Raises:
        Unreadable: 415, a charset that is not listed in `CODECS`.
    """
    try:
        return CODECS[charset.strip().strip("\"'").lower()]
    except KeyError:
        raise Unreadable(415, "charset: expected utf-8, found one that is not read here") from None


@lru_cache(maxsize=256)
def content_type(header: str) -> ContentType:
    """Media type, charset and boundary of a `Content-Type` header.

    Raises:
        Unreadable: 415, a charset that is not read, or a header nobody would send.
    """
    if len(header) > HEADER_CHARS:
        raise Unreadable(415, f"Content-Type: expected at most {HEADER_CHARS} characters")
    media, semicolon, _ = header.partition(";")
    found = {
        name.lower(): value.strip().strip('"') for name, value in _PARAMETER.findall(header[len(media) :])
    }
    charset = found.get("charset")
    return ContentType(
        media=media.strip().lower(),
        codec=codec(charset) if charset else None,
        boundary=found.get("boundary") if semicolon else None,
    )
