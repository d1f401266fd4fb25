"""Listener: takes connections, and turns away those for which there is no room before they cost anything."""

import asyncio
import os
import resource
import socket
from contextlib import suppress
from typing import Any, Final

import structlog
from aiohttp import web

from frontdesk.web.admission import Admission
from frontdesk.web.farewell import Farewell

CONNECTIONS: Final = 512  #: open at once, if the system grants the descriptors
OTHERS: Final = 128  #: descriptors for the database, mail and Telegram
SPARE: Final = 64  #: connections beyond, for whoever asks about health
SILENT_S: Final = 0.05  #: for whoever comes when all is taken to say what it wants
BACKLOG: Final = 4_096  #: connections that may knock; a system may allow fewer
ACCEPTS: Final = 256  #: in one turn of the event loop
REST_S: Final = 0.2  #: when the system has no descriptors left

_FORM: Final = b"POST /hooks/"
_HEALTH: Final = b"GET /health/"

_log = structlog.get_logger(__name__)


class Listener:
    """Listens on one address, and gives each connection it takes to an aiohttp server.

    A loop's own `create_server` would do, but uvloop's takes one connection a turn: in a rush on kept
    connections nobody else would get in for seconds.
    """

    def __init__(self, server: web.Server, admission: Admission) -> None:
        self._server, self._admission = server, admission
        self._loop = asyncio.get_running_loop()
        self._sockets: list[socket.socket] = []
        self._opening: set[asyncio.Task[None]] = set()
        self._silent: set[socket.socket] = set()
        self._most = most_connections(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        self._farewell = Farewell(self._most // 4)

    @property
    def open(self) -> int:
        """How many connections there are."""
        return len(self._server.connections) + len(self._opening)

    async def listen(self, host: str, port: int) -> str:
        """Listen; the address with its port.

        Raises:
            OSError: the address is nobody's or is taken.
        """
        found = await self._loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, address in dict.fromkeys((each[0], each[4]) for each in found):
            self._sockets.append(_bound(family, address))
            self._attend(self._sockets[-1])
        bound = self._sockets[0].getsockname()
        return f"http://{bound[0]}:{bound[1]}"

    async def close(self) -> None:
        """Take those who have knocked already, then listen no more."""
        for listening in self._sockets:
            for _ in range(BACKLOG // ACCEPTS):
                self._accept(listening)
            self._loop.remove_reader(listening)
            listening.close()
        self._sockets = []
        if self._opening:
            await asyncio.wait(self._opening)

    def end(self) -> None:
        """Let go of those who were turned away."""
        while self._silent:
            self._silent.pop().close()
        self._farewell.end()

    def _attend(self, listening: socket.socket) -> None:
        if listening.fileno() >= 0:
            self._loop.add_reader(listening, self._accept, listening)

    def _accept(self, listening: socket.socket) -> None:
        taken = self.open
        self._admission.crowded = taken >= self._most // 2
        for _ in range(ACCEPTS):
            try:
                connection, _ = listening.accept()
            except (BlockingIOError, ConnectionAbortedError):
                break
            except OSError as error:
                self._rest(listening, error)
                break
            connection.setblocking(False)
            taken += self._consider(connection, taken)

    def _consider(self, connection: socket.socket, taken: int, *, again: bool = False) -> bool:
        """Give it to the server, or refuse it; whether it was given."""
        now, first = self._loop.time(), _first(connection)
        if taken >= self._most and not first and not again and len(self._silent) < self._most // 2:
            self._silent.add(connection)
            self._loop.call_later(SILENT_S, self._reconsider, connection)
            return False
        full = taken >= self._most + (SPARE if first.startswith(_HEALTH) else 0)
        is_form = first.startswith(_FORM)
        if full or (is_form and self._admission.full(now)):
            self._farewell.refuse(connection, self._admission.refuse(now))
            return False
        self._give(connection, now if is_form else None)
        return True

    def _reconsider(self, connection: socket.socket) -> None:
        if connection in self._silent:
            self._silent.remove(connection)
            self._consider(connection, self.open, again=True)

    def _give(self, connection: socket.socket, form_since: float | None) -> None:
        protocol = self._server()
        if form_since is not None:
            self._admission.expect(protocol, form_since)
        task = self._loop.create_task(self._given(connection, protocol))
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    async def _given(self, connection: socket.socket, protocol: asyncio.Protocol) -> None:
        try:
            await self._loop.connect_accepted_socket(lambda: protocol, connection)
        except OSError:
            connection.close()

    def _rest(self, listening: socket.socket, error: OSError) -> None:
        """Without a free descriptor each turn would fail as this one did."""
        _log.warning("no connection taken", error=str(error))
        self._farewell.end()
        self._loop.remove_reader(listening)
        self._loop.call_later(REST_S, self._attend, listening)


def most_connections(descriptors: int) -> int:
    """Connections at once for a process that may have so many descriptors, which refused ones need too."""
    return max(SPARE, min(CONNECTIONS, (descriptors - OTHERS - SPARE) * 4 // 7))


def _bound(family: int, address: Any) -> socket.socket:
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listening.setblocking(False)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        told = f"{address[0]} port {address[1]}: {os.strerror(error.errno or 0)}"
        raise OSError(error.errno, told) from error
    return listening


def _first(connection: socket.socket) -> bytes:
    """What has come so far, left for whoever reads it."""
    with suppress(OSError):
        return connection.recv(16, socket.MSG_PEEK)
    return b""
