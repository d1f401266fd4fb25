"""Mail headers: values on header lines, safe and as RFC 5322, 2047 and 2231 want them."""

import base64
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import quote

import idna

_WORD_OCTETS: Final = 45  #: which make an encoded word of 72 characters; 75 are allowed (RFC 2047, 2)
_PLAIN_LIMIT: Final = 60  #: characters of a value that goes out as it is, on one line of at most 78
_BREAKS: Final = re.compile("[\r\n\0]")
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_VALUE: Final = re.compile(r"[ -~]{1,900}")
#: Printable ASCII that means what it says: no blanks that a reader would drop, nothing like an encoded word.
_PLAIN: Final = re.compile(r"(?!.*(?:  |=\?))[!-~](?:[ -~]*[!-~])?")
_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_SENDER: Final = re.compile(r"\s*(?:(?P<name>[^<>]*?)\s*<(?P<in>[^<>\s]+)>|(?P<bare>[^<>\s]+))\s*")
#: One plain address: no list, no group, no comment, no quoted or literal part.
_ATOM: Final = r"[^\s@<>()\[\],;:\\\"\x00-\x20\x7f.]+"
_ADDRESS: Final = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@({_ATOM}(?:\.{_ATOM})*)")
_ADDRESS_LIMIT: Final = 320  #: characters: 64 before the at sign, 255 behind it (RFC 5321, 4.5.3.1)


def header(name: str, value: str) -> str:
    """One header line with its line end, for a short value in ASCII.

    Raises:
        ValueError: the value holds a line end or anything else that is not printable ASCII.
    """
    if not _VALUE.fullmatch(value):
        raise ValueError(f"mail: {name} must be one line of printable ASCII, found {value[:80]!r}")
    return f"{name}: {value}\r\n"


def encoded_words(value: str) -> str:
    """Free text for a header: as it is where that is safe, else as encoded words of at most 75 characters.

    Raises:
        ValueError: it holds a line end or a NUL.
    """
    if _BREAKS.search(value):
        raise ValueError("mail: a header must not hold a line end or a NUL")
    if not value or (len(value) <= _PLAIN_LIMIT and _PLAIN.fullmatch(value)):
        return value
    return _words(value)


@lru_cache(maxsize=64)
def encoded_address(sender: str) -> str:
    """The value of From or Reply-To for "Name <address>" or an address.

    Raises:
        ValueError: it is neither, or holds a line end or a NUL.
    """
    found = None if _BREAKS.search(sender) else _SENDER.fullmatch(sender)
    if not found:
        raise ValueError(f"mail: expected NAME <ADDRESS>, found {sender!r}")
    address = recipient(found["in"] or found["bare"])
    name = " ".join(_CONTROLS.sub(" ", found["name"] or "").split())
    if name[:1] == name[-1:] == '"' and len(name) > 1:
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return f"{_phrase(name)} <{address}>" if name else address


def recipient(address: str) -> str:
    """Exactly one address, its domain as A-labels (xn--…); a local part stays as it is.

    Raises:
        ValueError: not one plain address, or a domain that cannot exist.
    """
    found = _ADDRESS.fullmatch(address) if len(address) <= _ADDRESS_LIMIT else None
    if not found or len(found[1]) > 64:
        raise ValueError(f"mail: expected one address, found {address[:80]!r}")
    return f"{found[1]}@{mail_domain(found[2])}"


def mail_domain(domain: str) -> str:
    """The domain in ASCII.

    Raises:
        ValueError: it has no form in ASCII (IDNA 2008).
    """
    return domain if domain.isascii() else idna.encode(domain, uts46=True).decode()


def needs_smtputf8(address: str) -> bool:
    """Whether only a server with SMTPUTF8 (RFC 6531) takes mail to it: its local part is not ASCII.

    A domain never is the reason: it goes out as A-labels.
    """
    return not address.rpartition("@")[0].isascii()


def encoded_file_name(name: str) -> str:
    """The `filename` of an attachment (RFC 2231 where it is not plain)."""
    if re.fullmatch(r"[\w.+ -]{1,60}", name, re.ASCII):
        return f'filename="{name}"'
    return f"filename*=utf-8''{quote(name[:100], safe='')}"


def _phrase(name: str) -> str:
    """A display name: atoms, a quoted string, or encoded words."""
    if name.isascii() and len(name) <= _PLAIN_LIMIT and _PLAIN.fullmatch(name):
        if _ATOMS.fullmatch(name):
            return name
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _words(name)


def _words(value: str) -> str:
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(chunk).decode()}?=" for chunk in _chunks(value))


def _chunks(value: str) -> Iterator[bytes]:
    """The text in UTF-8, at most 45 octets a piece, never cut within a character."""
    chunk = b""
    for character in value:
        octets = character.encode()
        if len(chunk) + len(octets) > _WORD_OCTETS:
            yield chunk
            chunk = b""
        chunk += octets
    yield chunk
