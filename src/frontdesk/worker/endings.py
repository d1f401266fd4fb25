"""Endings: what becomes of a message that did not get through, and how long its chat rests then."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from frontdesk.errors import Closed, Deferred, FrontdeskError, Gone, Moved, Paused, Refused, Unsure
from frontdesk.store import cards, message_work, posts, reminder_work
from frontdesk.store.cards import CardWork
from frontdesk.store.database import Connection
from frontdesk.store.posts import PostWork
from frontdesk.store.reminder_work import ReminderWork
from frontdesk.worker.chat import Delays
from frontdesk.worker.door import LOCKED_OUT
from frontdesk.worker.turns import Work

Settle = Callable[..., None]

#: Delays before a card is tried again; the last one repeats for as long as the chat does not answer.
RETRIES: Final = tuple(timedelta(seconds=s) for s in (2, 5, 15, 60))
#: The same for the whole chat, which is asked for an answer first: so one card does not keep back the others.
RESTS: Final = tuple(timedelta(seconds=s) for s in (0.5, 2, 5, 15))


#: The endings of a kind that ends otherwise than the others: what was shown, may be there, is gone.
_SHOWN: Final[Mapping[type, Settle]] = {
    CardWork: cards.settle_shown,
    PostWork: posts.settle_shown,
    ReminderWork: reminder_work.settle_shown,
}
_UNSURE: Final[Mapping[type, Settle]] = {
    CardWork: cards.settle_unsure,
    ReminderWork: reminder_work.settle_unsure,
}
_GONE: Final[Mapping[type, Settle]] = {
    PostWork: posts.settle_gone,
    ReminderWork: reminder_work.settle_gone,
}


def settle_shown(work: Work) -> Settle:
    """What settles work of that kind that the chat shows."""
    return _SHOWN.get(type(work), message_work.settle_shown)


def answers(error: FrontdeskError) -> bool:
    """Whether Telegram said something of that message or its chat alone: others need not wait."""
    return isinstance(error, Gone | Refused | Moved | Closed)


def pause(error: FrontdeskError, failures: int) -> timedelta:
    """How long the whole chat waits, after so many failures one after the other."""
    if isinstance(error, Paused):
        return LOCKED_OUT
    if isinstance(error, Deferred) and error.after_s is not None:
        return timedelta(seconds=error.after_s)
    return RESTS[min(failures, len(RESTS)) - 1]


def ending(
    work: Work, error: FrontdeskError, now: datetime, *, reason: str, rest: timedelta, delays: Delays
) -> Callable[[Connection], None]:
    """What is to be written down of the message; `rest`: what its chat waits."""
    if isinstance(error, Gone):
        return lambda c: _GONE.get(type(work), message_work.settle_gone)(c, work, now)
    if isinstance(error, Refused):
        return lambda c: message_work.settle_held(c, work, reason)
    if isinstance(error, Moved | Closed):  # the door says when it goes on
        return lambda c: message_work.settle_due(c, work, now, reason)
    if isinstance(error, Unsure):
        again = now + (delays.unsure_hot if work.hot else delays.unsure)
        return lambda c: _UNSURE.get(type(work), message_work.settle_unsure)(c, work, again, reason)
    asked = isinstance(error, Paused) or (isinstance(error, Deferred) and error.after_s is not None)
    due_at = now + (rest if asked else RETRIES[min(work.attempts, len(RETRIES)) - 1])
    return lambda c: message_work.settle_due(c, work, due_at, reason)
