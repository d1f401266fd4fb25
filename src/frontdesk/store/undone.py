"""Undone: what is still to be done on the whole desk, by queue and state, and since when; who works on it.

Only rows that are open are looked at, by their indexes: a desk with a million sent letters answers as fast.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.model.delivery import DeliveryState
from frontdesk.model.retention import Swept
from frontdesk.store import nodes, swept
from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.documents import IS_FILE
from frontdesk.store.hexes import id_came_at
from frontdesk.store.submissions import UNJUDGED
from frontdesk.store.tables import alarm_messages, alarms, cards, deliveries, submissions, updates

LATER: Final = "later"  #: the state of what is due at a later time
_OPEN: Final = (DeliveryState.DUE, DeliveryState.CLAIMED, DeliveryState.UNSURE, DeliveryState.HELD)
_WAITING: Final = (DeliveryState.DUE, DeliveryState.CLAIMED, DeliveryState.UNSURE)
_FORMS: Final = ("waiting", "checking", "thin", "unjudged")
_NOW: Final = frozenset((*_WAITING, *_FORMS))
QUEUES: Final = ("forms", "letters", "files", "cards", "alarms", "presses")


@dataclass(frozen=True, kw_only=True, slots=True)
class Undone:
    """What is to be done, and by whom."""

    counts: Mapping[tuple[str, str], int]  #: (queue, state): how many; each known pair is there
    oldest: Mapping[str, datetime]  #: queue: since when its oldest waits; only those where one does
    nodes: Mapping[str, int] = field(default_factory=dict)  #: role: processes that have not left
    alarms: Mapping[str, int] = field(default_factory=dict)  #: kind: alarms that stand
    swept: Swept = field(default_factory=Swept)  #: how far the sweep of `[retention]` has come

    def waiting(self, queue: str) -> int:
        """How many of a queue are to be done now; what is due later, or a person's, is not."""
        return sum(n for (name, state), n in self.counts.items() if name == queue and state in _NOW)


def undone(connection: sa.Connection, now: datetime) -> Undone:
    """Everything that is open."""
    rows = [
        *_forms(connection),
        *_sent(connection, "letters", deliveries, deliveries.c.created_at, now, IS_LETTER),
        *_sent(connection, "files", deliveries, deliveries.c.created_at, now, IS_FILE),
        *_sent(connection, "cards", cards, cards.c.due_at, now),
        *_sent(connection, "alarms", alarm_messages, alarm_messages.c.due_at, now),
        *_presses(connection),
    ]
    states = (*(str(state) for state in _OPEN), LATER)
    counts = {(queue, state): 0 for queue in QUEUES[1:5] for state in states}
    counts |= {("forms", state): 0 for state in _FORMS} | {("presses", "waiting"): 0}
    oldest = dict[str, datetime]()
    for queue, state, count, since in rows:
        counts[queue, state] = counts.get((queue, state), 0) + count
        if since and state in _NOW:
            oldest[queue] = min(oldest.get(queue, since), since)
    return Undone(
        counts=counts,
        oldest=oldest,
        nodes=_nodes(connection),
        alarms=_alarms(connection),
        swept=swept.read(connection),
    )


Row = tuple[str, str, int, datetime | None]


def _forms(connection: sa.Connection) -> Iterator[Row]:
    """By their ids, which tell the time: the rows are large."""
    c, many, first = submissions.c, sa.func.count(), sa.func.min(submissions.c.id)
    count, id_ = connection.execute(sa.select(many, first).where(c.state == "waiting")).one()
    yield "forms", "waiting", count, id_came_at(id_) if id_ else None
    others = sa.select(c.state, many, first).where(UNJUDGED).group_by(c.state)
    for state, count, id_ in connection.execute(others):
        yield "forms", state, count, id_came_at(id_)


def _sent(
    connection: sa.Connection, queue: str, table: sa.Table, at: sa.Column[Any], now: datetime, *which: Any
) -> Iterator[Row]:
    """`at`: since when it waits; of a letter that is tried again that is not when it is tried next."""
    c, many = table.c, sa.func.count()
    open_ = sa.select(c.state, many, sa.func.min(at, type_=at.type)).where(c.state.in_(_OPEN), at <= now)
    for state, count, since in connection.execute(open_.where(*which).group_by(c.state)):
        yield queue, state, count, since
    later = sa.select(many).where(c.state.in_(_WAITING), at > now, *which)
    yield queue, LATER, connection.execute(later).scalar_one(), None


def _presses(connection: sa.Connection) -> Iterator[Row]:
    c = updates.c
    first = sa.func.min(c.at, type_=c.at.type)
    count, since = connection.execute(sa.select(sa.func.count(), first).where(c.state == "waiting")).one()
    yield "presses", "waiting", count, since


def _nodes(connection: sa.Connection) -> Mapping[str, int]:
    found = {"all": 0, "web": 0, "worker": 0}
    for row in nodes.read(connection):
        found[row.role] = found.get(row.role, 0) + 1
    return found


def _alarms(connection: sa.Connection) -> Mapping[str, int]:
    """By the kind, which the key begins with: the rest of it may name a form or a chat."""
    found = dict[str, int]()
    for key in connection.execute(sa.select(alarms.c.key).where(alarms.c.cleared_at.is_(None))).scalars():
        kind = key.partition(":")[0]
        found[kind] = found.get(kind, 0) + 1
    return found
