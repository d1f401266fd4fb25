"""Unsubscribe: the link in a letter by which its mailbox gets no more of them.

The link holds no address, is signed, and works as long as the desk keeps its secret.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from hmac import compare_digest, digest
from typing import Final
from urllib.parse import quote, urlsplit

import idna

from frontdesk.model.mailbox import MARK_BYTES

SIGNATURE_BYTES: Final = 16
TOKEN_CHARS: Final = 100  #: a longer one is none of ours
BY: Final = "link"  #: who suppresses a mailbox whose letter's link was used
ROOT_CHARS: Final = 500  #: of a public address; a line of a mail's head has room for 998
_LANGUAGE: Final = re.compile(rb"[a-z]{2,3}(?:-[a-z0-9]{2,8})?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a link asks for."""

    mailbox: bytes  #: the mark of the mailbox that wants no more letters
    language: str  #: of the letter


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """The link of one mailbox."""

    root: str  #: where the desk stands on the web, without a slash at the end
    secret: bytes
    mailbox: bytes  #: its mark

    def address(self, language: str) -> str:
        """The link in a letter of that language."""
        return f"{self.root}/u/{token(self.secret, self.mailbox, language)}"


def token(secret: bytes, mailbox: bytes, language: str) -> str:
    """What stands for the mailbox in a link: 46 characters for a language of two letters."""
    spoken = language.lower().replace("_", "-").encode()
    said = mailbox + (spoken if _LANGUAGE.fullmatch(spoken) else b"en")
    return urlsafe_b64encode(said + _signature(secret, said)).decode().rstrip("=")


def asked(secret: bytes, token: str) -> Asked | None:
    """What a token asks for; None for one that we have not signed, or that is not whole."""
    if len(token) > TOKEN_CHARS or not token.isascii():
        return None
    try:
        found = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (Error, ValueError):
        return None
    said, signature = found[:-SIGNATURE_BYTES], found[-SIGNATURE_BYTES:]
    if not compare_digest(signature, _signature(secret, said)) or not _LANGUAGE.fullmatch(said[MARK_BYTES:]):
        return None
    if urlsafe_b64encode(found).decode().rstrip("=") != token:
        return None  # the decoder forgives signs that do not belong there
    return Asked(mailbox=said[:MARK_BYTES], language=said[MARK_BYTES:].decode())


def root_of(url: str) -> str:
    """A public address as mail headers can carry it: in ASCII.

    Raises:
        ValueError: its host has no form in ASCII, its port is none, or it is too long.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = host if host.isascii() else idna.encode(host, uts46=True).decode()
    place = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    root = f"{parts.scheme}://{place}{port}{quote(parts.path, safe='/%')}".rstrip("/")
    if len(root) > ROOT_CHARS:
        raise ValueError(f"it has more than {ROOT_CHARS} characters")
    return root


def _signature(secret: bytes, said: bytes) -> bytes:
    # What it is for stands first: the same secret signs other things.
    return digest(secret, b"unsubscribe\n" + said, "sha256")[:SIGNATURE_BYTES]
