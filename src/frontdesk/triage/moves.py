"""Moves: what a press does to a lead, and who may ask for it.

Pure: the desk writes what these say. Each part of a lead's way has its own file.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from frontdesk.model.confirmation import NewValue
from frontdesk.model.lead import Known, Person
from frontdesk.model.press import OTHER, Move, Press
from frontdesk.rules.hours import Hours
from frontdesk.triage.answering import answered, confirmed
from frontdesk.triage.banding import banded
from frontdesk.triage.claiming import claimed, passed
from frontdesk.triage.closing import CLOSING, Team, closed
from frontdesk.triage.joins import SAID, about_join
from frontdesk.triage.menus import opened
from frontdesk.triage.outcome import UNDO, AskWhy, Look, Moved, Open, Outcome, Refusal
from frontdesk.triage.snoozing import snoozed
from frontdesk.triage.sorting import nurture, spam
from frontdesk.triage.standing import stand, state_of
from frontdesk.triage.undoing import before_of, to_undo, undone

__all__ = ["UNDO", "AskWhy", "Look", "Moved", "Open", "Refusal", "moved", "stand", "state_of", "to_undo"]

_NOBODY: Final[Team] = {}
#: Stands for the words that are still to be asked for.
_LATER: Final = "…"
_MOVES: Final = {
    Move.CLAIM: claimed,
    Move.NEXT: passed,
    Move.SPAM: spam,
    Move.NURTURE: nurture,
    Move.UNDO: undone,
    Move.MENU: opened,
}


def moved(
    known: Known,
    press: Press,
    person: Person,
    asked: frozenset[str],
    news: Collection[NewValue] = (),
    team: Team = _NOBODY,
    hours: Hours | None = None,
) -> Outcome:
    """What the press does, or why it does nothing.

    `asked`: ids of the criteria that people answer; `news`: what there is to confirm; `team`: by account, who
    a lead can be given to; `hours`: when the company works.
    """
    if known.lead.joined_into:
        return Refusal(toast="joined_already", by=f"#{known.lead.joined_into}")
    if press.move is Move.CONTACTS:
        return Look(toast="contacts") if person.sees_contacts else Refusal(toast="not_allowed")
    if press.move is Move.ANSWER:
        return answered(known, press, person, asked)
    if press.move is Move.CONFIRM:
        return confirmed(known, press, person, news)
    if press.move in SAID:
        return about_join(known, press, person)
    if press.move in CLOSING:
        return _closed(known, press, person, team)
    if press.move is Move.BAND:
        return _banded(known, press, person)
    if press.move is Move.SNOOZE_LEAD:
        return snoozed(known, press, person, hours)
    if press.move not in _MOVES:
        return Refusal(toast="gone")
    return _MOVES[press.move](known, press, person)


def _closed(known: Known, press: Press, person: Person, team: Team) -> Moved | AskWhy | Refusal:
    outcome = closed(known, press, person, team)
    if isinstance(outcome, Refusal):
        return outcome
    if press.move is Move.LOST and press.number == OTHER and not press.reason:
        return AskWhy()
    lead, toast, by = outcome
    return Moved(lead=lead, toast=toast, by=by, before=before_of(known.lead), reason=press.reason)


def _banded(known: Known, press: Press, person: Person) -> Moved | AskWhy | Refusal:
    """By a button the reason is asked for, once everything else allows it; a command has it with it."""
    asks = not press.reason and not press.typed
    lead = banded(known, replace(press, reason=_LATER) if asks else press, person)
    if isinstance(lead, Refusal):
        return lead
    if asks:
        return AskWhy()
    return Moved(lead=lead, toast="banded", before=before_of(known.lead), reason=press.reason)
