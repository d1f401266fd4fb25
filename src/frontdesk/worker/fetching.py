"""Fetching: the loop that looks up outside what a submission lacks before it can be judged."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

import structlog

from frontdesk import crash
from frontdesk.desk.desk import Desk
from frontdesk.errors import Deferred, FrontdeskError, Refused
from frontdesk.model.submission import Submission
from frontdesk.store import lookups
from frontdesk.store.lookups import NEVER, Lookup

#: A node that has not written down what came of a lookup for so many times its limit has lost it.
CLAIM: Final = 3

_log = structlog.get_logger(__name__)


class Lane(Protocol):
    """One kind of lookup."""

    @property
    def state(self) -> str:
        """The state of the submissions that wait for it; also the name of the bell."""
        ...

    def hooks(self) -> Collection[str] | None:
        """The forms whose submissions it can look up now; None: any."""
        ...

    async def look(self, lookup: Lookup) -> Submission:
        """The submission as it is to be judged.

        Raises:
            Deferred: not now.
            Refused: never, unless a person changes something.
        """
        ...

    def instead(self, lookup: Lookup, error: FrontdeskError) -> Submission | None:
        """The submission as it is judged without; None: it is not."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchPlan:
    """How many lookups at once, and how often they are tried."""

    at_once: int
    limit: timedelta  #: of one lookup
    retries: tuple[timedelta, ...]
    poll: timedelta


class Fetching:
    """Claims what is due, asks, and writes what came of it; a slow one keeps no other waiting."""

    def __init__(self, desk: Desk, lane: Lane, plan: FetchPlan) -> None:
        self._desk, self._lane, self._plan = desk, lane, plan
        self._bell = desk.wake.bell(lane.state)
        self._running: dict[asyncio.Task[None], int] = {}  # to the submission in hand

    async def run(self) -> None:
        """Look up whatever is due, until the desk stops and what was begun is written down."""
        try:
            while not self._desk.wake.stopping or self._running:
                if not await self._begin():
                    await self._bell.wait(self._plan.poll)
        finally:
            for task in self._running:
                task.cancel()

    async def once(self) -> int:
        """Look up what is due now, as many as go at once; how many."""
        begun = await self._begin()
        await asyncio.gather(*self._running)
        return begun

    async def _begin(self) -> int:
        """Claim what is due and begin with it; how many."""
        room = 0 if self._desk.wake.stopping else self._plan.at_once - len(self._running)
        try:
            claimed = await self._claimed(room) if room else []
        except FrontdeskError as error:
            _log.warning("lookups postponed", state=self._lane.state, error=str(error))
            return 0
        for lookup in claimed:
            task = asyncio.create_task(self._one(lookup))
            self._running[task] = lookup.received.id
            task.add_done_callback(self._ended)
        return len(claimed)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._running[task]
        self._bell.ring()

    async def _claimed(self, room: int) -> list[Lookup]:
        """Most of the time nothing is due, and nobody who writes has to wait for the look."""
        lane, now, in_hand = self._lane, self._desk.clock(), set(self._running.values())
        hooks = lane.hooks()
        if hooks is not None and not hooks:
            return []
        limit, until = room + len(in_hand), now + CLAIM * self._plan.limit
        found = await self._desk.db.read(lambda c: lookups.due(c, lane.state, hooks, now, limit))
        wanted = [id_ for id_ in found if id_ not in in_hand][:room]
        if not wanted:
            return []
        claimed = await self._desk.db.write(lambda c: lookups.claim(c, lane.state, wanted, now, until))
        if len(claimed) < len(wanted):  # one that nobody can read is judging's now
            self._desk.wake.ring("judging")
        return claimed

    async def _one(self, lookup: Lookup) -> None:
        try:
            error = await self._tried(lookup)
            if error is not None:
                await self._without(lookup, error)
        except FrontdeskError as error:
            # The claim runs out by itself.
            _log.warning("lookup not written", submission=lookup.received.id, error=str(error))
        except Exception as error:
            _log.error("lookup broke", submission=lookup.received.id, exc_info=error)

    async def _tried(self, lookup: Lookup) -> FrontdeskError | None:
        """Look it up; the error, if that failed."""
        try:
            found = await self._lane.look(lookup)
            crash.point("after lookup before commit")
            await self._finish(lookup, found)
        except (Deferred, Refused) as error:
            return error
        except FrontdeskError:
            raise
        except Exception as error:
            _log.error("lookup broke", submission=lookup.received.id, exc_info=error)
            return Deferred(f"frontdesk broke on the answer: {type(error).__name__}")
        return None

    async def _without(self, lookup: Lookup, error: FrontdeskError) -> None:
        """Judge it without, or try again later, or leave it to a person."""
        if found := self._lane.instead(lookup, error):
            return await self._finish(lookup, found)
        now, pause = self._desk.clock(), self._pause(lookup, error)
        until, id_, state = NEVER if pause is None else now + pause, lookup.received.id, self._lane.state
        _log.warning(
            "answers not fetched",
            submission=id_,
            form=lookup.received.hook,
            attempt=lookup.tries,
            error=str(error),
            again=pause is not None,
        )
        await self._desk.db.write(lambda c: lookups.put_off(c, id_, state, str(error), now, until))
        return None

    def _pause(self, lookup: Lookup, error: FrontdeskError) -> timedelta | None:
        """Until the next try; None: there is none."""
        if not isinstance(error, Deferred) or lookup.tries > len(self._plan.retries):
            return None
        asked = timedelta(seconds=error.after_s or 0)
        return max(self._plan.retries[lookup.tries - 1], asked)

    async def _finish(self, lookup: Lookup, found: Submission) -> None:
        id_, state, now = lookup.received.id, self._lane.state, self._desk.clock()
        await self._desk.db.write(lambda c: lookups.finish(c, id_, state, found, now))
        self._desk.wake.ring("judging")
