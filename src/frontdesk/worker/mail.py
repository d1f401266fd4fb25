"""Mail: the loop that takes letters out of the outbox and settles what became of them."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

import structlog

from frontdesk import crash
from frontdesk.desk.wake import Wake
from frontdesk.errors import Deferred, FrontdeskError, Paused, Refused, Unsure
from frontdesk.model.delivery import Delivery, DeliveryState
from frontdesk.signals.email import kind
from frontdesk.store import deliveries, quotas
from frontdesk.store.database import Connection, Database
from frontdesk.store.locks import lock
from frontdesk.text import clean
from frontdesk.worker.settling import settled

IN_FLIGHT: Final = 4  #: letters on their way at once, one connection each
LIFE: Final = timedelta(hours=24)  #: a letter that waited longer is cancelled
CANCEL_EVERY_S: Final = 60.0  #: looks through all that is due, so not each time
CROWDED: Final = timedelta(minutes=1)  #: the span of the budget of one domain
PAUSE: Final = timedelta(minutes=1)  #: after the server let us not in
JITTER: Final = 0.1
HOURLY: Final = "mail"  #: the quota of all letters

_log = structlog.get_logger(__name__)


class Channel(Protocol):
    """Where letters go."""

    async def send(self, delivery: Delivery) -> None:
        """Hand one over; raises Refused, Deferred, Unsure, Paused."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MailPlan:
    """How fast letters go out, and how often they are tried."""

    node: str  #: who claims
    per_hour: int  #: letters in any hour
    per_domain: int  #: letters to one domain in any minute, the big providers apart
    retries: tuple[timedelta, ...]
    unsure_retry: timedelta
    poll: timedelta


class Mail:
    """Claims due letters, as many as can be begun at once, and settles each."""

    def __init__(
        self, db: Database, channel: Channel, wake: Wake, clock: Callable[[], datetime], plan: MailPlan
    ) -> None:
        self._db, self._channel, self._clock, self.plan = db, channel, clock, plan
        self._wake, self._bell = wake, wake.bell("mail")
        self._running: dict[asyncio.Task[None], int] = {}  # to the delivery in hand
        self._unheard = False  # a claim may have been written without our learning of it
        self._paused_until: datetime | None = None
        self._cancel_at = 0.0  # monotonic

    async def run(self) -> None:
        """Send whatever is due, until the desk stops; then finish what was begun."""
        while not self._wake.stopping:
            await self._step()
        if self._running:
            await asyncio.wait(self._running)

    async def _step(self) -> None:
        now, room = self._clock(), IN_FLIGHT - len(self._running)
        if self._paused_until and now < self._paused_until:
            return await self._bell.wait(self._paused_until - now)
        if not room:
            return await self._bell.wait(self.plan.poll)
        try:
            claimed, self._unheard = await self._db.write(lambda c: self._claim(c, now, room)), False
        except FrontdeskError as error:
            _log.warning("mail postponed", error=str(error))
            claimed, self._unheard = [], True
        for delivery in claimed:
            crash.point("after claim")
            task = asyncio.create_task(self._deliver(delivery))
            self._running[task] = delivery.id
            task.add_done_callback(self._finished)
        if len(claimed) < room:
            await self._bell.wait(await self._rest(now))
        return None

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        self._bell.ring()
        if not task.cancelled() and (error := task.exception()):
            _log.error("delivery broke", exc_info=error)

    def _claim(self, connection: Connection, now: datetime, room: int) -> list[Delivery]:
        if self._unheard:
            deliveries.give_back_others(connection, tuple(self._running.values()), self.plan.node)
        if time.monotonic() >= self._cancel_at:
            self._cancel_at = time.monotonic() + CANCEL_EVERY_S
            deliveries.cancel_older(connection, now - LIFE)
        lock(connection, HOURLY)
        spent = quotas.used(connection, [HOURLY], now - timedelta(hours=1))[HOURLY]
        claimed = deliveries.claim_due(
            connection, now, self.plan.node, max(0, min(room, self.plan.per_hour - spent))
        )
        fitting = [one for one in claimed if self._fits(connection, one, now)]
        quotas.use(connection, [HOURLY] * len(fitting), now)
        return fitting

    def _fits(self, connection: Connection, delivery: Delivery, now: datetime) -> bool:
        """Whether its domain gets one more letter this minute; else it is due a minute later."""
        domain = delivery.to.rpartition("@")[2].lower()
        if kind(domain) == "free":
            return True
        key = f"{HOURLY}:{domain[:100]}"
        if quotas.used(connection, [key], now - CROWDED)[key] >= self.plan.per_domain:
            deliveries.put_off(connection, delivery.id, now + CROWDED)
            return False
        quotas.use(connection, [key], now)
        return True

    async def _rest(self, now: datetime) -> timedelta:
        due = await self._db.read(deliveries.next_due)
        return min(max(due - now, timedelta(milliseconds=20)), self.plan.poll) if due else self.plan.poll

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            await self._channel.send(delivery)
        except (Refused, Deferred, Unsure, Paused) as error:
            await self._settle_failed(delivery, error)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            _log.exception("delivery broke", id=delivery.id)
            await self._settle_failed(delivery, Unsure(f"{type(error).__name__}: {error}"))
        else:
            crash.point("after 250 before mark")
            values = {"sent_at": self._clock(), "reason": None}
            node, sent = self.plan.node, DeliveryState.SENT
            await self._settle(lambda c: deliveries.settle(c, delivery.id, node, sent, **values))
            _log.info("delivery sent", id=delivery.id, channel="email", attempt=delivery.attempts)

    async def _settle_failed(self, delivery: Delivery, error: FrontdeskError) -> None:
        kind, reason = type(error).__name__.lower(), clean(str(error))
        _log.warning(f"delivery {kind}", id=delivery.id, attempt=delivery.attempts)
        await self._settle(lambda c: self._failed(c, delivery, error, reason))

    async def _settle(self, work: Callable[[Connection], None]) -> None:
        await settled(self._db, work, self.plan.poll)

    def _failed(self, connection: Connection, delivery: Delivery, error: FrontdeskError, reason: str) -> None:
        now, id_, node = self._clock(), delivery.id, self.plan.node
        if isinstance(error, Paused):
            self._paused_until = now + PAUSE
            deliveries.give_back(connection, [id_], node)
        elif isinstance(error, Unsure):
            deliveries.settle_unsure(connection, id_, node, now + self.plan.unsure_retry, reason)
        elif isinstance(error, Refused):
            deliveries.settle(connection, id_, node, DeliveryState.REFUSED, reason=reason, at=now)
        elif delivery.attempts > len(self.plan.retries):
            deliveries.settle(connection, id_, node, DeliveryState.HELD, reason=f"given up: {reason}")
        else:
            due_at = now + backoff(self.plan.retries, delivery.attempts)
            deliveries.settle(connection, id_, node, DeliveryState.DUE, due_at=due_at, reason=reason)


def backoff(retries: Sequence[timedelta], attempts: int) -> timedelta:
    """How long to wait after so many attempts: the steps of the settings, a tenth up or down."""
    step = retries[min(attempts, len(retries)) - 1]
    return step * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads load, keeps no secret
