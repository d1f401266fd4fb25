"""Hooks: `POST /hooks/FORM`: read, store, then 200."""

import hmac
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from aiohttp import web

from frontdesk import crash
from frontdesk.desk.desk import Desk
from frontdesk.desk.secret import Secret
from frontdesk.errors import Unreadable
from frontdesk.intake.body import BODY_BYTES
from frontdesk.intake.read import UNPROVEN, Reading, next_page, read
from frontdesk.intake.request import Request, Response
from frontdesk.intake.shown import FIELD, shown_for, timed
from frontdesk.intake.signatures import OK
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Form
from frontdesk.web.admission import Admission
from frontdesk.web.answers import REQUEST_ID, answer, told
from frontdesk.web.bodies import whole_body
from frontdesk.web.cors import shared
from frontdesk.web.proxies import Network, client
from frontdesk.web.rates import BROWSERS, Rate, source_of
from frontdesk.web.uploads import Upload, Uploads

NEXT_CHARS: Final = 2_000  #: of a `_next`
_NOTHING: Final[Mapping[Any, Any]] = {}
_PAGE: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where the desk stands on the web."""

    thanks: str  #: the HTML page a browser gets
    url: str | None = None  #: its public address, without a slash at the end; None: as each request says
    proxies: Sequence[Network] = ()  #: in front of it, which say the truth about who came


class Hooks:
    """The webhook of every form."""

    def __init__(
        self, desk: Desk, admission: Admission, place: Place, secret: Secret, uploads: Uploads
    ) -> None:
        """`place` is where the desk stands on the web; `secret` signs what its pages bring back.

        `uploads` takes the files of forms.
        """
        self._desk, self._admission, self._place, self._secret = desk, admission, place, secret
        self._uploads = uploads
        self._rate = Rate()

    def routes(self) -> list[web.RouteDef]:
        """POST for forms that need no key and for those that do."""
        paths = ("/hooks/{form}", "/hooks/{form}/{key}")
        take = shared(self.post, told(self.post, self._admission), self._hosts)
        return [web.route("*", path, take) for path in paths]

    async def post(self, request: web.Request) -> web.StreamResponse:
        """Take one form; the answer comes after the commit, or at once, 503, when too many wait."""
        self._admission.arrived(request.protocol)
        self._admission.check(time.monotonic())
        form = self._form(request)
        if not Upload.takes(request):
            body = await whole_body(request, self._admission, BODY_BYTES)
            return await self._taken(form, self._request(request, body), None)
        with self._uploads.upload() as upload:
            with self._admission.reading(time.monotonic()) as arriving:
                body = await upload.read(request, arriving)
            return await self._taken(form, self._request(request, body, upload.files), upload)

    async def _taken(self, form: Form, came: Request, upload: Upload | None) -> web.StreamResponse:
        crash.point("after read")
        rules = self._desk.judge.rules
        reading = read(came, form, form.labels or rules.labels)
        kept = [one for one in reading.submissions if not one.test_ping and not one.ignore]
        if upload:
            await upload.keep(kept)
        with self._admission.storing(len(came.body), time.monotonic()):
            if came.decoded and FIELD in came.decoded:
                kept = timed(kept, await self._shown(form, came, came.decoded[FIELD]))
            ids = await self._stored(form, came, reading, kept)
        if reading.response:
            return _exact(reading.response)
        if _from_browser(came):
            return self._browser(form, came)
        return _usual(ids, reading)

    async def _stored(
        self, form: Form, came: Request, reading: Reading, kept: Sequence[Submission]
    ) -> list[str]:
        proven, ids = _proven(form, reading), []
        for number, one in enumerate(kept):
            noted = _NOTHING if proven else self._flood(form, came, reading)
            ids.append(f"{await self._desk.accept(form.name, came, one, number, noted):x}")
        return ids

    async def _shown(self, form: Form, came: Request, token: object) -> timedelta | None:
        return shown_for(await self._secret.read(), form.name, token, came.received_at)

    def _hosts(self, request: web.Request) -> Sequence[str]:
        form = self._desk.judge.rules.form(request.match_info["form"])
        return form.hosts if form else ()

    def _flood(self, form: Form, came: Request, reading: Reading) -> Mapping[str, Any]:
        """A note if too many came lately; a flood is accepted like all else, and a guard judges it."""
        limits = self._desk.judge.rules.rates
        source = source_of(came, reading.provider)
        over = self._rate.over(form.name, source, limits, time.monotonic())
        return {"rate": over} if over else over

    def _form(self, request: web.Request) -> Form:
        name = request.match_info["form"]
        form = self._desk.judge.rules.form(name)
        if form is None:
            # 404 and 410 make senders switch the hook off.
            raise Unreadable(403, f"expected a form that rules.toml names, found no [forms.{name[:60]}]")
        key = request.match_info.get("key", "")
        if (key or form.key) and not hmac.compare_digest(key.encode(), (form.key or "").encode()):
            raise Unreadable(401, UNPROVEN)
        return form

    def _request(
        self, request: web.Request, body: bytes, files: Mapping[bytes, Mapping[str, Any]] = _NOTHING
    ) -> Request:
        return Request(
            method=request.method,
            url=f"{self._place.url or f'{request.scheme}://{request.host}'}{request.raw_path}",
            query=dict(request.query) if "?" in request.raw_path else {},
            headers={name.lower(): _text(value) for name, value in request.headers.items()},
            body=body,
            files=files,
            received_at=self._desk.clock(),
            client=self._client(request),
            id=request.get(REQUEST_ID, ""),
        )

    def _client(self, request: web.Request) -> str:
        proxies = self._place.proxies
        chain = request.headers.getall("X-Forwarded-For", ()) if proxies else ()
        return client(request.remote or "", chain, proxies)

    def _browser(self, form: Form, came: Request) -> web.Response:
        target = next_page(came)
        if target and _allowed(target, form):
            return web.Response(status=303, headers={"Location": target})
        return web.Response(text=self._place.thanks, content_type="text/html", headers=_PAGE)


def _proven(form: Form, reading: Reading) -> bool:
    """Whether the sender is known: by a secret, or by a key that does not stand in a page for all to read."""
    return reading.proof is OK or bool(form.key and reading.provider not in BROWSERS)


def _usual(ids: list[str], reading: Reading) -> web.Response:
    """The ids of what was stored; or that it was only a test, or nothing new."""
    if not ids:
        status = "test" if any(one.test_ping for one in reading.submissions) else "ignored"
        return answer(200, id=None, status=status)
    return answer(200, **({"id": ids[0]} if len(ids) == 1 else {"ids": ids}), status="accepted")


def _exact(response: Response) -> web.Response:
    headers = {**response.headers, "Content-Type": response.content_type, "X-Content-Type-Options": "nosniff"}
    return web.Response(status=response.status, body=response.body, headers=headers)


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
