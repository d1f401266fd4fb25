"""Metrics: `GET /metrics`, for a Prometheus on this machine or in its private network.

There is nobody's name in it, but how business goes is nobody else's either: who comes from elsewhere, or
through a proxy that is not trusted to say whence, gets 403.
"""

import asyncio
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from typing import Final

import sqlalchemy as sa
import structlog
from aiohttp import web

from frontdesk.desk.desk import Desk
from frontdesk.desk.node import Node
from frontdesk.errors import Unavailable, Unreadable
from frontdesk.store.undone import Undone, undone
from frontdesk.web.admission import Admission
from frontdesk.web.facts import Facts
from frontdesk.web.look import Look
from frontdesk.web.proxies import Network, client

WITHIN_S: Final = 1.0  #: for the database to answer; else its figures are left out
KEPT_S: Final = 1.0  #: how long what it answered serves others who ask
FORWARDED: Final = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")

_HEADERS: Final = {
    "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}

_log = structlog.get_logger(__name__)


class Metrics:
    """The figures of this node and of the desk."""

    def __init__(
        self,
        desk: Desk,
        node: Node,
        admission: Admission,
        proxies: Sequence[Network] = (),
    ) -> None:
        """`proxies`: those trusted to say who came."""
        self._desk, self._node, self._admission, self._proxies = desk, node, admission, proxies
        self._look = Look(self._looked, KEPT_S)

    def routes(self) -> list[web.RouteDef]:
        """One address."""
        return [web.get("/metrics", self.scrape)]

    async def scrape(self, request: web.Request) -> web.Response:
        """Everything, within a second or so, whether the database answers or not."""
        if not self._may(request):
            raise Unreadable(403, "expected somebody of this machine or its private network")
        found = await self._undone()
        written = await asyncio.to_thread(_written)
        return web.Response(body=written(self._facts(found)), headers=_HEADERS)

    def _may(self, request: web.Request) -> bool:
        headers = request.headers
        if not self._proxies and any(name in headers for name in FORWARDED):
            return False
        chain = headers.getall("X-Forwarded-For", ()) if self._proxies else ()
        try:
            return ip_address(client(request.remote or "", chain, self._proxies)).is_private
        except ValueError:
            return False

    async def _undone(self) -> Undone | None:
        try:
            return await self._look.within(WITHIN_S)
        except (Unavailable, sa.exc.SQLAlchemyError, TimeoutError) as error:
            _log.warning("figures of the desk left out", error=type(error).__name__)
            return None

    async def _looked(self) -> Undone:
        now = self._desk.clock()
        return await self._desk.db.read(lambda connection: undone(connection, now))

    def _facts(self, found: Undone | None) -> Facts:
        return Facts(
            figures=self._desk.figures,
            now=self._desk.clock(),
            role=self._node.part,
            engine=self._desk.db.kind,
            silent_s=self._node.silent_s,
            refused=self._admission.refused,
            undone=found,
        )


def _written() -> Callable[[Facts], bytes]:
    """Whoever writes them down; its library is loaded for the first who asks: many desks have none."""
    from frontdesk.web.exposition import exposition

    return exposition
