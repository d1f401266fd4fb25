"""Node: this process among those that work on one database: its heartbeat, leases and share of the work."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

import structlog

from frontdesk.desk.place import is_gone, own_place
from frontdesk.desk.wake import Wake
from frontdesk.errors import FrontdeskError
from frontdesk.store import nodes
from frontdesk.store.database import Connection, Database

_log = structlog.get_logger(__name__)

TakeOver = Callable[[Connection], None]


class Part(StrEnum):
    """What a process does."""

    ALL = "all"
    WEB = "web"  #: takes forms
    WORKER = "worker"  #: judges, sends, answers presses


@dataclass(frozen=True, slots=True)
class Share:
    """Which leads this node looks at first: those whose number leaves `index` when divided by `count`."""

    index: int = 0
    count: int = 1


class Node:
    """Beats; finds the dead; holds leases as long as it beats."""

    def __init__(
        self,
        db: Database,
        wake: Wake,
        clock: Callable[[], datetime],
        *,
        part: Part,
        beat: timedelta,
        timeout: timedelta,
        sync: Callable[[datetime], None] | None = None,
    ) -> None:
        """`timeout`: how long a node may be silent before its work goes to others.

        `sync` is told the time by the database's own clock, where it has one.
        """
        self.id, self.part = uuid4().hex, part
        self.share = Share()
        self.others = 0  #: living nodes beside this one
        self._db, self._wake, self._clock = db, wake, clock
        self._bell, self._pause, self._timeout = wake.bell("node"), beat, timeout
        self._place, self._sync = own_place(), sync
        self._wants: list[str] = []
        self._held: frozenset[str] = frozenset()
        self._take_over: list[TakeOver] = []
        self._beaten_at = 0.0  # monotonic
        self._trusts_at = 0.0  # before that, silence of others proves nothing

    def wants(self, *leases: str) -> None:
        """Hold these whenever nobody else does."""
        self._wants += leases

    def takes_over(self, work: TakeOver) -> None:
        """Run `work` with each beat that found a node dead, and at the start."""
        self._take_over.append(work)

    def holds(self, lease: str) -> bool:
        """Whether this node alone may do that now; never longer than others believe it alive."""
        silent_s = time.monotonic() - self._beaten_at
        return lease in self._held and silent_s < self._timeout.total_seconds() * 0.7

    @property
    def silent_s(self) -> float:
        """Seconds since this node last wrote its heartbeat; 0 before the first."""
        return time.monotonic() - self._beaten_at if self._beaten_at else 0.0

    @property
    def is_unheard(self) -> bool:
        """Whether it has been silent so long that others take it for dead: it can write nothing."""
        return self.silent_s > self._timeout.total_seconds()

    async def start(self) -> None:
        """The first beat: this node is known, takes over from the dead, and holds what is free.

        Raises:
            Unavailable: the database does not answer.
        """
        await self.beat(starting=True)

    async def run(self) -> None:
        """Beat until the desk stops."""
        while not self._wake.stopping:
            await self._bell.wait(self._pause)
            if self._wake.stopping:
                return
            try:
                await self.beat()
            except FrontdeskError as error:
                # All nodes were silent while the database was: give them time to come back.
                self._trusts_at = time.monotonic() + self._timeout.total_seconds()
                _log.warning("node not heard", error=str(error))

    async def leave(self) -> None:
        """Let the others have everything at once; what was begun is left as a dead node's would be."""
        self._held = frozenset()
        await self._db.write(self._left)

    async def beat(self, *, starting: bool = False) -> None:
        """Say that this node lives, look who else does, and hold what is free.

        Raises:
            Unavailable: the database does not answer.
        """
        if self._sync and (theirs := await self._db.now()):
            self._sync(theirs)
        began = time.monotonic()
        dead, living, held = await self._db.write(lambda connection: self._beaten(connection, starting))
        self._beaten_at = began
        workers = [row.id for row in living if row.role != Part.WEB]
        if self.id in workers:
            self.share = Share(workers.index(self.id), len(workers))
        self.others = len(living) - 1
        if dead:
            _log.warning("nodes found dead", nodes=[row.id for row in dead])
        if dead or held != self._held:
            self._held = held
            self._wake.hear("mail", "cards", "updates", "judging", "leases")

    def _beaten(
        self, connection: Connection, starting: bool
    ) -> tuple[Sequence[Any], Sequence[Any], frozenset[str]]:
        now = self._clock()
        nodes.beat(connection, self.id, self._place, self.part, now)
        rows = nodes.read(connection)
        dead = [row for row in rows if row.id != self.id and self._is_dead(row, now)]
        nodes.forget(connection, [row.id for row in dead])
        if dead or starting:
            for take_over in self._take_over:
                take_over(connection)
        held = frozenset(n for n in self._wants if nodes.take_lease(connection, n, self.id, now))
        return dead, [row for row in rows if row not in dead], held

    def _left(self, connection: Connection) -> None:
        nodes.leave(connection, self.id)
        for take_over in self._take_over:
            take_over(connection)

    def _is_dead(self, row: Any, now: datetime) -> bool:
        silent = row.seen_at < now - self._timeout and time.monotonic() >= self._trusts_at
        return silent or is_gone(row.place)
