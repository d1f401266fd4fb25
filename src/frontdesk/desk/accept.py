"""Accept: from a read submission to the row that is stored before the 200."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

import orjson

from frontdesk.intake.request import Request
from frontdesk.model.sent_file import SentFile, sent_files
from frontdesk.model.submission import REQUEST, Submission
from frontdesk.store.hexes import RANDOM_BITS
from frontdesk.store.repeats import Claim
from frontdesk.store.submissions import Arrival
from frontdesk.store.tables import micros

_DRAWN: Final = 512  #: random numbers at once: the system is slow to give one, and lets the writer in between


class Ids:
    """Makes ids of submissions: they grow with time, tell nobody how many there are, and fit until 2041.

    Two nodes make the same one only if both draw the same 12 bits in the same microsecond.
    """

    def __init__(self) -> None:
        self._last = 0
        self._random = self._drawn()

    def new(self, at: datetime) -> int:
        """The next id; higher than every one before."""
        drawn = micros(at) << RANDOM_BITS | next(self._random)
        self._last = max(drawn, self._last + 1)
        return self._last

    @staticmethod
    def _drawn() -> Iterator[int]:
        while True:
            for number in memoryview(secrets.token_bytes(2 * _DRAWN)).cast("H"):
                yield number >> 16 - RANDOM_BITS


def first_id(at: datetime) -> int:
    """The lowest id of that moment: an older submission's is lower."""
    return micros(at) << RANDOM_BITS


def arrival(
    id: int,
    hook: str,
    request: Request,
    submission: Submission,
    claim: Claim | None,
    noted: Mapping[str, Any],
) -> Arrival:
    """The row of a submission, what it is known by, and what the door noted of it."""
    return Arrival(
        id=id,
        hook=hook,
        at=request.received_at,
        headers=orjson.dumps(list(request.headers.items())),
        body=request.body,
        submission=submission,
        files=tuple(_files(request, submission)) if request.files else (),
        claim=claim,
        noted={**noted, REQUEST: request.id} if request.id else noted,
    )


def _files(request: Request, submission: Submission) -> Iterator[SentFile]:
    """Those of its files that are kept; what only looks like one is not among them."""
    kept = {value["sha256"] for value in request.files.values() if "sha256" in value}
    yield from sent_files(submission.extra, kept)
