"""Asking why: some presses count once their presser has said why in words; the question waits in a row.

Asked and answered may be on different nodes, with a restart in between.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from frontdesk.messages.question import question_card
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Known, Person
from frontdesk.model.press import Press
from frontdesk.model.question import Question
from frontdesk.rules.rules import Rules
from frontdesk.store import cards, questions, updates
from frontdesk.store.database import Connection

WAITS: Final = timedelta(minutes=10)  #: for the answer


def ask_why(
    connection: Connection, known: Known, press: Press, person: Person, chat: int, update: int
) -> Question | None:
    """Keep the question that a press leads to, and let the card show its own buttons again.

    None: the update was applied before.
    """
    if updates.is_settled(connection, update):
        return None
    lead, now = known.lead.id, known.now
    question = Question(
        lead=lead,
        chat=chat,
        account=person.telegram,
        move=press.move,
        number=press.number or 0,
        revision=press.revision,
        until=now + WAITS,
        card=cards.message_of(connection, chat, lead),
    )
    cards.open_menu(connection, chat, lead, None, person.name, until=now, now=now)
    updates.settle(connection, update)
    return replace(question, id=questions.ask(connection, question))


def asked_card(question: Question, person: Person, rules: Rules) -> Card:
    """The question as a message: in the chat's language, in private in the person's own."""
    chat = next((each for each in rules.chats if each.id == question.chat), None)
    return question_card(question, person, chat.language if chat else person.language)
