"""JWT: a body that is one signed token (RFC 7519), as the events of some platforms come.

What it claims is read before it is proven, as with any other body; whoever needs a proof asks for one.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from frontdesk.errors import Unreadable
from frontdesk.intake.signatures import MISSING, OK, TOLERANCE, Proof, by_rsa, decoded, timely, wrong

#: The only way of signing that is taken: a token must not choose a weaker one for itself (RFC 8725, 3.1).
ALGORITHM: Final = "RS256"
_TOKEN: Final = re.compile(rb"\s*([\w-]+)\.([\w-]+)\.([\w-]*)\s*", re.ASCII)
_MOST_S: Final = 10**16


def is_token(body: bytes) -> bool:
    """Whether the body is a token and nothing else."""
    found = _TOKEN.fullmatch(body) if body[:20].lstrip()[:2] == b"ey" else None
    return found is not None and "alg" in (part(found[1].decode()) or ())


def claims(body: bytes) -> dict[str, Any]:
    """What a token says, whoever made it.

    Raises:
        Unreadable: 400, it says nothing that can be read.
    """
    found = _TOKEN.fullmatch(body)
    said = part(found[2].decode()) if found else None
    if said is None:
        raise Unreadable(400, "JWT: expected an object as its payload, found something else")
    return said


def proof(body: bytes, keys: Sequence[str], now: datetime) -> Proof:
    """Whether the owner of one of the keys (PEM) made the token, and it holds `now`.

    It holds until its `exp`, else for five minutes from its `iat`.
    """
    found = _TOKEN.fullmatch(body)
    if found is None:
        return MISSING
    if (part(found[1].decode()) or {}).get("alg") != ALGORITHM:
        return wrong(f"signed otherwise than by {ALGORITHM}")
    held = by_rsa(decoded(found[3].decode()), body.strip().rpartition(b".")[0], keys)
    return _in_time(held, part(found[2].decode()) or {}, now)


def _in_time(held: Proof, said: dict[str, Any], now: datetime) -> Proof:
    issued, ends = (_moment(said.get(name)) for name in ("iat", "exp"))
    if held is not OK or ends is None:
        return timely(held, str(said.get("iat")), now)
    if ends < now - TOLERANCE:
        return wrong(f"the token ended at {ends:%Y-%m-%dT%H:%M:%SZ}")
    return wrong("the signed time lies in the future") if issued and issued > now + TOLERANCE else held


def _moment(value: Any) -> datetime | None:
    """A number of seconds since 1970 as a time; None when it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < _MOST_S:
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def part(text: str) -> dict[str, Any] | None:
    """A part of a token as the object that it is; None when it is none."""
    try:
        found = orjson.loads(decoded(text) or b"")
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None
