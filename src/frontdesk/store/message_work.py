"""Message work: how messages for a chat are claimed, and how each ends that the worker has in hand.

The states and their meaning are those of cards, whatever the message is about. Where one kind ends otherwise,
the file of that kind says how.
"""

from datetime import datetime, timedelta
from typing import Any, Final, Protocol

import sqlalchemy as sa

from frontdesk.store.nodes import living
from frontdesk.store.tables import UtcTime, cards, digests, posts, reminders

OPEN: Final = ("due", "unsure")  #: the states of what is still to be shown
LOOKED_AT: Final = 50  #: messages of a chat, those due first, of which one may be shown next
DIED: Final = "the worker died with it in hand"
#: The tables whose rows name their chat.
_OF_CHATS: Final = (cards, digests, posts, reminders)

#: A table of messages, and which of its rows.
Row = tuple[sa.Table, sa.ColumnElement[bool]]


class Work(Protocol):
    """A message in hand."""

    @property
    def row(self) -> Row:
        """Where it is settled."""

    @property
    def revision(self) -> int:
        """Of what it should show; a newer one leaves it due."""

    @property
    def node(self) -> str:
        """Who claimed it."""


def ready(table: sa.Table, now: datetime, edit_gap: timedelta) -> tuple[sa.ColumnElement[bool], ...]:
    """Which messages may be shown now; `edit_gap`: between two edits of one."""
    c = table.c
    return c.state.in_(OPEN), c.due_at <= now, rested(table, now, edit_gap)


def rested(table: sa.Table, now: datetime, edit_gap: timedelta) -> sa.ColumnElement[bool]:
    """Which messages were not edited just now."""
    return sa.or_(table.c.shown_at.is_(None), table.c.shown_at <= now - edit_gap)


def claim_first(connection: sa.Connection, table: sa.Table, due: sa.Select[Any], node: str) -> Any:
    """Claim the first of these rows of the table, and give it as it was; None where there is none."""
    row = connection.execute(due.limit(1).with_for_update(skip_locked=True)).first()
    if row is not None:
        mine = (column == row._mapping[column.name] for column in table.primary_key)
        claimed = {"state": "claimed", "claimed_by": node, "attempts": row.attempts + 1}
        connection.execute(sa.update(table).where(*mine).values(claimed))
    return row


def next_due(
    connection: sa.Connection, table: sa.Table, edit_gap: timedelta, *which: sa.ColumnElement[bool]
) -> datetime | None:
    """When the next of these messages may be shown; None when none waits."""
    c = table.c
    select = sa.select(c.due_at, c.shown_at).where(*which, c.state.in_(OPEN))
    times = [
        max(row.due_at, row.shown_at + edit_gap) if row.shown_at else row.due_at
        for row in connection.execute(select.order_by(c.due_at).limit(LOOKED_AT))
    ]
    return min(times, default=None)


def settle_shown(
    connection: sa.Connection,
    work: Work,
    message_id: int | None,
    shown: str | None,
    at: datetime,
    drawn_at: datetime,
) -> None:
    """The chat shows the revision that was claimed; a newer one leaves it due."""
    c = work.row[0].c
    newer = c.revision != work.revision
    values = {
        "state": sa.case((newer, "due"), else_="shown"),
        "due_at": sa.case((newer, sa.literal(at, UtcTime)), else_=c.due_at),
        "message_id": message_id,
        "shown": shown,
        "shown_at": at if message_id is not None else None,
        "attempts": 0,
        "doubts": 0,
        "claimed_by": None,
        "reason": None,
    }
    connection.execute(mine(work).values(values))


def settle_due(connection: sa.Connection, work: Work, due_at: datetime, reason: str) -> None:
    """Not now: again at `due_at`."""
    connection.execute(mine(work).values(state="due", due_at=due_at, reason=reason, claimed_by=None))


def settle_unsure(connection: sa.Connection, work: Work, retry_at: datetime, reason: str) -> None:
    """It may stand in the chat already: once more at `retry_at`, then held for a person."""
    connection.execute(mine(work).values(doubted(work.row[0], retry_at, reason)))


def settle_held(connection: sa.Connection, work: Work, reason: str) -> None:
    """It cannot be shown; a person must see to it. What it should show since then is tried for itself."""
    state = sa.case((work.row[0].c.revision != work.revision, "due"), else_="held")
    connection.execute(mine(work).values(state=state, reason=reason, claimed_by=None))


def settle_gone(connection: sa.Connection, work: Work, now: datetime) -> None:
    """Somebody deleted the message, which this change found out: it is shown by a new one."""
    values = {"state": "due", "due_at": now, "message_id": None, "shown": None, "shown_at": None}
    connection.execute(mine(work).values(**values, claimed_by=None))


def take_over(
    connection: sa.Connection, table: sa.Table, now: datetime, retry_at: datetime, **doubtful: Any
) -> None:
    """What a dead node had claimed: an edit can be repeated, a new message may have been posted.

    `doubtful`: further columns of the latter.
    """
    claimed = of_the_dead(table)
    edited = claimed.where(table.c.message_id.is_not(None))
    connection.execute(edited.values(state="due", due_at=now, claimed_by=None))
    connection.execute(claimed.values({**doubted(table, retry_at, DIED), **doubtful}))


def of_the_dead(table: sa.Table) -> sa.Update:
    """A change of whatever no living node has claimed."""
    return sa.update(table).where(table.c.state == "claimed", table.c.claimed_by.not_in(living()))


def give_back(connection: sa.Connection, chat: int, node: str) -> None:
    """What this node claimed for that chat without learning of it, its answer being lost: due again."""
    for table in _OF_CHATS:
        give_back_of(connection, table, table.c.chat == chat, node)


def give_back_of(
    connection: sa.Connection, table: sa.Table, which: sa.ColumnElement[bool], node: str
) -> None:
    """The same of one table."""
    c = table.c
    claimed = sa.update(table).where(which, c.state == "claimed", c.claimed_by == node)
    connection.execute(claimed.values(state="due", claimed_by=None))


def doubted(table: sa.Table, retry_at: datetime, reason: str) -> dict[str, Any]:
    """The values of a message that may have gone out; a second doubt holds it for a person."""
    return {
        "state": sa.case((table.c.doubts > 0, "held"), else_="unsure"),
        "due_at": retry_at,
        "reason": reason,
        "doubts": table.c.doubts + 1,
        "claimed_by": None,
    }


def mine(work: Work) -> sa.Update:
    """Only while the claim stands, or was taken over from this node and nobody has begun anew."""
    table, which = work.row
    still = sa.or_(table.c.claimed_by == work.node, table.c.state == "unsure")
    return sa.update(table).where(which, still)
