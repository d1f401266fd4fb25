"""Once: what a submission is known by when it comes again.

By the sender's own id for it; else by the Idempotency-Key of its request; else, for a while, by what it says.
Keys are hashes: nothing that somebody wrote can be read in them.
"""

from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

import orjson

from frontdesk.intake.request import Request
from frontdesk.model.submission import SHOWN_S, Submission
from frontdesk.store.repeats import Claim
from frontdesk.store.tables import micros

WINDOW: Final = timedelta(seconds=300)  #: for what is known only by what it says
ID_KEPT: Final = timedelta(days=90)  #: senders try again for days, and may be asked to send all anew
KEY_KEPT: Final = timedelta(days=7)  #: an Idempotency-Key
KEY_CHARS: Final = 255  #: of an Idempotency-Key; a longer one is none
KEY_HEADER: Final = "idempotency-key"

_HASH_BYTES: Final = 16
_NEVER: Final = timedelta()


def claim(
    id: int, hook: str, request: Request, submission: Submission, number: int = 0, window: timedelta = WINDOW
) -> Claim | None:
    """What a submission is known by, the `number`-th of its request; None: by nothing, it is always new.

    `window`: how long equal content counts as the same; none or less: never.
    """
    digest, kept, at = None, window, request.received_at
    if submission.submission_id:
        # Who sent it is part of it: a form that sends the same id for all must not lose the next person's.
        what = ["id", hook, submission.provider, submission.submission_id, _who(submission)]
        kept = ID_KEPT
    elif key := _idempotency_key(request):
        what, kept, digest = ["key", hook, key, number], KEY_KEPT, _hash(request.body)
    elif window > _NEVER:
        what = ["content", hook, _content(submission)]
    else:
        return None
    hashed = _hash(orjson.dumps(what, option=orjson.OPT_SORT_KEYS))
    return Claim(hashed, id, digest, micros(at + kept), micros(at))


def _idempotency_key(request: Request) -> str | None:
    """The key that the client gave the request; one that is too long or no ASCII counts as none."""
    key = request.headers.get(KEY_HEADER)
    return key if key and len(key) <= KEY_CHARS and key.isascii() else None


def _who(submission: Submission) -> Any:
    """The e-mail address, else the phone's digits, else all that was sent."""
    email, phone = (str(submission.fields.get(name, "")) for name in ("email", "phone"))
    return email.lower() or "".join(filter(str.isdigit, phone)) or _content(submission)


def _content(submission: Submission) -> list[Any]:
    """What was said; how long it took to write is no part of it."""
    extra = submission.extra
    if SHOWN_S in extra:
        extra = {name: value for name, value in extra.items() if name != SHOWN_S}
    return [submission.provider, submission.form, submission.fields, extra]


def _hash(value: bytes) -> bytes:
    return sha256(value).digest()[:_HASH_BYTES]
