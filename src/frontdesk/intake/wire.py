"""Wire: one raw HTTP request, as somebody saved or pasted it, as a Request."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from frontdesk.errors import Unreadable
from frontdesk.intake.request import Request

_START: Final = re.compile(r"([A-Z]{3,7}) (\S+)(?: HTTP/[0-9.]+)?")
_HEADER: Final = re.compile(r"([^\s:]+):[ \t]*(.*?)[ \t]*")
_HOST: Final = "frontdesk.invalid"


def request_of(raw: bytes, at: datetime, public_url: str | None = None) -> Request:
    """The request: its first line and headers, a blank line, then the body as it is.

    `at` is when it came, `public_url` the address of this desk as senders know it (else `Host` tells). An
    editor may have ended the lines otherwise, or added one; `Content-Length` says where the body ends.

    Raises:
        Unreadable: 400, it is no HTTP request.
    """
    head, body = _parted(raw.lstrip(b"\r\n"))
    first, *lines = head.decode("utf-8", "surrogateescape").splitlines() or [""]
    start = _START.fullmatch(first.strip())
    if not start:
        raise Unreadable(
            400, "line 1: expected a request such as POST /hooks/demo HTTP/1.1, found another line"
        )
    headers = _headers(lines)
    url = _url(start[2], headers, public_url)
    return Request(
        method=start[1],
        url=url,
        query=dict(parse_qsl(urlsplit(url).query, keep_blank_values=True)),
        headers=headers,
        body=_body(body, headers),
        received_at=at,
    )


def _parted(raw: bytes) -> tuple[bytes, bytes]:
    ends = [(at, end) for end in (b"\r\n\r\n", b"\n\n") if (at := raw.find(end)) >= 0]
    if not ends:
        return raw, b""
    at, end = min(ends)
    return raw[:at], raw[at + len(end) :]


def _headers(lines: list[str]) -> dict[str, str]:
    headers = {}
    for number, line in enumerate(lines, 2):
        header = _HEADER.fullmatch(line)
        if not header:
            raise Unreadable(
                400, f"line {number}: expected a header such as Content-Type: …, found another line"
            )
        headers[header[1].lower()] = header[2]
    return headers


def _url(target: str, headers: Mapping[str, str], public_url: str | None) -> str:
    if "://" in target:
        return target
    return (public_url or f"https://{headers.get('host', _HOST)}").rstrip("/") + target


def _body(body: bytes, headers: Mapping[str, str]) -> bytes:
    length = headers.get("content-length", "")
    return body[: int(length)] if length.isascii() and length.isdigit() and len(length) < 10 else body
