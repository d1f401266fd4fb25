"""Deliveries: the outbox of letters, claimed, sent and settled by the worker; `documents` has its files.

A letter may have waited for hours: whether it still may go out is looked at when it is claimed.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.delivery import Delivery, DeliveryState
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.store import cards, touches
from frontdesk.store.driver import driver_each, driver_sql
from frontdesk.store.hexes import LETTER, came_at
from frontdesk.store.message_work import DIED, doubted, of_the_dead
from frontdesk.store.tables import deliveries, micros

_c = deliveries.c
#: What may have gone out first: it came first, there is little of it, and what keeps coming must not pass it.
_OPEN: Final = (DeliveryState.UNSURE, DeliveryState.DUE)

SUPPRESSED: Final = "suppressed"  #: the reason of a letter whose address is on the suppression list
ERASED: Final = "erased"  #: the reason of a letter of which nobody knows any more whom it is to
ROUNDS: Final = 25  #: of a claim that finds nothing but letters to withhold

#: The reason why a letter may go out no more; looked up by keys, for the few rows that are claimed.
_LOCK: Final = (
    "CASE WHEN recipient = '' THEN 'erased' "
    "WHEN EXISTS (SELECT 1 FROM suppressions WHERE suppressions.key = deliveries.mailbox) "
    "OR EXISTS (SELECT 1 FROM suppressions WHERE suppressions.key = deliveries.exact) THEN 'suppressed' "
    "ELSE (SELECT CASE WHEN quarantined_by IS NOT NULL THEN 'person' "
    "WHEN leads.state = 'quarantined' THEN 'quarantined' END FROM leads WHERE leads.id = deliveries.lead) END"
)
#: Driver-level statements: each letter takes these steps, and Core costs more than running them.
#: Of one state at a time, or PostgreSQL would sort all that is due for each few.
_DUE: Final = driver_sql(
    f"SELECT id, lead, recipient, body, message_id, attempts, letter, key, {_LOCK} FROM deliveries "  # noqa: S608
    "WHERE state = ? AND due_at <= ? AND channel = 'email' ORDER BY due_at LIMIT ?",
    on_server=" FOR UPDATE SKIP LOCKED",
)
_WITHHOLD: Final = driver_sql(
    "UPDATE deliveries SET state = 'withheld', claimed_by = NULL, reason = ? WHERE id = ?"
)
_CLAIM: Final = driver_sql(
    "UPDATE deliveries SET state = 'claimed', claimed_by = ?, attempts = attempts + 1 WHERE id = ?"
)
_STOPPED: Final = driver_sql("SELECT reason FROM deliveries WHERE key = ? AND state = 'withheld'")
#: A node taken for dead has lost its claim: that a letter went out still counts.
_SENT: Final = driver_each(
    "UPDATE deliveries SET state = 'sent', claimed_by = NULL, reason = NULL, sent_at = ? "
    "WHERE id = ? AND (state = 'claimed' AND claimed_by = ? OR state = 'unsure') RETURNING id, lead, channel"
)
IS_LETTER: Final = _c.channel == "email"  #: and no file
_NEXT: Final = sa.select(sa.func.min(_c.due_at)).where(_c.state == sa.bindparam("state"), IS_LETTER)


def claim_due(connection: sa.Connection, now: datetime, node: str, limit: int) -> list[Delivery]:
    """Claim the letters that are due, oldest first; before that, what may have gone out already.

    One whose address was suppressed or erased meanwhile, or whose lead is in quarantine, is withheld instead.
    Claim only what is begun at once: a claim of the dead is unsure.
    """
    found: list[Any] = []
    for state in _OPEN:
        for _ in range(ROUNDS):
            if len(found) >= limit:
                break
            rows = _DUE(connection, (state.value, micros(now), limit - len(found)))
            free, locked = [row for row in rows if not row[-1]], [row for row in rows if row[-1]]
            if free:
                _CLAIM(connection, [(node, row[0]) for row in free])
                found += free
            if not locked:
                break
            _WITHHOLD(connection, [(row[-1], row[0]) for row in locked])
            cards.redraw_of_others(connection, [row[1] for row in locked], now)
    return [_delivery(row) for row in found]


def cancel_older(connection: sa.Connection, before: datetime, reason: str = "too_old") -> int:
    """Cancel letters that were never tried and nobody waits for any more; how many."""
    old = (_c.state == DeliveryState.DUE, _c.attempts == 0, IS_LETTER, _c.created_at < before)
    values = {"state": DeliveryState.CANCELLED, "reason": reason}
    return connection.execute(sa.update(deliveries).where(*old).values(values)).rowcount


def give_up_older(connection: sa.Connection, before: datetime, *, untried: str | None) -> int:
    """Hold letters that were tried in vain for too long; how many.

    `untried`: what keeps the others of that age from being tried, and they are held too; None: nothing.
    """
    old = (_c.state.in_(_OPEN), IS_LETTER, _c.created_at < before)
    tried = () if untried else (sa.or_(_c.attempts > 0, _c.doubts > 0),)
    why = sa.literal("given up: ").concat(sa.func.coalesce(_c.reason, untried or "too old"))
    held = sa.update(deliveries).where(*old, *tried).values(state=DeliveryState.HELD, reason=why)
    return connection.execute(held).rowcount


def waiting(connection: sa.Connection, now: datetime) -> int:
    """How many letters could go out, as far as their time has come."""
    due = (_c.state == DeliveryState.DUE, IS_LETTER, _c.due_at <= now)
    return connection.execute(sa.select(sa.func.count()).where(*due)).scalar_one()


def next_due(connection: sa.Connection) -> datetime | None:
    """When the next letter is due; None when none waits."""
    found = [connection.execute(_NEXT, {"state": state}).scalar() for state in _OPEN]
    return min((due for due in found if due), default=None)


def settle_sent(connection: sa.Connection, sent: Sequence[tuple[int, datetime]], node: str) -> None:
    """Letters (id, at) that the mail server took from this node; each is a touch of its lead."""
    if not sent:
        return
    at = dict(sent)
    settled = _SENT(connection, [(micros(moment), id_, node) for id_, moment in at.items()])
    rows = [row for rows in settled for row in rows]
    touches.add(
        connection, [(lead, _touch(id_, channel, TouchKind.SENT, at[id_])) for id_, lead, channel in rows]
    )


def settle(
    connection: sa.Connection,
    id: int,
    node: str,
    state: DeliveryState,
    *,
    at: datetime | None = None,
    **values: Any,
) -> None:
    """Where a delivery stands after an attempt of this node that failed; `values` are further columns.

    A letter refused `at` a time is a touch of its lead. A node taken for dead has lost its claim.
    """
    mine = (_c.id == id, _c.state == DeliveryState.CLAIMED, _c.claimed_by == node)
    settled = sa.update(deliveries).where(*mine).values(state=state, claimed_by=None, **values)
    if connection.execute(settled).rowcount and state is DeliveryState.REFUSED and at:
        row = connection.execute(sa.select(_c.id, _c.lead, _c.channel).where(_c.id == id)).one()
        touches.add(connection, [(row.lead, _touch(row.id, row.channel, TouchKind.REFUSED, at))])


def _touch(id_: int, channel: str, kind: TouchKind, at: datetime) -> Touch:
    return Touch(kind=kind, at=at, key=f"{kind}:{id_}", source=channel)


def settle_unsure(connection: sa.Connection, id: int, node: str, retry_at: datetime, reason: str) -> None:
    """It may have gone out: once more at `retry_at`, and a second doubt holds it for a person."""
    mine = (_c.id == id, _c.state == DeliveryState.CLAIMED, _c.claimed_by == node)
    connection.execute(sa.update(deliveries).where(*mine).values(doubted(deliveries, retry_at, reason)))


def give_back(connection: sa.Connection, id: int, node: str, due_at: datetime) -> None:
    """Claimed but not begun: due again, as if nothing had been, but after others that are due."""
    mine = (_c.id == id, _c.state == DeliveryState.CLAIMED, _c.claimed_by == node)
    connection.execute(sa.update(deliveries).where(*mine).values({**_unbegun(), "due_at": due_at}))


def give_back_others(connection: sa.Connection, in_hand: Collection[int], node: str) -> None:
    """What this node claimed without learning of it, its answer being lost: due again."""
    mine = (_c.state == DeliveryState.CLAIMED, IS_LETTER, _c.claimed_by == node, _c.id.not_in(in_hand))
    connection.execute(sa.update(deliveries).where(*mine).values(_unbegun()))


def put_off(connection: sa.Connection, id: int, due_at: datetime) -> None:
    """Claimed in this transaction but not begun, since its turn comes later."""
    mine = sa.update(deliveries).where(_c.id == id, _c.state == DeliveryState.CLAIMED)
    connection.execute(mine.values({**_unbegun(), "due_at": due_at}))


def take_over(connection: sa.Connection, retry_at: datetime) -> int:
    """What a dead node had claimed may have gone out: unsure; how many there were."""
    values = doubted(deliveries, retry_at, DIED)
    return connection.execute(of_the_dead(deliveries).values(values)).rowcount


def _unbegun() -> dict[str, Any]:
    return {"state": DeliveryState.DUE, "claimed_by": None, "attempts": _c.attempts - 1}


def stopped(connection: sa.Connection, submission: int) -> str | None:
    """Why the letter that answers a submission is withheld; None where it is not."""
    rows = _STOPPED(connection, (f"{LETTER}{submission:x}",))
    return rows[0][0] if rows else None


def of_lead(connection: sa.Connection, lead: int) -> list[Any]:
    """The letters of a lead, newest first: rows without their bodies."""
    shown = (_c.id, _c.letter, _c.recipient, _c.state, _c.reason, _c.attempts, _c.due_at, _c.sent_at)
    theirs = sa.select(*shown).where(_c.lead == lead, IS_LETTER)
    return list(connection.execute(theirs.order_by(_c.id.desc())))


def _delivery(row: Sequence[Any]) -> Delivery:
    id_, lead, to, body, message_id, attempts, letter, key, _ = row
    return Delivery(
        id=id_,
        lead=lead,
        to=to,
        body=bytes(body),
        message_id=message_id,
        attempts=attempts + 1,
        letter=letter,
        form_at=came_at(key),
    )
