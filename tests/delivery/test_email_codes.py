"""E-mail codes: the first digit decides, whatever the others are; greetings and goodbyes answer nothing."""

import pytest

from delivery.test_email_outcomes import LETTER, a_channel, outcome
from frontdesk.errors import Busy, Unreached, Unsure
from support.certificates import Authority
from support.smtp import MailServer


@pytest.mark.parametrize(
    ("step", "reply"),
    [
        pytest.param("ehlo", "251 mx.acme.example", id="251 at EHLO"),
        pytest.param("mail", "252 2.1.0 perhaps", id="252 at MAIL"),
        pytest.param("mail", "200 yes", id="200 at MAIL"),
        pytest.param("rcpt", "251 2.1.5 passed on", id="251 at RCPT: passed on"),
        pytest.param("rcpt", "252 2.1.5 cannot look, will try", id="252 at RCPT: not looked up"),
        pytest.param("rcpt", "299 yes", id="299 at RCPT"),
        pytest.param("rcpt", "250", id="a code alone at RCPT"),
        pytest.param("rcpt", "250-one\r\n250-two\r\n250 three", id="three lines at RCPT"),
        pytest.param("data", "350 go on", id="350 at DATA"),
        pytest.param("data", "399 go on", id="399 at DATA"),
        pytest.param("dot", "251 2.6.0 taken", id="251 after the text"),
        pytest.param("dot", "200 taken", id="200 after the text"),
    ],
)
async def test_an_unusual_yes_is_a_yes(server, step, reply):
    server.script(step, reply)

    async with a_channel(server.url) as channel:
        assert await outcome(channel.send(LETTER)) is None
        await channel.send(LETTER)

    assert len(server.mails) == 2
    assert len(server.sessions) == 1


@pytest.mark.parametrize(
    ("step", "reply", "expected"),
    [
        pytest.param("ehlo", "221 bye", Unreached, id="goodbye at EHLO"),
        pytest.param("mail", "220 mx ready", Busy, id="a second greeting at MAIL"),
        pytest.param("mail", "221 2.0.0 bye", Busy, id="goodbye at MAIL"),
        pytest.param("rcpt", "221 2.0.0 bye", Busy, id="goodbye at RCPT"),
        pytest.param("rcpt", "354 go on", Busy, id="354 at RCPT"),
        pytest.param("data", "221 2.0.0 bye", Busy, id="goodbye at DATA"),
        pytest.param("data", "334 VXNlcm5hbWU6", Busy, id="a log-in's question at DATA"),
        pytest.param("data", "250 ok", Busy, id="yes to DATA, without waiting for a text"),
        pytest.param("dot", "221 2.0.0 bye", Unsure, id="goodbye after the text"),
        pytest.param("dot", "220 mx ready", Unsure, id="a greeting after the text"),
        pytest.param("dot", "354 go on", Unsure, id="354 after the text"),
        pytest.param("dot", "150 wait", Unsure, id="150 after the text"),
        pytest.param("rcpt", "+25 ok", Busy, id="a sign before a code"),
        pytest.param("rcpt", " 25 ok", Busy, id="a blank before a code"),
        pytest.param("dot", "25", Unsure, id="a code that is too short"),
    ],
)
async def test_what_is_no_answer_to_what_was_asked_is_no_yes_and_ends_the_line(server, step, reply, expected):
    server.script(step, reply)

    async with a_channel(server.url) as channel:
        assert await outcome(channel.send(LETTER)) is expected
        sent = len(server.mails)
        await channel.send(LETTER)

    assert len(server.mails) == sent + 1
    assert len(server.sessions) == 2


async def test_an_unusual_yes_to_the_log_in_is_a_yes():
    server = MailServer(users={"desk": "secret"})
    await server.start()
    server.script("auth", "250 2.7.0 welcome")

    async with a_channel(server.address("smtp", "desk:secret")) as channel:
        await channel.send(LETTER)
    await server.stop()

    assert (len(server.mails), server.sessions[0].count("AUTH")) == (1, 1)


@pytest.mark.parametrize(
    "offers",
    [
        pytest.param(["AUTH", "SIZE", "8BITMIME"], id="a log-in without its ways"),
        pytest.param(["SIZE many", "SIZE -1", "AUTH=LOGIN", "AUTH  "], id="numbers that are none"),
        pytest.param(["", " ", "-", "=", "250"], id="empty offers"),
        pytest.param(["\udcff\udcfe", "X\x00", "XX " + "y" * 2_000], id="octets that are no text"),
        pytest.param([f"X-{number}" for number in range(500)], id="five hundred offers"),
    ],
)
async def test_an_odd_list_of_offers_keeps_no_letter(server, offers):
    lines = ["mx.acme.example", *offers]
    server.script("ehlo", "".join(f"250-{offer}\r\n" for offer in lines) + "250 HELP")

    async with a_channel(server.url) as channel:
        assert await outcome(channel.send(LETTER)) is None

    assert len(server.mails) == 1


async def test_more_than_one_answer_to_the_log_in_costs_no_attempt():
    server = MailServer(users={"desk": "secret"})
    await server.start()
    server.script("auth", "235 2.7.0 welcome\r\n250 ok")

    async with a_channel(server.address("smtp", "desk:secret")) as channel:
        assert await outcome(channel.send(LETTER)) is Unreached
        assert await outcome(channel.send(LETTER)) is None
    await server.stop()

    assert [session.count("MAIL") for session in server.sessions] == [0, 1]


async def test_what_is_said_in_clear_behind_the_answer_to_starttls_is_not_taken_for_said_over_tls(tmp_path):
    authority = Authority(tmp_path)
    server = MailServer(tls=authority.server())
    await server.start()
    server.script("starttls", "220 2.0.0 go ahead\r\n250-mx\r\n250 AUTH PLAIN")

    async with a_channel(server.address("smtp+starttls"), tls=authority.trusting()) as channel:
        assert await outcome(channel.send(LETTER)) is None
    await server.stop()

    assert [(session.tls, session.count("EHLO")) for session in server.sessions] == [(True, 2)]
    assert len(server.mails) == 1
