"""Plus: a note that begins with + and says what a card asks; the answer is offered as a button."""

from collections.abc import Callable
from typing import Final

from frontdesk.desk.commands.ask import Ask, Marked, Said
from frontdesk.desk.commands.noting import lead_of, reply_note
from frontdesk.desk.fragments import answer_in
from frontdesk.messages.fragment import fragment_card
from frontdesk.messages.heard import Replied
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Known
from frontdesk.model.press import Move, Press
from frontdesk.store import cards, leads
from frontdesk.store.database import Connection
from frontdesk.text import clean
from frontdesk.triage.moves import Moved, moved

SIGN: Final = "+"


async def reply_plus(ask: Ask, replied: Replied) -> Said | None:
    """A reply to a card, kept as a note; one that begins with + may get a button with the answer.

    Raises:
        Unavailable: the database does not answer.
    """
    said = await reply_note(ask, replied)
    text = clean(ask.rest)
    if not isinstance(said, Marked) or not text.startswith(SIGN):
        return said
    lead = await lead_of(ask, replied)
    known = await ask.desk.db.read(_look(ask, lead)) if lead else None
    return Marked(card=_offer(ask, known, text.removeprefix(SIGN), replied.message)) if known else said


def _look(ask: Ask, lead: int) -> Callable[[Connection], Known | None]:
    """The lead, where the chat has a card of it to answer on."""

    def look(connection: Connection) -> Known | None:
        here = cards.has_card(connection, ask.chat.id, lead)
        return leads.read_around(connection, lead, ask.now) if here else None

    return look


def _offer(ask: Ask, known: Known, text: str, card: int) -> Card | None:
    """The button, where pressing it would change something now."""
    judge = ask.desk.judge
    if not known.submissions:
        return None
    found = answer_in(text, judge.rules, judge.signals(known), known.submissions[-1].hook)
    if found is None:
        return None
    criterion, target = found
    press = Press(
        lead=known.lead.id,
        move=Move.ANSWER,
        criterion=criterion.id,
        target=target,
        revision=known.lead.revision,
    )
    if not isinstance(moved(known, press, ask.person, judge.asked), Moved):
        return None
    return fragment_card(press, criterion, ask.language, card)
