"""Mail: a rendered letter as the mail that goes out."""

import base64
import binascii
import re
import secrets
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from typing import Final

from frontdesk.messages.mail_headers import (
    encoded_address,
    encoded_file_name,
    encoded_words,
    header,
    mail_domain,
    recipient,
)
from frontdesk.model.delivery import Attachment, Letter

_CRLF: Final = b"\r\n"


def compose(
    letter: Letter,
    *,
    to: str,
    sender: str,
    reply_to: str | None,
    message_id: str,
    at: datetime,
    unsubscribe: str | None = None,
    request: str = "",
) -> bytes:
    """The whole mail: text and HTML as alternatives, around them the attachments if there are any.

    `sender` and `reply_to` are "Name <address>" or an address, `at` is aware, `unsubscribe` is the address
    that takes a POST of whoever wants no more letters, `request` the id of the request that it answers, by
    which our logs name it. The same arguments give the same bytes. Lines end with CRLF and have at most 998
    octets. Everything is ASCII, but a local part that is not: such a mail needs a server with SMTPUTF8
    (`needs_smtputf8`).

    Raises:
        ValueError: a header value holds a line end, a NUL or no address; `at` is naive.
    """
    boundary = f"=_{sha256(message_id.encode()).hexdigest()[:32]}"
    body = _alternative(letter, f"{boundary}a")
    if letter.attachments:
        parts = [body, *(_attached(attachment) for attachment in letter.attachments)]
        body = _multipart("mixed", boundary, parts)
    head = (
        mail_head(letter.subject, to=to, sender=sender, reply_to=reply_to, message_id=message_id, at=at),
        _unsubscribe(unsubscribe) if unsubscribe else "",
        header("Content-Language", letter.language),
        header("X-Request-Id", request) if request else "",
    )
    return "".join(head).encode() + body


def mail_head(
    subject: str, *, to: str, sender: str, message_id: str, at: datetime, reply_to: str | None = None
) -> str:
    """The headers of a mail that no person wrote: out-of-office programs leave it alone.

    Raises:
        ValueError: as `compose`.
    """
    if at.tzinfo is None:
        raise ValueError("mail: expected an aware time, found a naive one")
    lines = (
        f"From: {encoded_address(sender)}\r\nTo: {recipient(to)}\r\n",
        f"Reply-To: {encoded_address(reply_to)}\r\n" if reply_to else "",
        f"Subject: {encoded_words(subject)}\r\n",
        header("Date", format_datetime(at.astimezone(UTC))),
        header("Message-ID", message_id),
        "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nMIME-Version: 1.0\r\n",
    )
    return "".join(lines)


def new_message_id(domain: str) -> str:
    """A fresh Message-ID at a domain of ours: made once for a delivery, and kept over retries."""
    return f"<{secrets.token_hex(16)}@{mail_domain(domain)}>"


def _unsubscribe(address: str) -> str:
    """The headers by which a mail program offers one click (RFC 8058)."""
    if ">" in address or " " in address:
        raise ValueError(f"mail: expected an address of the web, found {address[:80]!r}")
    return header("List-Unsubscribe", f"<{address}>") + (
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    )


def _alternative(letter: Letter, boundary: str) -> bytes:
    page = text_part("html", letter.html)
    if letter.pictures:
        pictures = (_attached(picture) for picture in letter.pictures)
        page = _multipart('related; type="text/html"', f"{boundary}r", [page, *pictures])
    return _multipart("alternative", boundary, [text_part("plain", letter.text), page])


def _multipart(kind: str, boundary: str, parts: list[bytes]) -> bytes:
    """Parts behind a boundary. "=_" occurs neither in quoted-printable nor in base64 (RFC 2045, 6.7)."""
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode()
    line = b"--" + boundary.encode()
    inside = b"".join(line + _CRLF + part + _CRLF for part in parts)
    return head + inside + line + b"--" + _CRLF


def text_part(kind: str, text: str) -> bytes:
    """A text as a part of a mail, or as all of it: its headers, an empty line, and the text encoded."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    data = text.encode()
    # Mostly ASCII stays readable as quoted-printable; other scripts are half the size as base64.
    if len(data) - len(text) < len(text) // 6:
        encoding, body = b"quoted-printable", binascii.b2a_qp(data, istext=True).replace(b"\n", _CRLF)
    else:
        encoding, body = b"base64", _base64(data.replace(b"\n", _CRLF))
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: ".encode()
    return head + encoding + _CRLF + _CRLF + body


@lru_cache(maxsize=16)
def _attached(attachment: Attachment) -> bytes:
    """One attachment as a part; kept, since every letter carries the same few."""
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", attachment.media_type, re.ASCII):
        raise ValueError(f"attachment: expected a media type, found {attachment.media_type!r}")
    head = (
        header("Content-Type", attachment.media_type),
        header("Content-ID", f"<{attachment.cid}>") if attachment.cid else "",
        f"Content-Disposition: {'inline' if attachment.cid else 'attachment'};\r\n"
        f" {encoded_file_name(attachment.name)}\r\n",
        "Content-Transfer-Encoding: base64\r\n\r\n",
    )
    return "".join(head).encode() + _base64(attachment.content)


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", _CRLF)
