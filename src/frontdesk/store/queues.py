"""Queues: how much of each kind waits, and since when."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from frontdesk.model.delivery import DeliveryState
from frontdesk.store.tables import cards, deliveries, submissions, updates

_OPEN = (DeliveryState.DUE, DeliveryState.UNSURE)


def letters(connection: sa.Connection, now: datetime) -> tuple[int, datetime | None]:
    """Letters and files that are due, and since when the oldest is."""
    c = deliveries.c
    return _waiting(connection, c.due_at, c.state.in_(_OPEN), c.due_at <= now)


def cards_due(connection: sa.Connection, now: datetime) -> tuple[int, datetime | None]:
    """The same of cards."""
    c = cards.c
    return _waiting(connection, c.due_at, c.state.in_(_OPEN), c.due_at <= now)


def forms(connection: sa.Connection) -> tuple[int, datetime | None]:
    """Forms that nobody has judged, and when the oldest came."""
    return _waiting(connection, submissions.c.received_at, submissions.c.state != "judged")


def updates_waiting(connection: sa.Connection) -> int:
    """Presses and commands that are not applied yet."""
    return _waiting(connection, updates.c.at, updates.c.state == "waiting")[0]


def held(connection: sa.Connection) -> int:
    """Letters, files and cards that wait for a person."""
    return sum(
        _waiting(connection, table.c.due_at, table.c.state == DeliveryState.HELD)[0]
        for table in (deliveries, cards)
    )


def _waiting(connection: sa.Connection, at: sa.Column[Any], *where: Any) -> tuple[int, datetime | None]:
    row = connection.execute(sa.select(sa.func.count(), sa.func.min(at, type_=at.type)).where(*where)).one()
    return row[0], row[1]
