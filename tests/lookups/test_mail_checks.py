"""Mail checks: what is told of a domain's records, and what a person has to do."""

from ipaddress import ip_address

import pytest

from frontdesk.lookups.mail_checks.dkim import own_key, provider_key
from frontdesk.lookups.mail_checks.dmarc import dmarc
from frontdesk.lookups.mail_checks.hosts import reverse_name, takes
from frontdesk.lookups.mail_checks.spf import spf
from frontdesk.lookups.mail_dns import MailDns
from frontdesk.lookups.mail_records import as_txt, dkim_record
from frontdesk.model.mail_setup import MailSetup
from support.nameserver import says

OWN = (ip_address("192.0.2.9"),)
KEY = bytes(range(200)) * 2


@pytest.fixture
def dns(server):
    return MailDns(1, ("127.0.0.1", server.port))


def a_setup(**changed) -> MailSetup:
    given = {
        "sender": "hello@acme.pl",
        "answers": "office@acme.pl",
        "envelope": "hello@acme.pl",
        "host": "mx.acme.pl",
        "signs": False,
    }
    return MailSetup(**given | changed)


def txt(*texts):
    return says(*(f'TXT "{text}"' for text in texts))


SPF = {
    "none": ((), {}, "fault", "has no SPF record", '"v=spf1 ip4:192.0.2.9 ~all"'),
    "none, but we sign": ((), {"signs": True}, "warning", "has no SPF record", "v=spf1"),
    "none, and a provider's server": ((), {"host": "smtp.relay.net"}, "fault", "no SPF", "include:THEIRS"),
    "two": (("v=spf1 a -all", "v=spf1 -all"), {}, "fault", "has 2 SPF records", "join them"),
    "broken": (("v=spf1 ip4:1.2.3 -all",), {}, "fault", '"ip4:1.2.3" holds no address', "mend that part"),
    "too long": (("v=spf1 include:acme.pl -all",), {}, "fault", "more than 10 lookups", "leave out"),
    "everybody": (("v=spf1 +all",), {}, "fault", "lets everybody send", "~all or -all"),
    "everybody, by addresses": (("v=spf1 ip4:0.0.0.0/0 -all",), {}, "fault", "lets everybody", "~all"),
    "everybody, by include": (("v=spf1 include:open.net -all",), {}, "fault", "lets everybody", "~all"),
    "nobody": (("v=spf1 -all",), {}, "fault", "lets nobody send", "before the all"),
    "others are not spoken of": (("v=spf1 ip4:192.0.2.9",), {}, "warning", "says nothing of others", "~all"),
    "neutral": (("v=spf1 ip4:192.0.2.9 ?all",), {}, "warning", "says nothing of others", "~all"),
    "it names our server": (
        ("v=spf1 ip4:192.0.2.9 -all",),
        {},
        "ok",
        "names every address of mx.acme.pl",
        "",
    ),
    "it does not name our own": (
        ("v=spf1 ip4:192.0.2.1 -all",),
        {},
        "warning",
        "it does not name 192.0.2.9, where mx.acme.pl listens",
        "add ip4:192.0.2.9",
    ),
    "it includes the provider": (
        ("v=spf1 include:spf.relay.net ~all",),
        {"host": "smtp.relay.net"},
        "ok",
        "1 of 10 lookups, ~all: others are suspect; it includes the provider of smtp.relay.net",
        "",
    ),
    "a provider that may send from elsewhere": (
        ("v=spf1 ip4:192.0.2.1 -all",),
        {"host": "smtp.relay.net"},
        "ok",
        "whether it covers our mail server cannot be known",
        "spf=pass",
    ),
    "of bounces, where they have a domain of their own": (
        ("v=spf1 -all",),
        {"envelope": "bounce+x@bounces.acme.pl"},
        "ok",
        "one record at bounces.acme.pl",
        "",
    ),
    "names that are gone": (
        ("v=spf1 a:x1.acme.pl a:x2.acme.pl a:x3.acme.pl ip4:192.0.2.9 -all",),
        {},
        "warning",
        "3 of its names lead nowhere",
        "take out",
    ),
}


@pytest.mark.parametrize(("texts", "setup", "state", "said", "do"), SPF.values(), ids=SPF)
async def test_an_spf_record_is_told_as_receivers_read_it(server, dns, texts, setup, state, said, do):
    server.replies |= {
        "acme.pl": txt(*texts),
        "bounces.acme.pl": txt("v=spf1 ip4:192.0.2.9 -all"),
        "spf.relay.net": txt("v=spf1 ip4:198.51.100.0/24 -all"),
        "open.net": txt("v=spf1 ip4:0.0.0.0/0 ip6:::/0 ~all"),
    }

    found = await spf(dns, a_setup(**setup), OWN)

    assert found.state == state
    assert said in found.said
    assert do in found.do
    assert bool(do) == bool(found.do)


async def test_spf_of_a_server_on_this_machine_cannot_be_known(server, dns):
    server.replies["acme.pl"] = txt("v=spf1 ip4:10.0.0.0/8 -all")

    found = await spf(dns, a_setup(), (ip_address("127.0.0.1"), ip_address("10.0.0.3")))

    assert (found.state, "cannot be known" in found.said) == ("ok", True)


OTHER = dkim_record(KEY[::-1])
DKIM = {
    "ours": (dkim_record(KEY), "ok", "has our key"),
    "none": (None, "fault", "has no key"),
    "another": (OTHER, "fault", "another key than ours"),
    "withdrawn": ("v=DKIM1; p=", "fault", "withdrawn"),
    "unreadable": ("v=DKIM1; p=%%%", "fault", "cannot be read"),
    "on trial": (f"t=s:y; {dkim_record(KEY)}", "warning", "calls it a trial"),
}


@pytest.mark.parametrize(("record", "state", "said"), DKIM.values(), ids=DKIM)
async def test_the_key_in_dns_is_compared_with_ours(server, dns, record, state, said):
    if record:
        strings = (f'"{record[at : at + 200]}"' for at in range(0, len(record), 200))
        server.replies["desk._domainkey.acme.pl"] = says(f"TXT {' '.join(strings)}")

    found = await own_key(dns, a_setup(signs=True), "desk", KEY)

    assert found.state == state
    assert said in found.said
    record_to_publish = as_txt("desk._domainkey.acme.pl", dkim_record(KEY))
    assert (record_to_publish in found.do) == (state == "fault")


async def test_two_keys_under_one_selector_are_a_fault(server, dns):
    server.replies["desk._domainkey.acme.pl"] = txt(f"p={'A' * 40}", f"p={'B' * 40}")

    found = await own_key(dns, a_setup(signs=True), "desk", KEY)

    assert (found.state, "has 2 keys" in found.said) == ("fault", True)


@pytest.mark.parametrize(
    ("host", "published", "state", "asked"),
    [
        pytest.param("smtp.gmail.com", True, "ok", "google._domainkey.acme.pl", id="its key is there"),
        pytest.param(
            "smtp.gmail.com", False, "warning", "google._domainkey.acme.pl", id="its key is missing"
        ),
        pytest.param("smtp.relay.net", False, "warning", None, id="nothing is guessed"),
        pytest.param(None, False, "warning", None, id="no server"),
    ],
)
async def test_a_provider_that_may_sign_is_asked_for_its_own_selector_only(
    server, dns, host, published, state, asked
):
    if published:
        server.replies["google._domainkey.acme.pl"] = txt("v=DKIM1; p=QUJD")

    found = await provider_key(dns, a_setup(host=host))

    assert found.state == state
    assert list(server.asked) == ([asked] if asked else [])


BOUNCES = {"envelope": "bounce+x@bounces.acme.pl"}
AWAY = {"envelope": "bounce+x@bounces.other.pl"}
DMARC = {
    "none": (
        None,
        {},
        "warning",
        "there is none at _dmarc.acme.pl",
        '"v=DMARC1; p=none; rua=mailto:office@acme.pl"',
    ),
    "two": ("v=DMARC1; p=none|v=DMARC1; p=reject", {}, "fault", "has 2 DMARC records", "leave one"),
    "no policy": ("v=DMARC1; rua=mailto:a@acme.pl", {}, "fault", "no policy", "p=none"),
    "a slip": ("v=DMARC1; p=quarantene", {}, "fault", 'p="quarantene"', "p=quarantine"),
    "reject": ("v=DMARC1; p=reject; rua=mailto:a@acme.pl", {}, "ok", "are refused (p=reject); ours", ""),
    "no reports": ("v=DMARC1; p=none", {}, "ok", "can be proved by SPF", "rua=mailto:office@acme.pl"),
    "both proofs": ("v=DMARC1; p=none", {"signs": True}, "ok", "by SPF and DKIM", "rua"),
    "a part of the domain": ("v=DMARC1; p=reject", BOUNCES, "ok", "by SPF", "rua"),
    "a part, but strict": ("v=DMARC1; p=reject; aspf=s", BOUNCES, "fault", "not the same (aspf=s)", "sign"),
    "strict, and we sign": ("v=DMARC1; p=reject; aspf=s", BOUNCES | {"signs": True}, "ok", "by DKIM", "rua"),
    "another domain": ("v=DMARC1; p=quarantine", AWAY, "fault", "bounces go to bounces.other.pl", "sign"),
    "another domain, but let through": (
        "v=DMARC1; p=none",
        AWAY,
        "warning",
        "which is not of the same",
        "sign",
    ),
}


@pytest.mark.parametrize(("texts", "setup", "state", "said", "do"), DMARC.values(), ids=DMARC)
async def test_a_dmarc_record_is_told_with_what_proves_our_letters(
    server, dns, texts, setup, state, said, do
):
    if texts:
        server.replies["_dmarc.acme.pl"] = txt(*texts.split("|"))

    found = await dmarc(dns, a_setup(**setup))

    assert found.state == state
    assert said in found.said
    assert do in found.do
    assert bool(do) == bool(found.do)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        pytest.param("v=DMARC1; p=reject", "p=reject", id="for all"),
        pytest.param("v=DMARC1; p=reject; sp=none", "p=none", id="for its parts another"),
    ],
)
async def test_dmarc_of_a_part_comes_from_the_registered_domain(server, dns, record, said):
    server.replies["_dmarc.acme.co.uk"] = txt(record)

    found = await dmarc(dns, a_setup(sender="a@mail.acme.co.uk", envelope="a@mail.acme.co.uk"))

    assert "_dmarc.acme.co.uk: " in found.said
    assert said in found.said


REVERSE = {
    "there and back": ("PTR mx.acme.pl.", {}, "ok"),
    "none": ("PTR", {}, "warning"),
    "a name that leads elsewhere": ("PTR away.acme.pl.", {}, "warning"),
    "a provider's": ("PTR", {"host": "smtp.relay.net"}, "ok"),
}


@pytest.mark.parametrize(("record", "setup", "state"), REVERSE.values(), ids=REVERSE)
async def test_a_name_backwards_counts_where_it_leads_back(server, dns, record, setup, state):
    server.replies |= {
        "9.2.0.192.in-addr.arpa": says(*[record] if " " in record else []),
        "mx.acme.pl": says("A 192.0.2.9"),
        "away.acme.pl": says("A 192.0.2.1"),
    }

    assert (await reverse_name(dns, a_setup(**setup), OWN)).state == state


async def test_the_reverse_name_of_a_server_in_the_house_cannot_be_known(server, dns):
    found = await reverse_name(dns, a_setup(), (ip_address("192.168.1.5"),))

    assert (found.state, server.asked.total()) == ("unknown", 0)


TAKES = {
    "a mail server": (("MX 10 mx.acme.pl.",), "ok", "taken by mx.acme.pl"),
    "the second one lives": (("MX 10 gone.acme.pl.", "MX 20 mx.acme.pl."), "ok", "taken by mx.acme.pl"),
    "without an address": (("MX 10 gone.acme.pl.",), "fault", "(gone.acme.pl)"),
    "null": (("MX 0 .",), "fault", "says that it takes no mail"),
    "an address only": (("A 192.0.2.1",), "warning", "no MX record, only an address"),
    "nothing": ((), "fault", "neither an MX record nor an address"),
}


@pytest.mark.parametrize(("records", "state", "said"), TAKES.values(), ids=TAKES)
async def test_answers_arrive_where_a_mail_server_has_an_address(server, dns, records, state, said):
    server.replies |= {"acme.pl": says(*records), "mx.acme.pl": says("A 192.0.2.9")}

    found = await takes(dns, "answers", "answers", "acme.pl")

    assert found.state == state
    assert said in found.said
    assert bool(found.do) == (state != "ok")
