"""Writer: the threads that write, many callers to a commit; one thread on SQLite.

Appends of one kind go in together; writes share a transaction with a savepoint each. Appends go first,
since a visitor waits for them. Nothing is answered before the commit.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Final

import sqlalchemy as sa

from frontdesk import crash
from frontdesk.errors import Unavailable
from frontdesk.store.engine import Engine

GATHERING: Final = 8  #: turns of the event loop at most, while each brings more to write
WAITING_LIMIT: Final = 10_000  #: jobs; beyond it callers are told to come back
BATCH_LIMIT: Final = 500

#: (connection, items) -> one result for each item, in order
Many = Callable[[sa.Connection, Sequence[Any]], Sequence[Any]]
Work = Callable[[sa.Connection], Any]


@dataclass(slots=True)
class Job:
    """Something to write and the future of whoever waits for it."""

    future: asyncio.Future[Any]
    work: Work | None = None
    many: Many | None = None  #: an append, with its item
    item: Any = None


Outcome = tuple[asyncio.Future[Any], Any, BaseException | None]


class Writer:
    """Threads with a connection each; jobs come from the event loop, results go back there."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.appends = 0  #: how many have come, ever
        self._queue: SimpleQueue[list[Job] | None] = SimpleQueue()
        self._fresh: list[Job] = []  # not yet handed over
        self._seen = self._turns_left = 0  # of them at the last turn of the event loop; turns to come
        self._alone = True  # the last batch held one job: nobody else is about to come
        self._waiting = 0
        self._stopping = False
        self._threads = [
            threading.Thread(target=self._run, name=f"frontdesk-writer-{number}", daemon=True)
            for number in range(engine.threads)
        ]
        for thread in self._threads:
            thread.start()

    def append(self, many: Many, item: Any) -> asyncio.Future[Any]:
        """Put one item among those that `many` writes together.

        Raises:
            Unavailable: too much waits already, or the desk is closing.
        """
        self.appends += 1
        return self._submit(Job(asyncio.get_running_loop().create_future(), None, many, item))

    def write(self, work: Work) -> asyncio.Future[Any]:
        """Run `work` in a transaction of its own or shared with others.

        Raises:
            Unavailable: too much waits already, or the desk is closing.
        """
        return self._submit(Job(asyncio.get_running_loop().create_future(), work))

    def refuse(self) -> None:
        """Take no more, and hand over what came."""
        self._stopping = True
        self._hand_over()

    def stop(self) -> None:
        """Finish what waits, then end the threads; after `refuse`. Blocks."""
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _submit(self, job: Job) -> asyncio.Future[Any]:
        if self._stopping or self._waiting >= WAITING_LIMIT:
            raise Unavailable("the desk is too busy to write this down")
        self._waiting += 1
        if self._waiting == 1 and self._alone:
            self._queue.put([job])
            return job.future
        if not self._fresh:
            self._seen, self._turns_left = 0, GATHERING
            job.future.get_loop().call_soon(self._gather)
        self._fresh.append(job)
        return job.future

    def _gather(self) -> None:
        """Hand over once a turn of the event loop brings no more: a commit costs as much as many jobs."""
        if len(self._fresh) > self._seen and self._turns_left:
            self._seen, self._turns_left = len(self._fresh), self._turns_left - 1
            self._fresh[0].future.get_loop().call_soon(self._gather)
        else:
            self._hand_over()

    def _hand_over(self) -> None:
        """Wake the thread once for all."""
        if self._fresh:
            fresh, self._fresh = self._fresh, []
            self._queue.put(fresh)

    def _run(self) -> None:
        for jobs in self._turns():
            for batch in _batches(jobs):
                self._settle(self._commit(batch))

    def _commit(self, jobs: list[Job]) -> list[Outcome]:
        """Write a batch; if the server hung up before the commit, once more on another connection."""
        batch = Batch(self._engine, jobs)
        outcomes = batch.write()
        return batch.write() if batch.lost and not batch.committing else outcomes

    def _turns(self) -> Iterator[list[Job]]:
        """All that waits, again and again, until `stop`."""
        while jobs := self._queue.get():
            try:
                while more := self._queue.get_nowait():
                    jobs += more
            except Empty:
                yield jobs
            else:
                yield jobs
                return

    def _settle(self, outcomes: list[Outcome]) -> None:
        loop = outcomes[0][0].get_loop()
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._deliver, outcomes)

    def _deliver(self, outcomes: list[Outcome]) -> None:
        self._waiting -= len(outcomes)
        self._alone = len(outcomes) == 1
        for future, result, error in outcomes:
            if future.done():
                continue
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)


def _batches(jobs: list[Job]) -> Iterator[list[Job]]:
    """Appends of each kind together, then the writes."""
    kinds: dict[Many | None, list[Job]] = {}
    for job in jobs:
        kinds.setdefault(job.many, []).append(job)
    writes = kinds.pop(None, [])
    for alike in (*kinds.values(), writes):
        for start in range(0, len(alike), BATCH_LIMIT):
            yield alike[start : start + BATCH_LIMIT]


class Batch:
    """Jobs that share a transaction."""

    def __init__(self, engine: Engine, jobs: list[Job]) -> None:
        self._engine, self._jobs = engine, jobs
        self.lost = False  #: the connection broke
        self.committing = False  #: all is written: whether it stands, the commit decides

    def write(self) -> list[Outcome]:
        """Write them in one transaction, or each alone if one is bad."""
        self.lost, alone = False, len(self._jobs) == 1
        try:
            return self._write()
        except (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError) as error:
            # Locked, full or down: it is so for all of them, and each alone would wait as long again. Only
            # where two transactions waited for each other, each alone may well get through.
            self.lost = isinstance(error, sa.exc.DBAPIError) and self._engine.lost(error)
            if alone or not self._engine.collided(error):
                return [(job.future, None, unavailable(error)) for job in self._jobs]
        except Exception as error:
            if alone:
                return [(self._jobs[0].future, None, told(error))]
        # One of them is bad: alone, each fails or succeeds for itself.
        return [outcome for job in self._jobs for outcome in Batch(self._engine, [job]).write()]

    def _write(self) -> list[Outcome]:
        appends = self._jobs[0].many is not None
        with self._engine.connected() as connection:
            with self._engine.transaction(connection):
                outcomes = _run_batch(connection, self._jobs)
                if appends:
                    crash.point("before commit")
                self.committing = True
            if appends:
                crash.point("after commit before answer")
            return outcomes


def _run_batch(connection: sa.Connection, jobs: list[Job]) -> list[Outcome]:
    many = jobs[0].many
    if many is None and len(jobs) == 1:
        return [(job.future, _worked(connection, job), None) for job in jobs]  # fails as a whole
    if many is None:
        return [_run_write(connection, job) for job in jobs]
    # Whoever gave up while the database was locked was told to come again, and would be stored twice.
    wanted, gone = list[Job](), list[Outcome]()
    for job in jobs:
        gone.append((job.future, None, None)) if job.future.done() else wanted.append(job)
    results = many(connection, [job.item for job in wanted]) if wanted else []
    return gone + [(job.future, result, None) for job, result in zip(wanted, results, strict=True)]


def _run_write(connection: sa.Connection, job: Job) -> Outcome:
    try:
        with connection.begin_nested():
            return (job.future, _worked(connection, job), None)
    except sa.exc.OperationalError:
        raise
    except Exception as error:
        return (job.future, None, told(error))


def _worked(connection: sa.Connection, job: Job) -> Any:
    assert job.work is not None  # noqa: S101 - it is no append
    return job.work(connection)


def told(error: Exception) -> Exception:
    """The error as its caller is told: a damaged page is no bug of theirs, and others may do without it."""
    return unavailable(error) if type(error) is sa.exc.DatabaseError else error


def unavailable(error: sa.exc.SQLAlchemyError) -> Unavailable:
    """The database's error as what a caller is told: not now."""
    told = Unavailable(f"the database cannot be used now: {getattr(error, 'orig', None) or error}")
    told.__cause__ = error
    return told
