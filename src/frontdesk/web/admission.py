"""Admission: which forms are taken when more come than can be stored, and how long each may take.

Whoever would wait too long is told at once when to come back: a 503 in milliseconds is worth more than a 200
in half a minute. A refusal costs little: nothing of the form is read, and nothing is logged for each.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Final

import structlog

from frontdesk.errors import Full, Unavailable, Unreadable
from frontdesk.web.limits import Limit, Limits

FEW: Final = 128  #: forms that may wait for the database as long as it takes: a lock of seconds is waited out
MANY: Final = 256  #: forms that may wait at all
OLDEST_S: Final = 0.5  #: more than a few wait only while the first of them waits no longer than this
STORED_BYTES: Final = 8_000_000  #: of forms that wait for the database
READ_BYTES: Final = 16_000_000  #: of bodies that arrive in pieces; beyond half of it no more are begun
FILES: Final = 32  #: forms at once whose files arrive
FILE_BYTES: Final = 400_000_000  #: of files on disk whose forms have not yet arrived whole
ARRIVAL_S: Final = 1.0  #: from a connection to its form; whoever takes longer is no longer counted on
UPLOADS_S: Final = 2.0  #: for bodies that are still arriving when the desk closes
GRACE_S: Final = 0.5  #: the database's own word why it cannot is better than a time-out
AFTER_S: Final = range(3, 10)  #: those who are refused come back so late, not all in the same second
LOG_EVERY_S: Final = 10.0
BUSY: Final = "too many forms come at once; send it again later"

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """How much longer than others a form may take whose files arrive."""

    timeout: timedelta = timedelta(minutes=2)  #: for all of it
    bytes_a_second: int = 32_000  #: what arrives slower is ended


class Arriving:
    """One body that arrives: called with the size of each piece that is kept in memory."""

    __slots__ = ("_admission", "_limit", "_on_disk", "_read")

    def __init__(self, admission: "Admission", limit: Limit) -> None:
        self._admission, self._limit, self._read, self._on_disk = admission, limit, 0, 0

    def __call__(self, more: int) -> None:
        """Raises Full when too much arrives at once."""
        self._read += more
        self._admission.hold(more)

    def to_disk(self, more: int) -> None:
        """So much more of a file came, which goes to disk: it takes no memory, and earns time.

        Raises:
            Full: too many files arrive at once.
        """
        first = not self._on_disk
        self._on_disk += more
        self._admission.hold_on_disk(more, first=first)
        self._limit.more_s = self._admission.earned_s(self._on_disk)

    def end(self) -> None:
        """It is over: what was counted is no longer."""
        self._admission.let_go(self._read, self._on_disk)


class Storing:
    """One form that waits for the database; a generator's context would cost each form a microsecond more."""

    __slots__ = ("_admission", "_limit", "_size")

    def __init__(self, admission: "Admission", limit: Limit, size: int) -> None:
        self._admission, self._limit, self._size = admission, limit, size

    def __enter__(self) -> None:
        self._admission.store(self._size)
        self._limit.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._admission.store(-self._size)
        try:
            self._limit.__exit__(kind, error, trace)
        except TimeoutError as over:
            raise Unavailable("the database does not answer in time") from over


class Admission:
    """Counts the forms on their way, says whether there is room for one more, and ends what takes too long.

    Every `now` is the event loop's time.
    """

    def __init__(self, body_timeout: timedelta, write_wait: timedelta, pace: Pace | None = None) -> None:
        """`body_timeout`: for a body to arrive whole; `write_wait`: for the database to store a form.

        `pace`: for forms with files, which may take longer.
        """
        self._pace = pace or Pace()
        self._most_s = max((self._pace.timeout - body_timeout).total_seconds(), 0)
        self._bodies = Limits(body_timeout.total_seconds())
        self._writes = Limits(write_wait.total_seconds() + GRACE_S)
        self._arriving: dict[object, float] = {}  # since when, the oldest first
        self._read_bytes = self._stored_bytes = self._disk_bytes = self._disk_forms = 0
        self._refused, self._logged_at = 0, float("-inf")
        self.crowded = False  #: so many connections are open that none is kept after its answer
        self.closing = False

    @property
    def refused(self) -> int:
        """How many were told to come back since too many came."""
        return self._refused

    @property
    def busy(self) -> bool:
        """Whether any form is being read or stored."""
        return bool(self._bodies or self._writes)

    def expect(self, connection: object, now: float) -> None:
        """A connection was taken that begins with a form."""
        self._arriving[connection] = now

    def arrived(self, connection: object) -> None:
        """The form of a connection is looked at now."""
        self._arriving.pop(connection, None)

    def full(self, now: float) -> bool:
        """Whether one more form would wait too long."""
        while self._arriving and now - (first := next(iter(self._arriving.items())))[1] > ARRIVAL_S:
            del self._arriving[first[0]]
        forms = len(self._writes) + len(self._arriving)
        if forms >= MANY or self._stored_bytes >= STORED_BYTES:
            return True
        return forms >= FEW and self._writes.longest_s(now) >= OLDEST_S

    def check(self, now: float) -> None:
        """Raises Full when one more form would wait too long."""
        if self.full(now):
            raise Full(BUSY, self.refuse(now))

    def refuse(self, now: float) -> int:
        """One more is refused; in how many seconds it should come back."""
        self._refused += 1
        if now - self._logged_at >= LOG_EVERY_S:
            self._logged_at = now
            _log.warning("forms refused", so_far=self._refused, waiting=len(self._writes))
        return AFTER_S[self._refused % len(AFTER_S)]

    @contextmanager
    def reading(self, now: float) -> Iterator[Arriving]:
        """While a body arrives in pieces; to be called with the size of each.

        Raises:
            Unreadable: it did not arrive in time.
            Full: too much arrives at once.
            Unavailable: the desk closes.
        """
        if self._read_bytes > READ_BYTES // 2:
            raise Full(BUSY, self.refuse(now))
        limit = Limit(self._bodies, now)
        arriving = Arriving(self, limit)
        try:
            with limit:
                yield arriving
        except TimeoutError as error:
            if self.closing:
                raise Unavailable("the desk is closing; send the form again later") from error
            raise Unreadable(408, "the form did not arrive in time") from error
        finally:
            arriving.end()

    def hold(self, more: int) -> None:
        """So many bytes more of a body are in memory. Raises Full."""
        self._read_bytes += more
        if self._read_bytes > READ_BYTES:
            raise Full(BUSY, self.refuse(time.monotonic()))

    def hold_on_disk(self, more: int, *, first: bool) -> None:
        """So many bytes more of a file are on disk, perhaps the first of their form. Raises Full."""
        self._disk_bytes += more
        self._disk_forms += first
        if self._disk_bytes > FILE_BYTES or self._disk_forms > FILES:
            raise Full(
                "too many files arrive at once; send the form again later", self.refuse(time.monotonic())
            )

    def let_go(self, read: int, on_disk: int) -> None:
        """A body is over of which so much was held."""
        self._read_bytes -= read
        self._disk_bytes -= on_disk
        self._disk_forms -= on_disk > 0

    def earned_s(self, on_disk: int) -> float:
        """How much longer a form may take of whose files so much has come."""
        return min(on_disk / self._pace.bytes_a_second, self._most_s)

    def storing(self, size: int, now: float) -> "Storing":
        """While a form of so many bytes waits for the database.

        Raises:
            Unavailable: that takes too long.
        """
        return Storing(self, Limit(self._writes, now), size)

    def store(self, more: int) -> None:
        """So many bytes more of forms wait for the database, or less."""
        self._stored_bytes += more

    def close(self, now: float, within_s: float) -> None:
        """The desk closes: bodies that arrive in the next moments are taken, others told to come back."""
        self.closing = True
        self._bodies.end_all_at(now + min(UPLOADS_S, within_s / 2))
        self._writes.end_all_at(now + within_s)
