"""E-mail probe: what is told of a mail server, and that nothing is sent."""

import asyncio
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509

from frontdesk.delivery.channels.email_line import Envelope
from frontdesk.delivery.channels.email_probe import probe
from frontdesk.delivery.channels.email_server import Server
from frontdesk.delivery.channels.email_trial import try_letter
from support.certificates import STRANGER, Authority
from support.smtp import DROP, HANG, MailServer

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=60)  #: seen from then, a certificate that ends tomorrow has long to go
USERS = {"desk": "secret"}
#: This machine by an address that is not known to be its own: the line is treated as one that leaves it.
AWAY = "0.0.0.0"


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


@asynccontextmanager
async def a_server(**options):
    server = MailServer(**options)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


def a_line(url, authority=None, timeout_s=2.0):
    tls = authority.trusting() if authority else None
    return Server(url=url, name="desk.acme.example", timeout_s=timeout_s, final_s=timeout_s, tls=tls)


async def looked(
    url, authority=None, *, sender="hello@acme.example", now=LONG_AGO, timeout_s=2.0, limit_s=5.0
):
    envelope = Envelope(sender=sender, recipient=sender, smtputf8=not sender.isascii())
    return await probe(a_line(url, authority, timeout_s), envelope, now, limit_s)


def states(findings):
    return {finding.part: str(finding.state) for finding in findings}


@pytest.mark.parametrize("smtps", [True, False], ids=["smtps", "starttls"])
async def test_a_server_that_is_well_is_ok_throughout_and_nothing_is_sent(authority, smtps):
    async with a_server(tls=authority.server(), smtps=smtps, users=USERS) as server:
        url = server.address("smtps" if smtps else "smtp+starttls", "desk:secret")
        found = await looked(url, authority)

    assert states(found) == dict.fromkeys(("mail server", "TLS", "log-in", "sender"), "ok")
    assert server.mails == []
    [session] = server.sessions
    said = [line for _, line in session.said]
    assert said[-2:] == ["MAIL FROM:<hello@acme.example>", "RSET"]
    assert not any(line.startswith(("RCPT", "DATA")) for line in said)
    assert "secret" not in str(found)


async def test_the_end_of_the_certificate_is_told_and_a_near_one_warned_of(authority):
    async with a_server(tls=authority.server(), smtps=True) as server:
        [_, far, *_] = await looked(server.url, authority)
        [_, near, *_] = await looked(server.url, authority, now=NOW)

    end = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d}"
    assert (far.state, near.state) == ("ok", "warning")
    assert end in near.said
    assert "renewed" in near.do


@pytest.mark.parametrize(
    ("certificate", "do"),
    [
        pytest.param({"name": STRANGER}, "use the name that stands in the certificate", id="another name"),
        pytest.param({"own": True}, "a certificate that this machine trusts", id="made by itself"),
        pytest.param({"late": True}, "renewed", id="expired"),
    ],
)
@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
async def test_a_wrong_certificate_is_a_fault_of_tls(authority, certificate, do, scheme):
    async with a_server(tls=authority.server(**certificate), smtps=scheme == "smtps", users=USERS) as server:
        found = await looked(server.address(scheme, "desk:secret"), authority)

    assert states(found) == {"TLS": "fault"}
    assert do in found[0].do


async def test_a_port_that_speaks_no_tls_is_a_fault_with_the_other_way_to_try(authority):
    async with a_server() as server:
        [found] = await looked(server.address("smtps"), authority)

    assert (found.part, found.state) == ("TLS", "fault")
    assert "smtp+starttls://" in found.do


async def test_starttls_that_is_asked_for_and_not_offered_is_a_fault(authority):
    async with a_server(users=USERS) as server:
        [found] = await looked(server.address("smtp+starttls", "desk:secret"), authority)

    assert (found.part, found.state) == ("TLS", "fault")
    assert "smtps://127.0.0.1" in found.do


async def test_starttls_that_is_offered_and_not_asked_for_is_a_warning_with_the_address_to_use(authority):
    async with a_server(tls=authority.server(x509.IPAddress(ip_address(AWAY)))) as server:
        found = await looked(server.address("smtp", host=AWAY), authority)

    assert states(found)["TLS"] == "warning"
    assert f"smtp+starttls://{AWAY}:{server.port}" in found[1].do


async def test_a_line_in_the_open_is_warned_of(authority):
    async with a_server() as server:
        found = await looked(server.address("smtp", host=AWAY), authority)

    assert states(found)["TLS"] == "warning"
    assert "reads every letter" in found[1].said


async def test_a_line_that_stays_on_this_machine_needs_no_tls():
    async with a_server() as server:
        assert set(states(await looked(server.url)).values()) == {"ok"}


async def test_a_wrong_password_is_tried_once_and_never_shown(authority):
    async with a_server(tls=authority.server(), smtps=True, users=USERS) as server:
        found = await looked(server.address("smtps", "desk:mistaken"), authority)

    assert states(found) == {"log-in": "fault"}
    assert "535" in found[0].said
    assert "%40" in found[0].do
    assert "mistaken" not in str(found)
    assert server.sessions[0].count("AUTH") == 1


REFUSALS = {
    "an address that is not ours": ("mail", "550 5.7.1 not yours", "sender", "fault"),
    "a log-in is wanted": ("mail", "530 5.7.0 log in", "sender", "fault"),
    "not now": ("mail", "451 4.3.0 busy", "sender", "warning"),
    "turned away": ("greeting", "554 5.7.1 no", "mail server", "fault"),
    "closed at the door": ("greeting", DROP, "mail server", "fault"),
    "silence at the door": ("greeting", HANG, "mail server", "fault"),
    "silence later": ("mail", HANG, "sender", "warning"),
}


@pytest.mark.parametrize(("step", "reply", "part", "state"), REFUSALS.values(), ids=REFUSALS)
async def test_a_refusal_is_told_with_what_to_do(step, reply, part, state):
    async with a_server() as server:
        server.script(step, reply)
        *_, last = await looked(server.url, timeout_s=0.3)

    assert (last.part, last.state) == (part, state)
    assert last.do


async def test_nobody_listens():
    async with a_server() as server:
        url = server.url
    [found] = await looked(url)

    assert (found.state, "nobody listens" in found.said) == ("fault", True)


async def test_a_server_that_dawdles_is_left_in_time():
    async with a_server() as server:
        for step in ("greeting", "ehlo", "mail", "rset"):
            server.script(step, None, after_s=0.4)
        began = time.monotonic()
        *_, last = await looked(server.url, timeout_s=2, limit_s=1)

    assert last.state in ("fault", "warning")
    assert time.monotonic() - began < 2


async def test_a_sender_outside_ascii_needs_a_server_that_takes_it():
    async with a_server(smtputf8=False) as server:
        *_, last = await looked(server.url, sender="józef@acme.example")

    assert (last.part, last.state) == ("sender", "fault")
    assert "ASCII" in last.do


@pytest.mark.parametrize(
    ("size", "state"),
    [
        pytest.param("500000", "warning", id="small"),
        pytest.param("10000000", "ok", id="large"),
        pytest.param("0", "ok", id="no limit"),
        pytest.param("", "ok", id="not said"),
    ],
)
async def test_a_limit_that_letters_may_meet_is_warned_of(size, state):
    async with a_server() as server:
        server.script("ehlo", f"250-mx.acme.example\r\n250 SIZE {size}")
        *_, last = await looked(server.url)

    assert (last.part, last.state) == ("sender", state)


# ── One letter ─────────────────────────────────────────────────────────────────────────────────────────────

BODY = b"From: hello@acme.example\r\n\r\nHi\r\n"
ENVELOPE = Envelope(sender="hello@acme.example", recipient="me@mail.example", smtputf8=False)


async def test_the_answer_to_a_letter_is_told():
    async with a_server() as server:
        server.script("dot", "250 2.0.0 queued as 4711", kept=True)
        found = await try_letter(a_line(server.url), ENVELOPE, BODY, 5)

    assert found.state == "ok"
    assert "me@mail.example: 250 2.0.0 queued as 4711" in found.said
    assert "dmarc=pass" in found.do


@pytest.mark.parametrize(
    ("step", "reply", "said"),
    [
        pytest.param("rcpt", "550 5.1.1 no such user", "550 5.1.1 no such user", id="refused"),
        pytest.param("dot", DROP, "no word after the text", id="nobody knows"),
        pytest.param("dot", HANG, "no word after the text", id="no answer"),
    ],
)
async def test_a_letter_that_is_not_taken_is_a_fault_and_tried_once(step, reply, said):
    async with a_server() as server:
        server.script(step, reply, times=9)
        found = await try_letter(a_line(server.url, timeout_s=0.3), ENVELOPE, BODY, 5)

    assert (found.state, said in found.said) == ("fault", True)
    assert len(server.sessions) == 1


async def test_a_letter_is_given_up_in_time():
    async with a_server() as server:
        server.script("dot", HANG)
        async with asyncio.timeout(3):
            found = await try_letter(a_line(server.url, timeout_s=9), ENVELOPE, BODY, 0.5)

    assert "may have gone out" in found.said
