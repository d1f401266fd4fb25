"""Mail records: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) as they stand in DNS."""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Final

Network = IPv4Network | IPv6Network
STRING_OCTETS: Final = 255  #: of one string of a TXT record (RFC 1035, section 3.3)
_TERM: Final = re.compile(
    r"(?P<sign>[+?~-]?)(?P<name>all|include|a|mx|ptr|ip4|ip6|exists)"
    r"(?::(?P<value>(?:%\{[^\s}]*\}|[^\s/])+))?(?P<size>(?:/\d{1,3})?(?://\d{1,3})?)",
    re.IGNORECASE,
)
_MODIFIER: Final = re.compile(r"(?P<name>[a-z][a-z0-9._-]*)=(?P<value>\S*)", re.IGNORECASE)
_SPF: Final = re.compile(r"v=spf1(?: |$)", re.IGNORECASE)
_DMARC: Final = re.compile(r"v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)")
_NAMED: Final = ("include", "exists", "redirect")  #: they name a domain
_NETWORKS: Final = {"ip4": 4, "ip6": 6}
_TAG: Final = re.compile(r"\s*([a-z][a-z0-9_]*)\s*=\s*(.*?)\s*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One mechanism of an SPF record, or its redirect."""

    name: str  #: all, include, a, mx, ptr, ip4, ip6, exists or redirect
    sign: str = "+"  #: what a match means: + pass, - fail, ~ softfail, ? neutral
    domain: str = ""  #: blank: the record's own
    network: Network | None = None  #: of ip4 and ip6
    sizes: tuple[int, int] = (32, 128)  #: of a and mx: the bits that must match, of IPv4 and IPv6

    @property
    def asks(self) -> bool:
        """Whether it costs one of the ten lookups that a receiver allows."""
        return self.name in ("include", "a", "mx", "ptr", "exists", "redirect")

    @property
    def has_macro(self) -> bool:
        """Whether its domain depends on the letter."""
        return "%" in self.domain

    def __str__(self) -> str:
        return f"{self.name}:{self.domain}" if self.domain else self.name


def spf_records(texts: Sequence[str]) -> list[str]:
    """The TXT records that are SPF."""
    return [text for text in texts if _SPF.match(text)]


def dmarc_records(texts: Sequence[str]) -> list[str]:
    """The TXT records that are DMARC."""
    return [text for text in texts if _DMARC.match(text)]


def spf_terms(record: str) -> list[Term]:
    """The mechanisms in their order, the redirect last; other modifiers say nothing about who may send.

    Raises:
        ValueError: a receiver would not understand it; the message names the term.
    """
    terms, redirects = [], []
    for text in record.split()[1:]:
        if found := _TERM.fullmatch(text):
            terms.append(_term(text, found))
        elif not (found := _MODIFIER.fullmatch(text)):
            raise ValueError(f'"{text[:60]}" is no term of SPF')
        elif found["name"].lower() == "redirect":
            redirects.append(Term(name="redirect", domain=found["value"]))
    if len(redirects) > 1 or any(not redirect.domain for redirect in redirects):
        raise ValueError("redirect must stand there once, with a domain")
    return [*terms, *redirects]


def _term(text: str, found: re.Match[str]) -> Term:
    name, value, size = found["name"].lower(), found["value"] or "", found["size"] or ""
    sign = found["sign"] or "+"
    if name in _NETWORKS:
        try:
            network = ip_network(f"{value}{size}", strict=False)
        except ValueError:
            network = None
        if network is None or network.version != _NETWORKS[name]:
            raise ValueError(f'"{text[:60]}" holds no address of {name}')
        return Term(name=name, sign=sign, network=network)
    hosts = name in ("a", "mx")
    if (size and not hosts) or (value and name == "all") or (not value and name in _NAMED):
        raise ValueError(f'"{text[:60]}" is no term of SPF')
    return Term(name=name, sign=sign, domain=value, sizes=_sizes(text, size))


def _sizes(text: str, size: str) -> tuple[int, int]:
    four, _, six = size.partition("//")
    bits = int(four.lstrip("/") or 32), int(six or 128)
    if bits[0] > 32 or bits[1] > 128:
        raise ValueError(f'"{text[:60]}" has too many bits')
    return bits


def tags(record: str) -> Mapping[str, str]:
    """The tags of a DKIM or DMARC record, names in small letters; what is no tag is left out."""
    found = (_TAG.fullmatch(part) for part in record.split(";"))
    return {tag[1].lower(): tag[2] for tag in found if tag}


def dkim_key(record: str) -> bytes | None:
    """The public key of a DKIM record, in DER; b"" where it was withdrawn; None where it cannot be read."""
    try:
        return base64.b64decode("".join(tags(record).get("p", "?").split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def dkim_record(key: bytes) -> str:
    """The record that publishes an RSA key, given in DER."""
    return f"v=DKIM1; k=rsa; p={base64.b64encode(key).decode()}"


def as_txt(name: str, record: str) -> str:
    """A TXT record as a zone file has it, for text in ASCII: its name, then strings of at most 255 octets."""
    quoted = record.replace("\\", "\\\\").replace('"', '\\"')
    strings = (quoted[at : at + STRING_OCTETS] for at in range(0, len(quoted), STRING_OCTETS))
    return "\n".join((f"{name}. TXT", *(f'"{string}"' for string in strings)))
