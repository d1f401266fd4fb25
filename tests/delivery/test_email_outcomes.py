"""E-mail outcomes: what each kind of failure at each step means; before the final dot nothing can be out."""

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import structlog
from aiosmtplib.protocol import SMTPProtocol

from frontdesk.delivery.channels.email import EmailChannel
from frontdesk.delivery.channels.email_errors import Stage, unforeseen
from frontdesk.delivery.channels.email_line import Envelope, Line
from frontdesk.delivery.channels.email_server import Server
from frontdesk.errors import Busy, Deferred, FrontdeskError, Paused, Refused, Unreached, Unsendable, Unsure
from frontdesk.model.delivery import Delivery
from support.smtp import DROP, HANG

BODY = b"From: hello@acme.example\r\nTo: jan@client.example\r\n\r\nHi\r\n"
LETTER = Delivery(id=1, lead=1, to="jan@client.example", body=BODY, message_id="<1@acme.example>", attempts=1)
ENVELOPE = Envelope(sender="hello@acme.example", recipient="jan@client.example", smtputf8=False)
HALF = "\udcff"  #: half a character, which nothing can encode

#: What each step makes of: the line cut, silence, 421, 4yz, 5yz, no code at all, a code of no class, one of
#: the wrong class, and a second answer at once.
KINDS = ("drop", "hang", "421", "4yz", "5yz", "no code", "no class", "wrong class", "two answers")
OUTCOMES = {
    "greeting": (Unreached, Unreached, Unreached, Unreached, Paused, *[Unreached] * 4),
    "ehlo": (Unreached, Unreached, Unreached, Unreached, Paused, *[Unreached] * 4),
    "mail": (Busy, Busy, Busy, Busy, Paused, Busy, Busy, Busy, Busy),
    "rcpt": (Busy, Busy, Busy, Deferred, Refused, Busy, Busy, Busy, Busy),
    "data": (Busy, Busy, Busy, Deferred, Refused, Busy, Busy, Busy, Busy),
    "dot": (Unsure, Unsure, Busy, Deferred, Refused, Unsure, Unsure, Unsure, None),
}
USUAL = {"greeting": "220 mx", "data": "354 go on"}
REPLIES = ("421 4.3.2 closing", "450 4.2.0 later", "550 5.3.0 no", "what?", "777 what?")


def reply(step: str, kind: str) -> str:
    usual = USUAL.get(step, "250 ok")
    wrong = "250 ok" if step == "data" else "354 go on"
    said = (DROP, HANG, *REPLIES, wrong, f"{usual}\r\n{usual}")
    return said[KINDS.index(kind)]


@asynccontextmanager
async def a_channel(url, **options):
    limits = dict.fromkeys(("timeout", "final_timeout"), timedelta(seconds=0.5))
    channel = EmailChannel(url, "Acme <hello@acme.example>", **limits, **options)
    yield channel
    await channel.close()


async def outcome(sending) -> type[FrontdeskError] | None:
    try:
        await sending
    except FrontdeskError as error:
        return type(error)
    return None


@pytest.mark.parametrize(
    ("step", "kind", "expected"),
    [
        pytest.param(step, kind, means, id=f"{kind} at {step}")
        for step, row in OUTCOMES.items()
        for kind, means in zip(KINDS, row, strict=True)
    ],
)
async def test_each_failure_at_each_step_has_one_meaning(server, step, kind, expected):
    server.script(step, reply(step, kind), times=9)

    async with a_channel(server.url) as channel:
        found = await outcome(channel.send(LETTER))

    assert found is expected
    assert step == "dot" or server.mails == []
    assert sum(session.count("DATA") for session in server.sessions) <= 1


def test_only_what_is_unsure_may_be_out_and_only_after_the_dot():
    for step, row in OUTCOMES.items():
        assert (Unsure in row) == (step == "dot")


@pytest.mark.parametrize(
    ("step", "kind"),
    [("mail", "421"), ("mail", "drop"), ("rcpt", "drop"), ("data", "drop")],
    ids=lambda value: str(value),
)
async def test_a_kept_line_that_ends_before_the_dot_costs_no_attempt(server, step, kind):
    async with a_channel(server.url) as channel:
        await channel.send(LETTER)
        server.script(step, reply(step, kind))
        await channel.send(LETTER)

    assert len(server.mails) == 2


async def test_a_kept_line_over_which_the_server_says_not_now_is_asked_once_for_one_attempt(server):
    async with a_channel(server.url) as channel:
        await channel.send(LETTER)
        server.script("mail", "450 4.7.1 too many letters")

        assert await outcome(channel.send(LETTER)) is Busy

    assert [session.count("MAIL") for session in server.sessions] == [2]


async def test_after_two_answers_at_the_end_the_letter_counts_once_and_the_next_has_a_line_of_its_own(server):
    server.script("dot", "250 ok\r\n250 ok")
    async with a_channel(server.url) as channel:
        await channel.send(LETTER)
        server.script("rcpt", "550 5.1.1 no such user")
        found = await outcome(channel.send(LETTER))

    assert (found, len(server.mails), len(server.sessions)) == (Refused, 1, 2)


def test_the_library_still_keeps_what_came_with_an_answer_where_we_look_for_it():
    assert "_buffer" in SMTPProtocol.__init__.__code__.co_names


# ── Slips of our own ───────────────────────────────────────────────────────────────────────────────────────


def a_line(url: str, name: str = "desk.acme.example") -> Line:
    return Line(Server(url=url, name=name, timeout_s=0.5, final_s=0.5, tls=None))


async def through(line: Line, envelope: Envelope = ENVELOPE, body=BODY) -> None:
    await line.open()
    try:
        await line.send(envelope, body)
    finally:
        line.close()


@pytest.mark.parametrize(
    ("envelope", "body"),
    [
        pytest.param({"sender": f"{HALF}@acme.example"}, BODY, id="a sender that cannot be encoded"),
        pytest.param({"sender": "a\0@acme.example"}, BODY, id="a sender that is no word"),
        pytest.param({"recipient": f"{HALF}@client.example"}, BODY, id="a recipient that cannot be encoded"),
        pytest.param({"recipient": "a\x01@client.example"}, BODY, id="a recipient that is no word"),
        pytest.param({}, BODY.decode(), id="a text that is no bytes"),
        pytest.param({}, None, id="no text"),
    ],
)
async def test_a_slip_over_one_letter_before_its_dot_holds_that_letter(server, envelope, body):
    letter = Envelope(
        **{"sender": ENVELOPE.sender, "recipient": ENVELOPE.recipient, "smtputf8": False, **envelope}
    )

    assert await outcome(through(a_line(server.url), letter, body)) is Unsendable
    assert server.mails == []


@pytest.mark.parametrize(
    ("host", "name"),
    [
        pytest.param(f"{'a' * 64}.example", "desk.acme.example", id="a host that cannot be looked up"),
        pytest.param(None, HALF, id="a name of ours that cannot be encoded"),
    ],
)
async def test_a_slip_before_the_first_letter_rests_all_letters_and_burns_none(server, host, name):
    url = f"smtp://{host}:25" if host else server.url

    assert await outcome(through(a_line(url, name))) is Paused
    assert server.mails == []


@pytest.mark.parametrize("stage", Stage, ids=lambda stage: stage.name)
def test_a_slip_is_unsure_after_the_dot_and_never_before(stage):
    found = unforeseen(stage, ValueError("secret"))

    assert isinstance(found, Unsure) == (stage is Stage.DOT)
    assert ("secret" in str(found)) == (stage is Stage.CONNECT or stage >= Stage.MAIL)


async def test_an_envelope_or_a_signature_that_breaks_is_told_with_the_way_out(server):
    class Broken:
        def signed(self, body):
            raise RuntimeError("no such digest")

    with structlog.testing.capture_logs() as logs:
        async with a_channel(server.url, signer=Broken()) as channel:
            with pytest.raises(Unsendable) as caught:
                await channel.send(LETTER)

    [told] = [line for line in logs if line["event"] == "letter broke"]
    assert (told["stage"], told["error"]) == ("CONNECT", "RuntimeError")
    assert told["place"].startswith("test_email_outcomes.py:")
    assert "no such digest" not in str(told)
    assert "nothing was sent" in str(caught.value)
    assert "RuntimeError: no such digest" in str(caught.value)
    assert "`frontdesk outbox retry`" in str(caught.value)
    assert server.sessions == []
