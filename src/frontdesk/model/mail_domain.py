"""Mail domain: what DNS said of the domain of an e-mail address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class MailDomain:
    """One answer."""

    takes: bool | None  #: mail; None: nobody could say
    until: datetime  #: when to ask again


def fresh(told: Mapping[str, MailDomain], now: datetime) -> dict[str, MailDomain]:
    """The answers that still hold; an old one is no reason to keep a letter back."""
    return {domain: each for domain, each in told.items() if each.until > now}
