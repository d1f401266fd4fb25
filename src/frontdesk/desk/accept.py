"""Accept: from a read submission to the row that is stored before the 200."""

import secrets
from collections.abc import Iterator
from datetime import datetime

import orjson

from frontdesk.intake.request import Request
from frontdesk.model.sent_file import SentFile, sent_files
from frontdesk.model.submission import Submission
from frontdesk.store.submissions import Arrival
from frontdesk.store.tables import micros

_RANDOM_BITS = 12


class Ids:
    """Makes ids of submissions: they grow with time, tell nobody how many there are, and fit until 2041.

    Two nodes make the same one only if both draw the same 12 bits in the same microsecond.
    """

    def __init__(self) -> None:
        self._last = 0

    def new(self, at: datetime) -> int:
        """The next id; higher than every one before."""
        drawn = micros(at) << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
        self._last = max(drawn, self._last + 1)
        return self._last


def arrival(id: int, hook: str, request: Request, submission: Submission) -> Arrival:
    """The row of a submission."""
    return Arrival(
        id=id,
        hook=hook,
        at=request.received_at,
        headers=orjson.dumps(list(request.headers.items())),
        body=request.body,
        submission=submission,
        files=tuple(_files(request, submission)),
    )


def _files(request: Request, submission: Submission) -> Iterator[SentFile]:
    """Those of its files that are kept; what only looks like one is not among them."""
    if request.files:
        kept = {value["sha256"] for value in request.files.values() if "sha256" in value}
        yield from sent_files(submission.extra, kept)
