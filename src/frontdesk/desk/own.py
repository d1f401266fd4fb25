"""Own: the addresses at which we ourselves read mail: an answer there would come back to us."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Final

from frontdesk.model.mailbox import mailbox
from frontdesk.signals.domains import kind, registered
from frontdesk.signals.email import address_of, domain_of

OWN_ADDRESS: Final = "own_address"  #: the reason code


@dataclass(frozen=True, kw_only=True, slots=True)
class Own:
    """Our mailboxes, and the domains at which every mailbox is ours."""

    mailboxes: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()

    @classmethod
    def of(cls, inboxes: Iterable[str], domains: Iterable[str]) -> "Own":
        """Of our inboxes, each an address or "Name <address>", and of our domains.

        Whatever is neither is left out. A domain at which anybody can have a mailbox is nobody's own.
        """
        addresses = filter(None, map(_address, inboxes))
        ours = {registered(domain) or domain for domain in map(_ascii, domains) if domain}
        return cls(
            mailboxes=frozenset(map(mailbox, addresses)),
            domains=frozenset(domain for domain in ours if kind(domain) == "corporate"),
        )

    def holds(self, address: str) -> bool:
        """Whether a valid address is ours."""
        if mailbox(address) in self.mailboxes:
            return True
        domain = domain_of(address)
        return (registered(domain) or domain) in self.domains if self.domains else False


NOTHING: Final = Own()


def _address(text: str) -> str | None:
    return address_of(text) or address_of(parseaddr(text)[1])


def _ascii(domain: str) -> str:
    """The domain of mail to it, in ASCII and small letters; nothing where none can come."""
    address = address_of(f"hello@{domain}")
    return domain_of(address) if address else ""
