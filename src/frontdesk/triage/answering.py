"""Answering: what people say of a lead: its criteria, and what is right of its news."""

from collections.abc import Collection
from typing import Final

from frontdesk.model.confirmation import Confirmation, NewValue
from frontdesk.model.lead import Known, Person, Role
from frontdesk.model.press import Press, Target
from frontdesk.model.score import Answer
from frontdesk.triage.closing import LEADERS
from frontdesk.triage.outcome import IN_HANDS, UNTAKEN, Moved, Refusal
from frontdesk.triage.undoing import before_of

SORTERS: Final = LEADERS | {Role.SECRETARY}


def answered(known: Known, press: Press, person: Person, asked: frozenset[str]) -> Moved | Refusal:
    """A criterion that is yes, no or cleared by the word of a person; or why not."""
    criterion, now = press.criterion or "", known.now
    if person.role not in SORTERS:
        return Refusal(toast="not_allowed")
    if criterion not in asked:
        return Refusal(toast="no_such_question")
    if known.lead.state not in UNTAKEN:
        return Refusal(toast="changed")
    had = known.answers.get(criterion)
    wanted = None if press.target is Target.CLEAR else press.target is Target.YES
    if (had.yes if had else None) == wanted:
        return Refusal(toast="already", by=had.by if had else "")
    if had and had.revision > press.revision and had.by != person.name:
        return Refusal(toast="changed")
    before = before_of(known.lead, criterion, had)
    if wanted is None:
        return Moved(lead=known.lead, toast="cleared", cleared=(criterion,), before=before)
    answer = Answer(criterion=criterion, yes=wanted, by=person.name, at=now, revision=known.lead.revision + 1)
    return Moved(lead=known.lead, toast="answered", answers=(answer,), before=before)


def confirmed(known: Known, press: Press, person: Person, news: Collection[NewValue]) -> Moved | Refusal:
    """A new name, phone or address that is right by the word of a person; or why not."""
    part, submission = press.part or "", press.number
    if person.role is Role.VIEWER:
        return Refusal(toast="not_allowed")
    had = known.confirmed.get(part)
    if had and had.submission == submission:
        return Refusal(toast="already", by=had.by)
    new = next((new for new in news if (new.part, new.submission) == (part, submission)), None)
    if new is None or known.lead.state not in IN_HANDS:
        return Refusal(toast="changed")
    word = Confirmation(part=part, submission=new.submission, by=person.name, at=known.now)
    before = before_of(known.lead, part=part, confirmed=had)
    return Moved(lead=known.lead, toast="confirmed", confirmed=(word,), before=before)
