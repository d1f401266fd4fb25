"""Rehearsing: all stored leads under other rules, on all cores of this machine."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
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
FEW: Final = 4_000  #: leads that one process has done before a second one has started
CREW: Final = 8  #: processes at most: each holds the word lists for itself

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
    found = _alone(db, plan, ranges) if crew == 1 else _together(plan, ranges, crew)
    total, number = Tally(plan.rules(), plan.listed), 0
    async for part in found:
        total.merge(part)
        number += 1
        progress(number, len(ranges))
    return rehearsal(total, await db.read(partial(newest_fields, wanted=sorted(total.listed))))


async def _alone(db: Database, plan: Rehearsing, ranges: Sequence[Slice]) -> AsyncIterator[Tally]:
    rehearser = await asyncio.to_thread(Rehearser, plan)
    for wanted in ranges:
        yield await db.read(partial(rehearser.tally, wanted=wanted))


async def _together(plan: Rehearsing, ranges: Sequence[Slice], crew: int) -> AsyncIterator[Tally]:
    loop, fresh = asyncio.get_running_loop(), get_context("spawn")  # a fork would copy locks and connections
    pool = ProcessPoolExecutor(crew, mp_context=fresh, initializer=begin, initargs=(plan,))
    try:
        for found in asyncio.as_completed([loop.run_in_executor(pool, tally, wanted) for wanted in ranges]):
            yield await found
    except BrokenProcessPool as error:
        told = "rehearse: expected all its processes to stay alive, found one ended; is there memory left?"
        raise Faults([told]) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _cores() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, CREW)


def _renamed(problem: str, file: Path) -> str:
    """A fault of the rules under the name of the file that they are in."""
    rest = problem.removeprefix("rules.toml:")
    return problem if rest == problem else f"{file}:{rest}"
