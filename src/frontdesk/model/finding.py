"""Finding: what `frontdesk doctor` saw of one part, and what a person has to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a part is."""

    OK = "ok"
    WARNING = "warning"  #: letters go out, and could fare better
    FAULT = "fault"  #: letters do not go out, do not arrive, or are not believed
    UNKNOWN = "unknown"  #: nobody could be asked, or what was asked cannot be known from here


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One part and how it is, in words."""

    part: str  #: a few words, the same in every run: "SPF", "log-in"
    state: State
    said: str  #: what was found, one sentence or two
    do: str = ""  #: what to do; blank: nothing. Further lines are to be copied as they are
