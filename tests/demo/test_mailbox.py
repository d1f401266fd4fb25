"""The demo's mailbox, driven by the real aiosmtplib."""

import asyncio
import contextlib
import time
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP as WIRE

import pytest
from aiosmtplib import (
    SMTP,
    SMTPConnectError,
    SMTPConnectResponseError,
    SMTPDataError,
    SMTPNotSupported,
    SMTPReadTimeoutError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from frontdesk.demo.mailbox import DROP, HANG, Mailbox

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SENDER, LEAD = "bounce+1@acme.example", "maria@lindqvist.example"


@pytest.fixture
async def mailbox():
    box = Mailbox(clock=lambda: NOON)
    await box.start()
    try:
        yield box
    finally:
        await box.stop()


@contextlib.asynccontextmanager
async def connected(box, limit_s=2):
    smtp = SMTP(hostname="127.0.0.1", port=port(box), timeout=limit_s, start_tls=False)
    try:
        await smtp.connect()
        yield smtp
    finally:
        smtp.close()


def port(box):
    return int(box.url.rpartition(":")[2])


def a_mail(**headers):
    message = EmailMessage(policy=WIRE)
    defaults = {"Subject": "Спасибо, Maria", "From": "Anna Nowak <anna@acme.example>", "To": LEAD}
    for name, value in {**defaults, "Message-ID": "<1@acme.example>", **headers}.items():
        message[name] = value
    message.set_content("Dear Maria,\n.a line that starts with a dot\n")
    message.add_alternative("<p>Dear Maria</p>", subtype="html")
    return message


async def sent(box, message=None, **options):
    async with connected(box, **options) as smtp:
        await smtp.sendmail(SENDER, [LEAD], (message or a_mail()).as_bytes())


async def test_mail_is_kept_with_its_parts(mailbox):
    message = a_mail()
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Цены.pdf")

    await sent(mailbox, message)

    (mail,) = mailbox.mails
    assert (mail.id, mail.at) == (1, NOON)
    assert (mail.envelope_from, mail.recipients) == (SENDER, (LEAD,))
    assert (mail.subject, mail.sender, mail.to) == ("Спасибо, Maria", "Anna Nowak <anna@acme.example>", LEAD)
    assert mail.text.splitlines() == ["Dear Maria,", ".a line that starts with a dot"]
    assert mail.html.strip() == "<p>Dear Maria</p>"
    assert [(each.name, each.size, each.media_type) for each in mail.attachments] == [
        ("Цены.pdf", 5, "application/pdf")
    ]
    assert mail.raw == message.as_bytes()
    assert mail.header("message-id") == "<1@acme.example>"
    assert mail.header("bcc") is None
    assert [name for name, _ in mail.headers][:3] == ["Subject", "From", "To"]


async def test_two_recipients_are_two(mailbox):
    async with connected(mailbox) as smtp:
        await smtp.send_message(a_mail(To="a@example.org, victim@example.net"), sender=SENDER)

    assert mailbox.mails[0].recipients == ("a@example.org", "victim@example.net")


async def test_mail_in_an_unknown_charset_is_kept(mailbox):
    raw = b"Subject: x\r\nContent-Type: text/plain; charset=klingon\r\n\r\nnuqneH\r\n"

    async with connected(mailbox) as smtp:
        await smtp.sendmail(SENDER, [LEAD], raw)

    assert mailbox.mails[0].text.strip() == "nuqneH"


@pytest.mark.parametrize(
    ("header", "to"),
    [(b"To: a@", "a@"), (b"to: =?utf-8?b?0JDQvdC90LA=?= <a@b.example>", "Анна <a@b.example>"), (b"X: y", "")],
    ids=["broken address", "encoded name", "no header"],
)
async def test_recipient_header_is_read_however_it_looks(mailbox, header, to):
    async with connected(mailbox) as smtp:
        await smtp.sendmail(SENDER, [LEAD], header + b"\r\n\r\nx\r\n")

    assert mailbox.mails[0].to == to


async def test_one_connection_carries_many_mails(mailbox):
    async with connected(mailbox) as smtp:
        for n in range(3):
            await smtp.sendmail(SENDER, [LEAD], a_mail(Subject=str(n)).as_bytes())

    assert [mail.subject for mail in mailbox.mails] == ["0", "1", "2"]
    assert mailbox.connections == 1


async def test_only_the_last_500_mails_are_kept(mailbox):
    async with connected(mailbox) as smtp:
        for n in range(502):
            await smtp.sendmail(SENDER, [LEAD], f"Subject: {n}\r\n\r\nx\r\n")

    assert [mailbox.mails[0].subject, mailbox.mails[-1].subject, len(mailbox.mails)] == ["2", "501", 500]


@pytest.mark.parametrize(
    ("step", "error"),
    [
        ("greeting", SMTPConnectResponseError),
        ("mail", SMTPSenderRefused),
        ("rcpt", SMTPRecipientsRefused),
        ("data", SMTPDataError),
        ("dot", SMTPDataError),
    ],
)
@pytest.mark.parametrize("reply", ["450 4.2.1 not now", "554 5.7.1 never"], ids=["4yz", "5yz"])
async def test_refusal_comes_at_its_step_and_only_once(mailbox, step, error, reply):
    mailbox.script(step, reply)

    with pytest.raises(error) as refused:
        await sent(mailbox)
    assert mailbox.mails == []
    await sent(mailbox)

    refusal = refused.value.recipients[0] if step == "rcpt" else refused.value
    assert f"{refusal.code} {refusal.message}" == reply
    assert len(mailbox.mails) == 1


async def test_refused_recipient_leaves_the_connection_usable(mailbox):
    mailbox.script("rcpt", "550 5.1.1 no such user")

    async with connected(mailbox) as smtp:
        with pytest.raises(SMTPRecipientsRefused):
            await smtp.sendmail(SENDER, [LEAD], b"Subject: one\r\n\r\nx\r\n")
        await smtp.sendmail(SENDER, [LEAD], b"Subject: two\r\n\r\nx\r\n")

    assert [mail.subject for mail in mailbox.mails] == ["two"]


async def test_421_closes_the_connection(mailbox):
    mailbox.script("rcpt", "421 4.3.2 shutting down")

    async with connected(mailbox) as smtp:
        with pytest.raises(SMTPRecipientsRefused):
            await smtp.sendmail(SENDER, [LEAD], b"x\r\n")
        assert not smtp.is_connected


@pytest.mark.parametrize(
    ("step", "kept"), [("greeting", 0), ("mail", 0), ("rcpt", 0), ("data", 0), ("dot", 1)]
)
@pytest.mark.parametrize("trouble", [DROP, HANG])
async def test_connection_can_drop_or_hang_at_every_step(mailbox, step, kept, trouble):
    mailbox.script(step, trouble)

    with pytest.raises((SMTPServerDisconnected, SMTPReadTimeoutError, SMTPConnectError)):
        await sent(mailbox, limit_s=0.2)

    assert len(mailbox.mails) == kept


async def test_mail_dropped_after_the_dot_can_be_lost(mailbox):
    mailbox.script("dot", DROP, kept=False)

    with pytest.raises(SMTPServerDisconnected):
        await sent(mailbox)

    assert mailbox.mails == []


async def test_silence_before_the_usual_reply_costs_only_time(mailbox):
    mailbox.script("dot", None, after_s=0.2)

    begun = time.monotonic()
    await sent(mailbox)

    assert time.monotonic() - begun >= 0.2
    assert len(mailbox.mails) == 1


@pytest.mark.parametrize(
    ("step", "reply"), [("ehlo", DROP), ("rcpt", "250 fine"), ("rcpt", "550 a\r\n250 b"), ("dot", "")]
)
def test_script_that_cannot_be_played_is_refused(step, reply):
    with pytest.raises(ValueError, match="script: expected"):
        Mailbox().script(step, reply)


async def test_mailbox_that_is_down_drops_old_and_new_connections(mailbox):
    async with connected(mailbox) as smtp:
        mailbox.down = True

        with pytest.raises(SMTPServerDisconnected):
            await smtp.sendmail(SENDER, [LEAD], b"x\r\n")
    with pytest.raises((SMTPConnectError, SMTPServerDisconnected)):
        await sent(mailbox)

    mailbox.down = False
    await sent(mailbox)
    assert len(mailbox.mails) == 1


async def test_address_beyond_ascii_needs_smtputf8():
    box = Mailbox(smtputf8=False)
    await box.start()
    try:
        async with connected(box) as smtp:
            with pytest.raises(SMTPNotSupported):
                await smtp.send_message(a_mail(), sender=SENDER, recipients=["мария@acme.example"])
    finally:
        await box.stop()


async def test_address_beyond_ascii_arrives_with_smtputf8(mailbox):
    async with connected(mailbox) as smtp:
        await smtp.sendmail(SENDER, ["мария@acme.example"], a_mail().as_bytes(), mail_options=["SMTPUTF8"])

    assert mailbox.mails[0].recipients == ("мария@acme.example",)
    assert mailbox.mails[0].smtputf8


async def test_null_return_path_is_taken(mailbox):
    async with connected(mailbox) as smtp:
        await smtp.sendmail("", [LEAD], b"Subject: x\r\n\r\nx\r\n")

    assert mailbox.mails[0].envelope_from == ""


async def test_change_is_told_to_those_who_wait(mailbox):
    seen = mailbox.version
    waiting = asyncio.create_task(mailbox.wait_change(seen))

    await sent(mailbox)

    assert await asyncio.wait_for(waiting, 2) == seen + 1


async def test_mailbox_stops_with_a_hanging_session_and_starts_again(mailbox):
    mailbox.script("greeting", HANG)
    reader, writer = await asyncio.open_connection("127.0.0.1", port(mailbox))

    await asyncio.wait_for(mailbox.stop(), 2)

    with contextlib.suppress(ConnectionError):
        assert await reader.read() == b""
    writer.close()
    await mailbox.start(port=port(mailbox))
    await sent(mailbox)
    assert len(mailbox.mails) == 1
