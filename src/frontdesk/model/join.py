"""Join: two leads that may be one person, and what people said of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JoinState(StrEnum):
    """How far two leads are from being one."""

    OFFERED = "offered"
    ASKED = "asked"  #: somebody pressed "Join"; the card asks once more
    JOINED = "joined"
    APART = "apart"  #: a person said no; never offered again


@dataclass(frozen=True, kw_only=True, slots=True)
class Join:
    """Two leads that gave the same number or address; the older one would stay."""

    later: int
    older: int
    kind: str  #: what both gave: phone or email
    state: JoinState = JoinState.OFFERED
    by: str | None = None  #: who said so
    at: datetime

    def beside(self, lead: int) -> int:
        """The other one of the two."""
        return self.older if lead == self.later else self.later
