"""All spam: calls the leads of one source spam, or takes that back, some at a time, as one person asked."""

from dataclasses import replace
from functools import partial
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.desk.pressing import PRESS_TRIES
from frontdesk.errors import FrontdeskError
from frontdesk.model.change import Change, Step
from frontdesk.model.lead import Known, Person
from frontdesk.model.post import Asked, Burst, Called
from frontdesk.model.press import Move, Press
from frontdesk.store import bursts, leads
from frontdesk.store.changes import write_changes
from frontdesk.triage.moves import moved
from frontdesk.triage.outcome import UNDO, Moved

AT_ONCE: Final = 20  #: leads, before cards have their turn again

_log = structlog.get_logger(__name__)


async def work_off(desk: Desk, burst: Burst) -> int:
    """Do what was asked for to the next leads, each as its own press would; how many those were.

    What is asked for stands in the database, and is over when no lead is left: a restart goes on with it.

    Raises:
        Unavailable: the database does not answer.
    """
    if burst.asked and burst.asked.by:
        return await _call(desk, burst, burst.asked)
    if burst.called and burst.called.undo:
        return await _take_back(desk, burst, burst.called)
    return 0


async def _call(desk: Desk, burst: Burst, asked: Asked) -> int:
    _, _, left = await desk.db.read(lambda connection: bursts.from_source(connection, burst, asked))
    person, done = desk.judge.rules.person(asked.by), 0
    for lead in left[:AT_ONCE] if person else ():
        assert person is not None  # noqa: S101 - or there are none
        done += await _pressed(desk, lead, person, Move.SPAM, asked.update)
    if done < min(len(left), AT_ONCE) or len(left) <= AT_ONCE:
        now = desk.clock()
        until = int((now + UNDO).timestamp())
        called = Called(by=asked.by, update=asked.update, until=until)
        await desk.db.write(lambda connection: bursts.keep(connection, burst, now, called=called))
    _log.info("source called spam", chat=burst.chat, leads=done, left=len(left) - done)
    desk.wake.ring("cards")
    return done


async def _take_back(desk: Desk, burst: Burst, called: Called) -> int:
    left = await desk.db.read(lambda c: bursts.to_take_back(c, burst, called, AT_ONCE))
    person, done = desk.judge.rules.person(called.undoer), 0
    for lead in left if person else ():
        assert person is not None  # noqa: S101 - or there are none
        done += await _pressed(desk, lead, person, Move.UNDO, called.undo)
    if done < AT_ONCE:
        now = desk.clock()
        await desk.db.write(lambda connection: bursts.keep(connection, burst, now))
    _log.info("spam taken back", chat=burst.chat, leads=done)
    desk.wake.ring("cards")
    return done


async def _pressed(desk: Desk, lead: int, person: Person, move: Move, update: int) -> bool:
    """Whether that lead has moved; one that cannot be looked at keeps no other back."""
    try:
        return await _moved(desk, lead, person, move, update)
    except FrontdeskError:
        raise
    except Exception:
        _log.exception("lead not moved", lead=lead, move=str(move))
        return False


async def _moved(desk: Desk, lead: int, person: Person, move: Move, update: int) -> bool:
    for _ in range(PRESS_TRIES):
        known = await desk.db.read(lambda connection: leads.read_around(connection, lead, desk.clock()))
        change = _change(desk, known, person, move, update) if known else None
        if change is None:
            return False
        if (await desk.db.write(partial(write_changes, changes=[change])))[0]:
            return True
    return False


def _change(desk: Desk, known: Known, person: Person, move: Move, update: int) -> Change | None:
    press = Press(lead=known.lead.id, move=move, revision=known.lead.revision)
    outcome = moved(_in_time(known, move), press, person, desk.judge.asked)
    if not isinstance(outcome, Moved):
        return None
    step = Step(cause=f"press:{update}", by=person.name, what=move, before=outcome.before)
    return desk.judge.press(known, desk.judge.signals(known), outcome, step, None)


def _in_time(known: Known, move: Move) -> Known:
    """Whether an Undo came in time, the message told: the first of many leads may be longer ago."""
    step = known.last_step
    return replace(known, now=step.at) if move is Move.UNDO and step else known
