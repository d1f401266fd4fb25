"""Reminder: the short reply to a card that names who should see to a lead.

Names of the team come from `[[team]]` or the database: cut and escaped like everything else.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Final

from frontdesk.messages.markup import mention, time_tag
from frontdesk.messages.telegram_html import check
from frontdesk.messages.words import say, word
from frontdesk.model.delivery import Button, Card
from frontdesk.model.lead import Lead, Person
from frontdesk.model.press import Move, Press

_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReminderFacts:
    """What a reminder is made of."""

    lead: Lead
    language: str  #: of the chat
    concern: str  #: claim, triage or decide
    people: Sequence[Person]  #: who is named
    hushed: Collection[str] = ()  #: names of those who are not to hear it: named without a mention
    limit: timedelta  #: that the wait has passed
    next_role: str | None = None  #: whom the next step is for
    next_at: datetime | None = None
    card: int | None = None  #: the message that it answers


def reminder_card(facts: ReminderFacts) -> Card:
    """The reminder with its buttons, in the chat's language."""
    text = " ".join(_parts(facts))
    return Card(text=text, plain=check(text), rows=(tuple(_buttons(facts)),), reply_to=facts.card)


def _parts(facts: ReminderFacts) -> Iterator[str]:
    language = facts.language
    named = ", ".join(mention(each, aloud=each.name not in facts.hushed) for each in facts.people)
    waits = say(f"waits_{facts.concern}", language, limit=_limit(facts.limit, language))
    yield f"⏰ {named}: <b>#{facts.lead.id}</b>" if named else f"⏰ <b>#{facts.lead.id}</b>"
    yield f"{escape(waits, quote=False)}."
    if facts.next_role and facts.next_at:
        yield say("reminder_next", language, who=word(f"role_{facts.next_role}", language))
        yield time_tag(facts.next_at, "t")


def _limit(span: timedelta, language: str) -> str:
    whole = span >= _HOUR and not span % _HOUR
    key, number = ("limit_h", span // _HOUR) if whole else ("limit_m", span // _MINUTE)
    return say(key, language, number=number)


def _buttons(facts: ReminderFacts) -> Iterator[Button]:
    moves = ((Move.CLAIM, "take", "success"),) if facts.concern == "claim" else ()
    for move, label, style in (*moves, (Move.SNOOZE, "snooze", None)):
        press = Press(lead=facts.lead.id, move=move, revision=facts.lead.revision)
        yield Button(word(f"button_{label}", facts.language), press, style)
