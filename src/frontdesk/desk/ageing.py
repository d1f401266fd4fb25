"""Ageing: once a working day the leads that wait for people are judged anew, since points fade by themselves.

A look writes only what became another; begun again after a crash, or by two nodes, it does no harm.
"""

import asyncio
import time
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.desk.rescore import REST, known_now
from frontdesk.model.change import Change
from frontdesk.model.lead import Known
from frontdesk.rules.hours import begun_day
from frontdesk.store import leads, quotas
from frontdesk.store.database import Connection
from frontdesk.triage.outcome import UNTAKEN

BATCH: Final = 25  #: leads that are read, judged and written at once
ROUNDS: Final = 40  #: batches in one sweep; the next one goes on from there
_KEPT: Final = timedelta(days=7)  #: how far back the mark of a day is looked for

_log = structlog.get_logger(__name__)


class Ageing:
    """The look of the day, a part of it at a time."""

    def __init__(self, desk: Desk, rounds: int = ROUNDS) -> None:
        """`rounds`: batches at most each time it is called."""
        self._desk, self._rounds = desk, rounds
        self._day: date | None = None  # the look that goes on, or went to its end
        self._done = False
        self._after = self._looked = self._changed = 0  # the last lead, and how many there were

    async def look(self) -> None:
        """Go on with the day's look, where the rules in force let anything fade and work has begun.

        Raises:
            Unavailable: the database does not answer; the next call goes on.
        """
        rules = self._desk.judge.rules
        day = begun_day(rules.hours, self._desk.clock()) if rules.is_timed else None
        if day is None:
            return
        if day != self._day:
            await self._begin(day)
        for _ in range(0 if self._done else self._rounds):
            if self._desk.wake.stopping:
                return
            if not await self._batch(f"clock:{day.isoformat()}"):
                await self._end(day)
                return

    async def _begin(self, day: date) -> None:
        self._done = await self._desk.db.read(lambda connection: self._marked(connection, day))
        self._day, self._after, self._looked, self._changed = day, 0, 0, 0

    async def _end(self, day: date) -> None:
        """The whole of the leads was looked at: no other node, and no later start, does it again today."""
        now = self._desk.clock()
        await self._desk.db.write(lambda connection: quotas.use(connection, [_key(day)], now))
        self._done = True
        _log.info("leads looked at again", day=day.isoformat(), leads=self._looked, changed=self._changed)

    def _marked(self, connection: Connection, day: date) -> bool:
        key = _key(day)
        return bool(quotas.used(connection, [key], self._desk.clock() - _KEPT)[key])

    async def _batch(self, cause: str) -> bool:
        """The next leads; False when there are none."""
        after = self._after
        wanted = await self._desk.db.read(lambda connection: leads.untaken(connection, cause, after, BATCH))
        if not wanted:
            return False
        changes = await self._changes(await self._known(wanted), cause)
        began = time.monotonic()
        # A lead that somebody changes meanwhile is judged by that, as late as now.
        await self._desk.record(changes)
        # Others wait for the writer too: they get half of the time.
        await asyncio.sleep(max(time.monotonic() - began, REST.total_seconds()))
        self._after, self._looked = wanted[-1], self._looked + len(wanted)
        self._changed += len(changes)
        return True

    async def _known(self, wanted: Sequence[int]) -> list[Known]:
        """Together, else each for itself: one that cannot be read must not keep the others from it."""
        try:
            return await known_now(self._desk, wanted)
        except (ValueError, TypeError, LookupError) as error:
            if len(wanted) == 1:
                _log.error("lead not looked at again", lead=wanted[0], exc_info=error)
                return []
        return [known for lead in wanted for known in await self._known([lead])]

    async def _changes(self, known: Iterable[Known], cause: str) -> list[Change]:
        """Those that became another; one that other rules judged waits for a rescore, not for the clock."""
        judge, found = self._desk.judge, list[Change]()
        for each in known:
            same = each.receipt is not None and each.receipt.rules == judge.rules.hash
            if each.lead.state not in UNTAKEN or not same:
                continue
            try:
                change = judge.aged(each, judge.signals(each), cause)
            except Exception as error:  # one that cannot be judged must not keep the others from it
                _log.error("lead not looked at again", lead=each.lead.id, exc_info=error)
                continue
            found += [change] if change else []
            await asyncio.sleep(0)  # forms come first
        return found


def _key(day: date) -> str:
    return f"aged:{day.isoformat()}"
