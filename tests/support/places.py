"""Places: where a desk keeps its data while everything is tried on it, and what can go wrong there."""

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from store.test_hard_times import a_disk, fill, locked
from support import postgres
from support.troubles import Strike, line_troubles
from support.wire import Wire
from support.world import until

_FILL_S = 0.5  #: between two looks whether there is room again
_SOCKET = ".s.PGSQL.5432"


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A database."""

    url: str  #: as the desk knows it
    own_url: str  #: as it is read from outside
    troubles: Mapping[str, Strike]


@asynccontextmanager
async def a_place(engine: str, folder: Path, size_mb: int, chance: random.Random) -> AsyncIterator[Place]:
    """A file on a disk of its own, or a server behind a bad line."""
    if engine == "sqlite":
        with a_disk(folder / "disk", f"{size_mb}m") as disk:
            url = f"sqlite:///{disk / 'test.db'}"
            yield Place(url=url, own_url=url, troubles=_file_troubles(disk))
        return
    server, wire = postgres.new_server(), Wire(chance)
    url = make_url(server.get_uri())
    _, port = (await wire.start(f"unix://{url.query['host']}/{_SOCKET}")).rsplit(":", 1)
    line = url.set(host="127.0.0.1", port=int(port), query={}).render_as_string(hide_password=False)
    troubles = {**line_troubles(wire), **_server_troubles(server)}
    try:
        yield Place(url=line, own_url=server.get_uri(), troubles=troubles)
    finally:
        await wire.stop()


def _file_troubles(disk: Path) -> dict[str, Strike]:
    async def full(span_s: float) -> None:
        ends_at = time.monotonic() + span_s
        while time.monotonic() < ends_at:
            await asyncio.to_thread(fill, disk)
            await asyncio.sleep(_FILL_S)
        (disk / "other").unlink()

    def lock(span_s: float) -> None:
        with locked(disk):
            time.sleep(span_s)

    return {"disk full": full, "locked": lambda span_s: asyncio.to_thread(lock, span_s)}


def _server_troubles(server: Any) -> dict[str, Strike]:
    async def restarted(span_s: float) -> None:
        await asyncio.to_thread(server.stop)
        await asyncio.sleep(span_s)
        await asyncio.to_thread(server.start)

    async def crashed(span_s: float) -> None:
        pid = server.get_pid()
        os.kill(pid, signal.SIGQUIT)
        await until(lambda: not Path(f"/proc/{pid}").exists())
        await asyncio.sleep(span_s)
        await asyncio.to_thread(server.start)

    return {"restart": restarted, "crash": crashed}
