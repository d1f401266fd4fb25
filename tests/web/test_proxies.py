"""Who sent a request: told by proxies that are trusted, and by nobody else."""

from ipaddress import ip_network

import pytest

from frontdesk.web.proxies import client

TRUSTED = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("peer", "chain", "address"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1, 10.0.0.7"], "198.51.100.1"),
        ("10.0.0.1", ["6.6.6.6, 198.51.100.1, 10.0.0.7, 10.0.0.8"], "198.51.100.1"),
        ("10.0.0.1", ["6.6.6.6", "198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.0.0.1", ["[2001:db8::1]:4711"], "2001:db8::1"),
        ("10.0.0.1", ["2001:DB8:0::1"], "2001:db8::1"),
        ("::ffff:10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("fd00::1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["6.6.6.6, unknown"], "10.0.0.1"),
        ("10.0.0.1", ["6.6.6.6, <script>, 10.0.0.4"], "10.0.0.4"),
        ("10.0.0.1", ["\x80\xff, ,;="], "10.0.0.1"),
        ("10.0.0.1", [", ".join(["6.6.6.6"] * 600 + ["198.51.100.1"])], "198.51.100.1"),
        ("10.0.0.1", [", ".join(["10.0.0.5"] * 600)], "10.0.0.5"),
        ("", ["198.51.100.1"], ""),
    ],
    ids=[
        *("a direct client", "invented by a direct client", "the proxy itself", "behind one proxy"),
        *("behind two", "invented before the true one", "two headers", "only proxies", "with a port"),
        *("IPv6 with a port", "another spelling", "an IPv4 peer in IPv6", "mapped", "unknown"),
        *("junk behind a proxy", "only junk", "600 entries", "600 proxies", "no peer"),
    ],
)
def test_the_right_most_that_is_not_trusted_counts(peer, chain, address):
    assert client(peer, chain, TRUSTED) == address


def test_without_trusted_proxies_only_the_peer_counts():
    assert client("10.0.0.1", ["198.51.100.1"], ()) == "10.0.0.1"
