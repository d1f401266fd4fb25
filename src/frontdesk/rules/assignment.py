"""Assignment: to whom hot leads are offered first, and after how long somebody is reminded of them."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from frontdesk.model.lead import Person, Role
from frontdesk.rules.hours import Hours

ROUND_ROBIN: Final = "round-robin"
LEAST_BUSY: Final = "least-busy"


class Concern(StrEnum):
    """What somebody is reminded to do with a lead."""

    CLAIM = "claim"  #: take a hot one
    TRIAGE = "triage"  #: sort it
    DECIDE = "decide"  #: say what became of one that was contacted


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """One entry of `[[team]]` as a place to which leads are offered; what is empty is no condition."""

    person: Person
    products: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()  #: forms, or what `utm_source` says
    capacity: int | None = None  #: leads at a time, offered or taken; None: any number
    hours: Hours | None = None

    @property
    def is_offered(self) -> bool:
        """Sales are; a manager, head or admin where the entry says how many leads."""
        return self.person.role is Role.SALES or (self.person.sells and self.capacity is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Assignment:
    """`[assignment]`."""

    by: str  #: ROUND_ROBIN or LEAST_BUSY
    offer: timedelta  #: how long a lead is one person's alone


@dataclass(frozen=True, kw_only=True, slots=True)
class SlaStep:
    """One entry of `[[sla]]`."""

    concern: Concern
    role: str  #: owner, manager or head
    after: timedelta  #: in the team's working hours
