"""Parts: the fields and files of a multipart body. The only place that knows the multipart library."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from multipart import MultipartError, MultipartSegment, ParserLimitReached, PushMultipartParser

from frontdesk.errors import Unreadable
from frontdesk.intake.charsets import codec
from frontdesk.text import clean, cut, file_name

HEADER_LINES: Final = 8
HEADER_BYTES: Final = 2_000
TYPE_CHARS: Final = 200

_BOUNDARY: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?")
_EXTENDED_NAME: Final = re.compile(r"filename\*\s*=\s*(?:utf-8'[\w-]*')?([^;\s]*)", re.IGNORECASE | re.ASCII)


def parts(
    body: bytes,
    boundary: str | None,
    default: str,
    limit: int,
    files: Mapping[bytes, Mapping[str, Any]] | None = None,
) -> list[tuple[str, Any]]:
    """Name and value of every part, in order: text, or for a file {filename, content_type, size}.

    The bytes of files are not kept, and file inputs left empty are dropped. `default` is the codec of text
    that names none, `limit` the largest number of parts. `files` tells by the content of a part what the file
    is which it stands for.

    Raises:
        Unreadable: 400, 413 or 415.
    """
    parser = _parser(boundary, default, limit, strict=True)
    with _told(limit):
        return _read(parser, body, default, files or {})


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The head of one part."""

    lines: bytes  #: its headers word for word, but for their order of letters; without `Content-Length`
    filename: str | None  #: as ISO 8859-1; None: the part is no file
    content_type: str  #: as the sender says


class Stream:
    """A multipart body while it arrives."""

    def __init__(self, boundary: str | None, limit: int) -> None:
        """Raises Unreadable: 400, that is no boundary."""
        # Which charset its headers have is known at its end; ISO 8859-1 loses none of their bytes.
        self._parser, self._limit = _parser(boundary, "latin-1", limit, strict=False), limit

    def feed(self, piece: bytes) -> Iterator[Head | bytes | None]:
        """What one more piece holds, to be taken whole: heads of parts, content, and None at a part's end.

        Raises:
            Unreadable: 400 or 413.
        """
        with _told(self._limit):
            for event in self._parser.parse(piece):
                yield _head(event) if isinstance(event, MultipartSegment) else event

    def end(self) -> None:
        """No more comes.

        Raises:
            Unreadable: 400, it is not whole.
        """
        with _told(self._limit):
            self._parser.close()


def _parser(boundary: str | None, charset: str, limit: int, *, strict: bool) -> PushMultipartParser:
    if not boundary or not _BOUNDARY.fullmatch(boundary):
        raise Unreadable(400, "Content-Type: expected a multipart boundary, found none that can be used")
    return PushMultipartParser(
        boundary,
        max_header_size=HEADER_BYTES,
        max_header_count=HEADER_LINES,
        max_segment_count=limit,
        header_charset=charset,
        strict=strict,
    )


@contextmanager
def _told(limit: int) -> Iterator[None]:
    try:
        yield
    except ParserLimitReached as error:
        raise Unreadable(413, f"multipart: expected at most {limit} parts with short headers") from error
    except MultipartError as error:
        raise Unreadable(
            400, "multipart: expected whole parts between the boundaries, found it broken"
        ) from error


def _head(segment: MultipartSegment) -> Head:
    _refuse_nested(segment)
    headers = (f"{name}: {value}\r\n" for name, value in segment.headerlist if name != "Content-Length")
    return Head(
        lines="".join(headers).encode("latin-1"),
        filename=_filename(segment),
        content_type=segment.content_type or "",
    )


def _refuse_nested(segment: MultipartSegment) -> None:
    if (segment.content_type or "").startswith("multipart/"):
        raise Unreadable(400, "multipart: expected fields and files, found a multipart within")


def _read(
    parser: PushMultipartParser, body: bytes, default: str, files: Mapping[bytes, Mapping[str, Any]]
) -> list[tuple[str, Any]]:
    found = []
    for segment, content in _segments(parser, body):
        value = _value(segment, content, default, files)
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


def _value(
    segment: MultipartSegment, content: bytes, default: str, files: Mapping[bytes, Mapping[str, Any]]
) -> Any:
    _refuse_nested(segment)
    filename = _filename(segment)
    if filename is None:
        return _text(content, codec(segment.charset) if segment.charset else default)
    if not filename and not content:
        return None
    known = files.get(content) or {
        "content_type": cut(clean(segment.content_type or "application/octet-stream"), TYPE_CHARS),
        "size": len(content),
    }
    return {"filename": file_name(filename), **known}


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
