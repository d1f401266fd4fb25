"""Mail DNS: records, that there are none, or that nobody says."""

import time
from ipaddress import ip_address

import pytest

from frontdesk.errors import Deferred
from frontdesk.lookups.host_names import system_addresses
from frontdesk.lookups.mail_dns import MailDns
from support.nameserver import raw, says, silent


@pytest.fixture
def dns(server):
    return MailDns(0.6, ("127.0.0.1", server.port))


async def test_strings_of_a_record_are_joined(server, dns):
    server.replies["acme.pl"] = says('TXT "v=spf1 ip4:192.0.2.1" " -all"', 'TXT "other"')

    assert sorted(await dns.texts("acme.pl")) == ["other", "v=spf1 ip4:192.0.2.1 -all"]


async def test_addresses_of_both_families_come_together(server, dns):
    server.replies["mx.acme.pl"] = says("A 192.0.2.1", "AAAA 2001:db8::1")

    assert await dns.addresses("mx.acme.pl") == (ip_address("192.0.2.1"), ip_address("2001:db8::1"))


async def test_mail_servers_come_in_their_order(server, dns):
    server.replies["acme.pl"] = says("MX 20 b.acme.pl.", "MX 10 A.acme.pl.")

    assert await dns.mail_servers("acme.pl") == ("a.acme.pl", "b.acme.pl")


async def test_a_null_mx_is_told_apart(server, dns):
    server.replies["acme.pl"] = says("MX 0 .")

    assert await dns.mail_servers("acme.pl") == ("",)


async def test_an_address_has_names(server, dns):
    server.replies["7.2.0.192.in-addr.arpa"] = says("PTR mx.acme.pl.")

    assert await dns.names(ip_address("192.0.2.7")) == ("mx.acme.pl",)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(says(rcode="NXDOMAIN"), id="no such name"),
        pytest.param(says(), id="nothing of that kind"),
        pytest.param(says("acme.pl. CNAME b.pl.", rcode="NXDOMAIN"), id="an alias that leads nowhere"),
    ],
)
async def test_no_records_are_an_answer(server, dns, reply):
    server.replies["acme.pl"] = reply

    assert await dns.texts("acme.pl") == ()


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(silent, id="silence"),
        pytest.param(says(rcode="SERVFAIL"), id="the server broke"),
        pytest.param(says(rcode="REFUSED"), id="it will not tell"),
        pytest.param(says(rcode="NXDOMAIN", recursive=False), id="no, says who did not look"),
        pytest.param(says(authority="acme.pl. NS ns.elsewhere.pl."), id="go and ask another"),
        pytest.param(raw(b"\x00"), id="rubbish"),
    ],
)
async def test_no_answer_is_none(server, dns, reply):
    server.replies["acme.pl"] = reply
    began = time.monotonic()

    with pytest.raises(Deferred, match=r"no answer about TXT of acme\.pl"):
        await dns.texts("acme.pl")

    assert time.monotonic() - began < 3


@pytest.mark.parametrize("name", ["a..pl", f"{'x' * 64}.pl", ".".join(["x" * 60] * 5), "\ud800.pl"])
async def test_a_name_that_cannot_be_asked_for_is_no_crash(dns, name):
    with pytest.raises(Deferred):
        await dns.texts(name)


async def test_nobody_is_asked_where_dns_is_off(server):
    with pytest.raises(Deferred, match="FRONTDESK_DNS is off"):
        await MailDns.off().texts("acme.pl")


async def test_this_machine_knows_itself():
    assert ip_address("127.0.0.1") in await system_addresses("localhost", 5)


async def test_an_address_needs_no_look_up():
    assert await system_addresses("2001:db8::1", 5) == (ip_address("2001:db8::1"),)
