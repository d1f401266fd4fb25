"""E-mail server: the one that letters go to, and whether the way there stays on this machine."""

import ssl
from dataclasses import dataclass
from ipaddress import ip_address

from frontdesk.addresses import smtp_address


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    """A mail server, and how long it may take to answer."""

    url: str  #: as in the settings
    name: str  #: what we call ourselves
    timeout_s: float  #: for each step but the last (RFC 5321, section 4.5.3.2: 5 minutes)
    final_s: float  #: after the final dot (10 minutes)
    tls: ssl.SSLContext | None  #: None: for a line that needs none


def is_open_line(url: str) -> bool:
    """Whether that server is spoken to without TLS, whatever it offers: what goes there stays here."""
    scheme, host, *_ = smtp_address(url)
    return scheme == "smtp" and is_this_machine(host)


def is_this_machine(host: str) -> bool:
    """Whether a host is the machine that we run on: nobody listens on the way there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
