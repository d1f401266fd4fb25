"""Offering: hot leads look for somebody, and go on to the next when an offer ends."""

from dataclasses import replace
from datetime import datetime
from typing import Final

import structlog

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.assigning import topic_of
from frontdesk.desk.desk import Desk
from frontdesk.desk.rescore import known_now
from frontdesk.model.change import Change, Step
from frontdesk.model.lead import Known
from frontdesk.model.score import MACHINE
from frontdesk.rules.hours import is_working
from frontdesk.store import offers
from frontdesk.triage.assignment import can_take, found

BATCH: Final = 50
PASSED: Final = 1_000  #: offers of one person that are passed on at once; the rest end by themselves
ALARM: Final = "assignment"  #: the key while hot leads wait that could be offered to nobody
_LISTED: Final = 5  #: leads that the alarm names

_log = structlog.get_logger(__name__)


async def move_on(desk: Desk) -> None:
    """Let every lead whose offer is over go to the next person or, when all were asked, to anybody.

    Raises:
        Unavailable: the database does not answer.
    """
    now = desk.clock()
    over = await desk.db.read(lambda connection: offers.ended(connection, now, BATCH))
    if over:
        await desk.record([_gone_on(desk, known) for known in await known_now(desk, over)])
        _log.info("offers ended", count=len(over))


async def pass_on(desk: Desk, name: str) -> int:
    """Let what is offered to somebody who goes away go to the next at once; how many leads that were.

    Raises:
        Unavailable: the database does not answer.
    """
    passed = 0
    while passed < PASSED:
        theirs = await desk.db.read(lambda connection: offers.standing_for(connection, name, BATCH))
        known = await known_now(desk, theirs) if theirs else []
        if not known:
            break
        await desk.record([_gone_on(desk, each) for each in known])
        passed += len(known)
    return passed


async def tell_of_nobody(desk: Desk, alarms: Alarms) -> None:
    """Raise an alarm while hot leads wait that could be offered to nobody, in the company's working hours.

    Raises:
        Unavailable: the database does not answer.
    """
    rules, found = desk.judge.rules, list[int]()
    if rules.assignment and (rules.hours is None or is_working(rules.hours, desk.clock())):
        found = list(await desk.db.read(lambda connection: offers.for_nobody(connection, _LISTED + 1)))
    listed = ", ".join(f"#{lead}" for lead in found[:_LISTED]) + (" …" if len(found) > _LISTED else "")
    told = (
        f"hot leads that could be offered to nobody: {listed}; anybody may take them. Somebody of [[team]] "
        "must fit: product, language, source, capacity and hours, and not be away"
    )
    await alarms.set(ALARM, told if found else None)


async def offer_anew(desk: Desk) -> None:
    """Offer what came while nobody who fits was at work, as soon as somebody is.

    Raises:
        Unavailable: the database does not answer.
    """
    now, rules = desk.clock(), desk.judge.rules
    if rules.assignment is None or not any(seat.hours for seat in rules.seats):
        return
    waiting = await desk.db.read(lambda connection: offers.left_over(connection, BATCH))
    known = await known_now(desk, list(waiting)) if waiting else []
    changes = [change for each in known if (change := _anew(desk, each, waiting[each.lead.id], now))]
    if changes:
        await desk.record(changes)
        _log.info("leads offered anew", count=len(changes))


def _anew(desk: Desk, known: Known, then: datetime, now: datetime) -> Change | None:
    """The lead looking for somebody once more, if nobody's hours were then, and somebody's are now."""
    rules, signals = desk.judge.rules, desk.judge.signals(known)
    topic = topic_of(known, signals, signals.language or rules.language)
    if can_take(rules, topic, then) or not (sought := found(rules, topic, now)):
        return None
    step = Step(cause=f"anew:{known.lead.id}:{known.lead.revision}", by=MACHINE, what="looked for anew")
    return replace(desk.judge.by_itself(known, known.lead, step), seeking=sought)


def _gone_on(desk: Desk, known: Known) -> Change:
    lead = replace(known.lead, offered_to=None, offered_until=None)
    step = Step(cause=f"offer:{lead.id}:{known.lead.revision}", by=MACHINE, what="offer ended")
    return desk.judge.by_itself(known, lead, step)
