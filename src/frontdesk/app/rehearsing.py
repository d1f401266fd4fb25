"""Rehearsing: all stored leads under other rules, on all cores of this machine."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from frontdesk.app.config import Config, read_config
from frontdesk.desk.judge import Judge, Sender
from frontdesk.errors import Faults
from frontdesk.messages.templates import Letters
from frontdesk.model.lead import Known
from frontdesk.model.rehearsal import Rehearsal
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Rules
from frontdesk.scoring.rehearsal import rehearsal
from frontdesk.scoring.tally import LISTED, Rehearsed, Tally, outcome
from frontdesk.settings import environment
from frontdesk.signals.reading import SignalReader
from frontdesk.store.database import Connection, Database
from frontdesk.store.engine import Engine, open_engine
from frontdesk.store.slices import Slice, read_slice, slices

SLICE: Final = 1_000  #: leads that are read at once
FEW: Final = 4_000  #: leads that one process has done before a second one has started
WAIT: Final = timedelta(seconds=10)  #: for a database that is busy
CREW: Final = 8  #: processes at most: each holds the word lists for itself
GARBAGE: Final = 100_000  #: objects between two collections: hardly anything here refers to itself

Progress = Callable[[int, int], None]  #: (part done, the whole)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsing:
    """What is rehearsed, as another process is told it."""

    desk: Path
    database: str  #: its address
    text: str  #: the rules
    now: datetime
    listed: int = LISTED  #: how many changed leads are named, of each kind


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
    total, number = Tally(_rules(plan), plan.listed), 0
    async for tally in found:
        total.merge(tally)
        number += 1
        progress(number, len(ranges))
    return rehearsal(total)


async def _alone(db: Database, plan: Rehearsing, ranges: Sequence[Slice]) -> AsyncIterator[Tally]:
    rehearser = await asyncio.to_thread(Rehearser, plan)
    for wanted in ranges:
        yield await db.read(partial(rehearser.tally, wanted=wanted))


async def _together(plan: Rehearsing, ranges: Sequence[Slice], crew: int) -> AsyncIterator[Tally]:
    loop, fresh = asyncio.get_running_loop(), get_context("spawn")  # a fork would copy locks and connections
    pool = ProcessPoolExecutor(crew, mp_context=fresh, initializer=_begin, initargs=(plan,))
    try:
        for found in asyncio.as_completed([loop.run_in_executor(pool, _tally, wanted) for wanted in ranges]):
            yield await found
    except BrokenProcessPool as error:
        told = "rehearse: expected all its processes to stay alive, found one ended; is there memory left?"
        raise Faults([told]) from error
    finally:
        pool.shutdown(cancel_futures=True)


class Rehearser:
    """Judges leads by other rules, and counts; built once in each process."""

    def __init__(self, plan: Rehearsing) -> None:
        self._rules, self._plan = _rules(plan), plan
        self._judge = Judge(
            rules=self._rules,
            reader=SignalReader(rules=self._rules),
            letters=Letters({}, self._rules.language),  # none is written
            sender=Sender(address=""),
        )

    def tally(self, connection: Connection, wanted: Slice) -> Tally:
        """The tally of the leads of a slice."""
        stored, tally = read_slice(connection, wanted, self._plan.now), Tally(self._rules, self._plan.listed)
        tally.waiting = stored.waiting
        for lead, error in stored.broken.items():
            tally.leave_out(lead, error)
        tally.add(self._rehearsed(stored.known, tally))
        return tally

    def _rehearsed(self, known: Sequence[Known], tally: Tally) -> Iterator[Rehearsed]:
        for each in known:
            if each.receipt is None or not each.submissions:
                tally.leave_out(each.lead.id, "it has no receipt, or no form")
                continue
            try:
                total, decided = self._judge.decided(each, self._judge.signals(each))
            except Exception as error:  # one that cannot be judged must not hide what becomes of the others
                tally.leave_out(each.lead.id, f"{type(error).__name__}: {error}")
                continue
            yield Rehearsed(
                lead=each.lead.id,
                before=each.receipt,
                score=total,
                verdict=decided,
                outcome=outcome(each.lead),
                fields=each.submissions[-1].submission.fields,
            )


class _Here:
    """What a process of the crew works with."""

    engine: Engine
    rehearser: Rehearser


def _begin(plan: Rehearsing) -> None:
    _Here.engine, _Here.rehearser = open_engine(plan.database, plan.desk, WAIT), Rehearser(plan)
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)


def _tally(wanted: Slice) -> Tally:
    with _Here.engine.reading.connect() as connection:
        return _Here.rehearser.tally(connection, wanted)


def _rules(plan: Rehearsing) -> Rules:
    return read_rules(plan.text, environment=environment(plan.desk))


def _cores() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, CREW)


def _renamed(problem: str, file: Path) -> str:
    """A fault of the rules under the name of the file that they are in."""
    rest = problem.removeprefix("rules.toml:")
    return problem if rest == problem else f"{file}:{rest}"
