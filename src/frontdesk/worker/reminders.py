"""Reminders: what one says as its lead stands now, and how it takes the place of the one before it."""

from typing import Protocol

from frontdesk.desk.desk import Desk
from frontdesk.messages.reminder import ReminderFacts, reminder_card
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Chat, Lead
from frontdesk.store import cards, leads
from frontdesk.store.database import Connection
from frontdesk.store.reminder_work import ReminderWork
from frontdesk.triage.hearing import hears
from frontdesk.triage.sla import Clock, addressees, clock, due_at, steps_of

NOTHING = Card(text="", plain="")  #: what stands is taken off


class Channel(Protocol):
    """Where reminders go."""

    async def send(self, chat: int, card: Card, message_id: int | None) -> int:
        """Post or edit; raises as for cards."""

    async def remove(self, chat: int, message_id: int) -> None:
        """Take a message off; raises as for cards."""


async def drawn_reminder(desk: Desk, chat: Chat, work: ReminderWork) -> Card | None:
    """The reminder; `NOTHING` where the wait is over, None where no message is there to take off either."""

    def look(connection: Connection) -> tuple[Lead | None, int | None]:
        card = cards.message_of(connection, chat.id, work.lead)
        return leads.standing(connection, work.lead), card

    lead, card = await desk.db.read(look)
    steps = steps_of(desk.judge.rules, work.concern)[: work.step]
    waits = lead and clock(lead) == Clock(concern=work.concern, since=work.since)
    seen = work.posted and work.message_id is None
    if lead is None or not waits or not steps or seen:
        return NOTHING if work.message_id else None
    return _card(desk, chat, work, lead, card)


async def show_reminder(channel: Channel, chat: int, work: ReminderWork, card: Card) -> int | None:
    """Take off the earlier reminder, then post this one; the number of the message that stands then."""
    if work.posted and work.message_id and card.text:
        return await channel.send(chat, card, work.message_id)
    if work.message_id:
        await channel.remove(chat, work.message_id)
    return await channel.send(chat, card, None) if card.text else None


def _card(desk: Desk, chat: Chat, work: ReminderWork, lead: Lead, card: int | None) -> Card:
    rules = desk.judge.rules
    steps = steps_of(rules, work.concern)
    step = steps[min(work.step, len(steps)) - 1]
    after = steps[work.step] if work.step < len(steps) else None
    people, now = addressees(rules, lead, step), desk.clock()
    facts = ReminderFacts(
        lead=lead,
        language=chat.language,
        concern=work.concern,
        people=people,
        hushed={person.name for person in people if not hears(rules, person, now)},
        limit=step.after,
        next_role=after.role if after else None,
        next_at=due_at(rules.hours, work.since, after.after) if after else None,
        card=card,
    )
    return reminder_card(facts)
