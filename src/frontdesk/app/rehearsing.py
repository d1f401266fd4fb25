"""Rehearsing: all stored leads under other rules, on all cores of this machine."""

import asyncio
import os
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from frontdesk.app.config import Config, read_config
from frontdesk.app.rehearser import Rehearser, Rehearsing, begin, tally
from frontdesk.errors import Faults
from frontdesk.model.rehearsal import Rehearsal
from frontdesk.scoring.rehearsal import rehearsal
from frontdesk.scoring.tally import Tally
from frontdesk.store.database import Database
from frontdesk.store.judged import Slice
from frontdesk.store.slices import slices
from frontdesk.store.submissions import newest_fields

SLICE: Final = 1_000  #: leads that are read at once
FEW: Final = 10_000  #: leads that one process has done before a second one has started
CREW: Final = 8  #: processes at most: each holds the word lists for itself

Work = Callable[[Slice], Awaitable[Tally]]
Progress = Callable[[int, int], None]  #: (part done, the whole)


def new_config(desk: Path, file: Path) -> Config:
    """The config of the desk folder with the rules of another file.

    Raises:
        Faults: every fault of the file, each with its place in it, and those of settings and templates.
    """
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Faults([f"{file}: expected a UTF-8 text, found: {error}"]) from error
    try:
        return read_config(desk, text=text)
    except Faults as faults:
        raise Faults([_renamed(problem, file) for problem in faults.problems]) from faults


async def rehearse_stored(
    db: Database, plan: Rehearsing, progress: Progress, *, processes: int | None = None
) -> Rehearsal:
    """What all stored leads would come to. Each is read as it is when its turn comes; nothing is written.

    `processes`: how many work on it; by default one for each core, if there are many leads.

    Raises:
        Faults: one of the processes ended.
        Unavailable: the database does not answer.
    """
    ranges = await db.read(lambda connection: slices(connection, SLICE))
    crew = processes or (_cores() if len(ranges) * SLICE > FEW else 1)
    total, waiting, numbers = Tally(plan.rules(), plan.listed), deque(ranges), count(1)

    async def drain(work: Work) -> None:
        try:
            while waiting:
                total.merge(await work(waiting.popleft()))
                progress(next(numbers), len(ranges))
        except BaseException:
            waiting.clear()  # nobody wants the rest any more
            raise

    rehearser = await asyncio.to_thread(Rehearser, plan)
    with _others(plan, crew - 1) as others:
        here = drain(lambda wanted: db.read(partial(rehearser.tally, wanted=wanted)))
        ended = await asyncio.gather(here, *map(drain, others), return_exceptions=True)
    for error in filter(None, ended):
        raise _explained(error)
    return rehearsal(total, await db.read(partial(newest_fields, wanted=sorted(total.listed))))


@contextmanager
def _others(plan: Rehearsing, number: int) -> Iterator[Sequence[Work]]:
    """Processes that work beside this one, which has begun while they start."""
    if not number:
        yield ()
        return
    loop, fresh = asyncio.get_running_loop(), get_context("spawn")  # a fork would copy locks and connections
    pool = ProcessPoolExecutor(number, mp_context=fresh, initializer=begin, initargs=(plan,))
    try:
        # Two slices each at a time, so that none waits for its next one.
        yield [lambda wanted: loop.run_in_executor(pool, tally, wanted)] * (2 * number)
    finally:
        pool.shutdown(cancel_futures=True)


def _explained(error: BaseException) -> BaseException:
    if not isinstance(error, BrokenProcessPool):
        return error
    told = "rehearse: expected all its processes to stay alive, found one ended; is there memory left?"
    faults = Faults([told])
    faults.__cause__ = error
    return faults


def _cores() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, CREW)


def _renamed(problem: str, file: Path) -> str:
    """A fault of the rules under the name of the file that they are in."""
    rest = problem.removeprefix("rules.toml:")
    return problem if rest == problem else f"{file}:{rest}"
