"""Retention: how long what is kept."""

from dataclasses import dataclass, fields
from datetime import timedelta


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
