"""Answers: short JSON, and what every error becomes."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import orjson
import structlog
from aiohttp import web

from frontdesk.errors import Full, Unavailable, Unreadable
from frontdesk.web.admission import Admission

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

REQUEST_ID: Final = web.RequestKey("request_id", str)  #: where a request keeps its id

_JSON: Final = {"Content-Type": "application/json"}
_LATER: Final = {**_JSON, "Retry-After": "5"}
_log = structlog.get_logger(__name__)


def answer(code: int, headers: dict[str, str] | None = None, **body: Any) -> web.Response:
    """A JSON answer; whoever is told to wait is told how long."""
    sent = {**(_LATER if code in (429, 503) else _JSON), **(headers or {})}
    return web.Response(status=code, body=orjson.dumps(body), headers=sent)


def told(handler: Handler, admission: Admission) -> Handler:
    """The handler with every error as JSON; a middleware would cost each form several microseconds more.

    When connections are scarce none is kept.
    """

    async def run(request: web.Request) -> web.StreamResponse:
        try:
            response = await handler(request)
        except Exception as error:
            response = _told(request, error)
        if admission.crowded or admission.closing:
            response.force_close()
        return response

    return run


def _told(request: web.Request, error: Exception) -> web.Response:
    """An error in one sentence; what nobody foresaw is logged, and told to nobody."""
    try:
        raise error
    except Unreadable as error:
        return answer(error.status, {"Allow": "POST"} if error.status == 405 else None, error=str(error))
    except Unavailable as error:
        if not isinstance(error, Full):
            _log.warning("form postponed", error=str(error), request=request.get(REQUEST_ID))
        return answer(503, {"Retry-After": str(round(error.after_s) or 1)}, error=str(error))
    except web.HTTPRequestEntityTooLarge:
        return answer(413, error="the form is too large")
    except web.HTTPException as error:
        return answer(error.status, _kept(error), error=error.reason.lower())
    except (ConnectionError, web.RequestPayloadError):
        return answer(400, error="the form did not arrive whole")
    except Exception:
        _log.exception("request failed", form=request.match_info.get("form"), request=request.get(REQUEST_ID))
        return answer(500, error="something went wrong here; the form was not taken")


def _kept(error: web.HTTPException) -> dict[str, str]:
    return {
        name: error.headers[name] for name in ("Allow", "Location", "Retry-After") if name in error.headers
    }
