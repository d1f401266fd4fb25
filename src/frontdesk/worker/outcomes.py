"""Outcomes: what became of letters that were sent, and where their deliveries stand after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.errors import FrontdeskError, Paused, Refused, Unreached, Unsendable, Unsure
from frontdesk.model.delivery import Delivery, DeliveryState
from frontdesk.model.suppression import SuppressedBy
from frontdesk.store import deliveries, suppressions
from frontdesk.store.database import Connection
from frontdesk.text import clean
from frontdesk.worker.standstill import backoff


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One attempt."""

    delivery: Delivery
    at: datetime
    error: FrontdeskError | None = None  #: Refused, Deferred, Unsure or Paused; None: the server has it
    again_at: datetime | None = None  #: when the server is asked again that took none of its letters


@dataclass(frozen=True, kw_only=True, slots=True)
class Retries:
    """When what did not get through is tried again."""

    deferred: tuple[timedelta, ...]
    unsure: timedelta


def settle(connection: Connection, outcomes: Sequence[Outcome], node: str, retries: Retries) -> None:
    """Write down where the deliveries of this node's attempts stand; a second time changes nothing."""
    sent = [(outcome.delivery.id, outcome.at) for outcome in outcomes if outcome.error is None]
    deliveries.settle_sent(connection, sent, node)
    for outcome in outcomes:
        error, delivery = outcome.error, outcome.delivery
        if isinstance(error, Paused | Unreached):
            # Later than what is due now: it must not always be this letter that asks.
            deliveries.give_back(connection, delivery.id, node, outcome.again_at or outcome.at)
        elif error is not None:
            _failed(connection, outcome, clean(str(error)), node, retries)
        if isinstance(error, Refused) and error.unknown_recipient:
            suppressions.add_recipient(connection, delivery.id, reason=SuppressedBy.UNKNOWN, at=outcome.at)


def _failed(connection: Connection, outcome: Outcome, reason: str, node: str, retries: Retries) -> None:
    id_, attempts, now = outcome.delivery.id, outcome.delivery.attempts, outcome.at
    if isinstance(outcome.error, Unsure):
        return deliveries.settle_unsure(connection, id_, node, now + retries.unsure, reason)
    if isinstance(outcome.error, Unsendable):
        return deliveries.settle(connection, id_, node, DeliveryState.HELD, reason=reason)
    if isinstance(outcome.error, Refused):
        return deliveries.settle(connection, id_, node, DeliveryState.REFUSED, reason=reason, at=now)
    if attempts > len(retries.deferred):
        return deliveries.settle(connection, id_, node, DeliveryState.HELD, reason=f"given up: {reason}")
    due_at = now + backoff(retries.deferred, attempts)
    return deliveries.settle(connection, id_, node, DeliveryState.DUE, due_at=due_at, reason=reason)
