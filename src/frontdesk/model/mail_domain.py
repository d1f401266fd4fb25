"""Mail domain: what DNS said of the domain of an e-mail address."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class MailDomain:
    """One answer."""

    takes: bool | None  #: mail; None: nobody could say
    until: datetime  #: when to ask again
