"""Letter quota: how many automatic letters one mailbox gets, so that nobody is bombed through us."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from frontdesk.model.score import Verdict

LETTERS_A_DAY: Final = 1  #: automatic letters to one address
LETTERS_A_WEEK: Final = 3


@dataclass(frozen=True, slots=True)
class Used:
    """Automatic letters to one address."""

    day: int = 0  #: in the last 24 h
    week: int = 0  #: in the last 7 days


def letter_quota(address: str) -> str:
    """The quota of a mailbox, whatever dots and +tag it was written with; holds no address."""
    local, _, domain = address.lower().rpartition("@")
    mailbox = local.partition("+")[0].replace(".", "") + "@" + domain
    return "letter:" + sha256(mailbox.encode()).hexdigest()[:40]


def over_quota(decided: Verdict, used: Used) -> str | None:
    """The reason why a letter may not go out now; None when it may."""
    over = used.day >= LETTERS_A_DAY or used.week >= LETTERS_A_WEEK
    return "quota" if over and decided.letter else None
