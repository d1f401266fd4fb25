"""Question: the message that asks one person for a reason; the answer to it is the reason.

Names of the team come from `[[team]]` or the database: cut and escaped like everything else.
"""

from html import escape

from frontdesk.messages.markup import mention
from frontdesk.messages.telegram_html import check
from frontdesk.messages.words import say, word
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Person
from frontdesk.model.press import BANDS, Move
from frontdesk.model.question import Question


def question_card(question: Question, person: Person, language: str) -> Card:
    """The question to that person, whom it must name: only who is named is asked to answer."""
    text = f"✍ {mention(person)}, {escape(_why(question, language), quote=False)}"
    asks = say("why_here", language, lead=question.lead)
    return Card(text=text, plain=check(text), reply_to=question.card, asks=asks)


def _why(question: Question, language: str) -> str:
    if question.move is not Move.BAND:
        return say("ask_lost", language, lead=question.lead)
    band = word(f"band_{BANDS[question.number]}", language)
    return say("ask_band", language, lead=question.lead, band=band)
