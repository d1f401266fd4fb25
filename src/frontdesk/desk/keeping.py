"""Keeping: once a day, what is older than `[retention]` says goes, in small transactions."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.desk.eraser import eraser_of
from frontdesk.store import retention as store
from frontdesk.store import swept
from frontdesk.store.database import Connection

EVERY: Final = timedelta(days=1)
ROWS: Final = 200  #: in one transaction
LEADS: Final = 10  #: the same, each with all that hangs on it
ROUNDS: Final = 1_000  #: transactions of one kind in one sweep
BY: Final = "retention"  #: who erased, in the history

_log = structlog.get_logger(__name__)
Drop = Callable[[Connection, datetime, int], int]
_DROPS: Final[Mapping[str, Drop]] = {
    "updates": store.drop_updates,
    "letters": store.empty_letters,
    "notes": store.drop_notes,
}


class Keeping:
    """Sweeps by age; a node that is started anew sweeps anew, which costs a look."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._db = desk, desk.db
        self._next_at: datetime | None = None

    async def look(self) -> None:
        """Sweep, when a day is over, and keep for whoever watches that it came to its end.

        Raises:
            Unavailable: the database does not answer; the next sweep goes on.
        """
        now = self._desk.clock()
        if self._next_at is not None and now < self._next_at:
            return
        await self._db.write(lambda connection: swept.expect(connection, now))
        removed, due_at = await self.sweep(now), now + EVERY
        at = self._desk.clock()
        await self._db.write(lambda connection: swept.end(connection, removed, at=at, due_at=due_at))
        self._next_at = due_at

    async def sweep(self, now: datetime) -> Mapping[str, int]:
        """Remove what is too old as of `now`; how much of each kind."""
        kept = self._desk.judge.rules.retention
        counts = {"raw": await self._empty_raw(now - kept.raw) if kept.raw else 0}
        for name, drop in _DROPS.items():
            span = getattr(kept, name)
            counts[name] = await self._drop(drop, now - span) if span else 0
        for name in store.STATES:
            span = getattr(kept, name)
            counts[name] = await self._erase(name, now - span, now) if span else 0
        if any(counts.values()):
            _log.info("retention swept", **counts)
        return counts

    async def _empty_raw(self, before: datetime) -> int:
        total, after = 0, 0
        for _ in range(ROUNDS):
            ids = await self._db.read(partial(store.old_raw, before=before, after=after, limit=ROWS))
            if not ids:
                break
            total += await self._db.write(partial(store.empty_raw, ids=ids))
            after = ids[-1]
            await asyncio.sleep(0)  # forms come first
        return total

    async def _drop(self, drop: Drop, before: datetime) -> int:
        total = 0
        for _ in range(ROUNDS):
            count = await self._db.write(lambda connection: drop(connection, before, ROWS))
            total += count
            if not count:
                break
            await asyncio.sleep(0)
        return total

    async def _erase(self, name: str, before: datetime, now: datetime) -> int:
        eraser, total = await eraser_of(self._desk), 0
        for _ in range(ROUNDS):
            old = await self._db.read(lambda c: store.old_leads(c, store.STATES[name], before, LEADS))
            if not old:
                break
            done = await eraser.erase_leads(old, by=BY, now=now, by_age=True)
            total += len(done.leads)
            self._desk.wake.ring("cards")
        return total
