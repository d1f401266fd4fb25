"""Mail plan: how fast letters go out, how often they are tried, and for how long."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from frontdesk.worker.outcomes import Retries
from frontdesk.worker.standstill import JITTER

LIFE: Final = timedelta(hours=24)  #: a letter that waited longer is not sent any more


@dataclass(frozen=True, kw_only=True, slots=True)
class MailPlan:
    """How fast letters go out, and how often they are tried."""

    node: str  #: who claims
    per_hour: int  #: letters in any hour
    per_domain: int  #: letters to one domain in any minute, the big providers apart
    retries: Retries
    poll: timedelta
    in_flight: int = 4  #: letters on their way at once, one connection each

    @property
    def first_delay(self) -> timedelta:
        """Before a letter is tried again for the first time."""
        return next(iter(self.retries.deferred), timedelta(minutes=1))

    @property
    def life(self) -> timedelta:
        """How long a letter is tried."""
        return max(LIFE, sum(self.retries.deferred, timedelta()) * (1 + JITTER))
