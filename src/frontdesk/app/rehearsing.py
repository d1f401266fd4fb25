"""Rehearsing: all stored leads under other rules, on all cores of this machine."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from frontdesk.app.config import Config, read_config
from frontdesk.app.crew import cores, crew
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
    size = processes or (cores() if len(ranges) * SLICE > FEW else 1)
    ahead = 2 * (size - 1)  # two slices each at a time, so that none waits for its next one
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
    with crew("rehearse", size - 1, begin, plan) as others:
        here = drain(lambda wanted: db.read(partial(rehearser.tally, wanted=wanted)))
        away = [drain(lambda wanted: asyncio.wrap_future(others.submit(tally, wanted))) for _ in range(ahead)]
        ended = await asyncio.gather(here, *away, return_exceptions=True)
        for error in filter(None, ended):
            raise error
    return rehearsal(total, await db.read(partial(newest_fields, wanted=sorted(total.listed))))


def _renamed(problem: str, file: Path) -> str:
    """A fault of the rules under the name of the file that they are in."""
    rest = problem.removeprefix("rules.toml:")
    return problem if rest == problem else f"{file}:{rest}"
