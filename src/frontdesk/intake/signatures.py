"""Signatures: whether a request was made by somebody who knows the form's secret.

Compared as bytes and in constant time. Every secret of a rotation is tried, whether one matched or not.
"""

import binascii
import hashlib
import hmac
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

TOLERANCE: Final = timedelta(minutes=5)  #: of a signed time, both ways
MOST: Final = 10  #: signatures in one header that are looked at

_SECONDS: Final = re.compile(r"[0-9]{1,16}")
_URL_SAFE: Final = str.maketrans("-_", "+/")
_PART: Final = re.compile(r"\s*([a-z0-9]+)=([^,\s]*)\s*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """What is known about who sent a request."""

    state: Literal["ok", "missing", "wrong"]
    reason: str = ""  #: why it is wrong; for the owner of the form alone, a sender is not told


OK: Final = Proof(state="ok")
MISSING: Final = Proof(state="missing")


def wrong(reason: str) -> Proof:
    """A signature that proves nothing."""
    return Proof(state="wrong", reason=reason)


def hexadecimal(secret: bytes, text: bytes) -> bytes:
    """HMAC-SHA256 in lower-case hexadecimal."""
    return hmac.digest(secret, text, "sha256").hex().encode()


def in_base64(secret: bytes, text: bytes) -> bytes:
    """HMAC-SHA256 in base64."""
    return b64encode(hmac.digest(secret, text, "sha256"))


def same(sent: str, expected: bytes) -> bool:
    """Equal, in constant time; a signature may hold anything, so bytes are compared."""
    return hmac.compare_digest(sent.encode("utf-8", "surrogatepass"), expected)


def matched(sent: str | None, expected: Iterable[bytes]) -> Proof:
    """Whether what was sent is one of those expected."""
    if not sent:
        return MISSING
    found = [same(sent, one) for one in expected]
    return OK if any(found) else wrong("made with another secret, or over something else")


def signed(
    sent: str | None, text: bytes, secrets: Sequence[str], encode: Callable[[bytes, bytes], bytes]
) -> Proof:
    """Whether `sent` is a signature of `text` by one of the secrets."""
    return matched(sent, (encode(secret.encode(), text) for secret in secrets))


def by_rsa(signature: bytes | None, text: bytes, keys: Sequence[str]) -> Proof:
    """Whether the owner of one of the keys (PEM) signed the text, with RSA and SHA-256."""
    if not signature:
        return MISSING
    # Loaded by whoever needs it: it takes some megabytes.
    from frontdesk.intake.key_pairs import rsa

    held = [rsa(key, signature, text) for key in keys]
    return OK if any(held) else wrong("made with another key, or over something else")


def stamped(
    header: str | None, key: str, body: bytes, secrets: Sequence[str], now: datetime, unit: float = 1
) -> Proof:
    """A header such as `t=1795167000,v1=<hex>`, where `TIME.BODY` is signed; `key` is "v1" or "v"."""
    if not header:
        return MISSING
    parts = _PART.findall(header[:2_000])[: MOST + 1]
    time = next((value for name, value in parts if name == "t"), "")
    found = [
        signed(value, f"{time}.".encode() + body, secrets, hexadecimal)
        for name, value in parts
        if name == key
    ]
    return timely(best(found), time, now, unit)


def best(found: Sequence[Proof]) -> Proof:
    """Of several signatures one that holds is enough."""
    return next((one for one in found if one is OK), found[0] if found else MISSING)


def timely(proof: Proof, sent: str, now: datetime, unit: float = 1) -> Proof:
    """The proof, unless its signed time is not within `TOLERANCE`; `unit` is 1 (seconds) or .001."""
    if proof is not OK:
        return proof
    if not _SECONDS.fullmatch(sent):
        return wrong("the signed time is no number")
    try:
        at = datetime.fromtimestamp(int(sent) * unit, UTC)
    except (ValueError, OverflowError, OSError):
        return wrong("the signed time is no time")
    if at < now - TOLERANCE:
        return wrong(f"signed more than 5 minutes ago, at {at:%Y-%m-%dT%H:%M:%SZ}")
    return wrong("the signed time lies in the future") if at > now + TOLERANCE else proof


def bearer(authorization: str | None, secrets: Sequence[str]) -> Proof:
    """A secret that the owner of the form lets his builder send: `Bearer SECRET`, or as a Basic password."""
    scheme, _, sent = (authorization or "").partition(" ")
    if scheme.lower() == "bearer":
        return matched(sent.strip(), (secret.encode() for secret in secrets))
    if scheme.lower() != "basic":
        return MISSING
    password = (decoded(sent.strip()) or b"").partition(b":")[2]
    return matched(password.decode("utf-8", "replace"), (secret.encode() for secret in secrets))


def decoded(text: str) -> bytes | None:
    """Base64 of either alphabet, with or without padding, as bytes; None when it is none."""
    plain = text.translate(_URL_SAFE).rstrip("=")
    try:
        return b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def digest(text: bytes) -> bytes:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(text).hexdigest().encode()
