"""Traced: each request to a hook has an id, which its answer tells, and is counted."""

import re
import secrets
import time
from typing import Final

from aiohttp import web

from frontdesk.figures import Figures
from frontdesk.web.answers import REQUEST_ID, Handler

HEADER: Final = "X-Request-Id"
#: As proxies make them: a UUID, hexadecimal digits. No address, no number of a phone with its plus sign.
_WELL_FORMED: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{15,63}")
_MINE: Final = secrets.token_hex(4)  # of this process; a draw for each request would cost it a system call


def request_id(given: str | None) -> str:
    """The id that a request came with, if it is well-formed; else a new one: it tells the time, no count."""
    if given and _WELL_FORMED.fullmatch(given):
        return given
    return f"{time.time_ns():016x}{_MINE}"


def traced(handler: Handler, figures: Figures) -> Handler:
    """The handler, which must have an answer for every error, with an id in it, counted and timed."""
    requests, taken = figures.requests, figures.request_s

    async def run(request: web.Request) -> web.StreamResponse:
        began = time.perf_counter()
        request[REQUEST_ID] = id_ = request_id(request.headers.get(HEADER))
        response = await handler(request)
        response.headers[HEADER] = id_
        requests.add(str(response.status))
        taken.took(time.perf_counter() - began)
        return response

    return run
