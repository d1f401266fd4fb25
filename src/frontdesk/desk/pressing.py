"""Pressing: a press of a button that moves a lead, applied once; one look and one write.

Two who press at once: the second looks again, at what the first has made of the lead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from frontdesk.desk.asking_why import ask_why
from frontdesk.desk.assigning import named
from frontdesk.desk.desk import Desk
from frontdesk.desk.press_words import what
from frontdesk.desk.told import Told, settled
from frontdesk.errors import Unavailable
from frontdesk.model.change import Change, Step
from frontdesk.model.confirmation import NewValue
from frontdesk.model.join import Join, JoinState
from frontdesk.model.lead import Known, Person
from frontdesk.model.press import Move, Press
from frontdesk.model.signals import Signals
from frontdesk.store import cards, leads, updates
from frontdesk.store.database import Connection
from frontdesk.store.history import write_refusal
from frontdesk.triage.moves import moved
from frontdesk.triage.outcome import UNDO, AskWhy, Look, Moved, Open, Outcome, Refusal

PRESS_TRIES: Final = 20  #: looks at a lead that others change all the time


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pressed:
    """Who pressed what, where, by which Telegram update."""

    press: Press
    person: Person
    chat: int | None  #: where the button is; None for a command, which names the lead itself
    update: int

    def told(self, toast: str, by: str = "") -> Told:
        return Told(toast=toast, person=self.person, by=by)

    def step(self, outcome: Moved | None = None) -> Step:
        return Step(
            cause=f"press:{self.update}",
            by=self.person.name,
            what=what(self.press, outcome.by if outcome else ""),
            before=outcome.before if outcome else None,
            reason=outcome.reason if outcome else None,
        )


async def press_lead(desk: Desk, press: Press, *, chat: int | None, user: int, update: int) -> Told:
    """Apply one press, once, and say what the presser is told.

    `chat`: where the button is; None for a command, which names the lead itself.

    Raises:
        Unavailable: the database does not answer, or others change the lead all the time.
    """
    person = desk.judge.rules.person(user)
    if person is None:
        return await settled(desk.db, update, Told(toast="stranger"))
    pressed = _Pressed(press=press, person=person, chat=chat, update=update)
    for _ in range(PRESS_TRIES):
        if told := await _tried(desk, pressed):
            desk.wake.ring("cards", "mail")
            return told
    raise Unavailable("too many people press at once")


async def _tried(desk: Desk, pressed: _Pressed) -> Told | None:
    """One look and one write; None when somebody was quicker."""
    known = await _known(desk, pressed)
    if known is True:
        return pressed.told("changed")
    if known is None or not known.submissions:
        told = pressed.told("gone" if pressed.chat else "no_such_lead")
        return await settled(desk.db, pressed.update, told)
    match _outcome(desk, pressed, known):
        case Look() as look:
            told = replace(pressed.told(look.toast), opens=pressed.press.lead)
            return await settled(desk.db, pressed.update, told)
        case Open() as menu:
            return await _opened(desk, pressed, known, menu)
        case AskWhy():
            return await _asked_why(desk, pressed, known)
        case Refusal() as refusal:
            return await _refused(desk, pressed, known, refusal)
        case Moved() as outcome:
            return await _moved(desk, pressed, known, outcome)


async def _known(desk: Desk, pressed: _Pressed) -> Known | Literal[True] | None:
    """The lead and the others around it, if the chat has a card of it: callback data can be forged.

    True: the update was applied before, by a node that was slow or that died.
    """
    lead, chat, now = pressed.press.lead, pressed.chat, desk.clock()

    def work(connection: Connection) -> Known | Literal[True] | None:
        if updates.is_settled(connection, pressed.update):
            return True
        here = chat is None or cards.has_card(connection, chat, lead)
        return leads.read_around(connection, lead, now) if here else None

    return await desk.db.read(work)


def _outcome(desk: Desk, pressed: _Pressed, known: Known) -> Outcome:
    rules = desk.judge.rules
    team: Mapping[int, Person] = {each.telegram: each for each in rules.team if each.telegram}
    news = _news(desk, known, pressed.press)
    return moved(known, pressed.press, pressed.person, desk.judge.asked, news, team, rules.hours)


def _news(desk: Desk, known: Known, press: Press) -> Sequence[NewValue]:
    """What there is to confirm, where that is what the press is about."""
    if press.move is not Move.CONFIRM:
        return ()
    return desk.judge.news(known, desk.judge.signals(known))


async def _opened(desk: Desk, pressed: _Pressed, known: Known, open_: Open) -> Told:
    """Show a menu on the card of that chat, for a while."""
    chat, by, now = pressed.chat or 0, pressed.person.name, desk.clock()

    def work(connection: Connection) -> None:
        cards.open_menu(connection, chat, known.lead.id, open_.menu, by, until=now + UNDO, now=now)
        updates.settle(connection, pressed.update)

    await desk.db.write(work)
    return pressed.told(open_.toast)


async def _asked_why(desk: Desk, pressed: _Pressed, known: Known) -> Told:
    """Ask in that chat, or in private where the press came from none."""
    person, where = pressed.person, pressed.chat or pressed.person.telegram
    question = await desk.db.write(lambda c: ask_why(c, known, pressed.press, person, where, pressed.update))
    return replace(pressed.told("ask_why" if question else "changed"), question=question)


async def _refused(desk: Desk, pressed: _Pressed, known: Known, refusal: Refusal) -> Told:
    """Kept in the history; the other cards of the lead, which may be older, are drawn again."""
    now, step = desk.clock(), pressed.step()

    def work(connection: Connection) -> None:
        write_refusal(connection, known.lead, step, now)
        cards.redraw_of_others(connection, [known.lead.id], now)
        updates.settle(connection, pressed.update)

    await desk.db.write(work)
    return pressed.told(refusal.toast, named(refusal, desk.judge.rules.hours))


async def _moved(desk: Desk, pressed: _Pressed, known: Known, outcome: Moved) -> Told | None:
    """The lead as the press makes it, judged again; None when it is not as it was any more."""
    change = await _change(desk, known, outcome, pressed.step(outcome), pressed.update)
    if change is None or not (await desk.record([change]))[0]:
        return None
    total = change.receipt.score.total if change.receipt else None
    told, asked = pressed.told(outcome.toast, outcome.by), pressed.press.criterion or ""
    return replace(told, criterion=asked, score=total)


async def _change(desk: Desk, known: Known, outcome: Moved, step: Step, update: int) -> Change | None:
    join = outcome.join
    if join is None or join.state is not JoinState.JOINED:
        return desk.judge.press(known, _signals(desk, known, outcome), outcome, step, update)
    both = await _both(desk, known, join)
    return desk.judge.join(*both, outcome, step, update) if both else None


async def _both(desk: Desk, known: Known, join: Join) -> tuple[Known, Known] | None:
    """The leads that are to be one, the older first; None when one is not as it was any more."""
    numbers, now = [join.older, join.later], desk.clock()
    read = await desk.db.read(lambda connection: leads.read_known(connection, numbers, now))
    same = read.keys() == set(numbers) and read[known.lead.id].lead == known.lead
    if not same or any(each.lead.joined_into for each in read.values()):
        return None
    return read[join.older], read[join.later]


def _signals(desk: Desk, known: Known, outcome: Moved) -> Signals:
    """What the person's words tell, under what is confirmed after the press."""
    confirmed = {part: word for part, word in known.confirmed.items() if part not in outcome.unconfirmed}
    confirmed.update((word.part, word) for word in outcome.confirmed)
    return desk.judge.signals(replace(known, confirmed=confirmed))
