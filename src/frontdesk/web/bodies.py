"""Bodies: the bytes of a request, which may come in pieces and must not be too many."""

import time

from aiohttp import web

from frontdesk.errors import Unreadable
from frontdesk.web.admission import Admission


async def whole_body(request: web.Request, admission: Admission, limit_bytes: int) -> bytes:
    """The body as it came, unpacked.

    Raises:
        Unreadable: 413, it is larger than that; 408, it did not arrive in time.
        Full: too much arrives at once.
        Unavailable: the desk closes.
    """
    if (request.content_length or 0) > limit_bytes:
        raise _too_large(limit_bytes)
    here = request.content.is_eof()
    body = request.content.read_nowait() if here else await _arriving(request, admission, limit_bytes)
    if len(body) > limit_bytes:
        raise _too_large(limit_bytes)
    return body


async def _arriving(request: web.Request, admission: Admission, limit_bytes: int) -> bytes:
    """What comes, until it is whole or too much."""
    body = bytearray()
    with admission.reading(time.monotonic()) as add:
        while len(body) <= limit_bytes and (piece := await request.content.readany()):
            add(len(piece))
            body += piece
    return bytes(body)


def _too_large(limit_bytes: int) -> Unreadable:
    return Unreadable(413, f"expected at most {limit_bytes} bytes, found more")
