"""Shared clock: the time that all nodes of one database go by."""

from collections.abc import Callable
from datetime import datetime, timedelta


class SharedClock:
    """This machine's clock, moved to where the database's stands."""

    def __init__(self, own: Callable[[], datetime]) -> None:
        """`own` should be steady: between two looks at the database only it counts."""
        self._own, self._ahead = own, timedelta()

    def __call__(self) -> datetime:
        """The time, aware and UTC."""
        return self._own() + self._ahead

    def follow(self, theirs: datetime) -> None:
        """The database's clock shows this now."""
        self._ahead = theirs - self._own()
