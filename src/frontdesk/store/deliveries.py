"""Deliveries: the outbox of letters; claimed, sent and settled by the worker."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from frontdesk.model.delivery import Delivery, DeliveryState
from frontdesk.store.tables import deliveries

_c = deliveries.c
_OPEN = (DeliveryState.DUE, DeliveryState.UNSURE)


def claim_due(connection: sa.Connection, now: datetime, node: str, limit: int) -> list[Delivery]:
    """Claim what is due, oldest first. Claim only what is begun at once: a claim of the dead is unsure."""
    due = sa.select(deliveries).where(_c.state.in_(_OPEN), _c.due_at <= now).order_by(_c.due_at).limit(limit)
    rows = connection.execute(due.with_for_update(skip_locked=True)).all()
    claimed = {"state": DeliveryState.CLAIMED, "claimed_by": node, "attempts": _c.attempts + 1}
    connection.execute(sa.update(deliveries).where(_c.id.in_([row.id for row in rows])).values(claimed))
    return [_delivery(row) for row in rows]


def cancel_older(connection: sa.Connection, before: datetime) -> int:
    """Cancel letters nobody waits for any more; how many."""
    old = sa.update(deliveries).where(_c.state == DeliveryState.DUE, _c.created_at < before)
    return connection.execute(old.values(state=DeliveryState.CANCELLED, reason="too_old")).rowcount


def next_due(connection: sa.Connection) -> datetime | None:
    """When the next letter is due; None when none waits."""
    return connection.execute(sa.select(sa.func.min(_c.due_at)).where(_c.state.in_(_OPEN))).scalar()


def settle(connection: sa.Connection, id: int, state: DeliveryState, **values: Any) -> None:
    """Where a delivery stands after an attempt; `values` are further columns."""
    settled = sa.update(deliveries).where(_c.id == id, _c.state == DeliveryState.CLAIMED)
    connection.execute(settled.values(state=state, claimed_by=None, **values))


def settle_unsure(connection: sa.Connection, id: int, retry_at: datetime, reason: str) -> None:
    """It may have gone out: once more at `retry_at`, and a second doubt holds it for a person."""
    again = sa.case((_c.doubts > 0, DeliveryState.HELD), else_=DeliveryState.UNSURE)
    settle(connection, id, again, due_at=retry_at, reason=reason, doubts=_c.doubts + 1)  # type: ignore[arg-type]


def give_back(connection: sa.Connection, ids: Sequence[int]) -> None:
    """Claimed but not begun: due again, as if nothing had been."""
    mine = sa.update(deliveries).where(_c.id.in_(ids), _c.state == DeliveryState.CLAIMED)
    connection.execute(mine.values(state=DeliveryState.DUE, claimed_by=None, attempts=_c.attempts - 1))


def put_off(connection: sa.Connection, id: int, due_at: datetime) -> None:
    """Claimed but not begun, since its turn comes later."""
    mine = sa.update(deliveries).where(_c.id == id, _c.state == DeliveryState.CLAIMED)
    later = {"state": DeliveryState.DUE, "claimed_by": None, "attempts": _c.attempts - 1, "due_at": due_at}
    connection.execute(mine.values(later))


def take_over(connection: sa.Connection, retry_at: datetime) -> int:
    """What a dead worker had claimed may have gone out: unsure; how many there were."""
    ids = connection.execute(sa.select(_c.id).where(_c.state == DeliveryState.CLAIMED)).scalars().all()
    for id_ in ids:
        settle_unsure(connection, id_, retry_at, "the worker died with it in hand")
    return len(ids)


def of_lead(connection: sa.Connection, lead: int) -> list[Any]:
    """The letters of a lead, newest first: rows without their bodies."""
    shown = (_c.id, _c.letter, _c.recipient, _c.state, _c.reason, _c.attempts, _c.due_at, _c.sent_at)
    return list(connection.execute(sa.select(*shown).where(_c.lead == lead).order_by(_c.id.desc())))


def _delivery(row: Any) -> Delivery:
    return Delivery(
        id=row.id,
        lead=row.lead,
        to=row.recipient,
        body=row.body,
        message_id=row.message_id,
        attempts=row.attempts + 1,
    )
