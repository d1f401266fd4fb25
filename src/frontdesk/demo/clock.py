"""Clock of the demo: the time, which whoever watches can turn forward to see what comes later."""

from datetime import datetime, timedelta
from typing import Final

from frontdesk.desk.clock import SteadyClock

MOST: Final = timedelta(days=3650)  #: it goes no further ahead


class DemoClock:
    """Called, it gives the time now, aware and UTC; may be called from any thread."""

    def __init__(self) -> None:
        self._steady, self._ahead = SteadyClock(), timedelta()
        self.turns = 0  #: how often it was turned

    def __call__(self) -> datetime:
        """The time now, and what it was turned forward."""
        return self._steady() + self._ahead

    @property
    def ahead(self) -> timedelta:
        """How far it is ahead of the machine's."""
        return self._ahead

    def forward(self, span: timedelta) -> bool:
        """It is that much later at once; False where that would be further than `MOST`."""
        if span < timedelta() or self._ahead + span > MOST:
            return False
        self._ahead += span
        self.turns += 1
        return True
