"""Turns: what goes into a chat next: reminders, hot cards, new ones, edits, then alarms, posts and digests.

In a burst new cards wait, and one live message stands for them; after it they come at a measured pace, so
that presses and hot cards find room.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from frontdesk.model.post import BURST, Burst, BurstPlan
from frontdesk.pacing import WINDOW
from frontdesk.store import bursts, card_turns, digest_work, posts, reminder_work
from frontdesk.store.alarm_work import AlarmWork
from frontdesk.store.card_turns import Turn
from frontdesk.store.cards import CardWork
from frontdesk.store.database import Connection
from frontdesk.store.digest_work import DigestWork
from frontdesk.store.posts import PostWork
from frontdesk.store.reminder_work import ReminderWork
from frontdesk.worker.chat_alarms import ChatAlarms

MANY: Final = 12  #: messages in a minute, after which two new cards are a burst
PLAIN_GAP: Final = WINDOW / MANY  #: between two cards of a burst that is over
#: Messages in a minute after which these wait, so that hot cards never find the chat's budget used up.
EDITS: Final = 18
POSTS: Final = 16
ALONE: Final = timedelta(seconds=10)  #: how long a new card waits for a second one after `MANY` messages
OVERDUE: Final = timedelta(seconds=5)  #: after which the live message comes before hot cards

Work = CardWork | DigestWork | PostWork | AlarmWork | ReminderWork


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What the next turn of a chat depends on."""

    chat: int
    now: datetime
    node: str
    edit_gap: timedelta
    edits_first: bool
    plan: BurstPlan
    sent: int  #: messages in the last minute
    plain_at: datetime | None  #: when the last card of a burst that is over went out


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """The next work, if there is any, and what may go out."""

    turn: Turn
    work: Work | None = None
    posts: bool = True  #: may go out too, and digests
    burst: Burst | None = None


def find(connection: Connection, look: Look, alarms: ChatAlarms) -> Found:
    """Claim what comes next; a burst may begin or end by that."""
    calm = look.plan.cards > 0
    busy = look.sent >= MANY
    burst = bursts.looked_at(connection, look.chat, look.now, look.plan, busy=busy) if calm else None
    turn = Turn(edit_gap=look.edit_gap, edits_first=look.edits_first)
    if calm:
        room = look.sent < POSTS
        turn = replace(turn, edits=look.sent < EDITS, asked=room, plain=_plain(look, burst))
    if calm and busy and burst is None:
        turn = replace(turn, plain=look.sent < POSTS, plain_since=look.now - ALONE)
    if burst and burst.ended_at:
        turn = replace(turn, backlog=burst.ended_at)
    found = Found(turn=turn, posts=may_post(connection, look, alarms), burst=burst)
    return replace(found, work=_claimed(connection, look, found, alarms))


def may_post(connection: Connection, look: Look, alarms: ChatAlarms) -> bool:
    """Whether alarms, posts and digests may go out: the rest of the minute is for hot cards and for edits.

    What waited for a minute counts as much as an edit, or a chat full of presses would hear of no alarm.
    """
    if look.plan.cards == 0 or look.sent < POSTS:
        return True
    if look.sent >= EDITS:
        return False
    waits = [each for each in _aside(connection, look, alarms) if each]
    return bool(waits) and min(waits) <= look.now - WINDOW


def _aside(connection: Connection, look: Look, alarms: ChatAlarms) -> tuple[datetime | None, ...]:
    """When the next alarm, post and digest may go out."""
    return (
        alarms.next_due(connection),
        posts.next_due(connection, look.chat, look.edit_gap),
        digest_work.next_due(connection, look.chat, look.edit_gap),
    )


def next_due(connection: Connection, look: Look, found: Found, alarms: ChatAlarms) -> datetime | None:
    """When something may go out that may not yet; None when nothing waits."""
    due = [
        reminder_work.next_due(connection, look.chat),
        card_turns.next_due(connection, look.chat, found.turn),
        *(_aside(connection, look, alarms) if found.posts else ()),
    ]
    if found.burst and look.plain_at and look.now < look.plain_at + PLAIN_GAP:
        due.append(look.plain_at + PLAIN_GAP)
    return min((at for at in due if at), default=None)


def _plain(look: Look, burst: Burst | None) -> bool:
    if burst is None:
        return True
    if burst.ended_at is None:
        return False
    return look.sent < POSTS and (look.plain_at is None or look.now - look.plain_at >= PLAIN_GAP)


def _claimed(connection: Connection, look: Look, may: Found, alarms: ChatAlarms) -> Work | None:
    chat, now, node = look.chat, look.now, look.node
    late = may.posts and may.burst and posts.overdue(connection, chat, BURST, now - OVERDUE)
    work: Work | None = (
        reminder_work.claim_next(connection, chat, now, node)
        or (_post(connection, look, may.burst) if late else None)
        or card_turns.claim_next(connection, chat, now, node, may.turn)
        or alarms.claim_next(connection, now, node, room=may.posts)
    )
    if work or not may.posts:
        return work
    return _post(connection, look, may.burst) or digest_work.claim_next(
        connection, chat, now, node, look.edit_gap
    )


def _post(connection: Connection, look: Look, burst: Burst | None) -> PostWork | None:
    """The post that is due; the live message is looked at again until its last card is there."""
    goes_on = burst is not None and (
        burst.ended_at is None
        or burst.taken_back(look.now) is not None
        or bool(card_turns.best_waiting(connection, look.chat, 1)[1])
    )
    return posts.claim_next(
        connection,
        look.chat,
        look.now,
        look.node,
        edit_gap=look.edit_gap,
        again={BURST: look.plan.every} if goes_on else {},
    )
