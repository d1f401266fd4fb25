"""A rendered letter as a mail: safe headers, and every reader gets back what was put in."""

import email
import email.policy
import re
from datetime import UTC, datetime, timedelta, timezone
from email.errors import NonASCIILocalPartDefect, UndecodableBytesDefect
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.messages.letter import LetterValues
from frontdesk.messages.mail import compose, new_message_id
from frontdesk.messages.mail_headers import needs_smtputf8
from frontdesk.model.delivery import Attachment, Letter

AT = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
SENDER = "Acme Software <hello@acme.example>"
#: What a decoder cannot tell from a line end, and what UTF-8 cannot carry.
printable = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\x85"),
    max_size=300,
)
bodies = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=2000)


def a_letter(**changes):
    given_ = {"name": "x", "language": "en", "subject": "Hello", "text": "Hello\n", "html": "<p>Hello</p>\n"}
    return Letter(**{**given_, **changes})


def a_mail(letter=None, **changes):
    arguments = {
        "to": "maria@acme.example",
        "sender": SENDER,
        "reply_to": None,
        "message_id": "<abc@acme.example>",
        "at": AT,
    }
    return compose(letter or a_letter(), **{**arguments, **changes})


def _read(mail):
    """The mail as the standard library reads it, with no defect in any part or header.

    It calls a local part that is not ASCII a defect, which it no longer is (RFC 6532, 3.2).
    """
    message = email.message_from_bytes(mail, policy=email.policy.default)
    fine = () if mail.isascii() else (NonASCIILocalPartDefect, UndecodableBytesDefect)
    for part in message.walk():
        assert part.defects == []
        found = [one for value in part.values() for one in getattr(value, "defects", ())]
        assert [one for one in found if not isinstance(one, fine)] == []
    return message


def _bodies(message):
    kinds = ("plain", "html")
    return tuple(message.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in kinds)


@given(subject=printable.filter(lambda s: s == s.strip()), text=bodies, page=bodies)
def test_every_letter_comes_back_as_it_was(subject, text, page):
    mail = a_mail(a_letter(subject=subject, text=text, html=page))

    message = _read(mail)
    assert message["Subject"] == subject
    assert _bodies(message) == (text, page)
    assert max(len(line) for line in mail.split(b"\r\n")) <= 998
    assert mail.isascii()
    assert mail.count(b"\n") == mail.count(b"\r\n") == mail.count(b"\r")


def test_the_headers_are_those_of_an_automatic_letter():
    message = _read(a_mail(reply_to="Sales, Acme <sales@acme.example>"))

    assert message.items() == [
        ("From", SENDER),
        ("To", "maria@acme.example"),
        ("Reply-To", '"Sales, Acme" <sales@acme.example>'),
        ("Subject", "Hello"),
        ("Date", "Fri, 20 Nov 2026 13:02:00 +0000"),
        ("Message-ID", "<abc@acme.example>"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("MIME-Version", "1.0"),
        ("Content-Language", "en"),
        ("Content-Type", message["Content-Type"]),
    ]
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_the_same_letter_is_the_same_bytes():
    assert a_mail(at=AT) == a_mail(at=AT.astimezone(timezone(timedelta(hours=2))))


@given(name=printable.filter(lambda s: s == " ".join(s.split()) and not set(s) & set('<>"\\')))
def test_any_senders_name_comes_back(name):
    message = _read(a_mail(sender=f"{name} <hello@acme.example>"))

    (address,) = message["From"].addresses
    # This reader keeps the blank between two encoded words of a name, which RFC 2047 (6.2) drops.
    assert (
        address.display_name == name
        if len(name.encode()) <= 45
        else _decoded(message, "From").startswith(name)
    )
    assert address.addr_spec == "hello@acme.example"


def _decoded(message, header):
    raw = dict(message.raw_items())[header]
    return str(make_header(decode_header(raw)))


@pytest.mark.parametrize("breaker", ["\r", "\n", "\r\n", "\0", "\r\nBcc: victim@example.net", "\r\n x"])
@pytest.mark.parametrize("field", ["to", "sender", "reply_to", "message_id", "subject", "language"])
def test_no_header_value_breaks_the_line(field, breaker):
    values = {
        "to": f"maria{breaker}@acme.example",
        "sender": f"Acme{breaker} <hello@acme.example>",
        "reply_to": f"hello@acme.example{breaker}x",
        "message_id": f"<abc{breaker}@acme.example>",
    }

    letter = a_letter() if field in values else a_letter(**{field: f"x{breaker}y"})
    changes = {field: values[field]} if field in values else {}

    with pytest.raises(ValueError, match="mail"):
        a_mail(letter, **changes)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "maria",
        "@acme.example",
        "maria@",
        "a@b.example, c@d.example",
        "a@b.example;c@d.example",
        "a@b@c.example",
        "Maria <maria@acme.example>",
        "team: a@b.example;",
        '"a b"@acme.example',
        "maria@[127.0.0.1]",
        "(x)maria@acme.example",
        "maria @acme.example",
        "maria@acme.example\u2028",
        "maria@ac\u00a0me.example",
        "maria@\ud800.example",
    ],
)
def test_only_one_plain_address_is_written_to(address):
    with pytest.raises(ValueError, match=r".+"):
        a_mail(to=address)


@pytest.mark.parametrize(
    ("address", "sent", "extension"),
    [
        ("jan@bücher.example", "jan@xn--bcher-kva.example", False),
        ("анна@почта.example", "анна@xn--80a1acny.example", True),
        ("jan+demo@acme.example", "jan+demo@acme.example", False),
    ],
    ids=["IDN domain", "both", "plain"],
)
def test_a_domain_goes_out_in_ascii_and_a_local_part_as_it_is(address, sent, extension):
    assert f"\r\nTo: {sent}\r\n".encode() in a_mail(to=address)
    assert needs_smtputf8(address) is extension


def test_attachments_go_around_the_two_texts():
    files = (
        Attachment(name="brochure.pdf", content=bytes(range(256)) * 9, media_type="application/pdf"),
        Attachment(name="прайс 2026.pdf", content=b"", media_type="application/pdf"),
    )

    message = _read(a_mail(a_letter(attachments=files)))

    assert message.get_content_type() == "multipart/mixed"
    assert _bodies(message) == ("Hello\n", "<p>Hello</p>\n")
    found = [(part.get_filename(), part.get_content()) for part in message.iter_attachments()]
    assert found == [(file.name, file.content) for file in files]


def test_a_naive_time_is_refused():
    with pytest.raises(ValueError, match="naive"):
        a_mail(at=datetime(2026, 11, 20))


def test_shipped_letters_come_back_as_they_were(letters):
    for name in letters.names:
        for language in letters.languages(name):
            letter = letters.render(name, language, LetterValues(greeting="Ольга"))
            message = _read(a_mail(letter))

            assert (message["Subject"], *_bodies(message)) == (letter.subject, letter.text, letter.html)


def test_a_message_id_is_new_each_time_and_at_our_domain():
    ids = {new_message_id("bücher.example") for _ in range(100)}

    assert len(ids) == 100
    assert all(id.startswith("<") and id.endswith("@xn--bcher-kva.example>") for id in ids)


#: What breaks lines in one reader or another, what UTF-8 cannot carry, and what headers give a meaning.
POISON = (
    *"\r\n\0\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\ud800\udfff\ufeff\u200b\u202e",
    "\r\nBcc: victim@example.net",
    "=?utf-8?b?SGVsbG8=?=",
    "=?utf-8?q?=0D=0ABcc:_x@y.example?=",
    "<a@b.example>",
    "a@",
    "@b",
    "undisclosed-recipients:;",
    '"',
    "\\",
    "x" * 2000,
    "é" * 500,
    "=_",
    "--",
)
poison = st.lists(st.one_of(st.sampled_from(POISON), st.text(max_size=40)), max_size=6).map("".join)
addresses = st.one_of(
    poison,
    poison.map(lambda text: f"maria{text}@acme.example"),
    poison.map(lambda text: f"maria@{text}.example"),
    poison.map(lambda text: f"{text} <hello@acme.example>"),
    st.just("maría\ufeff@acme.example"),
    st.just("maria@acme.example"),
)


@given(
    subject=poison,
    text=poison,
    page=poison,
    to=addresses,
    sender=addresses,
    reply_to=st.none() | addresses,
    language=st.sampled_from(["en", "ru"]) | poison,
)
def test_whatever_is_put_in_comes_out_as_a_sound_mail_or_is_refused(
    subject, text, page, to, sender, reply_to, language
):
    letter = a_letter(subject=subject, text=text, html=page, language=language)
    try:
        mail = a_mail(letter, to=to, sender=sender, reply_to=reply_to)
    except ValueError:
        return

    message = _read(mail)
    head = mail.partition(b"\r\n\r\n")[0]
    assert [name for name, _ in message.items()].count("To") == 1
    assert {name for name, _ in message.items()} <= NAMES
    assert len(message["To"].addresses) == 1
    assert max(len(line) for line in mail.split(b"\r\n")) <= 998
    assert mail.count(b"\n") == mail.count(b"\r\n") == mail.count(b"\r")
    assert not set(head) & set(b"\0\x0b\x0c\x1c\x1d\x1e\x7f")
    assert all(line[:1] in b" \t" or re.match(rb"[A-Za-z-]+: ", line) for line in head.split(b"\r\n"))


NAMES = {
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Language",
    "Content-Type",
}


@pytest.mark.parametrize("character", ["\u2028", "\x85", "\x0b", "\x0c", "\x1e"])
def test_what_looks_like_a_line_end_to_some_stays_within_the_subject(character):
    mail = a_mail(a_letter(subject=f"Hello{character}Bcc: x@y.example"))

    head = mail.partition(b"\r\n\r\n")[0].decode()
    assert "Bcc" not in _read(mail)
    assert [line for line in head.splitlines() if line.startswith("Bcc")] == []


@pytest.mark.parametrize("field", ["subject", "text", "html"])
def test_a_lone_surrogate_is_refused_as_a_bad_value(field):
    with pytest.raises(ValueError, match="surrogate"):
        a_mail(a_letter(**{field: "Hello \ud800"}))
