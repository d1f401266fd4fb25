"""There: the clock of a lead at one moment, and when to call."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class There:
    """The clock of a lead at one moment."""

    zone: str  #: a name of the IANA database
    offset: timedelta  #: from UTC
    working: bool  #: it is a working hour there
    opens_at: datetime | None = None  #: the next time when both work, or the one that goes on
    closes_at: datetime | None = None
    open: bool = False  #: it goes on

    @property
    def changes_at(self) -> datetime | None:
        """When the time to call begins or ends next."""
        return self.closes_at if self.open else self.opens_at
