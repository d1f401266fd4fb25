"""Host: the domain that a text names, and the part of it that somebody registered."""

import re
from functools import lru_cache
from typing import Final

from publicsuffixlist import PublicSuffixList

LIMIT: Final = 500  #: characters of a text that are looked at

_SUFFIXES: Final = PublicSuffixList()
#: An address with its scheme, else a bare domain that is no part of a mail address.
_HOST: Final = re.compile(
    r"(?:https?:)?//(?:[^\s/@]{1,60}@)?((?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{1,62})"
    r"|(?<![\w@.-])((?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{1,62})(?![\w@])",
    re.IGNORECASE,
)


def host_of(text: str) -> str | None:
    """The first host in a text, in ASCII and small letters, without `www.`; None where there is none."""
    if "." not in text:
        return None
    found = _HOST.search(text[:LIMIT])
    return plain_host(found[1] or found[2]) if found else None


def plain_host(host: str) -> str | None:
    """A host in ASCII and small letters, without `www.`; None where it cannot be one."""
    host = host.lower().removeprefix("www.")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    return host if "." in host else None


@lru_cache(maxsize=4096)
def registered(domain: str) -> str | None:
    """The part of a domain that somebody registered: acme.pl of mail.acme.pl."""
    found: str | None = _SUFFIXES.privatesuffix(domain.lower())
    return found


@lru_cache(maxsize=4096)
def is_public(domain: str) -> bool:
    """Whether a domain ends in a suffix that exists: acme.pl, and neither node.js nor `Sp. z o.o`."""
    return bool(_SUFFIXES.publicsuffix(domain, accept_unknown=False))
