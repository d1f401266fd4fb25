"""Health: is the process alive, can it take a form, and what must a person see to."""

import asyncio
from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa
import structlog
from aiohttp import web

from frontdesk.desk.desk import Desk
from frontdesk.errors import Unavailable
from frontdesk.store import alarms
from frontdesk.store.alarms import Alarm
from frontdesk.store.tables import leads
from frontdesk.web.answers import answer

READY_S: Final = 1.0  #: whoever asks does not wait longer
_AGAIN: Final = {"Retry-After": "5"}

_log = structlog.get_logger(__name__)


class Health:
    """`/health/live` and `/health/ready`."""

    def __init__(self, desk: Desk, parts: dict[str, str]) -> None:
        """`parts`: what is on and what is off, in words."""
        self._desk, self._parts = desk, parts
        self._looking: asyncio.Task[Sequence[Alarm]] | None = None

    def routes(self) -> list[web.RouteDef]:
        """Two addresses for whoever watches."""
        return [web.get("/health/live", self.live), web.get("/health/ready", self.ready)]

    async def live(self, request: web.Request) -> web.Response:
        """The process answers."""
        return answer(200, status="live")

    async def ready(self, request: web.Request) -> web.Response:
        """The database can be read and written too; else 503. Alarms are told, and leave it ready."""
        try:
            async with asyncio.timeout(READY_S):
                standing = await asyncio.shield(self._look())
        except (Unavailable, sa.exc.SQLAlchemyError, TimeoutError) as error:
            _log.warning("desk not ready", exc_info=error)
            return answer(
                503, _AGAIN, status="not ready", error="the database does not answer", parts=self._parts
            )
        told = {"alarms": {alarm.key: _told(alarm) for alarm in standing}} if standing else {}
        return answer(200, status="ready", parts=self._parts, **told)

    def _look(self) -> asyncio.Task[Sequence[Alarm]]:
        """All who ask meanwhile share one look: a database that hangs must not gather them up."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._looked())
            self._looking.add_done_callback(_heard)
        return self._looking

    async def _looked(self) -> Sequence[Alarm]:
        standing = await self._desk.db.read(_read)
        await self._desk.db.write(_write_nothing)
        return standing


def _told(alarm: Alarm) -> str:
    return f"since {alarm.raised_at:%Y-%m-%d %H:%M} UTC: {alarm.text}"


def _heard(task: asyncio.Task[Sequence[Alarm]]) -> None:
    """Whoever asked may have gone before it failed."""
    if not task.cancelled():
        task.exception()


def _read(connection: sa.Connection) -> Sequence[Alarm]:
    connection.execute(sa.select(leads.c.id).limit(1)).all()
    return alarms.open_(connection)


def _write_nothing(connection: sa.Connection) -> None:
    """Waits for whoever keeps forms from being stored, and changes no row."""
    nobody = sa.update(leads).where(leads.c.id.is_(None))
    connection.execute(nobody.values(revision=leads.c.revision))
