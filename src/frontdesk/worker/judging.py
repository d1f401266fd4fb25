"""Judging: looks at the leads whose newest submission nobody has judged yet."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import structlog

from frontdesk.desk.desk import Desk, Waiting
from frontdesk.desk.judge import Used
from frontdesk.errors import FrontdeskError
from frontdesk.model.change import Change
from frontdesk.model.signals import Signals

SLICE_S: Final = 0.001  #: how long visitors may be kept waiting
QUIET_S: Final = 0.002  #: without a form in it the rush is over
PATIENCE: Final = timedelta(milliseconds=50)  #: between two slices, in a rush without an end
TURNS: Final = 3  #: of the event loop until a form that has arrived is on its way to the writer
BATCHES: Final = {False: 50, True: 8}  #: leads at once when no forms come in, and in a rush

_log = structlog.get_logger(__name__)


class Judging:
    """The loop that turns waiting submissions into receipts, letters and cards."""

    def __init__(self, desk: Desk, poll: timedelta) -> None:
        self._desk, self._poll = desk, poll
        self._door = Door(lambda: desk.db.appends)
        self._bell = desk.wake.bell("judging")

    async def run(self) -> None:
        """Judge whatever comes, until the desk stops."""
        while not self._desk.wake.stopping:
            try:
                worked = await self.once()
            except FrontdeskError as error:
                _log.warning("judging postponed", error=str(error))
                worked = False
            if worked:
                await self._door.let_in()
            else:
                await self._bell.wait(self._poll)
                self._door.begin()

    async def once(self) -> bool:
        """Judge one batch; False when none waits."""
        waiting = await self._desk.waiting(BATCHES[self._door.rush])
        signals = await self._signals(waiting)
        addresses = {s.email.address for s in signals.values() if s.email.address}
        used = await self._desk.used(addresses)
        await self._desk.record(await self._changes(waiting, signals, used))
        return bool(waiting)

    async def _signals(self, waiting: list[Waiting]) -> dict[int, Signals]:
        found = {}
        for item in waiting:
            try:
                found[item.submission] = self._desk.judge.reader.read(item.known.submissions)
            except Exception as error:
                await self._set_aside(item, error)
            await self._door.breathe()
        return found

    async def _changes(
        self, waiting: list[Waiting], signals: dict[int, Signals], used: dict[str, Used]
    ) -> list[Change]:
        changes, quotas = [], set[str]()
        for item in waiting:
            if item.submission not in signals:
                continue
            found = signals[item.submission]
            try:
                change = self._desk.judge.submission(
                    item.known, found, used.get(found.email.address or "", Used())
                )
            except Exception as error:
                await self._set_aside(item, error)
                continue
            # Two leads with one mailbox in a batch: the second must see the letter of the first.
            mine = {letter.quota for letter in change.letters if letter.quota}
            if not mine & quotas:
                changes.append(change)
            quotas |= mine
            await self._door.breathe()
        return changes

    async def _set_aside(self, item: Waiting, error: Exception) -> None:
        _log.exception("lead unjudged", lead=item.known.lead.id, submission=item.submission)
        await self._desk.set_aside(item.submission, f"{type(error).__name__}: {error}")


class Door:
    """Stands between judging and the visitors: forms go in first."""

    def __init__(self, came: Callable[[], int], patience: timedelta = PATIENCE) -> None:
        """`came` counts the forms so far; however many come, judging goes on after `patience`."""
        self._came, self._patience_s = came, patience.total_seconds()
        self.rush = False  #: forms came in while judging was at work
        self.begin()

    def begin(self) -> None:
        """Work begins; what came before does not keep it waiting."""
        self._began, self._seen = time.monotonic(), self._came()

    async def breathe(self) -> None:
        """Between two leads: let forms in once a slice of work is done."""
        if time.monotonic() - self._began > SLICE_S:
            await self.let_in()

    async def let_in(self) -> None:
        """Until no form comes for a moment; at once when none came since work began."""
        for _ in range(TURNS):
            await asyncio.sleep(0)
        until, self.rush = time.monotonic() + self._patience_s, self._came() != self._seen
        while self._came() != self._seen and time.monotonic() < until:
            self._seen = self._came()
            await asyncio.sleep(QUIET_S)
        self.begin()
