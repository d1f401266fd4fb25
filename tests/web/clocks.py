"""Clocks: the time as a test wants it."""

from datetime import datetime

from frontdesk.desk.clock import wall as now


class QuickClock:
    """Runs so many times faster than the wall's, so that budgets per minute refill while a test waits."""

    def __init__(self, times: float) -> None:
        self._times, self._began = times, now()

    def __call__(self) -> datetime:
        """The time on this clock."""
        return self._began + (now() - self._began) * self._times
