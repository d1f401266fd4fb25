"""VERP: an envelope sender for each delivery, signed, so that a bounce says which letter came back.

Its answer comes to `bounce+TOKEN@DOMAIN`. TOKEN is base32, since servers may change the case of a local part:
the delivery's number, the day, and a signature over both.
"""

import hmac
import re
from base64 import b32decode, b32encode
from datetime import UTC, datetime
from typing import Final

NAME: Final = "bounce"
DAYS: Final = 60  #: a server gives up after five, but people's forwarders come back much later
_MAC_BYTES: Final = 10  #: 2^80 tries for one forged bounce of one letter
_ID_BYTES: Final = 6
_DAY_BYTES: Final = 2
_BYTES: Final = _ID_BYTES + _DAY_BYTES + _MAC_BYTES
_TOKEN: Final = re.compile(rf"{NAME}\+([a-z2-7]{{1,40}})@([^@]+)", re.IGNORECASE)


def bounce_address(delivery: int, domain: str, key: bytes, now: datetime) -> str:
    """The envelope sender of a delivery, as `bounce+aaaaaaaaa6…@bounces.acme.example`."""
    named = delivery.to_bytes(_ID_BYTES, "big") + _day(now).to_bytes(_DAY_BYTES, "big")
    token = b32encode(named + _mac(named, key)).decode().rstrip("=").lower()
    return f"{NAME}+{token}@{domain}"


def bounced_delivery(address: str, domain: str, key: bytes, now: datetime) -> int | None:
    """The delivery that an envelope sender of ours names; None: it is forged, or older than 60 days."""
    found = _TOKEN.fullmatch(address)
    if not found or found[2].lower() != domain.lower():
        return None
    token = found[1].upper()
    try:
        data = b32decode(token + "=" * (-len(token) % 8))
    except ValueError:
        return None
    named, mac = data[: _ID_BYTES + _DAY_BYTES], data[_ID_BYTES + _DAY_BYTES :]
    # The last character has bits to spare: another one there would be a second name of the same letter.
    if len(data) != _BYTES or b32encode(data).decode().rstrip("=") != token:
        return None
    day = int.from_bytes(named[_ID_BYTES:], "big")
    fresh = 0 <= _day(now) - day <= DAYS
    return (
        int.from_bytes(named[:_ID_BYTES], "big")
        if fresh and hmac.compare_digest(mac, _mac(named, key))
        else None
    )


def _mac(named: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"bounce:" + named, "sha256")[:_MAC_BYTES]


def _day(now: datetime) -> int:
    return now.astimezone(UTC).toordinal() - datetime(2020, 1, 1).toordinal()
