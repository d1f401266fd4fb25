"""Posts: messages that are the card of no lead, on their way into a chat: claimed, shown, and due when.

The states and their meaning are those of cards; one that is `over` is shown again only when it is changed.
`message_work` settles what was not shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.post import BURST, MORNING
from frontdesk.store import message_work
from frontdesk.store.tables import UtcTime, leads, posts

OVER: Final = "over"
_c = posts.c


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

    @property
    def row(self) -> message_work.Row:
        """Where it is settled."""
        return posts, _named(self.chat, self.key)


def about(connection: sa.Connection, chat: int, key: str) -> Mapping[str, Any] | None:
    """What a post is about; None when there is none."""
    found = connection.execute(sa.select(_c.about).where(_named(chat, key))).scalar()
    return None if found is None else orjson.loads(found)


def change(connection: sa.Connection, chat: int, key: str, said: Mapping[str, Any], now: datetime) -> bool:
    """Have a post say something else, at once; False when there is none."""
    values = {"about": orjson.dumps(said), "revision": _c.revision + 1, **_due(now)}
    mine = sa.update(posts).where(_named(chat, key))
    return connection.execute(mine.values(values)).rowcount == 1


def redraw(connection: sa.Connection, chat: int, key: str, now: datetime) -> None:
    """Look at a post anew; one that would read the same costs no message."""
    mine = sa.update(posts).where(_named(chat, key), _c.state != OVER)
    connection.execute(mine.values({"revision": _c.revision + 1, **_due(now)}))


def redraw_nights(connection: sa.Connection, wanted: Sequence[int], now: datetime) -> None:
    """Show the digests of the nights in which these leads came anew; nobody looks at them by themselves."""
    then = (leads.c.created_at >= _c.began_at, leads.c.created_at < _c.ended_at)
    came = sa.exists().where(leads.c.id.in_(wanted), *then)
    stand = sa.update(posts).where(_c.key.startswith(MORNING), _c.message_id.is_not(None), came)
    connection.execute(stand.values({"revision": _c.revision + 1, **_due(now)}))


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
    due = sa.select(posts).where(_c.chat == chat, *message_work.ready(posts, now, edit_gap))
    row = message_work.claim_first(connection, posts, due.order_by(_c.due_at), node)
    if row is None:
        return None
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
    waits = (_c.state.in_(message_work.OPEN), _c.due_at <= before)
    return connection.execute(sa.select(_c.key).where(_named(chat, key), *waits)).first() is not None


def next_due(connection: sa.Connection, chat: int, edit_gap: timedelta) -> datetime | None:
    """When the next post of a chat may be sent; None when none waits."""
    return message_work.next_due(connection, posts, edit_gap, _c.chat == chat)


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
    connection.execute(message_work.mine(work).values(values))


def settle_gone(connection: sa.Connection, work: PostWork, now: datetime) -> None:
    """Somebody deleted the message: a live one is shown by a new one, a digest was seen."""
    if work.key == BURST:
        return message_work.settle_gone(connection, work, now)
    values = {"state": OVER, "message_id": None, "shown": None, "shown_at": None, "claimed_by": None}
    connection.execute(message_work.mine(work).values(values))
    return None


def take_over(connection: sa.Connection, now: datetime, retry_at: datetime) -> None:
    """What a dead node had claimed: an edit can be repeated, a new message may have been posted."""
    message_work.take_over(connection, posts, now, retry_at)


def _named(chat: int, key: str) -> sa.ColumnElement[bool]:
    return sa.and_(_c.chat == chat, _c.key == key)
