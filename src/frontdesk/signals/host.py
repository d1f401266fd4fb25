"""Host: the domain that a text names."""

import re
from typing import Final

from frontdesk.signals.email import domain_of

LIMIT: Final = 500  #: characters of a text that are looked at

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
    host = domain_of(f"x@{host}")
    return host if "." in host else None
