"""Letter: what a letter may say of a visitor, and a rendered letter as the mail that goes out."""

import base64
import binascii
import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from frontdesk.messages.mail_headers import (
    encoded_address,
    encoded_file_name,
    encoded_words,
    header,
    mail_domain,
    needs_smtputf8,
    recipient,
)
from frontdesk.model.delivery import Attachment, Letter
from frontdesk.model.signals import Signals
from frontdesk.text import clean, one_line

__all__ = ["LetterValues", "compose", "needs_smtputf8", "new_message_id"]

NAME_LIMIT: Final = 60  #: characters of a name or a company in a letter; a longer one is left out
_NAME: Final = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,5}")
_NAME_MARKS: Final = frozenset(" '’.-")
_COMPANY: Final = re.compile(r"(?:[^\W_]|[ &.,'’\"«»„“”()+|!/-])+")
#: What a mail program makes a link of, a number to call among it.
_LIVE: Final = re.compile(r"\S\.[^\W\d_]{2}|(?i:\bwww)\.|\d(?:\.\d+){3}|//|\d{4}|(?:\d\D*){5}", re.DOTALL)
#: Letters of Korean that stand for none: a line of them is empty.
_UNSEEN: Final = re.compile("[\u115f\u1160\u3164\uffa0]")
_CRLF: Final = b"\r\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterValues:
    """What a letter may say of a visitor. Whoever fills in a form may name someone else's address, so nothing
    that could carry an advert goes in: a value that is no plain name becomes None.
    """

    greeting: str | None = None  #: the name to greet: letters only, at most 60
    company: str | None = None  #: the company: no address, no number to call, at most 60
    product: str | None = None  #: the `product` of the form, which is the owner's
    missing: tuple[str, ...] = ()  #: the form fields that are still blank
    now: datetime | None = None  #: when it is written; without it no letter names a day

    @classmethod
    def of(cls, signals: Signals, fields: Mapping[str, Any], now: datetime | None = None) -> "LetterValues":
        """The values for a lead; `fields` are its form fields as merged over the submissions."""
        company = fields.get("company")
        return cls(
            greeting=None if signals.name.spam else signals.name.greeting,
            company=company if isinstance(company, str) else None,
            product=signals.source.product,
            missing=signals.profile.missing,
            now=now,
        )

    def __post_init__(self) -> None:
        object.__setattr__(self, "greeting", _safe_name(self.greeting))
        object.__setattr__(self, "company", _safe_company(self.company))
        object.__setattr__(self, "product", _safe_company(self.product))


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
    if at.tzinfo is None:
        raise ValueError("mail: expected an aware time, found a naive one")
    boundary = f"=_{sha256(message_id.encode()).hexdigest()[:32]}"
    body = _alternative(letter, f"{boundary}a")
    if letter.attachments:
        parts = [body, *(_attached(attachment) for attachment in letter.attachments)]
        body = _multipart("mixed", boundary, parts)
    head = (
        f"From: {encoded_address(sender)}\r\nTo: {recipient(to)}\r\n",
        f"Reply-To: {encoded_address(reply_to)}\r\n" if reply_to else "",
        f"Subject: {encoded_words(letter.subject)}\r\n",
        header("Date", format_datetime(at.astimezone(UTC))),
        header("Message-ID", message_id),
        "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nMIME-Version: 1.0\r\n",
        _unsubscribe(unsubscribe) if unsubscribe else "",
        header("Content-Language", letter.language),
        header("X-Request-Id", request) if request else "",
    )
    return "".join(head).encode() + body


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


def _safe_name(name: str | None) -> str | None:
    if not name or (len(name) <= NAME_LIMIT and _NAME.fullmatch(name) and name.isascii()):
        return name or None
    name = one_line(clean(name[: 4 * NAME_LIMIT]), 4 * NAME_LIMIT)
    kinds = [unicodedata.category(character)[0] for character in name if character not in _NAME_MARKS]
    # Vowel signs and accents are marks on letters; more marks than letters is ornament or an attack.
    letters = not set(kinds) - {"L", "M"} and 2 * kinds.count("M") <= len(kinds)
    return name if kinds and letters and len(name) <= NAME_LIMIT and not _is_live(name) else None


def _safe_company(company: str | None) -> str | None:
    if not company:
        return None
    company = one_line(clean(company[: 4 * NAME_LIMIT]), 4 * NAME_LIMIT)
    plain = _COMPANY.fullmatch(company) and not _is_live(company)
    return company if plain and len(company) <= NAME_LIMIT else None


def _is_live(text: str) -> bool:
    """Whether a program makes a link of some of it, or some of it is there and cannot be seen."""
    if text.isascii():
        return bool(_LIVE.search(text))
    # Numbers in circles are read as numbers, though no program calls them; a mark may be one of no ink.
    read = unicodedata.normalize("NFKC", text)
    bare = "".join(character for character in read if unicodedata.category(character)[0] != "M")
    return bool(_LIVE.search(bare) or _UNSEEN.search(text))
