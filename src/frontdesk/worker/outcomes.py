"""Outcomes: what became of letters that were sent, and where their deliveries stand after it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from frontdesk.errors import FrontdeskError, Paused, Refused, Unsure
from frontdesk.model.delivery import Delivery, DeliveryState
from frontdesk.store import deliveries
from frontdesk.store.database import Connection
from frontdesk.text import clean

JITTER: Final = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One attempt."""

    delivery: Delivery
    at: datetime
    error: FrontdeskError | None = None  #: Refused, Deferred, Unsure or Paused; None: the server has it


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
        if isinstance(outcome.error, Paused):
            deliveries.give_back(connection, [outcome.delivery.id], node)
        elif outcome.error is not None:
            _failed(connection, outcome, clean(str(outcome.error)), node, retries)


def _failed(connection: Connection, outcome: Outcome, reason: str, node: str, retries: Retries) -> None:
    id_, attempts, now = outcome.delivery.id, outcome.delivery.attempts, outcome.at
    if isinstance(outcome.error, Unsure):
        return deliveries.settle_unsure(connection, id_, node, now + retries.unsure, reason)
    if isinstance(outcome.error, Refused):
        return deliveries.settle(connection, id_, node, DeliveryState.REFUSED, reason=reason, at=now)
    if attempts > len(retries.deferred):
        return deliveries.settle(connection, id_, node, DeliveryState.HELD, reason=f"given up: {reason}")
    due_at = now + backoff(retries.deferred, attempts)
    return deliveries.settle(connection, id_, node, DeliveryState.DUE, due_at=due_at, reason=reason)


def backoff(retries: Sequence[timedelta], attempts: int) -> timedelta:
    """How long to wait after so many attempts: the steps of the settings, a tenth up or down."""
    step = retries[min(attempts, len(retries)) - 1]
    return step * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads load, keeps no secret
