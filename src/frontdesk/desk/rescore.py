"""Rescore: every stored lead judged anew, because the rules changed."""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.desk.pressing import PRESS_TRIES
from frontdesk.errors import Unavailable
from frontdesk.model.change import Change
from frontdesk.model.lead import Known
from frontdesk.store import leads, submissions
from frontdesk.store.changes import write_changes
from frontdesk.store.database import Connection
from frontdesk.store.judged import Slice
from frontdesk.store.slices import Stored, read_slice, slices
from frontdesk.triage.outcome import IN_HANDS

SLICE: Final = 500  #: leads that are read at once
BATCH: Final = 25  #: leads that one transaction writes
REST: Final = timedelta(milliseconds=5)  #: the shortest pause between two of them

Progress = Callable[[int, int], None]  #: (part done, the whole)
_log = structlog.get_logger(__name__)


@dataclass(kw_only=True, slots=True)
class Rescored:
    """What a rescore did."""

    rules: str  #: hash of the rules
    looked: int = 0  #: leads that were judged before, open ones only if so asked
    scored: int = 0  #: leads that got a receipt under these rules; all others had one that still holds
    bands: int = 0  #: leads that changed band
    states: int = 0  #: leads that stand elsewhere now
    failed: dict[int, str] = field(default_factory=dict)  #: lead: why it could not be judged


async def rescore(desk: Desk, progress: Progress, *, open_only: bool = False) -> Rescored:
    """Judge all leads by the desk's rules whose newest receipt is of others; twice is once.

    Also those whose signals were read otherwise than now, or are not kept, and those whose newest receipt
    cannot be read: it stays beside the new one. `open_only`: only those that people have a card of to act on.
    No letter goes out. A lead that somebody changes meanwhile is looked at again.

    Raises:
        Unavailable: the database does not answer, or others change a lead all the time.
    """
    done = Rescored(rules=desk.judge.rules.hash)
    ranges = await desk.db.read(lambda connection: slices(connection, SLICE))
    for number, wanted in enumerate(ranges):
        progress(number, len(ranges))
        known = await _read(desk, wanted, done)
        chosen = [each for each in known if not open_only or each.lead.state in IN_HANDS]
        done.looked += len(chosen)
        due = [each for each in chosen if _is_due(each, desk)]
        for start in range(0, len(due), BATCH):
            await _rescore(desk, due[start : start + BATCH], done, open_only=open_only)
    progress(len(ranges), len(ranges))
    return done


async def _read(desk: Desk, wanted: Slice, done: Rescored) -> Sequence[Known]:
    now = desk.clock()
    stored: Stored = await desk.db.read(lambda connection: read_slice(connection, wanted, now))
    done.failed.update(stored.broken)
    return stored.known


def _is_due(known: Known, desk: Desk) -> bool:
    judge, was = desk.judge, known.receipt
    same = was and (was.rules, was.reader) == (judge.rules.hash, judge.reader.fingerprint)
    return bool(known.submissions) and not same


async def _rescore(desk: Desk, known: Sequence[Known], done: Rescored, *, open_only: bool) -> None:
    """One batch; those that were changed meanwhile again and again."""
    for _ in range(PRESS_TRIES):
        changes = list(_changes(desk, known, done))
        began = time.monotonic()
        if not changes:
            return
        written = await _written(desk, changes)
        # Others wait for the writer too, and another process cannot tell us so: they get half of the time.
        await asyncio.sleep(max(time.monotonic() - began, REST.total_seconds()))
        _count(done, (change for change, holds in zip(changes, written, strict=True) if holds))
        late = [change.lead.id for change, holds in zip(changes, written, strict=True) if not holds]
        if not late:
            return
        again = await known_now(desk, late)
        known = [each for each in again if _is_due(each, desk)]
        known = [each for each in known if not open_only or each.lead.state in IN_HANDS]
    raise Unavailable("too many people change these leads at once")


async def _written(desk: Desk, changes: Sequence[Change]) -> list[bool]:
    """Write them together, else each for itself."""
    try:
        return await desk.db.write(partial(write_changes, changes=changes))
    except Unavailable:
        if len(changes) == 1:
            raise
    # Two transactions may have waited for each other's leads; one that is about one lead never does.
    return [holds for change in changes for holds in await _written(desk, [change])]


def _changes(desk: Desk, known: Iterable[Known], done: Rescored) -> Iterator[Change]:
    for each in known:
        try:
            yield desk.judge.rescored(each, desk.judge.signals(each))
        except Exception as error:  # one that cannot be judged must not keep the others from it
            _log.error("lead not rescored", lead=each.lead.id, exc_info=error)
            done.failed[each.lead.id] = f"{type(error).__name__}: {error}"


async def known_now(desk: Desk, wanted: Sequence[int]) -> list[Known]:
    """These leads up to the last submission that was judged, without those that were joined into others."""
    now = desk.clock()

    def work(connection: Connection) -> list[Known]:
        judged = {lead: submissions.last_judged(connection, lead) for lead in wanted}
        upto = {lead: last for lead, last in judged.items() if last is not None}
        known = leads.read_known(connection, list(upto), now, upto).values()
        return [each for each in known if not each.lead.joined_into]

    return await desk.db.read(work)


def _count(done: Rescored, changes: Iterable[Change]) -> None:
    for change in changes:
        done.scored += 1
        done.bands += change.lead.band is not change.before.band
        done.states += change.lead.state is not change.before.state
