"""Recycling: leads that were put aside come back to sales on their day, scored afresh."""

from dataclasses import replace
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.desk.rescore import known_now
from frontdesk.model.change import Change, Step
from frontdesk.model.lead import Known
from frontdesk.model.score import MACHINE, Band
from frontdesk.store import leads

BATCH: Final = 50

_log = structlog.get_logger(__name__)


async def bring_back(desk: Desk) -> None:
    """Let every lead whose day has come be free to take again; those whom people moved meanwhile stay.

    Raises:
        Unavailable: the database does not answer.
    """
    now = desk.clock()
    due = await desk.db.read(lambda connection: leads.to_recycle(connection, now, BATCH))
    if not due:
        return
    changes = [_back(desk, known) for known in await known_now(desk, due)]
    await desk.record(changes)
    _log.info("leads came back", count=len(changes))


def _back(desk: Desk, known: Known) -> Change:
    """Qualified by the word of who put it aside."""
    lead = replace(known.lead, band=Band.QUALIFIED, recycle_at=None)
    step = Step(cause=f"recycle:{lead.id}:{known.lead.revision}", by=MACHINE, what="came back")
    return desk.judge.by_itself(known, lead, step)
