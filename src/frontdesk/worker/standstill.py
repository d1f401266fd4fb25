"""Standstill: all mail rests while the server takes nothing; then one letter asks before others follow."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from frontdesk.errors import Busy, FrontdeskError, Paused, Refused
from frontdesk.model.delivery import Delivery
from frontdesk.text import clean

JITTER: Final = 0.1
#: Two letters to different people, refused within that time for who we are: everybody would refuse us.
SUSPECT_FOR: Final = timedelta(minutes=10)
#: Of the first delay of a letter: what mail rests at first, and at most. A server that is down costs nothing
#: to ask; one that turns us away may shut us out for asking too often.
_DOWN: Final = (1 / 6, 5.0)
_SHUT: Final = (1.0, 30.0)


class Standstill:
    """What this node knows of the server's mood."""

    reason: str | None  #: why mail rests; None: it goes
    shut: bool  #: a person must mend it
    until: datetime | None  #: when it is asked again

    def __init__(self) -> None:
        self.passed()

    def room(self, now: datetime, limit: int) -> int:
        """How many letters may be under way: none, one that asks, or `limit`."""
        if self.until is None:
            return limit
        return 1 if now >= self.until else 0

    def rest(self, now: datetime) -> timedelta:
        """How long until the server is asked again."""
        return max(self.until - now, timedelta()) if self.until else timedelta()

    def passed(self) -> None:
        """A letter got through."""
        self.reason, self.shut, self.until = None, False, None
        self._failures = 0
        self._suspect: tuple[str, datetime] | None = None  # whom and when a refusal for our sake met

    def judged(self, delivery: Delivery, error: FrontdeskError, now: datetime) -> FrontdeskError:
        """What a failure means, knowing the others: a policy against one recipient, or against us."""
        if not isinstance(error, Refused) or not error.policy:
            return error
        known, self._suspect = self._suspect, (delivery.to, now)
        others = known and known[0] != delivery.to and now - known[1] <= SUSPECT_FOR
        if not others and not self.shut:
            return error
        return Paused("mail servers refuse all letters for who sent them or what they say (5.7.x)")

    def failed(self, error: FrontdeskError, now: datetime, first: timedelta) -> None:
        """Rest, longer each time, where the failure is everybody's; `first`: a letter's first delay."""
        if not isinstance(error, Busy | Paused):
            return
        self.reason, self.shut = clean(str(error)), isinstance(error, Paused)
        if self.until and now < self.until:  # of those that were under way when it began
            return
        self._failures += 1
        least, most = _SHUT if self.shut else _DOWN
        pause = first * min(least * 2 ** min(self._failures - 1, 10), most)
        self.until = now + spread(pause)


def spread(delay: timedelta) -> timedelta:
    """A tenth up or down, so that not all come at once."""
    return delay * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads load, keeps no secret


def backoff(retries: Sequence[timedelta], attempts: int) -> timedelta:
    """How long a letter waits after so many attempts: the steps of the settings."""
    return spread(retries[min(attempts, len(retries)) - 1])
