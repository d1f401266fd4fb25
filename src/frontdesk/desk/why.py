"""Why: who asks for the reasons of a lead's score is told them at once, from the stored receipt.

Nothing of the lead changes and nothing goes on record: a receipt holds no contacts.
"""

from frontdesk.desk.desk import Desk
from frontdesk.desk.told import Told, settled
from frontdesk.messages.why import Asked, why_alert, why_message
from frontdesk.model.lead import Lead, Person
from frontdesk.model.press import Press
from frontdesk.store import cards, leads, submissions
from frontdesk.store.database import Connection
from frontdesk.store.receipts import NONE, newest_receipts


async def press_why(desk: Desk, press: Press, *, chat: int, user: int, update: int) -> Told:
    """What the presser is told in an alert, whoever of the team it is.

    The press counts where the chat has a card of the lead: callback data can be forged.

    Raises:
        Unavailable: the database does not answer.
    """
    rules = desk.judge.rules
    person = rules.person(user)
    if person is None:
        return await settled(desk.db, update, Told(toast="stranger"))
    found = await desk.db.read(lambda connection: _on_card(connection, press.lead, chat, person))
    if isinstance(found, Asked):
        told = Told(toast="why", person=person, alert=why_alert(found, rules, person.language))
        return await settled(desk.db, update, told)
    return await settled(desk.db, update, found)


async def tell_why(
    desk: Desk, number: int, *, user: int, update: int, alone: bool = True, language: str | None = None
) -> Told:
    """What whoever asks is told, `alone` in private; `language`: by default the person's own.

    What guards saw, which may quote the visitor, only those hear who may see contacts, and only there.

    Raises:
        Unavailable: the database does not answer.
    """
    rules = desk.judge.rules
    person = rules.person(user)
    if person is None:
        return await settled(desk.db, update, Told(toast="stranger"))
    found = await desk.db.read(lambda connection: _asked(connection, number, person))
    if isinstance(found, Told):
        return await settled(desk.db, update, found)
    quoted = alone and person.sees_contacts and all(chat.id != user for chat in rules.chats)
    message = why_message(found, rules, language or person.language, visitors_words=quoted)
    return await settled(desk.db, update, Told(toast="", person=person, message=message))


def _on_card(connection: Connection, number: int, chat: int, person: Person) -> Asked | Told:
    lead = leads.standing(connection, number)
    if lead is None or not cards.has_card(connection, chat, number):
        return Told(toast="gone", person=person)
    if lead.id != number:
        return Told(toast="joined_already", person=person, by=f"#{lead.id}")
    return _scored(connection, lead, person)


def _asked(connection: Connection, number: int, person: Person) -> Asked | Told:
    lead = leads.standing(connection, number)
    return _scored(connection, lead, person) if lead else Told(toast="no_such_lead", person=person)


def _scored(connection: Connection, lead: Lead, person: Person) -> Asked | Told:
    receipt, _ = newest_receipts(connection, [lead.id]).get(lead.id, NONE)
    if receipt is None:
        return Told(toast="line_waiting", person=person)
    return Asked(receipt=receipt, form=submissions.last_form(connection, lead.id))
