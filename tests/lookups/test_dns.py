"""DNS: a domain takes mail, certainly takes none, or nobody can say."""

import asyncio
import time
from datetime import timedelta

import dns.flags
import pytest

from frontdesk.errors import Deferred
from frontdesk.lookups.dns import ANSWER_BYTES, MailResolver
from support.nameserver import answered, raw, says, silent

LIMIT = timedelta(milliseconds=600)
SOA = "acme.pl. SOA ns.acme.pl. hostmaster.acme.pl. 1 7200 900 1209600 300"
NOTHING = says(authority=SOA)


def a_resolver(server, limit: timedelta = LIMIT) -> MailResolver:
    return MailResolver(limit, ("127.0.0.1", server.port))


def truncated(question):
    answer = answered(question)
    answer.flags |= dns.flags.TC
    return answer.to_wire()


def of_another(question):
    answer = answered(question, "MX 10 mx.acme.pl.")
    answer.id ^= 1
    return answer.to_wire()


def named_otherwise(question):
    return answered(dns.message.make_query("other.pl", "MX", id=question.id), "MX 10 mx.acme.pl.").to_wire()


def nxdomain_for_mx_only(question):
    told = {"rcode": "NXDOMAIN"} if question.question[0].rdtype == dns.rdatatype.MX else {}
    return answered(question, "A 192.0.2.1", **told).to_wire()


TOLD = {
    "a mail server": (says("MX 10 mx.acme.pl."), True),
    "several": (says("MX 10 mx.acme.pl.", "MX 20 mx2.acme.pl."), True),
    "none, but an address": (says("A 192.0.2.1"), True),
    "none, but an address of six": (says("AAAA 2001:db8::1"), True),
    "by another name": (says("acme.pl. CNAME b.acme.pl.", "b.acme.pl. MX 10 mx.acme.pl."), True),
    "denied for mail servers, but it has an address": (nxdomain_for_mx_only, True),
    "a null beside a mail server": (says("MX 0 .", "MX 10 mx.acme.pl."), True),
    "no such domain": (says(rcode="NXDOMAIN", authority=SOA), False),
    "no such domain, and no more said": (says(rcode="NXDOMAIN"), False),
    "it says that it takes none": (says("MX 0 .", "A 192.0.2.1"), False),
    "neither mail server nor address": (NOTHING, False),
    "neither, and no more said": (says(), False),
    "the server broke": (says(rcode="SERVFAIL"), None),
    "it will not tell": (says(rcode="REFUSED"), None),
    "it cannot": (says(rcode="NOTIMP"), None),
    "go and ask another": (says(authority="acme.pl. NS ns.elsewhere.pl."), None),
    "no such domain, says who did not look": (says(rcode="NXDOMAIN", recursive=False), None),
    "nothing, says who did not look": (says(recursive=False), None),
    "an alias that leads nowhere": (says("acme.pl. CNAME gone.pl.", rcode="NXDOMAIN"), None),
    "an alias of itself": (says("acme.pl. CNAME acme.pl."), None),
    "aliases in a ring": (says("acme.pl. CNAME b.pl.", "b.pl. CNAME acme.pl."), None),
    "a long chain": (
        says("acme.pl. CNAME a0.pl.", *(f"a{n}.pl. CNAME a{n + 1}.pl." for n in range(30))),
        None,
    ),
}


@pytest.mark.parametrize(("reply", "takes"), TOLD.values(), ids=TOLD)
async def test_what_the_answer_proves(server, reply, takes):
    server.replies["acme.pl"] = reply

    assert await a_resolver(server).takes_mail("acme.pl") is takes


NO_ANSWER = {
    "silence": silent,
    "an answer to another question's id": of_another,
    "an answer about another domain": named_otherwise,
    "half a header": raw(b"\x81"),
    "noise": raw(b"\x81\x80" + b"\xff" * 300),
    "an empty answer": lambda question: b"",
}


@pytest.mark.parametrize("reply", NO_ANSWER.values(), ids=NO_ANSWER)
async def test_no_answer_in_time_is_told_in_time(server, reply):
    server.other, began = reply, time.monotonic()

    with pytest.raises(Deferred, match=r"no answer within 0\.6 s"):
        await a_resolver(server).takes_mail("acme.pl")

    assert time.monotonic() - began < 2 * LIMIT.total_seconds() + 1


async def test_a_lost_packet_costs_no_answer(server):
    lost = iter([True])
    server.other = lambda question: None if next(lost, False) else says("MX 10 mx.acme.pl.")(question)

    assert await a_resolver(server, timedelta(seconds=6)).takes_mail("acme.pl") is True


async def test_what_does_not_fit_is_asked_for_by_tcp(server):
    server.replies["acme.pl"] = truncated
    server.over_tcp["acme.pl"] = says(*(f"MX {n} mx{n}.a-rather-long-name.acme.pl." for n in range(150)))

    assert await a_resolver(server, timedelta(seconds=10)).takes_mail("acme.pl") is True


async def test_an_answer_that_takes_long_to_read_is_not_read(server):
    many = says(*(f"MX {n} mx{n}.acme.pl." for n in range(2_500)))
    server.replies["acme.pl"] = truncated
    wire = []
    server.over_tcp["acme.pl"] = lambda question: wire.append(many(question)) or wire[0]

    assert await a_resolver(server, timedelta(seconds=10)).takes_mail("acme.pl") is None
    assert len(wire[0]) > ANSWER_BYTES


async def test_noise_by_tcp_proves_nothing(server):
    server.replies["acme.pl"], server.over_tcp["acme.pl"] = truncated, raw(b"\xff" * 60_000)

    assert await a_resolver(server).takes_mail("acme.pl") is None


async def test_silence_by_tcp_ends_in_time(server):
    server.replies["acme.pl"], server.over_tcp["acme.pl"] = truncated, silent

    with pytest.raises(Deferred):
        async with asyncio.timeout(5):
            await a_resolver(server).takes_mail("acme.pl")


async def test_nobody_listens_and_that_proves_nothing(server):
    resolver = a_resolver(server)
    await server.stop()

    try:
        found = await resolver.takes_mail("acme.pl")
    except Deferred:
        found = None
    assert found is None


@pytest.mark.parametrize("domain", ["a" * 64 + ".pl", "a..pl", ".", "x." * 200 + "pl"])
async def test_what_is_no_domain_is_not_asked_about(server, domain):
    assert await a_resolver(server).takes_mail(domain) is None
    assert server.asked.total() == 0


async def test_no_other_domain_is_tried_in_its_place(server):
    await a_resolver(server).takes_mail("acme.pl")

    assert set(server.asked) == {"acme.pl"}
