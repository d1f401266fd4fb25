"""Health: is the process alive, and can it take a form."""

import asyncio
from typing import Final

import sqlalchemy as sa
import structlog
from aiohttp import web

from frontdesk.desk.desk import Desk
from frontdesk.errors import Unavailable
from frontdesk.web.answers import answer

READY_S: Final = 2.0  #: whoever asks does not wait longer
_AGAIN: Final = {"Retry-After": "5"}

_log = structlog.get_logger(__name__)


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
        """The database can be read and written too; else 503."""
        try:
            async with asyncio.timeout(READY_S):
                await self._desk.db.read(_look)
                await self._desk.db.write(_nothing)
        except (Unavailable, sa.exc.SQLAlchemyError, TimeoutError) as error:
            _log.warning("desk not ready", exc_info=error)
            return answer(
                503, _AGAIN, status="not ready", error="the database does not answer", parts=self._parts
            )
        return answer(200, status="ready", parts=self._parts)


def _look(connection: sa.Connection) -> None:
    connection.execute(sa.text("SELECT id FROM leads LIMIT 1")).all()


def _nothing(connection: sa.Connection) -> None:
    """Begins and commits: that alone tells whether somebody keeps the database locked."""
