"""Health: is the process alive, can it take a form, how is each part, and what must a person see to."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import sqlalchemy as sa
import structlog
from aiohttp import web

from frontdesk.desk.desk import Desk
from frontdesk.desk.node import Node
from frontdesk.desk.secret import NONCE, Secret, proof
from frontdesk.errors import Unavailable
from frontdesk.model.alarm import Alarm
from frontdesk.store import alarms
from frontdesk.store.tables import leads
from frontdesk.store.undone import Undone, undone
from frontdesk.web.answers import answer
from frontdesk.web.look import Look
from frontdesk.web.parts import lines

READY_S: Final = 1.0  #: whoever asks does not wait longer

#: Alarms that stand, and what is to be done.
Standing = tuple[Sequence[Alarm], Undone]

_log = structlog.get_logger(__name__)


class Health:
    """`/health/live` and `/health/ready`."""

    def __init__(self, desk: Desk, node: Node, switched: Mapping[str, str], secret: Secret) -> None:
        """`switched`: what is on and what is off, in words; `secret` proves which desk this is."""
        self._desk, self._node, self._switched, self._secret = desk, node, switched, secret
        self._standing = Look(self._looked)

    def routes(self) -> list[web.RouteDef]:
        """Two addresses for whoever watches."""
        return [web.get("/health/live", self.live), web.get("/health/ready", self.ready)]

    async def live(self, request: web.Request) -> web.Response:
        """The process answers; a `nonce` gets the proof that it is this desk which does."""
        nonce = request.query.get("nonce", "")
        if not NONCE.fullmatch(nonce):
            return answer(200, status="live")
        try:
            async with asyncio.timeout(READY_S):
                secret = await self._secret.read()
        except (Unavailable, TimeoutError):
            return answer(200, status="live")
        return answer(200, status="live", proof=proof(secret, nonce))

    async def ready(self, request: web.Request) -> web.Response:
        """The database can be read and written too; else 503. Alarms are told, and leave it ready.

        A node whose heartbeat is not written is not ready either: a full disk shows by nothing else.
        """
        try:
            alarmed, found = await self._standing.within(READY_S)
        except (Unavailable, sa.exc.SQLAlchemyError, TimeoutError) as error:
            _log.warning("desk not ready", exc_info=error)
            return self._not_ready("the database does not answer", None)
        if self._node.is_unheard:
            return self._not_ready(f"nothing was written for {round(self._node.silent_s)} s", found)
        told = {"alarms": {alarm.key: _told(alarm) for alarm in alarmed}} if alarmed else {}
        return answer(200, status="ready", parts=self._lines(found), **told)

    def _not_ready(self, error: str, found: Undone | None) -> web.Response:
        return answer(503, status="not ready", error=error, parts=self._lines(found))

    def _lines(self, found: Undone | None) -> dict[str, str]:
        desk = self._desk
        return lines(self._switched, desk.figures, found, engine=desk.db.kind, now=desk.clock())

    async def _looked(self) -> Standing:
        now = self._desk.clock()
        found = await self._desk.db.read(lambda connection: _read(connection, now))
        await self._desk.db.write(_write_nothing)
        return found


def _told(alarm: Alarm) -> str:
    return f"since {alarm.raised_at:%Y-%m-%d %H:%M} UTC: {alarm.text}"


def _read(connection: sa.Connection, now: datetime) -> Standing:
    connection.execute(sa.select(leads.c.id).limit(1)).all()
    return alarms.open_(connection), undone(connection, now)


def _write_nothing(connection: sa.Connection) -> None:
    """Waits for whoever keeps forms from being stored, and changes no row."""
    nobody = sa.update(leads).where(leads.c.id.is_(None))
    connection.execute(nobody.values(revision=leads.c.revision))
