"""Mail: the loop that takes letters out of the outbox and settles what became of them."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from frontdesk import crash
from frontdesk.desk.wake import Wake
from frontdesk.errors import Deferred, FrontdeskError, Paused, Refused, Unreached, Unsure
from frontdesk.figures import Figures
from frontdesk.model.delivery import Delivery
from frontdesk.store import deliveries
from frontdesk.store.database import Database
from frontdesk.worker.ahead import BEGUN_WITHIN, GATHERING, Ahead
from frontdesk.worker.mail_alarms import MailAlarms
from frontdesk.worker.mail_plan import MailPlan
from frontdesk.worker.mail_turn import MailTurns, Turn
from frontdesk.worker.outcomes import Outcome
from frontdesk.worker.seen import request_of, see_letter
from frontdesk.worker.standstill import Standstill

_log = structlog.get_logger(__name__)


class Channel(Protocol):
    """Where letters go."""

    async def send(self, delivery: Delivery) -> None:
        """Hand one over; raises Refused, Deferred, Unsure, Paused."""


class Mail:
    """Claims due letters, as many as can be begun at once, and settles them.

    Turn by turn: what became of the last letters and which are begun next is one transaction. While it is
    written, letters go on: each connection that gets free takes one of those claimed ahead.
    """

    def __init__(
        self,
        db: Database,
        channel: Channel,
        wake: Wake,
        clock: Callable[[], datetime],
        plan: MailPlan,
        figures: Figures | None = None,
    ) -> None:
        """`figures`: where it is counted; by default nobody looks."""
        self._db, self._channel, self._clock, self.plan = db, channel, clock, plan
        self._wake, self._bell, self._figures = wake, wake.bell("mail"), figures or Figures()
        self._turns, self._standstill, self._ahead = MailTurns(db), Standstill(), Ahead()
        self._alarms, self._sent = MailAlarms(db, clock), False
        self._running: dict[asyncio.Task[None], int] = {}  # to the delivery in hand
        self._ready: deque[tuple[Delivery, float]] = deque()  # claimed, not begun; and since when
        self._done: list[Outcome] = []  # not yet written down

    async def run(self) -> None:
        """Send whatever is due, until the desk stops and what was begun is settled."""
        while not self._wake.stopping or self._running or self._ready or self._done:
            await self._step()

    async def _step(self) -> None:
        now = self._clock()
        self._put_back(now)
        room = self._room(now)
        claimed = await self._turn(now, room) if room or self._done else []
        self._ready.extend((delivery, time.monotonic()) for delivery in claimed)
        self._begin()
        await self._alarms.still(self._standstill, sent=self._sent, first=self.plan.first_delay)
        if self._gathers() or len(claimed) < max(room, 1):
            if len(claimed) < room and not self._turns.unheard:
                spent, first = self._turns.spent, self.plan.first_delay
                await self._alarms.budget(self.plan.per_hour, spent=spent, first=first)
            await self._bell.wait(await self._rest(now, room))

    def _room(self, now: datetime) -> int:
        """How many letters more can be begun at once, or as soon as they are claimed."""
        if self._wake.stopping:
            return 0
        lines = self._standstill.room(now, self.plan.in_flight)
        places = lines if self._standstill.until else lines + self._ahead.places(lines)
        return max(0, places - len(self._running) - len(self._ready))

    def _begin(self) -> None:
        """Send what is ready, as far as there are connections."""
        lines = self._standstill.room(self._clock(), self.plan.in_flight)
        while self._ready and len(self._running) < lines and not self._wake.stopping:
            delivery, _ = self._ready.popleft()
            crash.point("after claim")
            task = asyncio.create_task(self._deliver(delivery))
            self._running[task] = delivery.id
            task.add_done_callback(self._finished)

    def _gathers(self) -> bool:
        """Whether what went out waits for what is about to, so that one commit settles them all."""
        few = 0 < len(self._done) < self.plan.in_flight
        return few and bool(self._running) and self._ahead.places(self.plan.in_flight) > 0

    def _put_back(self, now: datetime) -> None:
        """What was claimed ahead and is not begun after all is due again: its locks are looked at anew."""
        rests = self._wake.stopping or not self._standstill.room(now, self.plan.in_flight)
        since = time.monotonic() - BEGUN_WITHIN.total_seconds()
        while self._ready and (rests or self._ready[0][1] < since):
            delivery, _ = self._ready.popleft()
            if not rests:  # or it would be claimed ahead again at once
                self._ahead.sent(BEGUN_WITHIN.total_seconds())
            error, again_at = Unreached("not begun"), self._standstill.until
            self._done.append(Outcome(delivery=delivery, at=now, error=error, again_at=again_at))

    async def _rest(self, now: datetime, room: int) -> timedelta:
        """How long nothing is to be done unless the bell rings."""
        if self._gathers():
            return GATHERING
        if self._ready:
            return BEGUN_WITHIN
        if not room:
            return self._standstill.rest(now) or self.plan.poll
        if self._turns.spent or self._turns.unheard:
            return self.plan.poll
        try:
            due = await self._db.read(deliveries.next_due)
        except FrontdeskError:  # the next turn tells why
            return self.plan.poll
        return min(max(due - now, timedelta(milliseconds=20)), self.plan.poll) if due else self.plan.poll

    async def _turn(self, now: datetime, room: int) -> Sequence[Delivery]:
        """Write down what became of the last letters and claim the next."""
        # Both as they are now: what ends meanwhile is still in hand, and is settled in the next turn.
        done, ready = tuple(self._done), (delivery.id for delivery, _ in self._ready)
        in_hand, reason = (*self._running.values(), *ready), self._standstill.reason
        began = time.monotonic()
        turned = await self._turns.take(
            Turn(plan=self.plan, now=now, done=done, in_hand=in_hand, room=room, reason=reason)
        )
        if turned.well:
            self._ahead.turned(time.monotonic() - began)
        for outcome in turned.settled:
            self._done.remove(outcome)
        return turned.claimed

    async def _deliver(self, delivery: Delivery) -> None:
        error: FrontdeskError | None = None
        began = time.monotonic()
        try:
            await self._channel.send(delivery)
        except (Refused, Deferred, Unsure, Paused) as failure:
            error = failure
        except asyncio.CancelledError:
            raise
        except Exception as failure:
            _log.exception("delivery broke", id=delivery.id)
            error = Unsure(f"{type(failure).__name__}: {failure}")
        else:
            crash.point("after 250 before mark")
        self._ahead.sent(time.monotonic() - began)
        self._conclude(delivery, error)

    def _conclude(self, delivery: Delivery, error: FrontdeskError | None) -> None:
        now, still = self._clock(), self._standstill
        if error is None:
            still.passed()
            self._sent = True
            _log.info(
                "delivery sent",
                id=delivery.id,
                channel="email",
                attempt=delivery.attempts,
                request=request_of(delivery),
            )
        else:
            error = still.judged(delivery, error, now)
            still.failed(error, now, self.plan.first_delay)
            kind = type(error).__name__.lower()
            request = request_of(delivery)
            _log.warning(f"delivery {kind}", id=delivery.id, attempt=delivery.attempts, request=request)
            if isinstance(error, Paused | Unreached):
                _log.warning("mail rests", until=still.until, reason=str(error))
        see_letter(self._figures, delivery, error, now)
        self._done.append(Outcome(delivery=delivery, at=now, error=error, again_at=still.until))

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        self._begin()
        if not self._gathers():
            self._bell.ring()
        if not task.cancelled() and (error := task.exception()):
            _log.error("delivery broke", exc_info=error)
