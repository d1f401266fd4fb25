"""E-mail channel: what each misbehaviour of a mail server comes to, and who hears what over which line."""

import asyncio
import time
from contextlib import asynccontextmanager
from datetime import timedelta
from email.message import EmailMessage

import pytest

from frontdesk.delivery.channels.email import EmailChannel
from frontdesk.errors import Busy, Deferred, Paused, Refused, Unreached, Unsure
from frontdesk.model.delivery import Delivery
from support.certificates import STRANGER, Authority
from support.smtp import DROP, HANG, MailServer
from support.world import until

BODY = b"From: hello@acme.example\r\nTo: %s\r\nMessage-ID: <1@acme.example>\r\n\r\n.Hi\r\n..\r\n"
USERS = {"desk": "secret"}


def a_letter(to: str = "jan@client.example", body: bytes | None = None) -> Delivery:
    return Delivery(
        id=1, lead=1, to=to, body=body or BODY % to.encode(), message_id="<1@acme.example>", attempts=1
    )


@asynccontextmanager
async def a_server(**options):
    server = MailServer(**options)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def a_channel(url: str, *, timeout_s: float = 0.5, final_s: float = 0.5, **options):
    channel = EmailChannel(
        url,
        "Acme <hello@acme.example>",
        timeout=timedelta(seconds=timeout_s),
        final_timeout=timedelta(seconds=final_s),
        **options,
    )
    try:
        yield channel
    finally:
        await channel.close()


# ── Answers ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("step", "reply", "kind"),
    [
        pytest.param("greeting", "421 4.3.2 closing", Unreached, id="busy at the door"),
        pytest.param("greeting", "554 5.7.1 no service for you", Paused, id="turned away at the door"),
        pytest.param("greeting", DROP, Unreached, id="dropped at the door"),
        pytest.param("greeting", HANG, Unreached, id="hung at the door"),
        pytest.param("ehlo", "450 4.7.1 wait", Unreached, id="not yet at EHLO"),
        pytest.param("ehlo", DROP, Unreached, id="dropped at EHLO"),
        pytest.param("ehlo", HANG, Unreached, id="hung at EHLO"),
        pytest.param("mail", "450 4.7.1 too many letters", Busy, id="too many letters"),
        pytest.param("mail", "530 5.7.0 log in first", Paused, id="log-in wanted"),
        pytest.param("mail", "550 5.7.1 not from you", Paused, id="sender refused"),
        pytest.param("mail", "552 5.3.4 too large", Refused, id="letter too large"),
        pytest.param("mail", "421 4.7.0 too many", Busy, id="421 at MAIL"),
        pytest.param("mail", DROP, Busy, id="dropped at MAIL"),
        pytest.param("mail", HANG, Busy, id="hung at MAIL"),
        pytest.param("rcpt", "450 4.7.1 greylisted", Deferred, id="greylisted"),
        pytest.param("rcpt", "452 4.2.2 mailbox full", Deferred, id="full for now"),
        pytest.param("rcpt", "550 5.1.1 no such user", Refused, id="no such user"),
        pytest.param("rcpt", "552 5.2.2 mailbox full", Refused, id="full for good"),
        pytest.param("rcpt", "554 5.7.1 policy", Refused, id="policy of one recipient"),
        pytest.param("rcpt", "530 5.7.0 log in first", Paused, id="log-in wanted at RCPT"),
        pytest.param("rcpt", "421 4.3.0 closing", Busy, id="421 at RCPT"),
        pytest.param("rcpt", DROP, Busy, id="dropped at RCPT"),
        pytest.param("rcpt", HANG, Busy, id="hung at RCPT"),
        pytest.param("data", "451 4.3.0 later", Deferred, id="not now at DATA"),
        pytest.param("data", "554 5.5.1 no", Refused, id="refused at DATA"),
        pytest.param("data", DROP, Busy, id="dropped at DATA: nothing is out yet"),
        pytest.param("data", HANG, Busy, id="hung at DATA: nothing is out yet"),
        pytest.param("dot", "451 4.3.0 later", Deferred, id="not now after the text"),
        pytest.param("dot", "554 5.6.0 we do not like the text", Refused, id="refused after the text"),
        pytest.param("dot", "421 4.3.0 closing", Busy, id="421 after the text: not taken"),
        pytest.param("dot", DROP, Unsure, id="dropped after the text"),
        pytest.param("dot", HANG, Unsure, id="hung after the text"),
        pytest.param("dot", "399 hm", Unsure, id="an answer without sense after the text"),
        pytest.param("dot", "nonsense", Unsure, id="no answer at all after the text"),
    ],
)
async def test_each_answer_at_each_step_means_one_thing(step, reply, kind):
    async with a_server() as server, a_channel(server.url) as channel:
        server.script(step, reply, times=9)

        with pytest.raises((Refused, Deferred, Unsure, Paused)) as caught:
            await channel.send(a_letter())

    assert type(caught.value) is kind
    assert sum(session.count("MAIL") for session in server.sessions) <= 1


async def test_nobody_listens():
    server = MailServer()
    await server.start()
    await server.stop()
    async with a_channel(server.url) as channel:
        with pytest.raises(Unreached):
            await channel.send(a_letter())


async def test_the_silence_after_the_dot_has_a_limit_of_its_own():
    async with a_server() as server, a_channel(server.url, timeout_s=0.1, final_s=5) as channel:
        server.script("dot", None, after_s=0.6)
        began = time.monotonic()

        await channel.send(a_letter())

    assert time.monotonic() - began >= 0.6
    assert len(server.mails) == 1


async def test_the_text_arrives_as_it_is_whatever_its_lines_begin_or_end_with():
    body = b"Subject: x\n\n.\r\n..\rA\x20line\n.\n"
    async with a_server() as server, a_channel(server.url) as channel:
        await channel.send(a_letter(body=body))
        await channel.send(a_letter(body=b".x\r\n"))

    assert [mail.body for mail in server.mails] == [
        b"Subject: x\r\n\r\n.\r\n..\r\nA line\r\n.\r\n",
        b".x\r\n",
    ]


# ── Kept connections ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_refused_letter_is_taken_back_and_its_connection_kept():
    async with a_server() as server, a_channel(server.url) as channel:
        for step, reply in (("rcpt", "550 5.1.1 who"), ("data", "451 later"), ("dot", "552 5.2.2 full")):
            server.script(step, reply)
            with pytest.raises((Refused, Deferred)):
                await channel.send(a_letter())
        await channel.send(a_letter())

    assert len(server.sessions) == 1
    assert server.sessions[0].count("RSET") == 2
    assert len(server.mails) == 1


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("reply", [DROP, HANG, "421 4.4.2 idle for too long"], ids=["drop", "hang", "421"])
async def test_a_kept_connection_that_has_ended_costs_no_attempt(step, reply):
    async with a_server() as server, a_channel(server.url) as channel:
        await channel.send(a_letter())
        server.script(step, reply)
        await channel.send(a_letter())

    assert len(server.sessions) == 2
    assert len(server.mails) == 2


async def test_a_server_that_ends_each_connection_after_five_letters_gets_each_letter_once():
    async with a_server(mails_a_session=5) as server, a_channel(server.url) as channel:
        for _ in range(23):
            await channel.send(a_letter())

    assert len(server.mails) == 23
    assert len(server.sessions) == 5


async def test_a_server_that_ends_silent_connections_costs_nothing():
    async with a_server(idle_s=0.05) as server, a_channel(server.url) as channel:
        await channel.send(a_letter())
        await until(lambda: server.sessions[0].ended)
        await channel.send(a_letter())

    assert len(server.mails) == 2


async def test_an_idle_connection_is_given_up_with_a_goodbye():
    idle = timedelta(milliseconds=50)
    async with a_server() as server, a_channel(server.url, idle=idle) as channel:
        await channel.send(a_letter())
        await until(lambda: server.sessions[0].ended)

    assert server.sessions[0].count("QUIT") == 1


async def test_who_stops_in_the_middle_leaves_no_connection_behind():
    async with a_server() as server, a_channel(server.url, final_s=60) as channel:
        server.script("dot", HANG)
        sending = asyncio.create_task(channel.send(a_letter()))
        await until(lambda: server.mails)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        await until(lambda: server.sessions[0].ended)

    assert sending.cancelled()


# ── Addresses ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_domain_in_other_letters_goes_out_in_ascii_to_any_server():
    async with a_server(smtputf8=False) as server, a_channel(server.url) as channel:
        await channel.send(a_letter("anna@пример.рф"))

    assert [(mail.recipient, mail.options) for mail in server.mails] == [("anna@xn--e1afmkfd.xn--p1ai", "")]


async def test_a_name_in_other_letters_goes_out_where_the_server_takes_it():
    async with a_server() as server, a_channel(server.url) as channel:
        await channel.send(a_letter("анна@пример.рф"))

    assert [(mail.recipient, mail.options) for mail in server.mails] == [
        ("анна@xn--e1afmkfd.xn--p1ai", "SMTPUTF8")
    ]


async def test_a_name_in_other_letters_is_refused_where_the_server_takes_none_and_the_next_goes_out():
    async with a_server(smtputf8=False) as server, a_channel(server.url) as channel:
        with pytest.raises(Refused, match="SMTPUTF8"):
            await channel.send(a_letter("анна@пример.рф"))
        await channel.send(a_letter())

    assert [mail.recipient for mail in server.mails] == ["jan@client.example"]
    assert [session.count("MAIL") for session in server.sessions] == [1]


@pytest.mark.parametrize(
    "to",
    [
        pytest.param("a@x.example, b@x.example", id="two"),
        pytest.param("a@x.example> AUTH=<x", id="parameter"),
        pytest.param("a@x.example\r\nRCPT TO:<b@x.example", id="line end"),
        pytest.param("a@", id="no domain"),
        pytest.param("a@x.example\u2028b", id="line separator"),
    ],
)
async def test_what_is_not_one_address_meets_no_server(to):
    async with a_server() as server, a_channel(server.url) as channel:
        with pytest.raises(Refused):
            await channel.send(a_letter(to, body=b"x\r\n"))

    assert server.sessions == []


# ── TLS and log-in ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


@pytest.mark.parametrize("smtps", [True, False], ids=["smtps", "starttls"])
async def test_a_password_goes_over_tls(authority, smtps):
    scheme = "smtps" if smtps else "smtp+starttls"
    async with a_server(tls=authority.server(), smtps=smtps, users=USERS) as server:
        url = server.address(scheme, "desk:secret")
        async with a_channel(url, tls=authority.trusting(), timeout_s=5) as channel:
            await channel.send(a_letter())

    [session] = server.sessions
    assert (session.tls, session.user, session.mails) == (True, "desk", 1)


@pytest.mark.parametrize("smtps", [True, False], ids=["smtps", "starttls"])
@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param({"name": STRANGER}, id="another name"),
        pytest.param({"own": True}, id="made by itself"),
        pytest.param({"late": True}, id="expired"),
    ],
)
async def test_a_wrong_certificate_pauses_mail_before_a_word_is_said(authority, smtps, certificate):
    scheme = "smtps" if smtps else "smtp+starttls"
    async with a_server(tls=authority.server(**certificate), smtps=smtps, users=USERS) as server:
        url = server.address(scheme, "desk:secret")
        async with a_channel(url, tls=authority.trusting(), timeout_s=5) as channel:
            with pytest.raises(Paused, match=r"certificate of 127\.0\.0\.1 is not to be trusted") as caught:
                await channel.send(a_letter())

    assert "secret" not in str(caught.value)
    assert server.mails == []
    said = [line for session in server.sessions for _, line in session.said]
    assert [line.partition(" ")[0] for line in said] == ([] if smtps else ["EHLO", "STARTTLS"])


async def test_starttls_that_was_taken_out_on_the_way_pauses_mail_and_no_password_is_told(authority):
    async with a_server(tls=authority.server(), starttls=False, users=USERS) as server:
        url = server.address("smtp+starttls", "desk:secret")
        async with a_channel(url, tls=authority.trusting()) as channel:
            with pytest.raises(Paused, match="offers no STARTTLS") as caught:
                await channel.send(a_letter())

    assert "secret" not in str(caught.value)
    assert [line.partition(" ")[0] for _, line in server.sessions[0].said] == ["EHLO"]


async def test_a_server_that_speaks_no_tls_pauses_mail(authority):
    async with a_server() as server:
        url = server.address("smtps", "desk:secret")
        async with a_channel(url, tls=authority.trusting(), timeout_s=5) as channel:
            with pytest.raises(Paused, match=r"no TLS with 127\.0\.0\.1"):
                await channel.send(a_letter())

    assert server.mails == []


async def test_a_refusal_of_starttls_says_nothing_in_clear(authority):
    async with a_server(tls=authority.server(), users=USERS) as server:
        server.script("starttls", "454 4.7.0 not now")
        url = server.address("smtp+starttls", "desk:secret")
        async with a_channel(url, tls=authority.trusting(), timeout_s=5) as channel:
            with pytest.raises(Unreached):
                await channel.send(a_letter())
            await channel.send(a_letter())

    assert [session.user for session in server.sessions] == [None, "desk"]


async def test_a_plain_line_on_this_machine_stays_plain_whatever_certificate_it_offers(authority):
    async with a_server(tls=authority.server(own=True)) as server, a_channel(server.url) as channel:
        await channel.send(a_letter())

    assert [session.tls for session in server.sessions] == [False]


async def test_a_wrong_password_is_tried_once_not_once_for_each_way_to_log_in(authority):
    async with a_server(tls=authority.server(), users=USERS) as server:
        url = server.address("smtp+starttls", "desk:wrong")
        async with a_channel(url, tls=authority.trusting(), timeout_s=5) as channel:
            with pytest.raises(Paused, match=r"does not let us in: 535 5\.7\.8 at AUTH") as caught:
                await channel.send(a_letter())

    assert server.sessions[0].count("AUTH") == 1
    assert "desk" not in str(caught.value)


@pytest.mark.parametrize("reply", ["504 5.5.4 not that way", "503 5.5.1 no"])
async def test_a_way_to_log_in_that_is_offered_in_vain_is_followed_by_the_next(authority, reply):
    async with a_server(tls=authority.server(), users=USERS) as server:
        server.script("auth", reply)
        url = server.address("smtp+starttls", "desk:secret")
        async with a_channel(url, tls=authority.trusting(), timeout_s=5) as channel:
            await channel.send(a_letter())

    assert server.sessions[0].count("AUTH PLAIN") == server.sessions[0].count("AUTH LOGIN") == 1


async def test_a_log_in_that_fails_for_now_is_no_wrong_password(authority):
    async with a_server(users=USERS) as server:
        server.script("auth", "454 4.7.0 temporary failure")
        async with a_channel(server.address("smtp", "desk:secret")) as channel:
            with pytest.raises(Unreached):
                await channel.send(a_letter())


async def test_a_server_without_a_log_in_that_we_know_pauses_mail():
    async with (
        a_server(users=USERS, ways="GSSAPI") as server,
        a_channel(server.address("smtp", "desk:secret")) as channel,
    ):
        with pytest.raises(Paused, match="no way to log in"):
            await channel.send(a_letter())


# ── Beside ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_envelope_sender_is_the_from_unless_bounces_have_an_address_of_their_own():
    async with a_server() as server:
        async with a_channel(server.url) as channel:
            await channel.send(a_letter())
        async with a_channel(server.url, envelope=lambda one: f"bounce+{one.id}@acme.example") as channel:
            await channel.send(a_letter())

    assert [mail.sender for mail in server.mails] == ["hello@acme.example", "bounce+1@acme.example"]


async def test_a_mail_of_the_standard_library_arrives_whole():
    message = EmailMessage()
    message["Subject"] = "Привет"
    message.set_content("Строка\n.\n..точка\n" * 2000)
    body = message.as_bytes().replace(b"\n", b"\r\n")
    async with a_server() as server, a_channel(server.url, timeout_s=5, final_s=5) as channel:
        await channel.send(a_letter(body=body))

    assert server.mails[0].body == body


# ── More than one answer ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("step", ["greeting", "ehlo", "mail", "rcpt", "data"])
async def test_an_answer_too_many_is_not_taken_for_the_one_that_refuses_the_text(step):
    twice = {"greeting": "220 hi", "ehlo": "250 hi", "data": "354 go on"}.get(step, "250 2.0.0 ok")
    async with a_server() as server, a_channel(server.url) as channel:
        server.script(step, f"{twice}\r\n250 2.0.0 ok", times=9)
        server.script("dot", "550 5.7.1 spam", times=9)

        with pytest.raises(Busy):
            await channel.send(a_letter())

        assert server.mails == []


async def test_an_answer_too_many_after_the_text_is_no_word_on_the_next_letter():
    async with a_server() as server, a_channel(server.url) as channel:
        server.script("dot", "250 2.0.0 taken\r\n250 2.0.0 taken")
        await channel.send(a_letter())
        server.script("rcpt", "550 5.1.1 no such user")

        with pytest.raises(Refused):
            await channel.send(a_letter("eva@client.example"))

        assert len(server.sessions) == 2
