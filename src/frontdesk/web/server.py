"""Server: the aiohttp application, and listening for it."""

from collections.abc import Iterable

from aiohttp import web

from frontdesk.intake.body import BODY_BYTES
from frontdesk.web.answers import errors

KEEPALIVE_S = 15.0  #: also ends a connection that never finishes its headers


def application(routes: Iterable[web.RouteDef]) -> web.Application:
    """The application with these routes and every error as JSON."""
    app = web.Application(middlewares=[errors], client_max_size=BODY_BYTES)
    app.add_routes(routes)
    return app


class Server:
    """Listens on one address."""

    def __init__(self, app: web.Application, stop_timeout_s: float) -> None:
        self._runner = web.AppRunner(
            app, access_log=None, keepalive_timeout=KEEPALIVE_S, shutdown_timeout=stop_timeout_s
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
