"""Hooks: `POST /hooks/FORM`: read, store, then 200."""

import hmac
import time
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from frontdesk import crash
from frontdesk.desk.desk import Desk
from frontdesk.errors import Unreadable
from frontdesk.intake.body import BODY_BYTES
from frontdesk.intake.read import next_page, read
from frontdesk.intake.request import Request
from frontdesk.rules.rules import Form
from frontdesk.web.admission import Admission
from frontdesk.web.answers import answer

#: Open without configuration: a site's own form.
OWN_FORM: Final = Form(name="web")
NEXT_CHARS: Final = 2_000  #: of a `_next`
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


class Hooks:
    """The webhook of every form."""

    def __init__(self, desk: Desk, thanks: str, admission: Admission) -> None:
        """`thanks` is the HTML page a browser gets."""
        self._desk, self._thanks, self._admission = desk, thanks, admission

    def routes(self) -> list[web.RouteDef]:
        """POST for forms that need no key and for those that do."""
        paths = ("/hooks/{form}", "/hooks/{form}/{key}")
        return [web.route("*", path, self.post) for path in paths]

    async def post(self, request: web.Request) -> web.StreamResponse:
        """Take one form; the answer comes after the commit, or at once, 503, when too many wait."""
        if request.method != "POST":
            raise web.HTTPMethodNotAllowed(request.method, ["POST"])
        self._admission.arrived(request.protocol)
        self._admission.check(time.monotonic())
        form = self._form(request)
        came = await self._request(request)
        crash.point("after read")
        rules = self._desk.judge.rules
        found = read(came, form.provider, form.labels or rules.labels)
        with self._admission.storing(len(came.body), time.monotonic()):
            real = enumerate(one for one in found if not one.test_ping)
            ids = [f"{await self._desk.accept(form.name, came, one, number):x}" for number, one in real]
        if _from_browser(came):
            return self._browser(form, came)
        if not ids:
            return answer(200, id=None, status="test")
        return answer(200, **({"id": ids[0]} if len(ids) == 1 else {"ids": ids}), status="accepted")

    def _form(self, request: web.Request) -> Form:
        name = request.match_info["form"]
        form = self._desk.judge.rules.forms.get(name) or (OWN_FORM if name == OWN_FORM.name else None)
        if form is None:
            # 404 and 410 make senders switch the hook off.
            raise Unreadable(403, f"expected a form that rules.toml names, found no [forms.{name[:60]}]")
        key = request.match_info.get("key", "")
        if (key or form.key) and not hmac.compare_digest(key.encode(), (form.key or "").encode()):
            raise Unreadable(401, "the key of this form is missing or wrong")
        return form

    async def _request(self, request: web.Request) -> Request:
        return Request(
            method=request.method,
            url=f"{request.scheme}://{request.host}{request.raw_path}",
            query=dict(request.query) if "?" in request.raw_path else {},
            headers={name.lower(): _text(value) for name, value in request.headers.items()},
            body=await self._body(request),
            received_at=self._desk.clock(),
        )

    async def _body(self, request: web.Request) -> bytes:
        if (request.content_length or 0) > BODY_BYTES:
            raise Unreadable(413, f"expected at most {BODY_BYTES} bytes")
        if request.content.is_eof():
            return await request.read()
        body = bytearray()
        with self._admission.reading(time.monotonic()) as add:
            while piece := await request.content.readany():
                add(len(piece))
                body += piece
                if len(body) > BODY_BYTES:
                    raise Unreadable(413, "the form is too large")
        return bytes(body)

    def _browser(self, form: Form, came: Request) -> web.Response:
        target = next_page(came)
        if target and _allowed(target, form):
            return web.Response(status=303, headers={"Location": target})
        return web.Response(text=self._thanks, content_type="text/html", headers=_PAGE)


_PAGE: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def _text(value: str) -> str:
    """A header as text that can be stored: bytes that are no UTF-8 become U+FFFD."""
    return value if value.isascii() else value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _from_browser(came: Request) -> bool:
    headers = came.headers
    return "text/html" in headers.get("accept", "") and headers.get("content-type", "").startswith(_FORMS)


def _allowed(target: str, form: Form) -> bool:
    """Only the hosts of `[forms.NAME] hosts`: an open redirect would serve phishing."""
    if len(target) > NEXT_CHARS or not target.isprintable():
        return False
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and parts.netloc in form.hosts and "\\" not in target
