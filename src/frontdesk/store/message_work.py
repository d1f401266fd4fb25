"""Message work: how a message that the worker claimed ends, one that is about no lead: digests and alarms.

The states and their meaning are those of cards.
"""

from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa

from frontdesk.store.nodes import living
from frontdesk.store.tables import UtcTime

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


def take_over(connection: sa.Connection, table: sa.Table, now: datetime, retry_at: datetime) -> None:
    """What a dead node had claimed: an edit can be repeated, a new message may have been posted."""
    c = table.c
    claimed = sa.update(table).where(c.state == "claimed", c.claimed_by.not_in(living()))
    edited = claimed.where(c.message_id.is_not(None))
    connection.execute(edited.values(state="due", due_at=now, claimed_by=None))
    connection.execute(claimed.values(doubted(table, retry_at, "the worker died with it in hand")))


def give_back(connection: sa.Connection, table: sa.Table, which: sa.ColumnElement[bool], node: str) -> None:
    """What this node claimed there without learning of it, its answer being lost: due again."""
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
