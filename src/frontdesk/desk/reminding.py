"""Reminding: the clock's look at leads that wait longer than `[[sla]]` allows, and the press that sleeps over
it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.desk import Desk
from frontdesk.desk.told import Told
from frontdesk.model.change import Step
from frontdesk.model.lead import Purpose, Role
from frontdesk.model.press import Press
from frontdesk.rules.assignment import Concern
from frontdesk.rules.rules import Rules
from frontdesk.store import cards, leads, reminders, updates
from frontdesk.store.database import Connection
from frontdesk.store.history import write_aside
from frontdesk.store.reminders import LONGEST, Waiting, Wanted
from frontdesk.triage.sla import clock, reached, steps_of

PAGE: Final = 500  #: leads at a time
SNOOZE: Final = timedelta(minutes=15)
ALARM: Final = "reminders"  #: the key while a reminder is held, or may not have come through
_LISTED: Final = 5
_PURPOSES: Final = {
    Concern.CLAIM: Purpose.SALES,
    Concern.TRIAGE: Purpose.TRIAGE,
    Concern.DECIDE: Purpose.SALES,
}

_log = structlog.get_logger(__name__)


async def remind(desk: Desk, alarms: Alarms) -> None:
    """Ask for the reminders that are due; of several steps that came since the last look the highest.

    Raises:
        Unavailable: the database does not answer.
    """
    rules = desk.judge.rules
    for concern, purpose in _PURPOSES.items():
        chat = rules.chat(purpose)
        if chat and steps_of(rules, concern):
            await _remind(desk, concern, chat.id)
    await _tell_of_doubts(desk, alarms)


async def press_snooze(desk: Desk, press: Press, *, chat: int, user: int, update: int) -> Told:
    """No further reminder of that lead for a while; nothing of the lead changes.

    The press counts where the chat has a card of the lead: callback data can be forged.

    Raises:
        Unavailable: the database does not answer.
    """
    person, now = desk.judge.rules.person(user), desk.clock()

    def work(connection: Connection) -> str:
        updates.settle(connection, update)
        if person is None:
            return "stranger"
        if not cards.has_card(connection, chat, press.lead):
            return "gone"
        if person.role is Role.VIEWER:
            return "not_allowed"
        lead = leads.standing(connection, press.lead)
        running = clock(lead) if lead else None
        if lead is None or running is None:
            return "changed"
        if not reminders.snooze(connection, lead.id, running, now + SNOOZE):
            return "changed"
        write_aside(connection, lead, Step(cause=f"press:{update}", by=person.name, what="snooze"), now)
        return "snoozed"

    return Told(toast=await desk.db.write(work), person=person)


async def _remind(desk: Desk, concern: Concern, chat: int) -> None:
    after, now, steps = 0, desk.clock(), steps_of(desk.judge.rules, concern)
    began = (now - LONGEST, now - steps[0].after)
    while True:
        page = await _page(desk, concern, began, after)
        if wanted := list(_wanted(desk.judge.rules, page, chat, now)):
            await _want(desk, wanted, now)
            _log.info("reminders asked for", concern=concern, count=len(wanted))
        if len(page) < PAGE:
            break
        after = page[-1].lead.id


async def _want(desk: Desk, wanted: Sequence[Wanted], now: datetime) -> None:
    await desk.db.write(lambda connection: reminders.want(connection, wanted, now))
    desk.wake.ring("cards")


async def _page(
    desk: Desk, concern: Concern, began: tuple[datetime, datetime], after: int
) -> Sequence[Waiting]:
    return await desk.db.read(lambda connection: reminders.waiting(connection, concern, began, after, PAGE))


def _wanted(rules: Rules, page: Sequence[Waiting], chat: int, now: datetime) -> Iterator[Wanted]:
    for each in page:
        running = clock(each.lead)
        if running is None:
            continue
        steps = steps_of(rules, running.concern)
        # Of the reminder or of the lead itself: neither ends the other.
        snoozed_until = max((at for at in (each.snoozed_until, each.lead.snoozed_until) if at), default=None)
        step = reached(steps, rules.hours, running.since, now, each.done, snoozed_until)
        if step > each.done:
            yield Wanted(lead=each.lead.id, chat=chat, clock=running, step=step)


async def _tell_of_doubts(desk: Desk, alarms: Alarms) -> None:
    found = await desk.db.read(lambda connection: reminders.doubtful(connection, _LISTED))
    listed = ", ".join(f"#{lead}" for lead in found)
    told = f"reminders that may not have come through, and are not repeated: {listed}; look at these leads"
    await alarms.set(ALARM, told if found else None)
