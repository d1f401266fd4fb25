"""Writer: the one thread that writes, many callers to a commit.

Appends of one kind go in together; writes share a transaction with a savepoint each. Appends go first,
since a visitor waits for them. Nothing is answered before the commit.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.errors import Unavailable

WAITING_LIMIT: Final = 10_000  #: jobs; beyond it callers are told to come back
BATCH_LIMIT: Final = 500

#: (connection, items) -> one result for each item, in order
Many = Callable[[sa.Connection, Sequence[Any]], Sequence[Any]]
Work = Callable[[sa.Connection], Any]


@dataclass(slots=True)
class Job:
    """Something to write and the future of whoever waits for it."""

    future: asyncio.Future[Any]
    run: Many | Work
    item: Any = None


Outcome = tuple[asyncio.Future[Any], Any, BaseException | None]


class Writer:
    """A thread with one connection; `submit` from the event loop, results come back there."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._ready = threading.Condition()
        self._appends: list[Job] = []
        self._writes: list[Job] = []
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="frontdesk-writer", daemon=True)
        self._thread.start()

    def append(self, many: Many, item: Any) -> asyncio.Future[Any]:
        """Put one item among those that `many` writes together.

        Raises:
            Unavailable: too much waits already, or the desk is closing.
        """
        return self._submit(self._appends, many, item)

    def write(self, work: Work) -> asyncio.Future[Any]:
        """Run `work` in a transaction of its own or shared with others.

        Raises:
            Unavailable: too much waits already, or the desk is closing.
        """
        return self._submit(self._writes, work, None)

    def stop(self) -> None:
        """Finish what waits, then end the thread. Blocks."""
        with self._ready:
            self._stopping = True
            self._ready.notify()
        self._thread.join()

    def _submit(self, waiting: list[Job], run: Many | Work, item: Any) -> asyncio.Future[Any]:
        job = Job(asyncio.get_running_loop().create_future(), run, item)
        with self._ready:
            if self._stopping or len(waiting) >= WAITING_LIMIT:
                raise Unavailable("the desk is too busy to write this down")
            waiting.append(job)
            self._ready.notify()
        return job.future

    def _work(self) -> None:
        with self._engine.connect() as connection:
            while jobs := self._next():
                for batch in jobs:
                    _settle(_commit(connection, batch))

    def _next(self) -> list[list[Job]]:
        with self._ready:
            while not (self._appends or self._writes or self._stopping):
                self._ready.wait()
            appends, writes = self._appends[:], self._writes[:BATCH_LIMIT]
            self._appends.clear()
            del self._writes[:BATCH_LIMIT]
        return [list(b) for b in _batches(appends)] + ([writes] if writes else [])


def _batches(appends: list[Job]) -> Sequence[Sequence[Job]]:
    kinds = groupby(sorted(appends, key=lambda job: id(job.run)), key=lambda job: job.run)
    return [batch for _, jobs in kinds for batch in _chunks(list(jobs))]


def _chunks(jobs: list[Job]) -> list[list[Job]]:
    return [jobs[i : i + BATCH_LIMIT] for i in range(0, len(jobs), BATCH_LIMIT)]


def _commit(connection: sa.Connection, jobs: list[Job]) -> list[Outcome]:
    run = _run_appends if jobs[0].item is not None else _run_writes
    try:
        with connection.begin():
            return run(connection, jobs)
    except (sa.exc.OperationalError, sa.exc.DatabaseError) as error:
        if isinstance(error, sa.exc.OperationalError) or len(jobs) == 1:
            return [(job.future, None, _explained(error)) for job in jobs]
    except Exception as error:
        if len(jobs) == 1:
            return [(jobs[0].future, None, error)]
    # One of them is bad: alone, each fails or succeeds for itself.
    return [outcome for job in jobs for outcome in _commit(connection, [job])]


def _run_appends(connection: sa.Connection, jobs: list[Job]) -> list[Outcome]:
    results = jobs[0].run(connection, [job.item for job in jobs])  # type: ignore[call-arg]
    return [(job.future, result, None) for job, result in zip(jobs, results, strict=True)]


def _run_writes(connection: sa.Connection, jobs: list[Job]) -> list[Outcome]:
    return [_run_write(connection, job) for job in jobs]


def _run_write(connection: sa.Connection, job: Job) -> Outcome:
    try:
        with connection.begin_nested():
            return (job.future, job.run(connection), None)  # type: ignore[call-arg]
    except sa.exc.OperationalError:
        raise
    except Exception as error:
        return (job.future, None, error)


def _explained(error: sa.exc.DatabaseError) -> Exception:
    if isinstance(error, sa.exc.OperationalError):
        unavailable = Unavailable(f"the database cannot be written: {error.orig}")
        unavailable.__cause__ = error
        return unavailable
    return error


def _settle(outcomes: list[Outcome]) -> None:
    loop = outcomes[0][0].get_loop()
    if not loop.is_closed():
        loop.call_soon_threadsafe(_deliver, outcomes)


def _deliver(outcomes: list[Outcome]) -> None:
    for future, result, error in outcomes:
        if future.done():
            continue
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)
