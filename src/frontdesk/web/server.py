"""Server: the aiohttp application, and listening for it."""

import asyncio
from collections.abc import Iterable
from typing import Final

from aiohttp import web

from frontdesk.figures import Figures
from frontdesk.intake.body import BODY_BYTES
from frontdesk.web.admission import Admission
from frontdesk.web.answers import told
from frontdesk.web.listener import Listener
from frontdesk.web.traced import traced

HOOKS: Final = "/hooks/"
LINGERING_S: Final = 2.0  #: to read what is left of a body that was refused
KEEPALIVE_S: Final = 15.0  #: also ends a connection that never finishes its headers
SETTLE_S: Final = 0.1  #: at shutdown, for a form that is still on the wire
LOOK_S: Final = 0.01
CLOSE_S: Final = 0.5  #: for whatever is no form, and for answers to be written


def application(
    routes: Iterable[web.RouteDef], admission: Admission, figures: Figures | None = None
) -> web.Application:
    """The application with these routes and every error as JSON; hooks are traced, if there are `figures`."""
    app = web.Application(client_max_size=BODY_BYTES)
    for route in routes:
        handler = told(route.handler, admission)
        if figures and route.path.startswith(HOOKS):
            handler = traced(handler, figures)
        app.router.add_route(route.method, route.path, handler)
    return app


def close_routes(app: web.Application, admission: Admission) -> None:
    """Whatever no route takes is answered in JSON too."""
    app.router.add_route("*", "/{path:.*}", told(_nowhere, admission))


async def _nowhere(request: web.Request) -> web.StreamResponse:
    raise web.HTTPNotFound


class Server:
    """Listens on one address."""

    def __init__(self, app: web.Application, admission: Admission, stop_timeout_s: float) -> None:
        self._admission, self._limit_s = admission, max(stop_timeout_s - CLOSE_S, stop_timeout_s / 2)
        self._runner = web.AppRunner(
            app,
            access_log=None,
            keepalive_timeout=KEEPALIVE_S,
            lingering_time=LINGERING_S,
            shutdown_timeout=CLOSE_S,
        )
        self._listener: Listener | None = None
        self.url = ""

    async def start(self, host: str, port: int) -> None:
        """Listen; `url` is known afterwards. Raises OSError when the port is taken."""
        await self._runner.setup()
        assert self._runner.server is not None  # noqa: S101 - it is set up
        self._listener = Listener(self._runner.server, self._admission)
        self.url = await self._listener.listen(host, port)

    async def stop(self) -> None:
        """Stop listening, answer what is on its way, tell the rest to come back, and close.

        aiohttp throws away whatever still arrives once its own shutdown has begun: that comes last.
        """
        if self._listener:
            await self._listener.close()
            await self._finish(self._listener)
            self._listener.end()
        await self._runner.cleanup()

    async def _finish(self, listener: Listener) -> None:
        """Until no form is on its way, and a moment for those that were sent just now."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        self._admission.close(began, self._limit_s)
        while (spent_s := loop.time() - began) < self._limit_s:
            if not self._admission.busy and (spent_s >= SETTLE_S or not listener.open):
                return
            await asyncio.sleep(LOOK_S)
