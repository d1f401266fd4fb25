"""DKIM over odd letters: what arrives still verifies, and what cannot be signed holds no other letter."""

import asyncio
import base64
from datetime import UTC, datetime, timedelta

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from frontdesk.app.sending import signer as signer_of_settings
from frontdesk.delivery.channels.email import EmailChannel
from frontdesk.delivery.channels.email_dkim import signer_of
from frontdesk.desk.clock import wall as now
from frontdesk.messages.mail import compose
from frontdesk.model.delivery import Delivery, Letter
from frontdesk.settings import read_settings
from support.outbox import sending
from support.world import until

KEY = rsa.generate_private_key(65537, 2048)
PEM = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
HEAD = b"From: Acme <hello@acme.example>\r\nTo: jan@client.example\r\nSubject: Hello\r\nDate: today\r\n"
LIMITS = dict.fromkeys(("timeout", "final_timeout"), timedelta(seconds=5))


def dns(domain: bytes = b"acme.example"):
    """The resolver of one who has the letter, with our key under that domain."""
    public = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def found(name, timeout=5):
        assert name == b"desk._domainkey." + domain + b"."
        return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    return found


@pytest.fixture
def signer(tmp_path):
    return signer_of(PEM, "desk", "acme.example", tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(HEAD + b"\r\n", id="no text"),
        pytest.param(HEAD, id="no text and no blank line"),
        pytest.param(HEAD.removesuffix(b"\r\n"), id="not even the last header's end"),
        pytest.param(HEAD + b"\r\nHi", id="no line end at the end"),
        pytest.param(HEAD + b"\r\nHi\r\n\r\n\r\n\r\n", id="blank lines at the end"),
        pytest.param(HEAD + b"\r\n\r\n\r\n", id="nothing but blank lines"),
        pytest.param(HEAD + b"\r\n \t \r\n", id="nothing but blanks"),
        pytest.param(HEAD + b"\r\n.\r\n", id="a lone dot"),
        pytest.param(HEAD + b"\r\n.\r\n.\r\n..\r\n.a\r\n.", id="dots, the last without a line end"),
        pytest.param(HEAD + b"\r\nHi\n.\nBye\n", id="line ends of Unix, with a lone dot"),
        pytest.param(HEAD + b"\r\nHi\r.\rBye\r", id="line ends of old Macs, with a lone dot"),
        pytest.param(HEAD + b"\r\nHi\r\r\n.\r\nBye\n\r", id="line ends of all kinds"),
        pytest.param(HEAD.replace(b"\r\n", b"\n") + b"\nHi\n", id="headers with line ends of Unix"),
        pytest.param(HEAD + b"\r\n" + b"x" * 998 + b"\r\n", id="a line of 998 octets"),
        pytest.param(
            HEAD + b"\r\n." + b"x" * 997 + b"\r\n", id="a line of 998 octets that begins with a dot"
        ),
        pytest.param(HEAD + b"\r\nblanks  \r\ntab\t\r\n  in   front\r\n", id="blanks at both ends of lines"),
        pytest.param(HEAD + "\r\nДобрый день, 東京 🙂\r\n".encode(), id="UTF-8"),
        pytest.param(HEAD + b"\r\n\xe4\xf6\xfc \xff\xfe\r\n", id="octets that are no UTF-8"),
        pytest.param(HEAD + b"\r\nNUL \x00 and \x1a\x7f\r\n", id="control characters"),
        pytest.param(HEAD + b"\r\nline\xe2\x80\xa8separator\x0b\x0c\x85\r\n", id="line ends of Unicode"),
        pytest.param(
            HEAD.replace(b"Hello", b"Hello\r\n  and\r\n\tagain  ") + b"\r\nHi\r\n", id="a folded header"
        ),
        pytest.param(HEAD.replace(b"Subject: Hello", b"Subject:") + b"\r\nHi\r\n", id="an empty header"),
        pytest.param(
            HEAD.replace(b"Hello", b"w " * 480) + b"\r\nHi\r\n", id="a header of nearly a thousand octets"
        ),
        pytest.param(HEAD.replace(b"Hello", "Привет".encode()) + b"\r\nHi\r\n", id="UTF-8 in a header"),
        pytest.param(HEAD + b"X-More: y\r\n" * 300 + b"\r\nHi\r\n", id="three hundred headers"),
        pytest.param(HEAD + b"\r\n" + b"y" * 76 * 40_000 + b"\r\n", id="three million octets"),
    ],
)
async def test_an_odd_letter_verifies_as_it_arrives(server, signer, body):
    channel = EmailChannel(server.url, "hello@acme.example", signer=signer, **LIMITS)
    await channel.send(Delivery(id=1, lead=1, to="jan@client.example", body=body, message_id="<1@a.example>"))
    await channel.close()

    [mail] = server.mails
    assert mail.body.startswith(b"DKIM-Signature:")
    assert dkim.verify(mail.body, dnsfunc=dns())


async def test_a_letter_from_a_domain_in_other_letters_is_signed_for_its_domain_in_ascii(server, tmp_path):
    sender, id_ = "Ромашка <info@ромашка.example>", "<1@acme.example>"
    settings = read_settings({"FRONTDESK_DKIM_KEY": PEM, "FRONTDESK_DKIM_SELECTOR": "desk"})
    letter = Letter(name="x", language="ru", subject="Заявка", text="Здравствуйте\n", html="<p>Да</p>")
    at = datetime(2026, 11, 20, tzinfo=UTC)
    body = compose(letter, to="jan@client.example", sender=sender, reply_to=None, message_id=id_, at=at)

    signer = signer_of_settings(settings, sender, tmp_path)
    channel = EmailChannel(server.url, sender, signer=signer, **LIMITS)
    await channel.send(Delivery(id=1, lead=1, to="jan@client.example", body=body, message_id=id_))
    await channel.close()

    [mail] = server.mails
    domain = "ромашка".encode("idna") + b".example"
    assert domain in mail.header("From").encode()
    assert dkim.verify(mail.body, dnsfunc=dns(domain))


# ── What cannot be signed ──────────────────────────────────────────────────────────────────────────────────

ODD = {
    "empty": b"",
    "no_colon": b"From hello@acme.example\r\n\tfolded\r\nan odd line\r\n\r\nHi\r\n",
    "folded_first": b" folded\r\n" + HEAD + b"\r\nHi\r\n",
    "blank_before_colon": HEAD.replace(b"Subject:", b"Subject :") + b"\r\nHi\r\n",
}


async def test_what_cannot_be_signed_is_held_at_once_with_the_way_out_and_all_others_go_out(
    box, server, signer
):
    for key, body in ODD.items():
        await box.put(key, body=body, due_at=now() - timedelta(hours=1))
    await box.put_all([f"k{number}" for number in range(10)])

    async with sending(box, server, signer=signer):
        rows = [await box.reaches(key, "held") for key in ODD]
        await until(lambda: len(server.mails) == 10)
        alarms = await box.alarms()

    assert {(row.attempts, row.doubts) for row in rows} == {(1, 0)}
    assert all(
        row.reason.startswith("nothing was sent") and "`frontdesk outbox " in row.reason for row in rows
    )
    assert all(dkim.verify(mail.body, dnsfunc=dns()) for mail in server.mails)
    assert alarms == {}


async def test_a_signer_that_breaks_at_run_time_holds_letters_and_one_that_is_mended_sends_them(
    box, server, signer
):
    class Breaking:
        broken = True

        def signed(self, body):
            if self.broken:
                raise OverflowError("the key was taken away")
            return signer.signed(body)

    breaking = Breaking()
    await box.put_all(["a", "b", "c"])
    async with sending(box, server, signer=breaking) as wake:
        rows = [await box.reaches(key, "held") for key in "abc"]
        breaking.broken = False
        await box.put("d")
        wake.ring("mail")
        await box.reaches("d", "sent")
        await asyncio.sleep(0)

    assert {row.reason.partition(":")[0] for row in rows} == {
        "nothing was sent this time, since the letter cannot be got ready"
    }
    assert [mail.header("Message-ID") for mail in server.mails] == ["<d@acme.example>"]
