"""Notices: PostgreSQL's LISTEN and NOTIFY, as wake-ups between nodes.

Nothing may depend on them: what is told while the line is down is lost, so everybody polls as well.
"""

import asyncio
import threading
from collections.abc import Callable
from datetime import timedelta
from queue import Empty, SimpleQueue
from typing import Any, Final

import structlog

CHANNEL: Final = "frontdesk"
GATHER_S: Final = 0.002  #: what is told within this time goes out together
_LOOK_S: Final = 0.1  #: how long a listener waits before it sees whether it should stop

_log = structlog.get_logger(__name__)


class Notices:
    """Two threads with a connection each: one listens, one tells."""

    def __init__(self, dsn: str, heard: Callable[[str], None], again: timedelta) -> None:
        """Begin to listen; `again`: how long to wait before a lost line is taken up anew."""
        self._dsn = dsn
        self._heard, self._again_s = heard, again.total_seconds()
        self._loop = asyncio.get_running_loop()
        self._told: SimpleQueue[str] = SimpleQueue()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._kept, args=(run,), name=f"frontdesk-{name}", daemon=True)
            for name, run in (("listener", self._listen), ("teller", self._tell))
        ]
        for thread in self._threads:
            thread.start()

    def tell(self, text: str) -> None:
        """Tell the other nodes; many texts within a moment go out in one transaction."""
        self._told.put(text)

    def stop(self) -> None:
        """End both threads. Blocks for a moment."""
        self._stopping.set()
        self._told.put("")
        for thread in self._threads:
            thread.join()

    def _kept(self, run: Callable[[Any], None]) -> None:
        """Run with a connection, and with another one when that breaks."""
        import psycopg

        while not self._stopping.is_set():
            try:
                with psycopg.connect(self._dsn, autocommit=True, connect_timeout=5) as connection:
                    run(connection)
            except psycopg.Error as error:
                _log.warning("notices lost", error=" ".join(str(error).split())[:200])
                self._stopping.wait(self._again_s)

    def _listen(self, connection: Any) -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        self._pass_on("")  # whatever was told before is lost
        while not self._stopping.is_set():
            for notice in connection.notifies(timeout=_LOOK_S):
                if notice.pid != self._own_pid:
                    self._pass_on(notice.payload)

    def _tell(self, connection: Any) -> None:
        self._own_pid = connection.info.backend_pid
        while not self._stopping.is_set():
            texts = {self._told.get()}
            self._stopping.wait(GATHER_S)
            try:
                while True:
                    texts.add(self._told.get_nowait())
            except Empty:
                payload = " ".join(sorted(texts - {""}))
            if payload:
                connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, payload))

    def _pass_on(self, text: str) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._heard, text)

    _own_pid: int | None = None
