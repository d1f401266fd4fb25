"""Suppression: an address that gets no automatic letter any more, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SuppressedBy(StrEnum):
    """Why an address is suppressed."""

    UNSUBSCRIBED = "unsubscribed"  #: its owner said so
    COMPLAINED = "complained"  #: its owner called a letter spam
    BY_HAND = "by_hand"  #: a person of ours said so
    UNKNOWN = "unknown"  #: its server has no such mailbox (5.1.1)
    BOUNCED = "bounced"  #: letters come back

    @property
    def exact(self) -> bool:
        """Whether it concerns that way to write the address only.

        Who wants no letters wants none in the mailbox, with whatever dots and tag. A server that does not
        know jank@ or jan+crm@ has said nothing of jan.k@, whose owner may have mistyped it just before.
        """
        return self in (SuppressedBy.UNKNOWN, SuppressedBy.BOUNCED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Suppression:
    """One line of the suppression list."""

    key: bytes  #: a mark of the address
    reason: SuppressedBy
    by: str
    at: datetime
    address: str | None = None  #: None: nobody knows it, or it was erased


@dataclass(frozen=True, kw_only=True, slots=True)
class Suppressed:
    """What a suppression did."""

    new: bool  #: False: it was on the list
    withheld: int = 0  #: letters that waited
