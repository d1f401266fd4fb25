"""Parts: the fields and files of a multipart body. The only place that knows the multipart library."""

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

from multipart import MultipartError, MultipartSegment, ParserLimitReached, PushMultipartParser

from frontdesk.errors import Unreadable
from frontdesk.intake.charsets import codec
from frontdesk.text import clean, cut

HEADER_LINES: Final = 8
HEADER_BYTES: Final = 2_000
FILENAME_CHARS: Final = 200

_BOUNDARY: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?")
_EXTENDED_NAME: Final = re.compile(r"filename\*\s*=\s*(?:utf-8'[\w-]*')?([^;\s]*)", re.IGNORECASE | re.ASCII)


def parts(body: bytes, boundary: str | None, default: str, limit: int) -> list[tuple[str, Any]]:
    """Name and value of every part, in order: text, or for a file {filename, content_type, size}.

    The bytes of files are not kept, and file inputs left empty are dropped. `default` is the codec of text
    that names none, `limit` the largest number of parts.

    Raises:
        Unreadable: 400, 413 or 415.
    """
    if not boundary or not _BOUNDARY.fullmatch(boundary):
        raise Unreadable(400, "Content-Type: expected a multipart boundary, found none that can be used")
    parser = PushMultipartParser(
        boundary,
        max_header_size=HEADER_BYTES,
        max_header_count=HEADER_LINES,
        max_segment_count=limit,
        header_charset=default,
        strict=True,
    )
    try:
        return _read(parser, body, default)
    except ParserLimitReached as error:
        raise Unreadable(413, f"multipart: expected at most {limit} parts with short headers") from error
    except MultipartError as error:
        raise Unreadable(
            400, "multipart: expected whole parts between the boundaries, found it broken"
        ) from error


def _read(parser: PushMultipartParser, body: bytes, default: str) -> list[tuple[str, Any]]:
    found = []
    for segment, content in _segments(parser, body):
        value = _value(segment, content, default)
        if value is not None:
            found.append((segment.name or "", value))
    return found


def _segments(parser: PushMultipartParser, body: bytes) -> Iterator[tuple[MultipartSegment, bytes]]:
    content = bytearray()
    with parser:
        for event in parser.parse(body):
            if isinstance(event, MultipartSegment):
                segment = event
                content.clear()
            elif event:
                content += event
            else:
                yield segment, bytes(content)


def _value(segment: MultipartSegment, content: bytes, default: str) -> Any:
    if (segment.content_type or "").startswith("multipart/"):
        raise Unreadable(400, "multipart: expected fields and files, found a multipart within")
    filename = _filename(segment)
    if filename is None:
        return _text(content, codec(segment.charset) if segment.charset else default)
    if not filename and not content:
        return None
    return {
        "filename": cut(clean(filename), FILENAME_CHARS) or "file",
        "content_type": cut(clean(segment.content_type or "application/octet-stream"), FILENAME_CHARS),
        "size": len(content),
    }


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(400, f"multipart: expected text in {name}, found other bytes") from error


def _filename(segment: MultipartSegment) -> str | None:
    if segment.filename is not None:
        return str(segment.filename)
    extended = _EXTENDED_NAME.search(segment.header("Content-Disposition", ""))
    return unquote(extended[1], errors="replace") if extended else None
