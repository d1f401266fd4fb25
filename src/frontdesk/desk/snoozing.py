"""Snoozing: leads whose reminders rested for a while are reminded of again when it is over."""

from dataclasses import replace
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.desk.rescore import known_now
from frontdesk.model.change import Change, Step
from frontdesk.model.lead import Known
from frontdesk.model.score import MACHINE
from frontdesk.store import leads
from frontdesk.triage.snoozing import rests

BATCH: Final = 50

_log = structlog.get_logger(__name__)


async def end_snoozes(desk: Desk) -> None:
    """End every snooze whose time is over; those that people ended or made longer meanwhile stay.

    Raises:
        Unavailable: the database does not answer.
    """
    now = desk.clock()
    over = await desk.db.read(lambda connection: leads.snoozes_over(connection, now, BATCH))
    if not over:
        return
    known = [each for each in await known_now(desk, over) if not rests(each.lead, each.now)]
    await desk.record([_ended(desk, each) for each in known])
    _log.info("snoozes ended", count=len(known))


def _ended(desk: Desk, known: Known) -> Change:
    lead = replace(known.lead, snoozed_until=None)
    step = Step(cause=f"snooze:{lead.id}:{known.lead.revision}", by=MACHINE, what="snooze over")
    return desk.judge.by_itself(known, lead, step)
