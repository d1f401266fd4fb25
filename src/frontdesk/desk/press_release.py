"""Press release: the tap under a digest that lets a lead out of quarantine."""

from datetime import datetime
from typing import Final

from frontdesk.desk.desk import Desk
from frontdesk.desk.pressing import PRESS_TRIES
from frontdesk.desk.release import known_to, let_out
from frontdesk.desk.told import Told, settled
from frontdesk.errors import Unavailable
from frontdesk.model.change import Step
from frontdesk.model.lead import Known, Person
from frontdesk.model.press import Press
from frontdesk.rules.hours import Hours, zone_of
from frontdesk.store import digests, quarantine, updates
from frontdesk.store.database import Connection
from frontdesk.store.history import write_refusal
from frontdesk.text import one_line
from frontdesk.triage.outcome import Refusal
from frontdesk.triage.quarantine import pressed

_NAME: Final = 30  #: characters of a name beside a time


async def press_release(desk: Desk, press: Press, *, chat: int, user: int, update: int) -> Told:
    """Let the lead out as `release` does, once, and say what the presser is told.

    The press counts where a digest in that chat names the lead: callback data can be forged.

    Raises:
        Unavailable: the database does not answer, or others change the lead all the time.
    """
    person = desk.judge.rules.person(user)
    if person is None:
        return await settled(desk.db, update, Told(toast="stranger"))
    for _ in range(PRESS_TRIES):
        known = await desk.db.read(lambda connection: _known(connection, chat, press.lead, desk.clock()))
        if known is None:
            return await settled(desk.db, update, Told(toast="gone", person=person))
        outcome = pressed(known, person)
        if isinstance(outcome, Refusal):
            return await _refused(desk, known, person, outcome, update)
        if await let_out(desk, known, outcome, person.name, update):
            return Told(toast=outcome.toast, person=person)
    raise Unavailable("too many people press at once")


async def _refused(desk: Desk, known: Known, person: Person, refusal: Refusal, update: int) -> Told:
    """Kept in the history; the digest, which may be older than what happened, is looked at again."""
    now, lead = desk.clock(), known.lead
    step = Step(cause=f"press:{update}", by=person.name, what="release")

    def work(connection: Connection) -> datetime | None:
        write_refusal(connection, lead, step, now)
        digests.redraw(connection, [lead.id], now)
        updates.settle(connection, update)
        return quarantine.released_at(connection, lead.id)

    at = await desk.db.write(work)
    desk.wake.ring("cards")
    if refusal.toast != "already" or at is None:
        return Told(toast=refusal.toast, person=person, by=refusal.by)
    who = f"{one_line(refusal.by, _NAME)}, {clock_time(at, now, desk.judge.rules.hours)}"
    return Told(toast="released_already", person=person, by=who)


def clock_time(at: datetime, now: datetime, hours: Hours | None) -> str:
    """14:02 in the company's zone, with the day when that is another one, and with UTC where it has none."""
    here = at.astimezone(zone_of(hours))
    same = here.date() == now.astimezone(zone_of(hours)).date()
    return f"{here:%H:%M}" + ("" if same else f" {here:%Y-%m-%d}") + ("" if hours else " UTC")


def _known(connection: Connection, chat: int, lead: int, now: datetime) -> Known | None:
    return known_to(connection, lead, now) if digests.lists(connection, chat, lead) else None
