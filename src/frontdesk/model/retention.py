"""Retention: how long what is kept, and how far the sweep of what is older has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Final

#: What the daily sweep removes; `cards` are edited, each when its own time is over.
KINDS: Final = ("raw", "updates", "letters", "notes", "leads", "quarantined")
LATE: Final = timedelta(days=2)  #: a sweep that is due for longer is not late by a restart or a night


@dataclass(frozen=True, kw_only=True, slots=True)
class Retention:
    """`[retention]`; None: for ever."""

    raw: timedelta | None = timedelta(days=7)
    updates: timedelta | None = timedelta(days=7)
    cards: timedelta | None = timedelta(days=30)
    letters: timedelta | None = None
    notes: timedelta | None = None
    leads: timedelta | None = None
    quarantined: timedelta | None = None

    def __str__(self) -> str:
        told = ((each.name, getattr(self, each.name)) for each in fields(self))
        return ", ".join(f"{name} {span.days} days" if span else f"{name} for ever" for name, span in told)


@dataclass(frozen=True, kw_only=True, slots=True)
class Swept:
    """How far the daily sweep has come, over all nodes."""

    due_at: datetime | None = None  #: when the next is to begin; None: no node has come to one yet
    ended_at: datetime | None = None  #: when the last came to its end
    removed: Mapping[str, int] = field(default_factory=dict)  #: what `[retention]` calls it: how much, ever

    def __str__(self) -> str:
        if self.ended_at is None:
            return "never swept to the end"
        return f"last swept at {self.ended_at:%Y-%m-%d %H:%M} UTC"

    def overdue(self, now: datetime) -> timedelta:
        """For how long the next has been due."""
        return max(now - self.due_at, timedelta()) if self.due_at else timedelta()

    def is_overdue(self, now: datetime) -> bool:
        """It has been due for so long that a person should look."""
        return self.overdue(now) > LATE
