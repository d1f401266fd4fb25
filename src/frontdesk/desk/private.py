"""Private: who asks for a lead's contacts gets its card and files in private, and that goes on record."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from frontdesk.desk.desk import Desk
from frontdesk.desk.told import Told, settled
from frontdesk.model.change import SAW, Step, WantedCard
from frontdesk.model.delivery import View
from frontdesk.model.lead import Lead, Person
from frontdesk.model.score import Band
from frontdesk.store import cards, documents, leads, updates
from frontdesk.store.database import Connection
from frontdesk.store.history import saw_since, write_aside, write_refusal

#: Whoever asks again within that time, and has the card or is about to, gets no second copy of it.
REPEAT: Final = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ask:
    """Who asks for which lead, when, by which Telegram update."""

    person: Person
    number: int
    update: int
    at: datetime


async def show_lead(desk: Desk, number: int, *, user: int, update: int) -> Told:
    """Have the lead's card and files sent to that account, if it may see them; what it is told at once.

    Everything is written in one transaction; the worker sends. `Told.toast` is empty where the card says it.
    """
    person = desk.judge.rules.person(user)
    if person is None:
        return await settled(desk.db, update, Told(toast="stranger"))
    if any(chat.id == user for chat in desk.judge.rules.chats):
        return await settled(desk.db, update, Told(toast="not_private", person=person))
    ask = _Ask(person=person, number=number, update=update, at=desk.clock())
    told = await desk.db.write(lambda connection: _shown(connection, ask))
    desk.wake.ring("cards")
    return told


async def greet(desk: Desk, *, user: int, update: int) -> Told:
    """Somebody opened the bot, or wrote something else: what waited for that is sent."""
    person, now = desk.judge.rules.person(user), desk.clock()
    if person is None:
        return await settled(desk.db, update, Told(toast="stranger"))

    def work(connection: Connection) -> None:
        documents.reopen(connection, user, now)
        updates.settle(connection, update)

    await desk.db.write(work)
    desk.wake.ring("cards")
    return Told(toast="hello", person=person, by=person.name)


def _shown(connection: Connection, ask: _Ask) -> Told:
    updates.settle(connection, ask.update)
    documents.reopen(connection, ask.person.telegram, ask.at)
    lead = leads.standing(connection, ask.number)
    step = Step(cause=f"ask:{ask.update}", by=ask.person.name, what=SAW)
    if not ask.person.sees_contacts:
        if lead:
            write_refusal(connection, lead, replace(step, what="contacts"), ask.at)
        return Told(toast="not_allowed", person=ask.person)
    if lead is None:
        return Told(toast="no_such_lead", person=ask.person)
    if lead.state is None:
        return Told(toast="line_waiting", person=ask.person)
    repeated = _has_it(connection, lead, ask)
    write_aside(connection, lead, step, ask.at)
    if not repeated:
        _want(connection, lead, ask)
    return Told(toast="just_sent" if repeated else "", person=ask.person)


def _has_it(connection: Connection, lead: Lead, ask: _Ask) -> bool:
    lately = saw_since(connection, lead.id, ask.person.name, ask.at - REPEAT)
    return lately and documents.stands(connection, ask.person.telegram, lead.id)


def _want(connection: Connection, lead: Lead, ask: _Ask) -> None:
    chat, hot = ask.person.telegram, lead.band is Band.QUALIFIED
    documents.let_go(connection, chat, lead.id)
    cards.wish(connection, [(lead, WantedCard(chat=chat, view=View.PRIVATE, hot=hot), ask.at)])
    documents.again(connection, lead.id, chat, ask.at)
