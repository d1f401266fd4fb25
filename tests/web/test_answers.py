"""Answers: what an error becomes, and who is told when to come back."""

from datetime import timedelta

import pytest
from aiohttp import web

from frontdesk.errors import Full, Unavailable, Unreadable
from frontdesk.web.admission import Admission
from frontdesk.web.server import Server, application, close_routes
from web.raw import one, request

#: What a handler raises: the status, and whether that means to come back.
ERRORS = {
    "not now": (Unavailable("later", 7), 503, "7"),
    "at once": (Unavailable("later", 0), 503, "1"),
    "full": (Full("later", 4), 503, "4"),
    "aiohttp's 503": (web.HTTPServiceUnavailable(), 503, "5"),
    "aiohttp's 503 with a time": (web.HTTPServiceUnavailable(headers={"Retry-After": "9"}), 503, "9"),
    "aiohttp's 429": (web.HTTPTooManyRequests(), 429, "5"),
    "too many of one": (Unreadable(429, "slowly"), 429, "5"),
    "unreadable": (Unreadable(400, "no"), 400, None),
    "unforeseen": (ZeroDivisionError(), 500, None),
}


@pytest.mark.parametrize(("error", "status", "after"), ERRORS.values(), ids=ERRORS)
async def test_whoever_is_told_to_wait_is_told_how_long(error, status, after):
    async def fail(request: web.Request) -> web.Response:
        raise error

    admission = Admission(timedelta(seconds=1), timedelta(seconds=1))
    app = application([web.get("/", fail)], admission)
    close_routes(app, admission)
    server = Server(app, admission, 1)
    await server.start("127.0.0.1", 0)

    answer = await one(server.url, request(method="GET", path="/"))
    await server.stop()

    assert (answer.status, answer.headers.get("retry-after")) == (status, after)
    assert answer.json.keys() == {"error"}
