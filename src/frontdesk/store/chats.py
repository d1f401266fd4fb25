"""Chats: how each stands to the bot: under which number it is found now, and whether it lets the bot in.

A chat is known by the number that rules.toml has. A group that becomes a supergroup gets another one, under
which none of its old messages can be changed. A chat without a row is open and has the number it always had.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.delivery import View
from frontdesk.store.alarm_wishes import Told
from frontdesk.store.lending import take_back
from frontdesk.store.tables import (
    alarm_messages,
    alarms,
    cards,
    chats,
    digests,
    leads,
    micros,
    posts,
    quotas,
    spare_messages,
    topics,
)
from frontdesk.store.upsert import insert_or_update
from frontdesk.triage.standing import CLOSED

OPEN, BROKEN = "open", "broken"
_c, _k, _m, _p = chats.c, cards.c, alarm_messages.c, posts.c
_VOID: Final[dict[str, Any]] = {"message_id": None, "shown": None, "shown_at": None}
_t = topics.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How a chat stands to the bot."""

    id: int  #: as rules.toml has it
    now_id: int  #: where its messages go
    broken: bool = False  #: it lets the bot not in
    reason: str = ""  #: why
    not_before: datetime | None = None  #: nothing is to be sent there until then

    @property
    def moved(self) -> bool:
        """Whether it has another number than rules.toml says."""
        return self.now_id != self.id


def standing(connection: sa.Connection, chat: int) -> Standing:
    """How a chat stands."""
    row = connection.execute(sa.select(chats).where(_c.id == chat)).first()
    if row is None:
        return Standing(id=chat, now_id=chat)
    broken, reason = row.state == BROKEN, row.reason or ""
    return Standing(id=chat, now_id=row.now_id, broken=broken, reason=reason, not_before=row.not_before)


def home(connection: sa.Connection, number: int, ids: Collection[int]) -> int:
    """Which of the chats `ids` has or had that number, or moved to it; else the number itself."""
    if number in ids:
        return number
    either = sa.or_(_c.id == number, _c.now_id == number)
    rows = connection.execute(sa.select(_c.id, _c.now_id).where(either).order_by(_c.id)).all()
    return next((one for row in rows for one in row if one in ids), number)


def shut(connection: sa.Connection, chat: int, reason: str, now: datetime, again: datetime) -> None:
    """It lets the bot not in; it is asked again then. What waits for it is kept."""
    row = {**_row(chat, now), "state": BROKEN, "reason": reason, "not_before": again}
    since = sa.case((_c.state == BROKEN, _c.since), else_=sa.text("excluded.since"))
    insert_or_update(connection, chats, [row], ("state", "reason", "not_before"), since=since)


def wait(connection: sa.Connection, chat: int, now: datetime, until: datetime) -> None:
    """It asked that nothing be sent before that."""
    row = {**_row(chat, now), "not_before": until}
    insert_or_update(connection, chats, [row], ("not_before",))


def look_again(connection: sa.Connection, chat: int, now: datetime) -> None:
    """Something changed there: if it let the bot not in, ask at once."""
    mine = sa.update(chats).where(_c.id == chat, _c.state == BROKEN)
    connection.execute(mine.values(not_before=now))


def reopen(connection: sa.Connection, chat: int, now: datetime) -> None:
    """It lets the bot in again: all that was kept is due, the newest lead first."""
    mine = sa.update(chats).where(_c.id == chat, _c.state == BROKEN)
    values = {"state": OPEN, "reason": None, "not_before": None, "since": now}
    if connection.execute(mine.values(values)).rowcount:
        kept = sa.update(cards).where(_k.chat == chat, _k.state == "due", _k.due_at <= now)
        connection.execute(kept.values(due_at=_newest_first(now), attempts=0))
        take_back(connection, chat, now)


def move(connection: sa.Connection, chat: int, new: int, now: datetime) -> bool:
    """It has that number now: cards of leads that are open are posted anew there, all else is forgotten.

    False, and nothing changes, where that is known.
    """
    if new in (standing(connection, chat).now_id, chat):
        return False
    row = {**_row(chat, now), "now_id": new}
    values = {"state": OPEN, "reason": None, "not_before": None}
    insert_or_update(connection, chats, [row], ("now_id", "since"), **values)
    _void_cards(connection, chat, now)
    _void_others(connection, chat)
    connection.execute(sa.delete(spare_messages).where(spare_messages.c.chat == chat))
    connection.execute(sa.delete(topics).where(_t.chat == chat))
    return True


def rename(connection: sa.Connection, ids: Collection[int]) -> None:
    """rules.toml, whose chats are `ids`, has the new number of one that moved: its cards go by that."""
    for row in connection.execute(sa.select(_c.id, _c.now_id).where(_c.id != _c.now_id)).all():
        if row.id in ids or row.now_id not in ids:
            continue
        has = sa.select(_k.lead).where(_k.chat == row.now_id)
        mine = sa.update(cards).where(_k.chat == row.id, _k.lead.not_in(has))
        connection.execute(mine.values(chat=row.now_id))
        told = sa.select(_m.alarm).where(Told.chat(row.now_id).rows)
        ours = sa.update(alarm_messages).where(Told.chat(row.id).rows, _m.alarm.not_in(told))
        connection.execute(ours.values(recipient=str(row.now_id)))
        for column in (_k.stands_for, digests.c.chat, spare_messages.c.chat):
            named = sa.update(column.table).where(column == row.id)
            connection.execute(named.values({column: row.now_id}))
        said = sa.select(_p.key).where(_p.chat == row.now_id)
        lively = sa.update(posts).where(_p.chat == row.id, _p.key.not_in(said))
        connection.execute(lively.values(chat=row.now_id))
        there = sa.select(_t.name).where(_t.chat == row.now_id)
        ours = sa.update(topics).where(_t.chat == row.id, _t.name.not_in(there))
        connection.execute(ours.values(chat=row.now_id))
        used = sa.update(quotas).where(quotas.c.key == f"chat:{row.id}")
        connection.execute(used.values(key=f"chat:{row.now_id}"))


def _row(chat: int, now: datetime) -> dict[str, Any]:
    return {"id": chat, "now_id": chat, "state": OPEN, "since": now}


def _void_cards(connection: sa.Connection, chat: int, now: datetime) -> None:
    lives = sa.select(leads.c.id).where(leads.c.state.not_in(CLOSED))
    wanted = sa.and_(_k.view != View.LINE, _k.lead.in_(lives))
    state = sa.case((_k.state.in_(("claimed", "unsure", "held")), _k.state), (wanted, "due"), else_="shown")
    stood = sa.update(cards).where(_k.chat == chat, _k.message_id.is_not(None))
    values = {**_VOID, "thread": None, "state": state, "due_at": _newest_first(now)}
    connection.execute(stood.values(**values, attempts=0, twice=False))


def _void_others(connection: sa.Connection, chat: int) -> None:
    """The newest digest and the alarms that stand are shown anew, and what stands for a burst in its turn."""
    d = digests.c
    newest = sa.select(sa.func.max(d.day)).where(d.chat == chat).scalar_subquery()
    again = sa.and_(d.day == newest, d.state == "shown")
    stood = sa.update(digests).where(d.chat == chat, d.message_id.is_not(None))
    connection.execute(stood.values(**_VOID, state=sa.case((again, "due"), else_=d.state)))
    stood = sa.update(posts).where(_p.chat == chat, _p.message_id.is_not(None))
    connection.execute(stood.values(_VOID))
    stand = sa.select(alarms.c.key).where(alarms.c.cleared_at.is_(None))
    again = sa.and_(_m.alarm.in_(stand), _m.state == "shown")
    told = sa.update(alarm_messages).where(Told.chat(chat).rows, _m.message_id.is_not(None))
    connection.execute(told.values(**_VOID, state=sa.case((again, "due"), else_=_m.state)))


def _newest_first(now: datetime) -> sa.ColumnElement[int]:
    """Due now; among themselves those of later leads come first."""
    return sa.literal(micros(now), sa.BigInteger) - _k.lead
