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
        if outcome.error is not None:
            _failed(connection, outcome, outcome.error, node, retries)


def _failed(
    connection: Connection, outcome: Outcome, error: FrontdeskError, node: str, retries: Retries
) -> None:
    id_, attempts, now = outcome.delivery.id, outcome.delivery.attempts, outcome.at
    reason = clean(str(error))
    if isinstance(error, Paused):
        deliveries.give_back(connection, [id_], node)
    elif isinstance(error, Unsure):
        deliveries.settle_unsure(connection, id_, node, now + retries.unsure, reason)
    elif isinstance(error, Refused):
        deliveries.settle(connection, id_, node, DeliveryState.REFUSED, reason=reason, at=now)
    elif attempts > len(retries.deferred):
        deliveries.settle(connection, id_, node, DeliveryState.HELD, reason=f"given up: {reason}")
    else:
        due_at = now + backoff(retries.deferred, attempts)
        deliveries.settle(connection, id_, node, DeliveryState.DUE, due_at=due_at, reason=reason)


def backoff(retries: Sequence[timedelta], attempts: int) -> timedelta:
    """How long to wait after so many attempts: the steps of the settings, a tenth up or down."""
    step = retries[min(attempts, len(retries)) - 1]
    return step * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads load, keeps no secret
