"""Proxies: who really sent a request, when trusted proxies stand in front."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

Network = IPv4Network | IPv6Network

MOST: Final = 20  #: addresses of a chain that are looked at
HEADER_CHARS: Final = 2_000


def client(peer: str, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """The address of whoever is not one of ours: the right-most in `X-Forwarded-For` that is not trusted.

    `forwarded` holds those headers, in order. They count only when the peer is a trusted proxy: anybody can
    invent them. Where the chain holds no address, the last one that was sure.
    """
    if not trusted:
        return peer
    sure = _plain(peer) or ""
    if not _is_trusted(sure, trusted):
        return sure
    chain = ",".join(forwarded)[-HEADER_CHARS:].split(",")
    for written in reversed(chain[-MOST:]):
        address = _plain(written)
        if address is None:
            return sure
        if not _is_trusted(address, trusted):
            return address
        sure = address
    return sure


def _plain(written: str) -> str | None:
    """An address without port and brackets, in its one spelling; None when it is none."""
    text = written.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def _is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    if not address:
        return False
    found = ip_address(address)
    return any(found.version == network.version and found in network for network in trusted)
