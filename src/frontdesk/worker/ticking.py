"""Ticking: the rhythm of the clock's work, on the one node that holds it."""

import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.desk.tick import Tick, TickPlan
from frontdesk.errors import FrontdeskError

_log = structlog.get_logger(__name__)


class Ticking:
    """Sweeps, audits and watches while `holds()`; by passed time, so that no clock can hurry or stop it."""

    def __init__(
        self,
        desk: Desk,
        plan: TickPlan,
        *,
        holds: Callable[[], bool],
        drift: Callable[[], timedelta] = timedelta,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`holds`: whether this node alone does it now; `drift`: as `Tick` has it."""
        self._desk, self._holds, self._monotonic = desk, holds, monotonic
        self._tick, self._bell = Tick(desk, plan, drift), desk.wake.bell("leases")
        self._sweep_s = plan.sweep_every.total_seconds()
        self._audit_s = plan.audit_every.total_seconds()
        self._watch_s = plan.silence_every.total_seconds()
        self._sweep_at = self._audit_at = self._watch_at = 0.0  # monotonic
        self._held = False

    async def run(self) -> None:
        """Work whenever it is time, until the desk stops."""
        while not self._desk.wake.stopping:
            rest_s = await self.step()
            await self._bell.wait(timedelta(seconds=rest_s))

    async def step(self) -> float:
        """Do what it is time for; seconds until there is more."""
        if not self._holds():
            self._held = False
            return self._sweep_s
        if not self._held:
            self._begin()
        if self._monotonic() >= self._sweep_at:
            self._sweep_at = self._monotonic() + self._sweep_s
            for name, sweep in self._tick.sweeps.items():
                await self._tried(name, sweep)
        if self._monotonic() >= self._audit_at:
            self._audit_at = self._monotonic() + self._audit_s
            await self._tried("audit", self._tick.audit)
        if self._monotonic() >= self._watch_at:
            self._watch_at = self._monotonic() + self._watch_s
            await self._tried("watch", self._tick.watch)
        return max(min(self._sweep_at, self._audit_at, self._watch_at) - self._monotonic(), 0)

    def _begin(self) -> None:
        """Sweep at once; the rest after what a dead node left has had time to be done."""
        self._held, self._sweep_at = True, self._monotonic()
        self._audit_at = self._sweep_at + min(self._sweep_s, self._audit_s)
        self._watch_at = self._sweep_at + min(self._sweep_s, self._watch_s)

    async def _tried(self, name: str, step: Callable[[], Awaitable[object]]) -> None:
        """One step must not keep the others from being done."""
        if self._desk.wake.stopping:
            return
        figures = self._desk.figures
        try:
            await step()
            figures.sweeps.add(name, "done")
            figures.swept_at.set(self._desk.clock().timestamp(), name)
        except FrontdeskError as error:
            figures.sweeps.add(name, "postponed")
            _log.warning("tick postponed", step=name, error=str(error))
        except Exception:
            figures.sweeps.add(name, "broke")
            _log.exception("tick broke", step=name)
