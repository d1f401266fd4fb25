"""Posts: messages that are the card of no lead, on their way into a chat: claimed, shown and settled.

The states and their meaning are those of cards; one that is `over` is never shown again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.post import BURST
from frontdesk.store.nodes import living
from frontdesk.store.tables import UtcTime, posts

OVER: Final = "over"
_c = posts.c
_OPEN: Final = ("due", "unsure")


@dataclass(frozen=True, kw_only=True, slots=True)
class PostWork:
    """A post that the worker has claimed; it counts as a card of no lead."""

    chat: int
    key: str
    revision: int  #: of what it should show; a newer one leaves it due
    message_id: int | None  #: None until it was first shown
    shown: str | None  #: hash of what stands in the chat
    attempts: int
    node: str  #: who claimed it
    again: timedelta | None = None  #: when it is looked at anew after it was shown; None: never
    hot: bool = False
    lead: int = 0
    view: str = "post"


def about(connection: sa.Connection, chat: int, key: str) -> Mapping[str, Any] | None:
    """What a post is about; None when there is none."""
    found = connection.execute(sa.select(_c.about).where(_c.chat == chat, _c.key == key)).scalar()
    return None if found is None else orjson.loads(found)


def change(connection: sa.Connection, chat: int, key: str, said: Mapping[str, Any], now: datetime) -> bool:
    """Have a post say something else, at once; False when there is none."""
    values = {"about": orjson.dumps(said), "revision": _c.revision + 1, **_due(now)}
    mine = sa.update(posts).where(_c.chat == chat, _c.key == key)
    return connection.execute(mine.values(values)).rowcount == 1


def redraw(connection: sa.Connection, chat: int, key: str, now: datetime) -> None:
    """Look at a post anew; one that would read the same costs no message."""
    mine = sa.update(posts).where(_c.chat == chat, _c.key == key, _c.state != OVER)
    connection.execute(mine.values({"revision": _c.revision + 1, **_due(now)}))


def _due(now: datetime) -> dict[str, Any]:
    """One on its way, or that may have been posted, keeps its turn."""
    busy = sa.or_(_c.state == "claimed", _c.state == "unsure")
    return {
        "state": sa.case((busy, _c.state), else_="due"),
        "due_at": sa.case((busy, _c.due_at), else_=sa.literal(now, UtcTime)),
    }


def claim_next(
    connection: sa.Connection,
    chat: int,
    now: datetime,
    node: str,
    *,
    edit_gap: timedelta,
    again: Mapping[str, timedelta],
) -> PostWork | None:
    """Claim the post of a chat that is due, the oldest first; `again`: when each key is looked at anew."""
    rested = sa.or_(_c.shown_at.is_(None), _c.shown_at <= now - edit_gap)
    due = sa.select(posts).where(_c.chat == chat, _c.state.in_(_OPEN), _c.due_at <= now, rested)
    row = connection.execute(due.order_by(_c.due_at).limit(1).with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    claimed = {"state": "claimed", "claimed_by": node, "attempts": row.attempts + 1}
    connection.execute(sa.update(posts).where(_c.chat == chat, _c.key == row.key).values(claimed))
    return PostWork(
        chat=chat,
        key=row.key,
        revision=row.revision,
        message_id=row.message_id,
        shown=row.shown,
        attempts=row.attempts + 1,
        node=node,
        again=again.get(row.key),
        hot=row.key == BURST,
    )


def overdue(connection: sa.Connection, chat: int, key: str, before: datetime) -> bool:
    """Whether a post was due before that moment, and has not been claimed."""
    mine = sa.select(_c.key).where(_c.chat == chat, _c.key == key, _c.state.in_(_OPEN), _c.due_at <= before)
    return connection.execute(mine).first() is not None


def next_due(connection: sa.Connection, chat: int, edit_gap: timedelta) -> datetime | None:
    """When the next post of a chat may be sent; None when none waits."""
    select = sa.select(_c.due_at, _c.shown_at).where(_c.chat == chat, _c.state.in_(_OPEN))
    times = [
        max(row.due_at, row.shown_at + edit_gap) if row.shown_at else row.due_at
        for row in connection.execute(select.order_by(_c.due_at).limit(50))
    ]
    return min(times, default=None)


def settle_shown(
    connection: sa.Connection,
    work: PostWork,
    message_id: int | None,
    shown: str | None,
    at: datetime,
    drawn_at: datetime,
) -> None:
    """The chat shows the revision that was claimed; a newer one, or one that goes on, leaves it due."""
    newer = _c.revision != work.revision
    rest = ("due", at + work.again) if work.again is not None else (OVER, at)
    values = {
        "state": sa.case((newer, "due"), else_=rest[0]),
        "due_at": sa.case((newer, sa.literal(at, UtcTime)), else_=sa.literal(rest[1], UtcTime)),
        "message_id": message_id,
        "shown": shown,
        "shown_at": at if message_id is not None else None,
        "attempts": 0,
        "doubts": 0,
        "claimed_by": None,
        "reason": None,
    }
    connection.execute(_mine(work).values(values))


def settle_due(connection: sa.Connection, work: PostWork, due_at: datetime, reason: str) -> None:
    """Not now: again at `due_at`."""
    connection.execute(_mine(work).values(state="due", due_at=due_at, reason=reason, claimed_by=None))


def settle_unsure(connection: sa.Connection, work: PostWork, retry_at: datetime, reason: str) -> None:
    """It may stand in the chat already: once more at `retry_at`, then held for a person."""
    connection.execute(_mine(work).values(_doubted(retry_at, reason)))


def settle_held(connection: sa.Connection, work: PostWork, reason: str) -> None:
    """It cannot be shown; what it should show since then is tried for itself."""
    state = sa.case((_c.revision != work.revision, "due"), else_="held")
    connection.execute(_mine(work).values(state=state, reason=reason, claimed_by=None))


def settle_gone(connection: sa.Connection, work: PostWork, now: datetime) -> None:
    """Somebody deleted the message, which this change found out: it is shown by a new one."""
    values = {"state": "due", "due_at": now, "message_id": None, "shown": None, "shown_at": None}
    connection.execute(_mine(work).values(**values, claimed_by=None))


def take_over(connection: sa.Connection, now: datetime, retry_at: datetime) -> None:
    """What a dead node had claimed: an edit can be repeated, a new message may have been posted."""
    claimed = sa.update(posts).where(_c.state == "claimed", _c.claimed_by.not_in(living()))
    edited = claimed.where(_c.message_id.is_not(None))
    connection.execute(edited.values(state="due", due_at=now, claimed_by=None))
    connection.execute(claimed.values(_doubted(retry_at, "the worker died with it in hand")))


def give_back(connection: sa.Connection, chat: int, node: str) -> None:
    """What this node claimed in that chat without learning of it, its answer being lost: due again."""
    mine = (_c.chat == chat, _c.state == "claimed", _c.claimed_by == node)
    connection.execute(sa.update(posts).where(*mine).values(state="due", claimed_by=None))


def _doubted(retry_at: datetime, reason: str) -> dict[str, Any]:
    return {
        "state": sa.case((_c.doubts > 0, "held"), else_="unsure"),
        "due_at": retry_at,
        "reason": reason,
        "doubts": _c.doubts + 1,
        "claimed_by": None,
    }


def _mine(work: PostWork) -> sa.Update:
    """Only while the claim stands, or was taken over from this node and nobody has begun anew."""
    mine = sa.or_(_c.claimed_by == work.node, _c.state == "unsure")
    return sa.update(posts).where(_c.chat == work.chat, _c.key == work.key, mine)
