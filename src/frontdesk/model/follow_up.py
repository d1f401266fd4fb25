"""Follow-up: a further letter that is planned for a lead, unless somebody acts before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

FOLLOW_UP: Final = "follow_up:"  #: how the keys of such deliveries begin


@dataclass(frozen=True, kw_only=True, slots=True)
class NextFollowUp:
    """The next letter of the series of one enquiry; a lead has one such plan at most."""

    lead: int
    submission: int  #: the enquiry that was answered
    step: int  #: which entry of `[[follow_ups]]` has its turn, from 1
    due_at: datetime  #: when it is looked at

    @property
    def key(self) -> str:
        """What makes its delivery the same when it is written twice."""
        return f"{FOLLOW_UP}{self.submission:x}:{self.step}"

    @property
    def keys_before(self) -> tuple[str, ...]:
        """The keys of the letters that it may follow: the answer, and the entries before it."""
        steps = (f"{FOLLOW_UP}{self.submission:x}:{step}" for step in range(1, self.step))
        return (f"letter:{self.submission:x}", *steps)
