"""Unsubscribe: `/u/TOKEN`, the link of a letter: GET shows a page and changes nothing, POST is the word.

Programs that look for viruses open every link of a letter, so only a POST counts; a mail program sends one
without asking further (RFC 8058), the page's button another.
"""

import time
from typing import Final

from aiohttp import web

from frontdesk.desk.desk import Desk
from frontdesk.desk.secret import Secret
from frontdesk.desk.unsubscribe import Asked, asked
from frontdesk.messages.unsubscribe_page import UnsubscribePage
from frontdesk.web.admission import Admission

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
_METHODS: Final = ("GET", "HEAD", "POST")
_ANONYMOUS: Final = "the sender"


class Unsubscribe:
    """What the links of letters lead to."""

    def __init__(self, desk: Desk, admission: Admission, secret: Secret, page: UnsubscribePage) -> None:
        self._desk, self._admission, self._secret, self._page = desk, admission, secret, page

    def routes(self) -> list[web.RouteDef]:
        """One address for each mailbox that was written to."""
        return [web.route("*", "/u/{token}", self.answer)]

    async def answer(self, request: web.Request) -> web.Response:
        """The page, or that it is done; 404 for a link that is none of ours or not whole."""
        self._admission.arrived(request.protocol)  # it is no form: none is waited for
        if request.method not in _METHODS:
            raise web.HTTPMethodNotAllowed(request.method, _METHODS)
        meant = asked(await self._secret.read(), request.match_info["token"])
        ours, company = self._ours()
        if meant is None:
            return _page(404, self._page.broken(ours, company))
        if request.method != "POST":
            return _page(200, self._page.ask(meant.language, ours, company))
        await self._suppress(meant)
        return _page(200, self._page.done(meant.language, ours, company))

    async def _suppress(self, meant: Asked) -> None:
        """Whatever the body says: nobody but the letter's reader has the link.

        Raises:
            Unavailable: too much comes at once, or the database does not answer.
        """
        now = time.monotonic()
        self._admission.check(now)
        with self._admission.storing(0, now):
            await self._desk.unsubscribe(meant.mailbox)

    def _ours(self) -> tuple[str, str]:
        """The desk's language, and what it is called."""
        rules = self._desk.judge.rules
        return rules.language, rules.sender.get("company") or _ANONYMOUS


def _page(status: int, text: str) -> web.Response:
    return web.Response(status=status, text=text, content_type="text/html", headers=_HEADERS)
