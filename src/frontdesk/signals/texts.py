"""Texts: by what a message is known again when others send it too.

Whoever writes to thousands of forms changes the name, the address and the numbers, and leaves the text.
People of one company may well send the same text: all of them count as one sender.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

from frontdesk.model.submission import Received, Submission
from frontdesk.signals.email import domain_of, kind
from frontdesk.signals.folding import fold
from frontdesk.signals.host import registered
from frontdesk.signals.identity import Identity
from frontdesk.signals.merge import text_of
from frontdesk.signals.message import without_links

WINDOW: Final = timedelta(days=7)
ENOUGH: Final = 2  #: others who sent the text before: with this one three
LEAST: Final = 40  #: letters of a text that is worth remembering: two people may well write "Please call me"
LIMIT: Final = 2_000  #: characters of it that are looked at

_NO_LETTER: Final = re.compile(r"[\W\d_]+")
_OWN: Final = ("first_name", "last_name", "full_name", "company")
_OWN_CHARS: Final = 200
_SHORTEST: Final = 3  #: letters of a word of a name: "an" stands in every text


@dataclass(frozen=True, slots=True)
class Mark:
    """What is remembered of a text: neither it nor who sent it can be read from this."""

    submission: int
    digest: bytes  #: 16 bytes of the text, folded
    sender: bytes  #: 8 bytes of the company's domain, else of the address or the number
    at: datetime


def mark(received: Received, identity: Identity | None) -> Mark | None:
    """By what the message will be known again; None of one that is too short. `identity`: whose it is."""
    if (text := _folded(received.submission)) is None:
        return None
    digest = blake2b(text.encode(), digest_size=16).digest()
    sender = blake2b(_sender(identity).encode(), digest_size=8).digest()
    return Mark(submission=received.id, digest=digest, sender=sender, at=received.at)


def may_have_mark(submission: Submission) -> bool:
    """Whether the message is so long that it may be remembered; takes no time."""
    return len(text_of(submission.fields.get("message"))) >= LEAST


def _folded(submission: Submission) -> str | None:
    """The letters of the message in one spelling, without what is the sender's own."""
    text = text_of(submission.fields.get("message"))[:LIMIT]
    if len(text) < LEAST:
        return None
    written = " ".join(word for word in text.split() if "@" not in word)
    plain = _NO_LETTER.sub(" ", fold(without_links(written)))
    own = set(_own(submission))
    folded = " ".join(word for word in plain.split() if word not in own)
    return folded if len(folded.replace(" ", "")) >= LEAST else None


def _own(submission: Submission) -> Iterator[str]:
    """The words of the sender's name and company, folded."""
    for field in _OWN:
        if value := text_of(submission.fields.get(field)):
            words = _NO_LETTER.sub(" ", fold(value[:_OWN_CHARS])).split()
            yield from (word for word in words if len(word) >= _SHORTEST)


def _sender(identity: Identity | None) -> str:
    """One name for all mailboxes of a company; whoever gives neither address nor number is nobody."""
    if identity is None or identity[0] != "email":
        return ":".join(identity or ("nobody",))
    domain = domain_of(identity[1])
    if kind(domain) != "corporate":
        return identity[1]
    return registered(domain) or domain
