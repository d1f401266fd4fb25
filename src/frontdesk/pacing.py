"""Pacing: how fast one chat may be written to.

Telegram takes about 20 messages a minute into one group and one a second into any chat; edits count.
The limits are not published: https://core.telegram.org/bots/faq
"""

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

WINDOW: Final = timedelta(seconds=60)
PER_WINDOW: Final = 20


class Pacer:
    """The budget of one chat: at most 20 in any 60 s, a gap between two, a stop when it answers 429."""

    def __init__(self, gap: timedelta, sent: Iterable[datetime] = ()) -> None:
        """`sent`: when the last messages went out, so that a restart is no fresh start."""
        self._gap = gap
        self._sent = deque(sorted(sent), PER_WINDOW)
        self._others: tuple[datetime, ...] = ()
        self._halted_until: datetime | None = None

    def ready_at(self, now: datetime) -> datetime:
        """When the next message may go out; `now` when at once."""
        ready = now
        taken = sorted((*self._sent, *self._others))[-PER_WINDOW:]
        if taken:
            ready = max(ready, taken[-1] + self._gap)
        if len(taken) == PER_WINDOW:
            ready = max(ready, taken[0] + WINDOW)
        return max(ready, self._halted_until or now)

    def lately(self, now: datetime) -> int:
        """How many messages the last minute holds, 20 at most."""
        return min(sum(now - at < WINDOW for at in (*self._sent, *self._others)), PER_WINDOW)

    def sent(self, now: datetime) -> None:
        """One message goes out now."""
        self._sent.append(now)

    def beside(self, others: Iterable[datetime]) -> None:
        """What others send into the chat, of the last minute and to come: it counts too."""
        self._others = tuple(others)

    def arrived(self, now: datetime) -> None:
        """It was answered now: the chat may have counted it only then, so its minute begins here."""
        if self._sent:
            self._sent[-1] = max(self._sent[-1], now)

    def halt(self, until: datetime) -> None:
        """Nothing before that: the chat answered 429."""
        self._halted_until = max(until, self._halted_until or until)
