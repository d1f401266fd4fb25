"""Shown: how long a form stood before a visitor, by the token that came with it and goes back with the form.

A token that is missing, forged or too old says nothing; one may be sent back as often as somebody likes.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from frontdesk.intake.signatures import hexadecimal, same
from frontdesk.model.submission import SHOWN_S, Submission

FIELD: Final = "_fd_time"  #: the token, as a field of the form
LIFE: Final = timedelta(hours=24)
_DIGITS: Final = 11  #: of seconds since 1970


def token(secret: bytes, form: str, at: datetime) -> str:
    """`SECONDS.HEX`: that this form was shown then, signed."""
    seconds = str(int(at.timestamp()))
    return f"{seconds}.{_signature(secret, form, seconds).decode()}"


def shown_for(secret: bytes, form: str, sent: object, at: datetime) -> timedelta | None:
    """How long before `at` the form was shown; None when the token does not prove it."""
    seconds, _, signature = sent.partition(".") if isinstance(sent, str) else ("", "", "")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= _DIGITS):
        return None
    if not same(signature, _signature(secret, form, seconds)):
        return None
    took = at - datetime.fromtimestamp(int(seconds), UTC)
    return took if timedelta(0) <= took <= LIFE else None


def timed(submissions: Sequence[Submission], shown: timedelta | None) -> list[Submission]:
    """The submissions with the fact for the guards; as they are when it is not known."""
    if shown is None:
        return list(submissions)
    fact = {SHOWN_S: round(shown.total_seconds(), 1)}
    return [replace(one, extra={**one.extra, **fact}) for one in submissions]


def _signature(secret: bytes, form: str, seconds: str) -> bytes:
    # What it is for stands first: the same secret signs other things.
    return hexadecimal(secret, f"shown\n{form}\n{seconds}".encode())
