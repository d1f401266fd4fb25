"""Health: is the process alive, and can it take a form."""

import sqlalchemy as sa
from aiohttp import web

from frontdesk.desk.desk import Desk
from frontdesk.web.answers import answer


class Health:
    """`/health/live` and `/health/ready`."""

    def __init__(self, desk: Desk, parts: dict[str, str]) -> None:
        """`parts`: what is on and what is off, in words."""
        self._desk, self._parts = desk, parts

    def routes(self) -> list[web.RouteDef]:
        """Two addresses for whoever watches."""
        return [web.get("/health/live", self.live), web.get("/health/ready", self.ready)]

    async def live(self, request: web.Request) -> web.Response:
        """The process answers."""
        return answer(200, status="live")

    async def ready(self, request: web.Request) -> web.Response:
        """The database answers too."""
        await self._desk.db.read(lambda connection: connection.execute(sa.text("SELECT 1")))
        return answer(200, status="ready", parts=self._parts)
