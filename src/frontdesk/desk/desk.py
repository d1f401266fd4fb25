"""Desk: accept, and what the steps after it share; a cause and its effects in one transaction each."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from frontdesk.desk.accept import Ids, arrival
from frontdesk.desk.accepted_log import AcceptedLog
from frontdesk.desk.bindings import Bindings
from frontdesk.desk.judge import Judge
from frontdesk.desk.letter_quota import Mailboxes, Used
from frontdesk.desk.once import WINDOW, claim
from frontdesk.desk.people import People
from frontdesk.desk.secret import Secret
from frontdesk.desk.unsubscribe import BY
from frontdesk.desk.wake import Wake
from frontdesk.errors import Unreadable
from frontdesk.figures import Figures
from frontdesk.intake.request import Request
from frontdesk.model.change import Change
from frontdesk.model.submission import Submission
from frontdesk.store import submissions, suppressions
from frontdesk.store.changes import write_changes
from frontdesk.store.database import Database

_NOTHING: Final[Mapping[str, Any]] = {}
#: state of a new submission: the bell of whoever goes on with it
_BELLS: Final = {"waiting": "judging", submissions.THIN: "thin", submissions.CHECKING: "checking"}


class Desk:
    """The one way of a lead; every method is one transaction at most."""

    def __init__(
        self,
        db: Database,
        judge: Judge,
        wake: Wake,
        clock: Callable[[], datetime],
        repeat_window: timedelta = WINDOW,
        mailboxes: Mailboxes | None = None,
        files: Path | None = None,
    ) -> None:
        """`repeat_window`: how long equal content from one form counts as the same submission.

        `mailboxes` under the desk's own secret; by default under the one that is kept in the database.
        `files`: the folder of what people send; None: none are taken.
        """
        self.db, self.judge, self.wake, self.clock = db, judge, wake, clock
        self._mailboxes = mailboxes or Mailboxes(db, Secret(db))
        self._ids, self._repeat_window = Ids(), repeat_window
        self.figures, self._accepted_log = Figures(), AcceptedLog()
        self.people, self.bindings, self.files = People(self), Bindings(self), files

    async def secret(self) -> bytes:
        """What the desk signs and marks addresses with. Raises Unavailable."""
        return await self._mailboxes.secret.read()

    async def accept(
        self,
        hook: str,
        request: Request,
        submission: Submission,
        number: int = 0,
        noted: Mapping[str, Any] = _NOTHING,
    ) -> int:
        """Store a submission, the `number`-th of its request, and what was `noted` of it; its id, committed.

        One that came before is not stored again: the id is that of the first.

        Raises:
            Unreadable: 422, the Idempotency-Key of the request belongs to another body.
            Unavailable: it could not be stored now.
        """
        id_ = self._ids.new(request.received_at)
        known_by = claim(id_, hook, request, submission, number, self._repeat_window)
        came = arrival(id_, hook, request, submission, known_by, noted)
        began = time.perf_counter()
        first = await self.db.append(submissions.append_arrivals, came)
        self.figures.commit_s.took(time.perf_counter() - began)
        if first is None:
            told = "expected the body that it came with first, found another; give it a key of its own"
            raise Unreadable(422, f"Idempotency-Key: {told}")
        if first == id_:
            self.wake.ring(_BELLS[submissions.first_state(submission)])
            self.figures.accepted.add(hook)
        else:
            self.figures.repeated.add(hook)
        self._accepted_log.tell(first, hook, request.id, first=first == id_)
        return first

    async def used(self, addresses: Iterable[str]) -> dict[str, Used]:
        """Address: the automatic letters its mailbox got lately, and whether it wants any."""
        return await self._mailboxes.used(addresses, self.clock())

    async def unsubscribe(self, mailbox: bytes) -> None:
        """Write to a mailbox no more; what waits for it is withheld. Twice is once."""
        at = self.clock()
        await self.db.write(lambda c: suppressions.unsubscribe(c, mailbox, by=BY, at=at))
        self.wake.ring("cards")

    async def record(self, changes: Sequence[Change]) -> Sequence[bool]:
        """Write judgements; False: that lead changed meanwhile, stays waiting and is looked at again."""
        if not changes:
            return ()
        written = await self.db.write(lambda connection: write_changes(connection, changes))
        self.wake.ring("mail", "cards")
        return written

    async def set_aside(self, submission: int, error: str) -> None:
        """A submission that could not be judged waits for the fix, with its error."""
        at = self.clock()
        await self.db.write(lambda connection: submissions.set_unjudged(connection, submission, error, at))
