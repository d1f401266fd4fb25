"""Page: the demo's one web page, which shows what happens to a lead while it happens.

The page draws snapshots that it gets as Server-Sent Events; what a snapshot holds is up to the `DemoState`.
"""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Protocol

import orjson
from aiohttp import web

from frontdesk.demo.tap import tap
from frontdesk.settings import shipped_folder

HEARTBEAT_S: Final = 15.0
#: The shortest time between two snapshots of one stream, so that a burst of leads is drawn, not queued.
GAP_S: Final = 0.05
STREAMS: Final = 32
JSON_BYTES: Final = 4096  #: of what the page sends
#: How far a button turns the clock: past every Undo and menu, and until leads come back.
TURNS: Final[Mapping[str, timedelta]] = {
    "5 minutes": timedelta(minutes=5),
    "1 week": timedelta(weeks=1),
}

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
#: A letter may bring its own styles and open its links in a new tab; it runs nothing and loads nothing.
_MAIL_POLICY: Final = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
_NOTHING_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"
_HEAD: Final = re.compile(r"<head(?:\s[^<>]*)?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of a press."""

    toast: str
    private: int | None = None  #: whose private chat with the bot it opened


class DemoState(Protocol):
    """What the page shows, and whom it tells about a press."""

    async def snapshot(self) -> dict[str, Any]:
        """Everything the page draws; JSON values only, `version` among them."""
        ...

    async def wait_change(self, since: int, timeout_s: float) -> int:
        """The version as soon as it is not `since`, or `since` when the time is over."""
        ...

    async def press(self, chat: int, message_id: int, data: str, user: int) -> Pressed:
        """Tap a button as that Telegram account."""
        ...

    def forward(self, span: timedelta) -> bool:
        """Turn the clock forward; False where it goes no further."""
        ...

    def mail_html(self, id: int) -> str | None:
        """The HTML of one mail, or None where there is no such mail."""
        ...


def page_file(name: str) -> Path:
    """Where a file of the page is, for example `demo.css`."""
    return shipped_folder() / "templates" / "pages" / name


def add_routes(app: web.Application, state: DemoState) -> None:
    """Serve the page at `/` and what it needs under `/demo/`.

    Raises:
        OSError: a file of the page is missing.
    """
    page = _Page(state)
    app.router.add_get("/", _file("demo.html", "text/html"))
    app.router.add_get("/demo/demo.css", _file("demo.css", "text/css"))
    app.router.add_get("/demo/demo.js", _file("demo.js", "text/javascript"))
    app.router.add_get("/demo/events", page.events, allow_head=False)
    app.router.add_post("/demo/press", page.press)
    app.router.add_post("/demo/forward", page.forward)
    app.router.add_get(r"/demo/mails/{id:\d{1,18}}.html", page.mail)
    app.on_shutdown.append(page.stop)


class _Page:
    """The routes that need the state."""

    def __init__(self, state: DemoState) -> None:
        self._state = state
        self._stopping = asyncio.Event()
        self._streams = 0

    async def stop(self, app: web.Application) -> None:
        """End every stream, so that shutdown need not wait for a heartbeat."""
        self._stopping.set()

    async def events(self, request: web.Request) -> web.StreamResponse:
        """A snapshot at once and after every change, until the browser leaves."""
        if self._streams >= STREAMS:
            return _error(503, f"demo: expected at most {STREAMS} open pages; close one")
        headers = {
            **_HEADERS,
            "Content-Security-Policy": _NOTHING_POLICY,
            "Content-Type": "text/event-stream",
        }
        response = web.StreamResponse(headers=headers)
        self._streams += 1
        try:
            await response.prepare(request)
            await self._tell(response)
        except ConnectionError:
            return response  # the browser left
        finally:
            self._streams -= 1
        return response

    async def _tell(self, response: web.StreamResponse) -> None:
        seen = -1
        while not self._stopping.is_set():
            snapshot = await self._state.snapshot()
            if snapshot["version"] != seen:
                seen = int(snapshot["version"])
                # json, not orjson: it escapes a lone surrogate where orjson would end the stream.
                await response.write(b"data: " + json.dumps(snapshot).encode() + b"\n\n")
                await asyncio.sleep(GAP_S)
            if await self._wait(seen) == seen:
                await response.write(b": still here\n\n")

    async def _wait(self, seen: int) -> int:
        """The next version; `seen` when nothing happened, or at shutdown."""
        change = asyncio.ensure_future(self._state.wait_change(seen, HEARTBEAT_S))
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({change, stop}, return_when=asyncio.FIRST_COMPLETED)
            return change.result() if change.done() else seen
        finally:
            change.cancel()
            stop.cancel()

    async def press(self, request: web.Request) -> web.Response:
        """Tap a button: `{"chat", "message_id", "data", "user"}` in, a `Pressed` out; 400 for junk."""
        if refused := _refused(request, "press"):
            return refused
        found = tap(await request.read())
        if found is None:
            return _error(
                400, "press: expected the numbers chat, message_id and user, and data of 1 to 64 bytes"
            )
        pressed = await self._state.press(*found)
        return _answer(json.dumps(asdict(pressed)), "application/json", _NOTHING_POLICY)

    async def forward(self, request: web.Request) -> web.Response:
        """Turn the clock: one of `TURNS` as a JSON string in, `{}` out; 400 for anything else."""
        if refused := _refused(request, "forward"):
            return refused
        try:
            span = TURNS.get(orjson.loads(await request.read()))
        except (ValueError, TypeError):
            span = None
        if span is None:
            return _error(400, f"forward: expected one of {', '.join(TURNS)}")
        if not self._state.forward(span):
            return _error(400, "forward: the clock goes no further; start the demo again")
        return _answer("{}", "application/json", _NOTHING_POLICY)

    async def mail(self, request: web.Request) -> web.Response:
        """One letter as its reader sees it, locked in."""
        html = self._state.mail_html(int(request.match_info["id"]))
        if html is None:
            return _error(404, "demo: no such mail")
        return _answer(_links_outside(html), "text/html", _MAIL_POLICY)


def _file(name: str, content_type: str) -> Any:
    text = page_file(name).read_text("utf-8")

    async def serve(request: web.Request) -> web.Response:
        return _answer(text, content_type, _PAGE_POLICY)

    return serve


def _refused(request: web.Request, what: str) -> web.Response | None:
    """The answer to what is no small JSON; None where it may be read."""
    # A page of another site can post text here, but not JSON: for that its browser asks first.
    if request.content_type != "application/json":
        return _error(400, f"{what}: expected application/json")
    if request.content_length is None or request.content_length > JSON_BYTES:
        return _error(400, f"{what}: expected at most {JSON_BYTES} bytes")
    return None


def _links_outside(html: str) -> str:
    """The letter with links that open in a new tab: the frame it stands in may show nothing else."""
    return _HEAD.sub(lambda head: head[0] + '<base target="_blank">', html, count=1)


def _answer(text: str, content_type: str, policy: str, status: int = 200) -> web.Response:
    headers = {**_HEADERS, "Content-Security-Policy": policy}
    return web.Response(
        body=text.encode("utf-8", "replace"),
        status=status,
        content_type=content_type,
        charset="utf-8",
        headers=headers,
    )


def _error(status: int, message: str) -> web.Response:
    return _answer(json.dumps({"error": message}), "application/json", _NOTHING_POLICY, status)
