"""Alarm work: messages about alarms on their way into a chat or a mailbox: claimed, and mails settled.

What is in a chat is settled by `message_work`, as digests are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.alarm import Alarm
from frontdesk.store import message_work, quotas
from frontdesk.store.alarm_wishes import OVER, RAISED, Told
from frontdesk.store.alarms import alarm_of
from frontdesk.store.locks import lock
from frontdesk.store.tables import alarm_messages, alarms

QUOTA: Final = "alarm_mail"  #: mails about alarms, apart from all letters
HOUR: Final = timedelta(hours=1)
LINES: Final = 50  #: alarms that one mail tells of at most
_m, _a = alarm_messages.c, alarms.c


@dataclass(frozen=True, kw_only=True, slots=True)
class AlarmWork:
    """An alarm's message for a chat that the worker has claimed; it counts as a card of no lead."""

    id: int
    chat: int
    alarm: Alarm
    message_id: int | None  #: None until it was first shown
    shown: str | None  #: hash of what stands in the chat
    attempts: int
    node: str  #: who claimed it
    doubtful: bool = False  #: it may stand in the chat, nobody knows as which message
    hot: bool = True
    lead: int = 0
    view: str = "alarm"

    @property
    def row(self) -> message_work.Row:
        """Where it is settled."""
        return alarm_messages, _m.id == self.id

    @property
    def revision(self) -> int:
        """Of the alarm."""
        return self.alarm.revision


@dataclass(frozen=True, kw_only=True, slots=True)
class AlarmMail:
    """A mail that the worker has claimed: of one alarm, or of all that the hour had no other mail for."""

    ids: tuple[int, ...]
    alarms: tuple[Alarm, ...]
    mail_id: str  #: its Message-ID, kept over retries
    attempts: int


def claim_next(
    connection: sa.Connection, chat: int, now: datetime, node: str, edit_gap: timedelta
) -> AlarmWork | None:
    """Claim a message of a chat that is due: new ones first, then the oldest."""
    ready = message_work.ready(alarm_messages, now, edit_gap)
    due = sa.select(alarm_messages).where(Told.chat(chat).rows, *ready)
    due = due.order_by(_m.message_id.is_not(None), _m.due_at, _m.id)
    row = message_work.claim_first(connection, alarm_messages, due, node)
    if row is None:
        return None
    alarm = alarm_of(connection.execute(sa.select(alarms).where(_a.key == row.alarm)).one())
    mine = sa.update(alarm_messages).where(_m.id == row.id)
    connection.execute(mine.values(revision=alarm.revision))
    return AlarmWork(
        id=row.id,
        chat=chat,
        alarm=alarm,
        message_id=row.message_id,
        shown=row.shown,
        attempts=row.attempts + 1,
        node=node,
        doubtful=row.state == "unsure",
    )


def next_due(connection: sa.Connection, chat: int, edit_gap: timedelta) -> datetime | None:
    """When the next message of a chat may be sent; None when none waits."""
    return message_work.next_due(connection, alarm_messages, edit_gap, Told.chat(chat).rows)


def give_back(connection: sa.Connection, chat: int, node: str) -> None:
    """What this node claimed for that chat without learning of it, its answer being lost: due again."""
    message_work.give_back_of(connection, alarm_messages, Told.chat(chat).rows, node)


def take_over(connection: sa.Connection, now: datetime, retry_at: datetime) -> None:
    """What a dead node had claimed: an edit can be repeated, all else may have gone out."""
    message_work.take_over(connection, alarm_messages, now, retry_at)


def mail_due(connection: sa.Connection, told: Told) -> datetime | None:
    """When the next mail is due; None when none waits."""
    waits = (told.rows, _m.state.in_(message_work.OPEN))
    return connection.execute(sa.select(sa.func.min(_m.due_at)).where(*waits)).scalar()


def claim_mail(
    connection: sa.Connection, told: Told, now: datetime, node: str, per_hour: int, mail_id: str
) -> AlarmMail | None:
    """Claim a mail that is due, under that Message-ID unless it may have gone out under another.

    The last one that the hour has room for tells of all that wait.
    """
    lock(connection, QUOTA)
    used = quotas.used(connection, [QUOTA], now - HOUR)[QUOTA]
    in_hand = sa.select(sa.func.count(_m.mail_id.distinct())).where(told.rows, _m.state == "claimed")
    left = per_hour - used - connection.execute(in_hand).scalar_one()
    due = sa.select(alarm_messages).where(told.rows, _m.state.in_(message_work.OPEN), _m.due_at <= now)
    rows = connection.execute(due.order_by(_m.due_at, _m.id).limit(LINES)).all() if left > 0 else []
    if not rows:
        return None
    taken = _together(rows, alone=left > 1)
    ids = tuple(row.id for row in taken)
    kept = taken[0].mail_id or mail_id
    claimed = {"state": "claimed", "claimed_by": node, "mail_id": kept, "attempts": _m.attempts + 1}
    connection.execute(sa.update(alarm_messages).where(_m.id.in_(ids)).values(claimed))
    found = {row.key: alarm_of(row) for row in connection.execute(_of(taken))}
    return AlarmMail(
        ids=ids,
        alarms=tuple(found[row.alarm] for row in taken),
        mail_id=kept,
        attempts=taken[0].attempts + 1,
    )


def settle_mailed(connection: sa.Connection, mail: AlarmMail, node: str, now: datetime) -> None:
    """The server has it: each of its alarms is told as it stood then."""
    quotas.use(connection, [QUOTA], now)
    for id_, alarm in zip(mail.ids, mail.alarms, strict=True):
        values = {"state": "shown", "shown": OVER if alarm.is_over else RAISED, "shown_at": now}
        clean = {"attempts": 0, "doubts": 0, "claimed_by": None, "reason": None, "mail_id": None}
        connection.execute(_mine([id_], node).values(**values, **clean, revision=alarm.revision))


def settle_unsure(
    connection: sa.Connection, mail: AlarmMail, node: str, now: datetime, retry_at: datetime, reason: str
) -> None:
    """It may have gone out: once more at `retry_at`, then held for a person."""
    quotas.use(connection, [QUOTA], now)
    doubted = message_work.doubted(alarm_messages, retry_at, reason)
    connection.execute(_mine(mail.ids, node).values(doubted))


def settle_failed(connection: sa.Connection, mail: AlarmMail, node: str, **values: Any) -> None:
    """It did not go out; `values` say what becomes of it."""
    connection.execute(_mine(mail.ids, node).values(claimed_by=None, **values))


def _mine(ids: Sequence[int], node: str) -> sa.Update:
    """A node taken for dead that hears of it after all has still sent it."""
    still = sa.or_(sa.and_(_m.state == "claimed", _m.claimed_by == node), _m.state == "unsure")
    return sa.update(alarm_messages).where(_m.id.in_(ids), still)


def _together(rows: Sequence[Any], *, alone: bool) -> Sequence[Any]:
    """Those that go into one mail; what may have gone out goes out as it was."""
    first = rows[0]
    if first.mail_id:
        return [row for row in rows if row.mail_id == first.mail_id]
    return rows[:1] if alone else [row for row in rows if not row.mail_id]


def _of(rows: Sequence[Any]) -> sa.Select[Any]:
    return sa.select(alarms).where(_a.key.in_([row.alarm for row in rows]))
