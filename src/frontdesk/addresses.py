"""Addresses: of servers and domains, as settings name them."""

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import unquote, urlsplit

_DOMAIN: Final = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+", re.IGNORECASE)
_SELECTOR: Final = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*", re.IGNORECASE)


def web_address(text: str) -> str:
    """An address of a server on the web, without a slash at its end.

    Raises:
        ValueError: it is none.
    """
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise ValueError("expected an address such as https://forms.acme.example, found another text")
    return text.rstrip("/")


def domain_name(text: str) -> str:
    """A domain in ASCII.

    Raises:
        ValueError: it is none.
    """
    if not _DOMAIN.fullmatch(text):
        raise ValueError("expected a domain such as bounces.acme.example (xn--… where it is not ASCII)")
    return text


def selector(text: str) -> str:
    """The name of a DKIM key in DNS.

    Raises:
        ValueError: it cannot be one.
    """
    if not _SELECTOR.fullmatch(text):
        raise ValueError("expected a name such as frontdesk, found another text")
    return text


def resolver_address(text: str) -> tuple[str, int]:
    """IP address and port of a DNS resolver, as `192.0.2.53:53` or `[2001:db8::53]:53`.

    Raises:
        ValueError: it is none; a name would need DNS itself.
    """
    host, _, port = text.strip().rpartition(":")
    try:
        address = ip_address(host.removeprefix("[").removesuffix("]"))
        number = int(port) if port.isascii() and port.isdigit() else 0
    except ValueError:
        number = 0
    if not 0 < number < 65536:
        raise ValueError("expected on, off or an IP address with a port such as 192.0.2.53:53")
    return str(address), number


def smtp_address(url: str) -> tuple[str, str, int, str | None, str | None]:
    """Scheme, host, port, user and password of an SMTP address.

    Raises:
        ValueError: it is none.
    """
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
    if parts.scheme not in ports or not parts.hostname:
        raise ValueError("expected smtp://, smtps:// or smtp+starttls://user:password@host:port")
    user = unquote(parts.username) if parts.username else None
    password = unquote(parts.password) if parts.password else None
    return parts.scheme, parts.hostname, parts.port or ports[parts.scheme], user, password
