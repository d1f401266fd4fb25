"""Server: the aiohttp application, and listening for it."""

from collections.abc import Iterable

from aiohttp import web

from frontdesk.intake.body import BODY_BYTES
from frontdesk.web.answers import told

LINGERING_S = 2.0  #: to read what is left of a body that was refused
KEEPALIVE_S = 15.0  #: also ends a connection that never finishes its headers


def application(routes: Iterable[web.RouteDef]) -> web.Application:
    """The application with these routes and every error as JSON."""
    app = web.Application(client_max_size=BODY_BYTES)
    for route in routes:
        app.router.add_route(route.method, route.path, told(route.handler))
    return app


def close_routes(app: web.Application) -> None:
    """Whatever no route takes is answered in JSON too."""
    app.router.add_route("*", "/{path:.*}", told(_nowhere))


async def _nowhere(request: web.Request) -> web.StreamResponse:
    raise web.HTTPNotFound


class Server:
    """Listens on one address."""

    def __init__(self, app: web.Application, stop_timeout_s: float) -> None:
        self._runner = web.AppRunner(
            app,
            access_log=None,
            keepalive_timeout=KEEPALIVE_S,
            lingering_time=LINGERING_S,
            shutdown_timeout=stop_timeout_s,
        )
        self.url = ""

    async def start(self, host: str, port: int) -> None:
        """Listen; `url` is known afterwards. Raises OSError when the port is taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port, backlog=1024)
        await site.start()
        bound = self._runner.addresses[0]
        self.url = f"http://{bound[0]}:{bound[1]}"

    async def stop(self) -> None:
        """Stop listening and let requests finish."""
        await self._runner.cleanup()
