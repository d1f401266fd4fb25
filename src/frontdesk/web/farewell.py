"""Farewell: tells a connection to come back later, with no more than four system calls."""

import asyncio
import socket
from collections import deque
from contextlib import suppress
from typing import Final

import orjson

from frontdesk.web.admission import BUSY

STAY_S: Final = 0.5  #: for the other side to read why

_BODY: Final = orjson.dumps({"error": BUSY})
_ANSWER: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: %d\r\n"
    b"Connection: close\r\nContent-Length: %d\r\n\r\n%s"
)


class Farewell:
    """The connections that were refused and are about to go."""

    def __init__(self, most: int) -> None:
        """At most so many; beyond it the oldest goes at once."""
        self._most, self._loop = most, asyncio.get_running_loop()
        self._leaving: deque[tuple[float, socket.socket]] = deque()  # when, the oldest first
        self._sweeping: asyncio.Handle | None = None

    def refuse(self, connection: socket.socket, after_s: int) -> None:
        """Answer 503, come back in so many seconds; close a little later."""
        with suppress(OSError):
            # Closed with something unread it would be reset, and the answer might be lost with it.
            connection.recv(65_536)
        with suppress(OSError):
            connection.send(_ANSWER % (after_s, len(_BODY), _BODY))
            connection.shutdown(socket.SHUT_WR)
        self._leaving.append((self._loop.time() + STAY_S, connection))
        if len(self._leaving) > self._most:
            self._leaving.popleft()[1].close()
        if self._sweeping is None:
            self._sweeping = self._loop.call_later(STAY_S, self._sweep)

    def end(self) -> None:
        """Close them all."""
        while self._leaving:
            self._leaving.popleft()[1].close()
        if self._sweeping:
            self._sweeping.cancel()
            self._sweeping = None

    def _sweep(self) -> None:
        now = self._loop.time()
        while self._leaving and self._leaving[0][0] <= now:
            self._leaving.popleft()[1].close()
        self._sweeping = self._loop.call_later(STAY_S, self._sweep) if self._leaving else None
