"""CORS: which pages of other hosts may read what a hook answers.

A page of `[forms.NAME] hosts` may; a server sends no Origin and needs no leave. The post of any other page is
taken all the same, for every plain form could have sent it: its browser only keeps the answer to itself.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from frontdesk.web.answers import Handler

#: (a request to a hook) → the hosts of its form; none for a form that there is not
Hosts = Callable[[web.Request], Sequence[str]]

METHODS: Final = "POST"
HEADERS: Final = "Content-Type, Idempotency-Key"
MAX_AGE_S: Final = 600
LOOPBACK: Final = ("localhost", "127.0.0.1")
ORIGIN_CHARS: Final = 300
REMEMBERED: Final = 1_000

_ALLOW: Final = {"Allow": "POST, OPTIONS"}
_LEAVE: Final = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": HEADERS,
    "Access-Control-Max-Age": str(MAX_AGE_S),
}
_READABLE: Final = {"Access-Control-Expose-Headers": "Retry-After"}


def shared(handler: Handler, safe: Handler, hosts: Hosts) -> Handler:
    """The handler, with leave to read its answer for pages of the form's hosts; OPTIONS is answered here.

    `safe` is the same handler with every error as an answer: a page must be able to read that too.
    """

    def run(request: web.Request) -> Awaitable[web.StreamResponse]:
        # No coroutine of its own: servers and builders send no Origin, and pay for nothing.
        if "Origin" not in request.headers and request.method != "OPTIONS":
            return handler(request)
        return _run(request)

    async def _run(request: web.Request) -> web.StreamResponse:
        asked = request.method == "OPTIONS"
        response = web.Response(status=204, headers=_ALLOW) if asked else await safe(request)
        if origin := request.headers.get("Origin"):
            response.headers.add("Vary", "Origin")
            if allowed(origin, hosts(request)):
                response.headers["Access-Control-Allow-Origin"] = origin
                response.headers.update(_LEAVE if asked else _READABLE)
        return response

    return run


def allowed(origin: str, hosts: Sequence[str]) -> bool:
    """Whether a page of this origin stands on one of the hosts: over https, or http on this very machine."""
    return len(origin) <= ORIGIN_CHARS and (place := _place(origin)) is not None and place in hosts_of(*hosts)


@lru_cache(maxsize=REMEMBERED)
def hosts_of(*hosts: str) -> frozenset[str]:
    """The hosts as a browser writes them: пример.example is xn--e1afmkfd.example."""
    return frozenset(_ascii(host) for host in hosts)


def _place(origin: str) -> str | None:
    """Host and port of an origin, written as browsers do; None for all others."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return None
    host = parts.netloc
    if origin != f"{parts.scheme}://{host}" or not host.isascii() or not host.isprintable():
        return None
    local = host.partition(":")[0] in LOOPBACK
    return host if parts.scheme == "https" or (parts.scheme == "http" and local) else None


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host
