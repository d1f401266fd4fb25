"""DKIM: a letter that others can check, and a key that is checked before the first one goes out."""

import base64
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from frontdesk.app.config import read_config
from frontdesk.delivery.channels.email import EmailChannel
from frontdesk.delivery.channels.email_dkim import HEADERS, signer_of
from frontdesk.errors import Faults
from frontdesk.messages.mail import compose
from frontdesk.model.delivery import Delivery, Letter
from frontdesk.settings import shipped_folder
from support.smtp import MailServer

KEY = rsa.generate_private_key(65537, 2048)
ID = "<1@acme.example>"


def pem(key=KEY, kind=PrivateFormat.PKCS8, lock=None) -> str:
    return key.private_bytes(Encoding.PEM, kind, lock or NoEncryption()).decode()


def dns(name, timeout=5):
    assert name == b"desk._domainkey.acme.example."
    public = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def a_mail(to="jan@client.example", text="Hello,\n\n.dots  and  blanks \n\n\n") -> bytes:
    letter = Letter(name="x", language="en", subject="Ваша заявка", text=text, html="<p>Hello</p>")
    mail = compose(
        letter,
        to=to,
        sender="Acme <hello@acme.example>",
        reply_to=None,
        message_id=ID,
        at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    return b"List-Unsubscribe: <https://acme.example/u/1>\r\nList-Unsubscribe-Post: One-Click\r\n" + mail


@pytest.fixture
def signer(tmp_path):
    return signer_of(pem(), "desk", "acme.example", tmp_path)


@pytest.mark.parametrize("to", ["jan@client.example", "анна@client.example"], ids=["ascii", "smtputf8"])
async def test_what_arrives_can_be_checked_with_the_key_in_dns(signer, to):
    mails = await _sent(a_mail(to), signer, to, times=2)  # an unsure one goes out again

    assert [dkim.verify(mail.body, dnsfunc=dns) for mail in mails] == [True, True]
    assert [mail.header("Message-ID") for mail in mails] == [ID] * 2


@pytest.mark.parametrize(
    "change",
    [
        pytest.param((b"Hello", b"Hullo"), id="the text"),
        pytest.param((b"hello@acme", b"other@acme"), id="From"),
        pytest.param((b"To: jan", b"To: eve"), id="To"),
        pytest.param((b"/u/1", b"/u/2"), id="unsubscribing"),
        pytest.param((b"One-Click", b"Two-Click"), id="unsubscribing by POST"),
        pytest.param((ID.encode(), b"<2@acme.example>"), id="Message-ID"),
        pytest.param((b"multipart/alternative", b"multipart/mixed"), id="the kind of its parts"),
        pytest.param((b"MIME-Version:", b"Reply-To: eve@x.example\r\nMIME-Version:"), id="a header added"),
        pytest.param((b"To: jan", b"Subject: Bargain\r\nTo: jan"), id="a second subject"),
        pytest.param((b"To: jan", b"From: eve@x.example\r\nTo: jan"), id="a second From"),
    ],
)
def test_what_is_changed_on_the_way_is_found_out(signer, change):
    signed = signer.signed(a_mail())

    assert dkim.verify(signed, dnsfunc=dns)
    assert not dkim.verify(signed.replace(*change), dnsfunc=dns)


def test_what_a_reader_goes_by_is_signed():
    assert {
        b"from",
        b"to",
        b"subject",
        b"date",
        b"message-id",
        b"list-unsubscribe",
        b"list-unsubscribe-post",
        b"mime-version",
        b"content-type",
    } <= set(HEADERS)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(pem(), id="PKCS 8"),
        pytest.param(pem(kind=PrivateFormat.TraditionalOpenSSL), id="PKCS 1"),
        pytest.param(pem().replace("\n", "\\n"), id="on one line"),
        pytest.param(pem().replace("\n", "\r\n"), id="line ends of Windows"),
    ],
)
def test_a_key_is_read_as_people_keep_it(tmp_path, given):
    assert dkim.verify(signer_of(given, "desk", "acme.example", tmp_path).signed(a_mail()), dnsfunc=dns)


def test_a_key_is_read_from_the_desk_folder(tmp_path):
    (tmp_path / "dkim.pem").write_text(pem())

    assert dkim.verify(signer_of("dkim.pem", "desk", "acme.example", tmp_path).signed(a_mail()), dnsfunc=dns)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param("dkim.pem", "expected the path of a PEM file, found: No such file", id="no file"),
        pytest.param(pem()[:300], "expected an RSA key in PEM", id="half a key"),
        pytest.param(
            pem(lock=BestAvailableEncryption(b"x")), "expected an RSA key in PEM", id="behind a password"
        ),
        pytest.param(pem(ec.generate_private_key(ec.SECP256R1())), "expected an RSA key", id="no RSA"),
    ],
)
def test_a_key_that_cannot_sign_keeps_the_desk_from_starting(tmp_path, given, told):
    variables = {
        "FRONTDESK_DKIM_KEY": given,
        "FRONTDESK_DKIM_SELECTOR": "desk",
        "FRONTDESK_MAIL_FROM": "Acme <hello@acme.example>",
    }

    with pytest.raises(Faults) as caught:
        read_config(shipped_folder(), variables)

    [problem] = caught.value.problems
    assert problem.startswith("FRONTDESK_DKIM_KEY: ")
    assert told in problem
    assert "PRIVATE" not in problem


def test_a_key_without_its_name_in_dns_is_a_fault():
    with pytest.raises(Faults, match="FRONTDESK_DKIM_SELECTOR: expected it beside FRONTDESK_DKIM_KEY"):
        read_config(shipped_folder(), {"FRONTDESK_DKIM_KEY": pem()})


async def test_the_event_loop_does_not_sign(signer):
    threads = []

    class Watched:
        def signed(self, body):
            threads.append(threading.current_thread())
            return signer.signed(body)

    await _sent(a_mail(), Watched(), "jan@client.example")

    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


async def _sent(body, signer, to, times=1) -> list[Any]:
    server = MailServer()
    await server.start()
    limits = dict.fromkeys(("timeout", "final_timeout"), timedelta(seconds=5))
    channel = EmailChannel(server.url, "hello@acme.example", signer=signer, **limits)
    for number in range(times):
        await channel.send(Delivery(id=number, lead=1, to=to, body=body, message_id=ID))
    await channel.close()
    await server.stop()
    return server.mails
