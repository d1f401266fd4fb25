"""Embed: the script that a page loads, so that its form is sent without leaving the page."""

from typing import Any, Final

import orjson
from aiohttp import web

from frontdesk.desk.desk import Desk
from frontdesk.desk.secret import Secret
from frontdesk.errors import NotFound
from frontdesk.intake.shown import token
from frontdesk.rules.rules import OWN_FORM, Form, Rules
from frontdesk.web.admission import Admission
from frontdesk.web.cors import hosts_of
from frontdesk.web.embed_words import OUTCOMES, said, spoken

#: What the script's file holds where the facts of the form go.
PLACE: Final = "__FORM__"
_HEADERS: Final = {
    "Cache-Control": "no-cache",  # each load brings a token of its own
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}


class Embed:
    """`GET /embed/NAME.js`."""

    def __init__(
        self, desk: Desk, admission: Admission, secret: Secret, *, text: str, url: str | None
    ) -> None:
        """`text`: of the script; `url`: the desk's public address, None: wherever the script came from."""
        self._desk, self._admission, self._secret = desk, admission, secret
        self._text, self._url = text, url

    def routes(self) -> list[web.RouteDef]:
        """One address for each form of web pages."""
        return [web.route(method, "/embed/{form}.js", self.script) for method in ("GET", "HEAD")]

    async def script(self, request: web.Request) -> web.Response:
        """The script of one form; 404 where no page may have it."""
        self._admission.arrived(request.protocol)  # it is no form: none is waited for
        try:
            form = embeddable(self._desk.judge.rules, request.match_info["form"])
        except NotFound as error:
            raise web.HTTPNotFound from error
        shown = token(await self._secret.read(), form.name, self._desk.clock())
        language = spoken(request.query.get("lang"), form.language, self._desk.judge.rules.language)
        text = self._text.replace(PLACE, _as_script(_facts(form, self._url, shown, language)))
        response = web.Response(text=text, content_type="text/javascript", charset="utf-8", headers=_HEADERS)
        response.enable_compression()
        return response


def embeddable(rules: Rules, name: str) -> Form:
    """The form of that name, for a web page.

    Raises:
        NotFound: there is none, or it is a server's: a page keeps nothing secret.
    """
    form = rules.form(name)
    if form is None:
        there = ", ".join(sorted({*rules.forms, OWN_FORM.name}))
        raise NotFound(f'embed: expected a form of rules.toml, found "{name[:60]}"; forms: {there}')
    if form.secrets:
        raise NotFound(f"forms.{name}: expected a form without a secret, found one: no page can sign")
    if form.key and not form.hosts:
        # Whoever asks for the script gets the key: nobody's is given away who has not said so.
        told = "expected hosts beside the key, found none: in a page everybody could read the key"
        raise NotFound(f"forms.{name}: {told}")
    return form


def hook_path(form: Form) -> str:
    """The end of the form's address, behind `/hooks/`."""
    return f"{form.name}/{form.key}" if form.key else form.name


def _facts(form: Form, url: str | None, shown: str, language: str) -> dict[str, Any]:
    return {
        "name": form.name,
        "path": hook_path(form),
        "url": url,
        "hosts": sorted(hosts_of(*form.hosts)),
        "words": said(OUTCOMES, language),
        "time": shown,
    }


def _as_script(facts: dict[str, Any]) -> str:
    """JSON that stays what it is wherever a script may stand."""
    text = orjson.dumps(facts).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
