"""Sender: who letters come from."""

from dataclasses import dataclass
from email.utils import parseaddr


@dataclass(frozen=True, kw_only=True, slots=True)
class Sender:
    """Who letters come from."""

    address: str  #: the From: Acme <hello@acme.example>
    reply_to: str | None = None

    @property
    def domain(self) -> str:
        """The domain that Message-IDs are made in."""
        return parseaddr(self.address)[1].rpartition("@")[2]
