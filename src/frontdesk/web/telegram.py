"""Telegram: `POST /telegram`, where updates come in webhook mode; each is stored before its 200."""

import hmac
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import orjson
import structlog
from aiohttp import web

from frontdesk.desk.secret import Secret
from frontdesk.desk.webhook import webhook_secret
from frontdesk.errors import Unreadable
from frontdesk.model.updates import ID_MOST, PATH
from frontdesk.web.admission import Admission
from frontdesk.web.answers import answer
from frontdesk.web.bodies import whole_body

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
UPDATE_BYTES: Final = 1_000_000  #: Telegram's own updates are far smaller

_log = structlog.get_logger(__name__)


class TelegramHook:
    """The webhook of the bot."""

    def __init__(
        self,
        admission: Admission,
        secret: Secret,
        store: Callable[[Sequence[tuple[int, bytes]]], Awaitable[None]],
    ) -> None:
        """`store` keeps (update_id, JSON), and what it keeps is on disk when it returns."""
        self._admission, self._secret, self._store = admission, secret, store

    def routes(self) -> list[web.RouteDef]:
        """One address."""
        return [web.route("*", PATH, self.post)]

    async def post(self, request: web.Request) -> web.Response:
        """Take one update. Without the secret nothing of the body is read."""
        self._admission.arrived(request.protocol)  # it is no form: none is waited for
        if request.method != "POST":
            raise web.HTTPMethodNotAllowed(request.method, ("POST",))
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, (await webhook_secret(self._secret)).encode()):
            raise Unreadable(401, f"expected the secret of this desk's webhook in {HEADER}")
        body = await whole_body(request, self._admission, UPDATE_BYTES)
        id_ = _id(body)
        if id_ is None:
            # An error would only bring it again and again, and keep others of its chat waiting.
            _log.warning("update unreadable", size=len(body))
            return answer(200, status="ignored")
        with self._admission.storing(len(body), time.monotonic()):
            await self._store([(id_, body)])
        return answer(200, status="accepted")


def _id(body: bytes) -> int | None:
    """The update_id; None where the body is no update."""
    try:
        update = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    found = update.get("update_id") if isinstance(update, dict) else None
    return found if type(found) is int and 0 <= found <= ID_MOST else None
