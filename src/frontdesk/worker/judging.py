"""Judging: looks at the leads whose newest submission nobody has judged yet."""

import asyncio
import time
from datetime import timedelta
from typing import Final

import structlog

from frontdesk.desk.desk import Desk, Waiting
from frontdesk.desk.judge import Used
from frontdesk.errors import FrontdeskError
from frontdesk.model.change import Change
from frontdesk.model.signals import Signals

SLICE_S: Final = 0.005  #: how long the event loop may be kept from visitors

_log = structlog.get_logger(__name__)


class Judging:
    """The loop that turns waiting submissions into receipts, letters and cards."""

    def __init__(self, desk: Desk, poll: timedelta) -> None:
        self._desk, self._poll = desk, poll
        self._bell = desk.wake.bell("judging")

    async def run(self) -> None:
        """Judge whatever comes, until the desk stops."""
        while not self._desk.wake.stopping:
            try:
                worked = await self.once()
            except FrontdeskError as error:
                _log.warning("judging postponed", error=str(error))
                worked = False
            if not worked:
                await self._bell.wait(self._poll)

    async def once(self) -> bool:
        """Judge one batch; False when none waits."""
        waiting = await self._desk.waiting()
        signals = await self._signals(waiting)
        addresses = {s.email.address for s in signals.values() if s.email.address}
        used = await self._desk.used(addresses)
        await self._desk.record(await self._changes(waiting, signals, used))
        return bool(waiting)

    async def _signals(self, waiting: list[Waiting]) -> dict[int, Signals]:
        found, slice_ = {}, _Slice()
        for item in waiting:
            try:
                found[item.submission] = self._desk.judge.reader.read(item.known.submissions)
            except Exception as error:
                await self._set_aside(item, error)
            await slice_.breathe()
        return found

    async def _changes(
        self, waiting: list[Waiting], signals: dict[int, Signals], used: dict[str, Used]
    ) -> list[Change]:
        changes, quotas, slice_ = [], set[str](), _Slice()
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
            await slice_.breathe()
        return changes

    async def _set_aside(self, item: Waiting, error: Exception) -> None:
        _log.exception("lead unjudged", lead=item.known.lead.id, submission=item.submission)
        await self._desk.set_aside(item.submission, f"{type(error).__name__}: {error}")


class _Slice:
    """Lets the event loop breathe between slices of work."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    async def breathe(self) -> None:
        if time.monotonic() - self._began > SLICE_S:
            await asyncio.sleep(0)
            self._began = time.monotonic()
