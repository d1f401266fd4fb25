"""Judging: groups, gates, the matrix, and for which forms and products an entry counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from frontdesk.model.score import Band
from frontdesk.rules.expressions import Condition

#: The cells of a matrix, the best first.
CELLS: Final = tuple(row + column for row in "ABC" for column in "123")


class Axis(StrEnum):
    """What a criterion tells of a lead."""

    FIT = "fit"  #: who it is
    INTEREST = "interest"  #: how much it wants


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """For which leads an entry counts; empty: for all."""

    forms: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()

    def holds(self, form: str | None, product: str | None) -> bool:
        """Whether it counts for a lead whose newest enquiry came by that form, of that product."""
        return (not self.forms or form in self.forms) and (not self.products or product in self.products)


EVERYWHERE = Scope()


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """One entry of `[[groups]]`: criteria that together count at most `cap`, at least `floor`."""

    id: str
    names: Mapping[str, str] = field(default_factory=dict)
    cap: int | None = None
    floor: int | None = None

    def bounded(self, points: int) -> int:
        """What that many points of its criteria count."""
        if self.cap is not None and points > self.cap:
            return self.cap
        return self.floor if self.floor is not None and points < self.floor else points


@dataclass(frozen=True, kw_only=True, slots=True)
class Matrix:
    """`[matrix]`: from how many points a lead is A or B, and 1 or 2."""

    fit: tuple[int, int]
    interest: tuple[int, int]

    def cell(self, fit: int, interest: int) -> str:
        """The cell of that many points: "A1" is the best, "C3" the least."""
        return "ABC"[_below(self.fit, fit)] + "123"[_below(self.interest, interest)]


def _below(thresholds: tuple[int, int], points: int) -> int:
    """How many of the thresholds are not reached."""
    return sum(points < threshold for threshold in thresholds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """One entry of `[[gates]]`: without what it needs, `band` becomes `otherwise`."""

    band: Band
    needs: str  #: the condition as written
    holds: Condition
    otherwise: Band
    names: Mapping[str, str] = field(default_factory=dict)
    scope: Scope = EVERYWHERE
