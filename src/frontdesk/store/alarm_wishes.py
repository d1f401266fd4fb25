"""Alarm wishes: what each chat and mailbox is to be told of an alarm, given what it was told last.

One row for an alarm and whoever is told of it, so that nothing is told twice, whichever node looks. A chat
has one message, which is edited; a mailbox gets one mail when the alarm is raised and one when it is over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.alarm import Alarm
from frontdesk.store.alarms import alarm_of
from frontdesk.store.tables import alarm_messages, alarms
from frontdesk.store.upsert import insert_or_ignore

CHAT: Final = "telegram"
MAIL: Final = "email"
#: One that comes back so soon after its end is the same: its message is edited, and a mail waits that long.
SAME_FOR: Final = timedelta(hours=1)
RAISED, OVER = "raised", "over"  #: what the last mail told; the latter is also why one is cancelled
LIMIT: Final = 100  #: alarms that are looked at in one transaction
_m, _a = alarm_messages.c, alarms.c
_WAITING: Final = ("due", "unsure")
_STUCK: Final = ("held", "refused", "cancelled")


@dataclass(frozen=True, slots=True)
class Told:
    """Whoever is told of alarms."""

    channel: str
    recipient: str  #: the number of a chat, or an address

    @classmethod
    def chat(cls, number: int) -> "Told":
        """A chat."""
        return cls(CHAT, str(number))

    @classmethod
    def mailbox(cls, address: str) -> "Told":
        """A mailbox of ours."""
        return cls(MAIL, address)

    @property
    def rows(self) -> sa.ColumnElement[bool]:
        """Its messages."""
        return sa.and_(_m.channel == self.channel, _m.recipient == self.recipient)


def lags(connection: sa.Connection, told: Told) -> bool:
    """Whether `want` may have something to do."""
    return connection.execute(_behind(told).limit(1)).first() is not None


def want(connection: sa.Connection, told: Told, now: datetime, hears: Callable[[str], bool]) -> None:
    """Bring what is wanted up to the alarms; `hears`: whether alarms of a key are told there at all.

    One that it was told of before goes on being told, or its message would stand for ever.
    """
    for row in connection.execute(_behind(told).limit(LIMIT)).all():
        alarm = alarm_of(row)
        at = max(now, alarm.raised_at)  # which may be later by a moment than when this look began
        if row.id is None:
            if hears(alarm.key):
                insert_or_ignore(connection, alarm_messages, [_first(told, alarm, at)])
        elif row.state != "claimed":  # settled first, and looked at anew
            anew = _of_chat if told.channel == CHAT else _of_mailbox
            values = anew(row, alarm, at)
            mine = sa.update(alarm_messages).where(_m.id == row.id, _m.state == row.state)
            connection.execute(mine.values(**values, revision=alarm.revision))


def _behind(told: Told) -> sa.Select[Any]:
    """Alarms, with what was told of them, that changed since."""
    both = alarms.outerjoin(alarm_messages, sa.and_(_m.alarm == _a.key, told.rows))
    kept = (_m.id, _m.state, _m.due_at, _m.message_id, _m.shown, _m.shown_at, _m.reason)
    new = sa.and_(_m.id.is_(None), _a.cleared_at.is_(None))
    changed = sa.or_(new, _m.revision != _a.revision)
    return sa.select(alarms, *kept).select_from(both).where(changed).order_by(_a.raised_at, _a.key)


def _first(told: Told, alarm: Alarm, now: datetime) -> dict[str, Any]:
    return {
        "alarm": alarm.key,
        "channel": told.channel,
        "recipient": told.recipient,
        "revision": alarm.revision,
        "state": "due",
        "due_at": now,
    }


def _of_chat(row: Any, alarm: Alarm, now: datetime) -> dict[str, Any]:
    """Its one message follows the alarm; one of more than an hour ago is left, and another is posted."""
    due = {"state": "due", "due_at": now, "attempts": 0, "reason": None}
    if alarm.is_over and row.message_id is None and row.state != "unsure":
        return {"state": "cancelled", "due_at": now, "reason": OVER}
    if row.state in _WAITING or (row.state == "cancelled" and not _heard_again(row, alarm)):
        return {}
    back = not alarm.is_over and row.shown_at is not None and row.shown_at < alarm.raised_at
    if back and alarm.ended_at and alarm.raised_at - alarm.ended_at > SAME_FOR:
        return {**due, "message_id": None, "shown": None, "shown_at": None}
    return due


def _of_mailbox(row: Any, alarm: Alarm, now: datetime) -> dict[str, Any]:
    """Whether another mail is due, and when."""
    told_raised = row.shown == RAISED
    if row.state == "unsure":
        # It may have been told that this began: then it must be told that it is over.
        over = {"state": "due", "due_at": now, "shown": RAISED, "mail_id": None}
        return over if alarm.is_over else {}
    if told_raised and not alarm.is_over:
        return {"state": "shown", "mail_id": None}
    if alarm.is_over and not told_raised:
        return {"state": "cancelled", "due_at": now, "reason": OVER, "mail_id": None}
    if row.state in _WAITING or (row.state in _STUCK and not _heard_again(row, alarm)):
        return {}
    at = max(now, row.shown_at + SAME_FOR) if row.shown == OVER else now
    return {"state": "due", "due_at": at, "attempts": 0, "reason": None, "mail_id": None}


def _heard_again(row: Any, alarm: Alarm) -> bool:
    """Whether it came back after a person, or the other side, wanted to hear no more of it."""
    return row.reason == OVER or (not alarm.is_over and alarm.raised_at > row.due_at)
