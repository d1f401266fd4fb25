"""Alarm mails: the loop that tells whoever runs the desk, by mail, that an alarm was raised or is over.

Beside the letters: these have a budget of their own, and nothing that holds letters back holds them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Protocol

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.errors import Deferred, FrontdeskError, Paused, Refused, Unreached, Unsure
from frontdesk.messages.alarm import alarm_mail
from frontdesk.messages.mail import new_message_id
from frontdesk.model.delivery import Delivery
from frontdesk.store import alarm_wishes, alarm_work
from frontdesk.store.alarm_wishes import Told
from frontdesk.store.alarm_work import AlarmMail
from frontdesk.store.database import Connection
from frontdesk.text import clean
from frontdesk.worker.outcomes import Retries
from frontdesk.worker.settling import settled
from frontdesk.worker.standstill import Standstill, backoff

PER_HOUR: Final = 20  #: mails about alarms; the last of them tells of all that wait
NO_LETTER: Final = 0  #: as the number of a delivery: what comes back is about no letter

_log = structlog.get_logger(__name__)


class Channel(Protocol):
    """Where mails go."""

    async def send(self, delivery: Delivery) -> None:
        """Hand one over; raises Refused, Deferred, Unsure, Paused."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AlarmMailPlan:
    """To whom mails about alarms go, and when again."""

    to: str  #: one address
    sender: str  #: the From: Acme <hello@acme.example>
    domain: str  #: that Message-IDs are made in
    node: str  #: who claims
    retries: Retries
    poll: timedelta
    per_hour: int = PER_HOUR


class AlarmMails:
    """Sends one mail after the other; any node may, and each is sent by one."""

    def __init__(self, desk: Desk, channel: Channel, plan: AlarmMailPlan) -> None:
        self._desk, self._db, self._clock = desk, desk.db, desk.clock
        self._channel, self._plan, self._bell = channel, plan, desk.wake.bell("mail")
        self._told, self._standstill = Told.mailbox(plan.to), Standstill()

    async def run(self) -> None:
        """Send whatever is due, until the desk stops."""
        while not self._desk.wake.stopping:
            try:
                rest = await self._step()
            except FrontdeskError as error:
                _log.warning("alarm mails postponed", error=str(error))
                rest = self._plan.poll
            if rest and not self._desk.wake.stopping:
                await self._bell.wait(rest)

    async def _step(self) -> timedelta:
        """Send one mail; how long to rest after it."""
        now = self._clock()
        if not await self._db.read(lambda connection: self._busy(connection, now)):
            return self._plan.poll
        mail_id = new_message_id(self._plan.domain)
        mail = await self._db.write(lambda connection: self._claim(connection, now, mail_id))
        if mail is None:
            return self._plan.poll
        await self._send(mail)
        return timedelta()

    def _busy(self, connection: Connection, now: datetime) -> bool:
        """Most of the time there is nothing to do, and nobody who writes has to wait for the look."""
        due = alarm_work.mail_due(connection, self._told)
        ready = due is not None and due <= now and self._standstill.room(now, 1) > 0
        return ready or alarm_wishes.lags(connection, self._told)

    def _claim(self, connection: Connection, now: datetime, mail_id: str) -> AlarmMail | None:
        alarm_wishes.want(connection, self._told, now, lambda key: True)
        if not self._standstill.room(now, 1):
            return None
        plan = self._plan
        return alarm_work.claim_mail(connection, self._told, now, plan.node, plan.per_hour, mail_id)

    async def _send(self, mail: AlarmMail) -> None:
        error: FrontdeskError | None = None
        delivery = Delivery(
            id=NO_LETTER,
            lead=0,
            to=self._plan.to,
            body=self._body(mail),
            message_id=mail.mail_id,
            attempts=mail.attempts,
        )
        try:
            await self._channel.send(delivery)
        except (Refused, Deferred, Unsure, Paused) as failure:
            error = failure
        except Exception as failure:
            _log.exception("alarm mail broke")
            error = Unsure(f"{type(failure).__name__}: {failure}")
        await settled(self._db, self._settling(mail, delivery, error), self._plan.poll)
        outcome = type(error).__name__.lower() if error else "sent"
        _log.info(f"alarm mail {outcome}", keys=[alarm.key for alarm in mail.alarms], attempt=mail.attempts)

    def _body(self, mail: AlarmMail) -> bytes:
        plan, language = self._plan, self._desk.judge.rules.language
        id_, now = mail.mail_id, self._clock()
        return alarm_mail(mail.alarms, language, to=plan.to, sender=plan.sender, message_id=id_, at=now)

    def _settling(self, mail: AlarmMail, delivery: Delivery, error: FrontdeskError | None) -> "partial[None]":
        now, node, still, retries = self._clock(), self._plan.node, self._standstill, self._plan.retries
        if error is None:
            still.passed()
            return partial(alarm_work.settle_mailed, mail=mail, node=node, now=now)
        error, reason = still.judged(delivery, error, now), clean(str(error))
        still.failed(error, now, next(iter(retries.deferred), timedelta(minutes=1)))
        failed = partial(alarm_work.settle_failed, mail=mail, node=node, reason=reason)
        if isinstance(error, Unsure):
            again = now + retries.unsure
            return partial(
                alarm_work.settle_unsure, mail=mail, node=node, now=now, retry_at=again, reason=reason
            )
        if isinstance(error, Paused | Unreached):
            return partial(failed, state="due", due_at=now, attempts=mail.attempts - 1)
        if isinstance(error, Refused):
            return partial(failed, state="refused")
        if mail.attempts > len(retries.deferred):
            return partial(failed, state="held")
        return partial(failed, state="due", due_at=now + backoff(retries.deferred, mail.attempts))
