"""Outbox: letters, cards, digests, posts, files and alarms as one list, and what people decide of one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.delivery import DeliveryState
from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.documents import CHANNEL, IS_FILE
from frontdesk.store.nodes import living
from frontdesk.store.posts import OVER
from frontdesk.store.tables import alarm_messages, cards, deliveries, digests, posts

#: What is not yet settled, or waits for a person.
OPEN: Final = (
    DeliveryState.DUE,
    DeliveryState.CLAIMED,
    DeliveryState.UNSURE,
    DeliveryState.HELD,
    DeliveryState.REFUSED,
)
RETRIED: Final = (DeliveryState.DUE, DeliveryState.UNSURE, DeliveryState.HELD, DeliveryState.REFUSED)
DROPPED: Final = "dropped"  #: the reason of what a person cancelled
_SHOWN: Final = "shown"  #: what the table of cards calls sent
_d, _k, _g, _a, _p = deliveries.c, cards.c, digests.c, alarm_messages.c, posts.c


@dataclass(frozen=True, slots=True)
class CardId:
    """Names a card among deliveries."""

    chat: int
    lead: int

    def __str__(self) -> str:
        return f"card:{self.chat}:{self.lead}"


@dataclass(frozen=True, slots=True)
class DigestId:
    """Names a digest among deliveries."""

    day: str  #: 2026-11-20

    def __str__(self) -> str:
        return f"digest:{self.day}"


@dataclass(frozen=True, slots=True)
class PostId:
    """Names a message that is the card of no lead among deliveries."""

    chat: int
    key: str  #: burst, or morning:2026-11-20

    def __str__(self) -> str:
        return f"post:{self.chat}:{self.key}"


@dataclass(frozen=True, slots=True)
class AlarmId:
    """Names what somebody is told of an alarm among deliveries."""

    number: int

    def __str__(self) -> str:
        return f"alarm:{self.number}"


@dataclass(frozen=True, slots=True)
class FileId:
    """Names a file for a private chat among deliveries."""

    number: int

    def __str__(self) -> str:
        return f"file:{self.number}"


Id = int | CardId | DigestId | PostId | AlarmId | FileId  #: of a letter its number


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One delivery in a list."""

    id: Id
    channel: str
    to: str  #: an address or the number of a chat
    state: str
    attempts: int
    due_at: datetime
    reason: str | None  #: why it is not sent; may be what another server said


def listed(connection: sa.Connection, states: Collection[str], limit: int) -> list[Item]:
    """Letters, files, cards, digests, posts and alarms in these states, at most `limit`, those due first."""
    wanted = [*states, *([_SHOWN] if DeliveryState.SENT in states else [])]
    letters = (_d.id, _d.channel, _d.recipient, _d.state, _d.attempts, _d.due_at, _d.reason)
    shown = (_k.chat, _k.lead, _k.state, _k.attempts, _k.due_at, _k.reason)
    rows = sa.select(*letters).where(_d.state.in_(wanted)).order_by(_d.due_at, _d.id).limit(limit)
    found = [_delivery(row) for row in connection.execute(rows)]
    rows = sa.select(*shown).where(_k.state.in_(wanted)).order_by(_k.due_at, _k.lead, _k.chat).limit(limit)
    found += [_shown(row, CardId(row.chat, row.lead)) for row in connection.execute(rows)]
    told = (_g.day, _g.chat, _g.state, _g.attempts, _g.due_at, _g.reason)
    rows = sa.select(*told).where(_g.state.in_(wanted)).order_by(_g.due_at, _g.day).limit(limit)
    found += [_shown(row, DigestId(row.day)) for row in connection.execute(rows)]
    found += _posts(connection, states, limit)
    heard = (_a.id, _a.channel, _a.recipient, _a.state, _a.attempts, _a.due_at, _a.reason)
    rows = sa.select(*heard).where(_a.state.in_(wanted)).order_by(_a.due_at, _a.id).limit(limit)
    found += [_delivery(row, AlarmId(row.id)) for row in connection.execute(rows)]
    return sorted(found, key=lambda item: item.due_at)[:limit]


def _posts(connection: sa.Connection, states: Collection[str], limit: int) -> list[Item]:
    """One that stands, and is only looked at anew now and then, is not on its way."""
    on_its_way = sa.or_(_p.state != DeliveryState.DUE, _p.message_id.is_(None), _p.reason.is_not(None))
    dropped = sa.and_(_p.state == OVER, sa.func.coalesce(_p.reason, "") == DROPPED)
    state = sa.case((dropped, DeliveryState.CANCELLED.value), (_p.state == OVER, _SHOWN), else_=_p.state)
    wanted = [*states, *([_SHOWN] if DeliveryState.SENT in states else [])]
    select = sa.select(_p.key, _p.chat, state.label("state"), _p.attempts, _p.due_at, _p.reason)
    rows = connection.execute(
        select.where(state.in_(wanted), on_its_way).order_by(_p.due_at, _p.chat, _p.key).limit(limit)
    )
    return [_shown(row, PostId(row.chat, row.key)) for row in rows]


@dataclass(frozen=True, kw_only=True, slots=True)
class Overdue:
    """Letters that should have gone out."""

    count: int
    since: datetime  #: when the first of them was due


def overdue(connection: sa.Connection, before: datetime) -> Overdue | None:
    """Letters that were due before that moment, and nobody sent them; None where there are none."""
    late = (_d.state == DeliveryState.DUE, IS_LETTER, _d.due_at < before)
    count, since = connection.execute(sa.select(sa.func.count(), sa.func.min(_d.due_at)).where(*late)).one()
    return Overdue(count=count, since=since) if count else None


def state_of(connection: sa.Connection, id: Id) -> str | None:
    """Where a delivery stands; None where there is no such."""
    table, mine = _where(id)
    found = connection.execute(sa.select(table.c.state).where(*mine)).scalar()
    return DeliveryState.SENT if found in (_SHOWN, OVER) else found


def retry(connection: sa.Connection, id: Id, now: datetime) -> bool:
    """Send it now, with all its attempts before it; False where its state does not allow that.

    A letter's life begins anew, or it would be cancelled as too old at once. What a node claimed that has
    ended, whichever way, may be sent too.
    """
    fresh = {"state": DeliveryState.DUE, "attempts": 0, "doubts": 0, "due_at": now, "reason": None}
    if isinstance(id, int | FileId):
        fresh["created_at"] = now
    return _changed(connection, id, fresh)


def drop(connection: sa.Connection, id: Id) -> bool:
    """Never send it; False where its state does not allow that.

    A post is over by that: the cards that a live message stood for come by themselves.
    """
    state = OVER if isinstance(id, PostId) else DeliveryState.CANCELLED
    return _changed(connection, id, {"state": state, "reason": DROPPED})


def _changed(connection: sa.Connection, id: Id, values: dict[str, Any]) -> bool:
    table, mine = _where(id)
    c, free = table.c, sa.or_(table.c.claimed_by.is_(None), table.c.claimed_by.not_in(living()))
    open_ = sa.or_(c.state.in_(RETRIED), sa.and_(c.state == DeliveryState.CLAIMED, free))
    update = sa.update(table).where(*mine, open_).values(claimed_by=None, **values)
    return connection.execute(update).rowcount == 1


def _where(id: Id) -> tuple[sa.Table, Sequence[sa.ColumnElement[bool]]]:
    if isinstance(id, CardId):
        return cards, (_k.chat == id.chat, _k.lead == id.lead)
    if isinstance(id, DigestId):
        return digests, (_g.day == id.day,)
    if isinstance(id, PostId):
        return posts, (_p.chat == id.chat, _p.key == id.key)
    if isinstance(id, AlarmId):
        return alarm_messages, (_a.id == id.number,)
    if isinstance(id, FileId):
        return deliveries, (_d.id == id.number, IS_FILE)
    return deliveries, (_d.id == id, IS_LETTER)


def _delivery(row: Any, id: Id | None = None) -> Item:
    return Item(
        id=id or (FileId(row.id) if row.channel == CHANNEL else row.id),
        channel=row.channel,
        to=row.recipient,
        state=DeliveryState.SENT if row.state == _SHOWN else row.state,
        attempts=row.attempts,
        due_at=row.due_at,
        reason=row.reason,
    )


def _shown(row: Any, id: Id) -> Item:
    return Item(
        id=id,
        channel="telegram",
        to=str(row.chat),
        state=DeliveryState.SENT if row.state == _SHOWN else row.state,
        attempts=row.attempts,
        due_at=row.due_at,
        reason=row.reason,
    )
