"""Answers: short JSON, and what every error becomes."""

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
import structlog
from aiohttp import web

from frontdesk.errors import Unavailable, Unreadable

_log = structlog.get_logger(__name__)


def answer(code: int, headers: dict[str, str] | None = None, **body: Any) -> web.Response:
    """A JSON answer."""
    return web.Response(status=code, body=orjson.dumps(body), headers={**_JSON, **(headers or {})})


_JSON = {"Content-Type": "application/json"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def told(handler: Handler) -> Handler:
    """The handler with every error as JSON; a middleware would cost each form several microseconds more."""

    async def run(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except Exception as error:
            return _told(request, error)

    return run


def _told(request: web.Request, error: Exception) -> web.Response:
    """An error in one sentence; what nobody foresaw is logged, and told to nobody."""
    try:
        raise error
    except Unreadable as error:
        return answer(error.status, error=str(error))
    except Unavailable as error:
        _log.warning("form postponed", error=str(error))
        return answer(503, {"Retry-After": str(round(error.after_s) or 1)}, error=str(error))
    except web.HTTPRequestEntityTooLarge:
        return answer(413, error="the form is too large")
    except web.HTTPException as error:
        return answer(error.status, _kept(error), error=error.reason.lower())
    except (ConnectionError, web.RequestPayloadError):
        return answer(400, error="the form did not arrive whole")
    except Exception:
        _log.exception("request failed", form=request.match_info.get("form"))
        return answer(500, error="something went wrong here; the form was not taken")


def _kept(error: web.HTTPException) -> dict[str, str]:
    return {name: error.headers[name] for name in ("Allow", "Location") if name in error.headers}
