"""Digest: once a working day the triage chat is told what the guards held back since the last time."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.model.digest import Digest
from frontdesk.model.lead import Known, Purpose
from frontdesk.rules.hours import begun_day
from frontdesk.store import digests, quarantine
from frontdesk.store.database import Connection
from frontdesk.store.leads import read_known
from frontdesk.triage.digest import Gathered, may_be_human
from frontdesk.triage.quarantine import held

FIRST: Final = timedelta(days=7)  #: how far back the first digest looks
#: A judgement has the time at which it began, and is written a little later: nothing so young is told of yet.
SETTLED: Final = timedelta(minutes=1)
AT_ONCE: Final = 20  #: leads in quarantine that are read at once

_log = structlog.get_logger(__name__)


async def tell_of_quarantine(desk: Desk) -> Digest | None:
    """Make the digest of the day, when it is time and nobody has; None where it is not.

    It goes into the outbox in one transaction with the mark that the day has one. Days that were missed are
    part of it. A day with nothing to tell is marked too, and nobody is told.

    Raises:
        Unavailable: the database does not answer.
    """
    rules, now = desk.judge.rules, desk.clock()
    chat, day = rules.chat(Purpose.TRIAGE), begun_day(rules.hours, now)
    if chat is None or day is None:
        return None
    before = await desk.db.read(lambda connection: digests.told(connection, day.isoformat(), now))
    until = now - SETTLED
    since = before.until or until - FIRST
    if before.today or since >= until:
        return None
    digest = (await _gathered(desk, since, until)).digest(day.isoformat(), chat.id, since, until)
    if not await desk.db.write(lambda connection: digests.make(connection, digest, before, now)):
        return None
    _log.info("digest made", day=digest.day, held=digest.total, human=digest.human, empty=digest.empty)
    if not digest.empty:
        desk.wake.ring("cards")
    return digest


async def _gathered(desk: Desk, since: datetime, until: datetime) -> Gathered:
    found = Gathered()
    leads = await desk.db.read(lambda connection: quarantine.held_back(connection, since, until))
    for start in range(0, len(leads), AT_ONCE):
        for known in await _known(desk, leads[start : start + AT_ONCE]):
            found.held_back(known, held(known, desk.judge.signals(known)) if may_be_human(known) else None)
            await asyncio.sleep(0)  # forms come first
    await _gather_watched(desk, found, since, until)
    return found


async def _gather_watched(desk: Desk, found: Gathered, since: datetime, until: datetime) -> None:
    """Page by page, each read and parsed in the reader's thread."""
    page = await desk.db.read(lambda connection: quarantine.watched(connection, since, until))
    while True:
        for lead, guards in page.found:
            found.watched(lead, guards)
        below = page.below
        if below is None:
            return
        page = await desk.db.read(_page(since, until, below))


def _page(since: datetime, until: datetime, below: int) -> Callable[[Connection], quarantine.Page]:
    return lambda connection: quarantine.watched(connection, since, until, below)


async def _known(desk: Desk, wanted: Sequence[int]) -> list[Known]:
    """In the same order."""
    now = desk.clock()
    known = await desk.db.read(lambda connection: read_known(connection, wanted, now))
    return [known[lead] for lead in wanted if lead in known]
