"""Judging: looks at the leads whose newest submission nobody has judged yet."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from frontdesk.desk.backlog import Backlog, Waiting
from frontdesk.desk.desk import Desk
from frontdesk.desk.letter_quota import Used
from frontdesk.desk.node import Share
from frontdesk.errors import FrontdeskError
from frontdesk.model.change import Change
from frontdesk.model.signals import Signals
from frontdesk.worker.domains import Domains
from frontdesk.worker.seen import see_judged

SLICE_S: Final = 0.001  #: how long visitors may be kept waiting
QUIET_S: Final = 0.002  #: without a form in it the rush is over
PATIENCE: Final = timedelta(milliseconds=50)  #: between two slices, in a rush without an end
TURNS: Final = 3  #: of the event loop until a form that has arrived is on its way to the writer
#: Between few leads and the next look: their letters go first, for both would want the database at once.
PAUSE: Final = timedelta(milliseconds=2)
BATCHES: Final = {False: 50, True: 8}  #: leads at once when no forms come in, and in a rush

_log = structlog.get_logger(__name__)


class Judging:
    """The loop that turns waiting submissions into receipts, letters and cards."""

    def __init__(
        self,
        desk: Desk,
        poll: timedelta,
        share: Callable[[], Share] = Share,
        domains: Domains | None = None,
    ) -> None:
        """`share`: which leads this node looks at first; `domains` asks DNS about them, None: nobody does."""
        self._desk, self._poll, self._share = desk, poll, share
        self._backlog, self._domains = Backlog(desk), domains
        self._door = Door(lambda: desk.db.appends)
        self._bell = desk.wake.bell("judging")
        self._hand: dict[int, Waiting] = {}  # the batch, by submission
        self._read_s: dict[int, float] = {}  # how long reading their signals took
        self._full = False  # the last batch held as many as it could: more are likely to wait

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
            if not worked or not self._full:
                await self._bell.wait(PAUSE if worked else self._poll)
                self._door.begin()

    async def once(self) -> bool:
        """Judge one batch; False when none waits."""
        waiting = await self._waiting()
        worked = bool(waiting)
        self._hand, self._read_s = {each.submission: each for each in waiting}, {}
        signals = await self._signals(waiting)
        if domains := self._domains:
            to_whom = [(each, self._recipient(each, signals)) for each in waiting]
            waiting = [each for each, to in to_whom if not domains.must_wait(each, to)]
        used = await self._desk.used({to for item in waiting if (to := self._recipient(item, signals))})
        await self._record(await self._changes(waiting, signals, used))
        return worked

    async def _waiting(self) -> list[Waiting]:
        """The next batch; one that cannot even be read is put aside."""
        limit, share = BATCHES[self._door.rush], self._share()
        self._full = False
        try:
            found = await self._fresh(limit, share)
            self._full = len(found) >= limit
            return found
        except (FrontdeskError, SQLAlchemyError):
            raise
        except Exception:
            for submission, error in await self._backlog.unreadable():
                await self._put_aside(submission, error)
        return await self._fresh(limit, share)

    async def _fresh(self, limit: int, share: Share) -> list[Waiting]:
        """The next batch without those that wait for DNS, with what it said of the others."""
        if self._domains is None:
            return await self._backlog.waiting(limit, share)
        found = await self._backlog.waiting(limit, share, self._domains.aside)
        return [self._domains.fresh(item) for item in found]

    async def _record(self, changes: list[Change]) -> None:
        """Write them together or, if the database takes one of them not at all, each for itself."""
        try:
            written = await self._desk.record(changes)
            news = [change for change, stands in zip(changes, written, strict=True) if stands]
            return see_judged(self._desk.figures, news, self._hand, self._desk.clock())
        except FrontdeskError:
            raise
        except Exception as error:
            if len(changes) == 1 and (submission := changes[0].judged):
                return await self._put_aside(submission, error)
        for change in changes:
            await self._record([change])
        return None

    async def _signals(self, waiting: list[Waiting]) -> dict[int, Signals]:
        found = {}
        for item in waiting:
            try:
                began = time.perf_counter()
                found[item.submission] = self._desk.judge.signals(item.known)
                self._read_s[item.submission] = time.perf_counter() - began
            except Exception as error:
                await self._put_aside(item.submission, error)
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
                began = time.perf_counter()
                to = self._recipient(item, signals) or ""
                change = self._desk.judge.submission(item.known, found, used.get(to, Used()))
                took_s = time.perf_counter() - began + self._read_s[item.submission]
                self._desk.figures.judge_s.took(took_s)
            except Exception as error:
                await self._put_aside(item.submission, error)
                continue
            # Two leads with one mailbox in a batch: the second must see the letter of the first.
            mine = {letter.quota for letter in change.letters if letter.quota}
            if not mine & quotas:
                changes.append(change)
            quotas |= mine
            await self._door.breathe()
        return changes

    def _recipient(self, item: Waiting, signals: dict[int, Signals]) -> str | None:
        found = signals.get(item.submission)
        return self._desk.judge.recipient(item.known, found) if found else None

    async def _put_aside(self, submission: int, error: Exception) -> None:
        self._desk.figures.unjudged.add()
        came = self._hand.get(submission)
        request = came.known.submissions[-1].submission.request if came else None
        _log.error("lead unjudged", submission=f"{submission:x}", request=request, exc_info=error)
        await self._desk.set_aside(submission, f"{type(error).__name__}: {error}")


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
