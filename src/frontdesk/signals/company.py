"""Company: its domain and its site, and whether the two fit together."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from frontdesk.model.signal_parts import CompanySignal
from frontdesk.model.signals import EmailSignal
from frontdesk.signals.domains import is_public, kind, registered
from frontdesk.signals.email import domain_of
from frontdesk.signals.folding import fold
from frontdesk.signals.host import host_of
from frontdesk.signals.message import first_links
from frontdesk.signals.words.sites import SHARED, SITE_LABELS

ANSWERS: Final = 40  #: answers of a form among which its site is looked for

_LABEL: Final = 60  #: characters of a label that are looked at
_NO_LETTER: Final = re.compile(r"[\W\d_]+")


def company_signal(
    email: EmailSignal, company: str, message: str, extra: Mapping[str, Any], *, colleague: bool
) -> CompanySignal:
    """What the address, the company field, a message with links and the other answers (`extra`) tell.

    `colleague`: somebody else of that domain wrote before.
    """
    domain = _corporate_domain(email)
    site = _site(company, message, extra)
    if domain is None and site is None:
        return _NOTHING
    return CompanySignal(
        domain=domain,
        site=site,
        same=None if domain is None or site is None else registered(site) == domain,
        colleague=None if domain is None else colleague,
    )


def _corporate_domain(email: EmailSignal) -> str | None:
    """The domain that the company of a corporate address registered: acme.pl for jan@mail.acme.pl."""
    address = email.address if email.kind == "corporate" else None
    return registered(domain_of(address)) if address else None


def _site(company: str, message: str, extra: Mapping[str, Any]) -> str | None:
    """The site that a field of its own names, else the company field, else the message."""
    for label, value in islice(extra.items(), ANSWERS):
        if (
            isinstance(value, str)
            and "." in value
            and _names_a_site(label[:_LABEL])
            and (host := _own(value))
        ):
            return host
    if "." in company and (host := _own(company)):
        return host
    return next((host for link in first_links(message) if (host := _own(link))), None) if message else None


@lru_cache(maxsize=1024)
def _names_a_site(label: str) -> bool:
    return _NO_LETTER.sub("", fold(label)) in SITE_LABELS


def _own(text: str) -> str | None:
    """The host in a text, unless everybody may have a page there."""
    host = host_of(text)
    if host is None or not is_public(host):
        return None
    whose = registered(host)
    return None if whose is None or whose in SHARED or kind(whose) != "corporate" else host


_NOTHING: Final = CompanySignal()
