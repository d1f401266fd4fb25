"""SPF: who may send for a domain, and what receivers would stumble over."""

from ipaddress import ip_address

import pytest

from frontdesk.errors import Deferred
from frontdesk.lookups.mail_dns import MailDns
from frontdesk.lookups.spf import qualifier, read_spf
from support.nameserver import says, silent


@pytest.fixture
def server(server):
    server.replies |= {
        "mx.acme.pl": says("A 192.0.2.10", "AAAA 2001:db8::10"),
        "gone.acme.pl": says(rcode="NXDOMAIN"),
        "relay.example": said("ip4:198.51.100.0/24 -all"),
        "open.example": said("+all"),
        "unsure.example": said("?all"),
        "macro.example": said("exists:%{i}.list.example -all"),
    }
    return server


def said(terms, *more):
    return says(f'TXT "v=spf1 {terms}"', 'TXT "other=1"', *more)


async def read(server, terms, *more):
    server.replies["acme.pl"] = said(terms, *more)
    return await read_spf(MailDns(1, ("127.0.0.1", server.port)), "acme.pl")


RESULTS = {
    "an address": ("ip4:192.0.2.7 -all", "192.0.2.7", "+"),
    "another address": ("ip4:192.0.2.7 -all", "192.0.2.8", "-"),
    "a network of six": ("ip6:2001:db8::/32 -all", "2001:db8::7", "+"),
    "six is not four": ("ip4:0.0.0.0/0 -all", "2001:db8::7", "-"),
    "its mail server": ("mx ~all", "192.0.2.10", "+"),
    "its mail server by six": ("mx ~all", "2001:db8::10", "+"),
    "near its mail server": ("mx/24 ~all", "192.0.2.200", "+"),
    "not that near": ("mx ~all", "192.0.2.200", "~"),
    "a host": ("a:mx.acme.pl -all", "192.0.2.10", "+"),
    "an included domain": ("include:relay.example -all", "198.51.100.9", "+"),
    "the -all of an included domain ends nothing": ("include:relay.example ?all", "192.0.2.1", "?"),
    "only a pass of what is included counts": ("include:unsure.example -all", "192.0.2.1", "-"),
    "by redirect": ("redirect=relay.example", "198.51.100.9", "+"),
    "refused by redirect": ("redirect=relay.example", "192.0.2.1", "-"),
    "beside an all no redirect is followed": ("redirect=relay.example ~all", "198.51.100.9", "~"),
    "the first match counts": ("-ip4:192.0.2.7 ip4:192.0.2.0/24 ~all", "192.0.2.7", "-"),
    "nothing matches, and no all": ("ip4:192.0.2.7", "192.0.2.8", "?"),
    "it depends on the letter": ("include:macro.example -all", "192.0.2.1", None),
    "it depends, but passes anyway": ("exists:%{i}.x.example ip4:192.0.2.1 -all", "192.0.2.1", "+"),
    "what comes after all is not read": ("-all ip4:192.0.2.1", "192.0.2.1", "-"),
}


@pytest.mark.parametrize(("terms", "address", "told"), RESULTS.values(), ids=RESULTS)
async def test_what_a_receiver_says_of_an_address(server, terms, address, told):
    found = await read(server, terms, "MX 10 mx.acme.pl.")

    assert found.broken == ""
    assert qualifier(found.policy, ip_address(address)) == told


BROKEN = {
    "an unknown term": ("ipv4:192.0.2.1 -all", 'acme.pl: "ipv4:192.0.2.1" is no term of SPF'),
    "what it includes has none": ("include:mx.acme.pl", "mx.acme.pl, which it names, has no SPF record"),
    "it includes itself": ("include:acme.pl -all", "more than 10 lookups"),
    "eleven lookups": (" ".join(["a:mx.acme.pl"] * 11), "more than 10 lookups"),
}


@pytest.mark.parametrize(("terms", "why"), BROKEN.values(), ids=BROKEN)
async def test_what_receivers_stumble_over_is_named(server, terms, why):
    found = await read(server, terms)

    assert found.policy is None
    assert why in found.broken


async def test_ten_lookups_are_taken_and_counted(server):
    found = await read(server, f"{' '.join(['a:mx.acme.pl'] * 9)} include:relay.example ip4:192.0.2.1 -all")

    assert (found.lookups, found.broken) == (10, "")


async def test_a_domain_that_includes_many_is_not_asked_for_ever(server):
    server.other = said(" ".join(f"include:{n}.example" for n in range(9)))

    found = await read(server, "include:start.example -all")

    assert "more than 10 lookups" in found.broken
    assert server.asked.total() < 20


async def test_two_included_records_break_it(server):
    server.replies["two.example"] = said("-all", 'TXT "v=spf1 ~all"')

    found = await read(server, "include:two.example -all")

    assert found.broken == "two.example, which it names, has 2 SPF records"


async def test_eleven_mail_servers_of_one_term_break_it(server):
    servers = [f"MX 10 mx{n}.acme.pl." for n in range(11)]

    assert "more than 10 mail servers" in (await read(server, "mx -all", *servers)).broken


async def test_names_that_lead_nowhere_are_counted(server):
    found = await read(server, "a:gone.acme.pl a:gone.acme.pl a:mx.acme.pl -all")

    assert found.void == 2


async def test_no_answer_about_an_included_domain_is_no_result(server):
    server.replies["slow.example"] = silent
    server.replies["acme.pl"] = said("include:slow.example -all")

    with pytest.raises(Deferred, match=r"no answer about TXT of slow\.example"):
        await read_spf(MailDns(0.3, ("127.0.0.1", server.port)), "acme.pl")
