"""Reasons: what a person answers to the question why, which makes the press count that waits for it."""

from typing import Final

from frontdesk.desk.commands.ask import Ask, Marked, Said
from frontdesk.desk.commands.noting import leads_named
from frontdesk.desk.pressing import press_lead
from frontdesk.messages.heard import Replied
from frontdesk.model.press import Press
from frontdesk.model.question import Question
from frontdesk.store import questions, updates
from frontdesk.store.database import Connection
from frontdesk.text import clean, cut

LIMIT: Final = 300  #: characters of a reason
#: The card shows these for itself.
_SEEN: Final = frozenset({"lost", "banded"})


async def reply_why(ask: Ask, replied: Replied) -> Said | None:
    """A reply to a question of the bot by whom it asked; None where it is none, or not theirs.

    Raises:
        Unavailable: the database does not answer.
    """
    who, message = (ask.chat.id, ask.person.telegram), replied.message
    named = leads_named(replied.text)
    found = await ask.desk.db.read(lambda c: questions.answered_by(c, *who, message, named))
    if found is None:
        return None
    if ask.now >= found.until:
        await _closed(ask, found, message)
        return ask.says("why_late")
    reason = cut(clean(ask.rest), LIMIT)
    if not reason.strip():
        return ask.says("no_reason")
    press = Press(
        lead=found.lead, move=found.move, number=found.number, revision=found.revision, reason=reason
    )
    told = await press_lead(ask.desk, press, chat=None, user=ask.person.telegram, update=ask.update)
    await _closed(ask, found, message)
    return Marked() if told.toast in _SEEN else told


async def _closed(ask: Ask, question: Question, message: int) -> None:
    def work(connection: Connection) -> None:
        questions.close(connection, question, message)
        updates.settle(connection, ask.update)

    await ask.desk.db.write(work)
    ask.desk.wake.ring("cards")
