"""Strangers: anybody on Telegram can write to the bot; who is not in the team is heard now and then."""

from collections import deque
from datetime import datetime, timedelta
from typing import Final

SPAN: Final = timedelta(minutes=1)
ALL: Final = 20  #: messages of all strangers in any `SPAN`; of one of them, one


class Strangers:
    """Those who were heard lately."""

    def __init__(self) -> None:
        self._heard: deque[tuple[datetime, int]] = deque(maxlen=ALL)

    def admits(self, user: int, now: datetime) -> bool:
        """Whether a message of that account is to be heard now; it then counts."""
        while self._heard and self._heard[0][0] <= now - SPAN:
            self._heard.popleft()
        if len(self._heard) == ALL or any(who == user for _, who in self._heard):
            return False
        self._heard.append((now, user))
        return True
