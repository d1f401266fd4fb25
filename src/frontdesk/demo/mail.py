"""Mail: one letter as it arrived in the demo's mailbox, taken apart."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import MIMEPart
from email.policy import default as mail_policy


@dataclass(frozen=True, kw_only=True, slots=True)
class MailFile:
    """An attachment, without its content."""

    name: str
    size: int  #: bytes, decoded
    media_type: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Mail:
    """One mail as it arrived."""

    id: int
    at: datetime
    envelope_from: str  #: blank for the null path `<>`
    recipients: tuple[str, ...]  #: of the envelope
    raw: bytes
    subject: str
    sender: str  #: the From header
    to: str  #: the To header
    text: str
    html: str
    attachments: tuple[MailFile, ...]
    headers: tuple[tuple[str, str], ...]  #: all of them in order, decoded
    smtputf8: bool = False  #: the client asked for it

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), None)


def read_mail(
    id: int, at: datetime, *, envelope_from: str, recipients: tuple[str, ...], raw: bytes, smtputf8: bool
) -> Mail:
    """The mail with its parts found, by the rules of `email.policy.default`."""
    message = message_from_bytes(raw, policy=mail_policy)
    headers = tuple((name, _decoded(name, value)) for name, value in message.raw_items())
    return Mail(
        id=id,
        at=at,
        envelope_from=envelope_from,
        recipients=recipients,
        raw=raw,
        subject=_first(headers, "subject"),
        sender=_first(headers, "from"),
        to=_first(headers, "to"),
        text=_content(message.get_body(("plain",))),
        html=_content(message.get_body(("html",))),
        attachments=tuple(_file(part) for part in message.iter_attachments()),
        headers=headers,
        smtputf8=smtputf8,
    )


def _first(headers: tuple[tuple[str, str], ...], name: str) -> str:
    return next((value for known, value in headers if known.lower() == name), "")


def _decoded(name: str, value: str) -> str:
    """The header as a reader sees it; as it was sent, where Python's parser breaks on it (`To: a@`)."""
    try:
        return str(mail_policy.header_fetch_parse(name, value))
    except (IndexError, ValueError):
        return value.encode("ascii", "surrogateescape").decode("utf-8", "replace")


def _content(part: MIMEPart | None) -> str:
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except LookupError:  # a charset that nobody knows
        return _bytes(part).decode("utf-8", "replace")


def _file(part: MIMEPart) -> MailFile:
    return MailFile(
        name=part.get_filename() or "", size=len(_bytes(part)), media_type=part.get_content_type()
    )


def _bytes(part: MIMEPart) -> bytes:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""
