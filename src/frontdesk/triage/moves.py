"""Moves: what a press does to a lead, who may ask for it, and where a lead then stands.

Pure: the desk writes what these say.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import orjson

from frontdesk.model.confirmation import Confirmation, NewValue
from frontdesk.model.lead import Known, LastStep, Lead, Person, Role, State
from frontdesk.model.press import Move, Press, Target
from frontdesk.model.score import Answer, Band, Verdict
from frontdesk.triage.joins import SAID, about_join
from frontdesk.triage.outcome import IN_HANDS, UNDO, UNTAKEN, Look, Moved, Refusal

__all__ = ["UNDO", "Look", "Moved", "Refusal", "moved", "stand", "state_of", "to_undo"]

_LEADERS: Final = frozenset({Role.MANAGER, Role.HEAD, Role.ADMIN})
_SORTERS: Final = _LEADERS | {Role.SECRETARY}
_SELLERS: Final = _LEADERS | {Role.SALES}
_BAND_STATES: Final[Mapping[Band, State]] = {
    Band.QUALIFIED: State.SALES_OPEN,
    Band.TRIAGE: State.TRIAGE,
    Band.NURTURE: State.NURTURE,
    Band.JUNK: State.JUNK,
}
_ENDED: Final = frozenset({State.WON, State.LOST})


def state_of(lead: Lead, verdict: Verdict) -> State:
    """Where a lead stands: the band decides until somebody claims it; won and lost is for people to say.

    A guard holds back only who is not in people's hands yet: a stranger who knows an address must not
    take a lead away from sales.
    """
    if lead.quarantined_by:
        return State.QUARANTINED
    if lead.state in _ENDED:
        return lead.state
    if lead.owner:
        return State.CLAIMED
    if verdict.quarantine and lead.state in (None, State.QUARANTINED):
        return State.QUARANTINED
    return _BAND_STATES[verdict.band]


def stand(known: Known, lead: Lead, decided: Verdict, by: str | None) -> Lead:
    """The lead after the verdict, one revision on."""
    revision, state = known.lead.revision + 1, state_of(lead, decided)
    lead = replace(lead, revision=revision, band=decided.band, state=state)
    if state is known.lead.state and lead.owner == known.lead.owner:
        return lead
    return replace(lead, state_revision=revision, state_by=by, state_at=known.now)


def moved(
    known: Known, press: Press, person: Person, asked: frozenset[str], news: Collection[NewValue] = ()
) -> Moved | Look | Refusal:
    """What the press does, or why it does nothing.

    `asked`: ids of the criteria that people answer; `news`: what there is to confirm.
    """
    if known.lead.joined_into:
        return Refusal(toast="joined_already", by=f"#{known.lead.joined_into}")
    if press.move is Move.CONTACTS:
        return Look(toast="contacts") if person.sees_contacts else Refusal(toast="not_allowed")
    if press.move is Move.ANSWER:
        return _answer(known, press, person, asked)
    if press.move is Move.CONFIRM:
        return _confirm(known, press, person, news)
    if press.move in SAID:
        return about_join(known, press, person)
    return _MOVES[press.move](known, press, person)


def _answer(known: Known, press: Press, person: Person, asked: frozenset[str]) -> Moved | Refusal:
    criterion, now = press.criterion or "", known.now
    if person.role not in _SORTERS:
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
    before = _before(known.lead, criterion, had)
    if wanted is None:
        return Moved(lead=known.lead, toast="cleared", cleared=(criterion,), before=before)
    answer = Answer(criterion=criterion, yes=wanted, by=person.name, at=now, revision=known.lead.revision + 1)
    return Moved(lead=known.lead, toast="answered", answers=(answer,), before=before)


def _confirm(known: Known, press: Press, person: Person, news: Collection[NewValue]) -> Moved | Refusal:
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
    before = _before(known.lead, part=part, confirmed=had)
    return Moved(lead=known.lead, toast="confirmed", confirmed=(word,), before=before)


def _claim(known: Known, press: Press, person: Person) -> Moved | Refusal:
    lead = known.lead
    if person.role not in _SELLERS:
        return Refusal(toast="not_allowed")
    if lead.owner:
        return Refusal(toast="claimed_already", by=lead.owner)
    if lead.state is not State.SALES_OPEN:
        return Refusal(toast="changed")
    return Moved(lead=replace(lead, owner=person.name), toast="claimed", before=_before(lead))


def _spam(known: Known, press: Press, person: Person) -> Moved | Refusal:
    if known.lead.quarantined_by:
        return Refusal(toast="already", by=known.lead.quarantined_by)
    if refusal := _sorting(known, person):
        return refusal
    lead = replace(known.lead, quarantined_by=person.name, owner=None)
    return Moved(lead=lead, toast="spam", before=_before(known.lead))


def _nurture(known: Known, press: Press, person: Person) -> Moved | Refusal:
    lead = known.lead
    if lead.state is State.NURTURE:
        return Refusal(toast="already", by=lead.band_by or "")
    if refusal := _sorting(known, person):
        return refusal
    changed = replace(lead, band=Band.NURTURE, band_by=person.name, owner=None)
    return Moved(lead=changed, toast="nurture", before=_before(lead))


def _sorting(known: Known, person: Person) -> Refusal | None:
    owns = known.lead.owner == person.name
    if person.role not in _SORTERS and not owns:
        return Refusal(toast="not_allowed")
    if known.lead.state in UNTAKEN or (known.lead.owner and (owns or person.role in _LEADERS)):
        return None
    return Refusal(toast="changed")


def to_undo(known: Known) -> LastStep | None:
    """What an Undo would take back, if nothing happened since; None when there is nothing to take back."""
    step = known.last_step
    standing = step and step.before is not None and step.revision == known.lead.revision
    return step if standing else None


def _undo(known: Known, press: Press, person: Person) -> Moved | Refusal:
    step = to_undo(known)
    if step is None or step.before is None:
        return Refusal(toast="changed")
    if step.by != person.name:
        return Refusal(toast="not_allowed")
    if known.now - step.at > UNDO:
        return Refusal(toast="undo_late")
    return _restored(known.lead, orjson.loads(step.before))


_MOVES: Final = {Move.CLAIM: _claim, Move.SPAM: _spam, Move.NURTURE: _nurture, Move.UNDO: _undo}


def _before(
    lead: Lead,
    criterion: str | None = None,
    had: Answer | None = None,
    *,
    part: str | None = None,
    confirmed: Confirmation | None = None,
) -> str:
    """What Undo needs: the marks people set on the lead, and the answer or confirmation that was there."""
    kept: dict[str, Any] = {
        "state": lead.state,
        "band": lead.band,
        "band_by": lead.band_by,
        "quarantined_by": lead.quarantined_by,
        "owner": lead.owner,
        "criterion": criterion,
        "answer": None if had is None else {"yes": had.yes, "by": had.by, "at": had.at},
        "part": part,
        "confirmed": confirmed
        and {"submission": confirmed.submission, "by": confirmed.by, "at": confirmed.at},
    }
    return orjson.dumps(kept).decode()


def _restored(lead: Lead, before: Mapping[str, Any]) -> Moved:
    back = replace(
        lead,
        state=before["state"] and State(before["state"]),
        band=before["band"] and Band(before["band"]),
        band_by=before["band_by"],
        quarantined_by=before["quarantined_by"],
        owner=before["owner"],
    )
    criterion, had, part = before["criterion"], before["answer"], before.get("part")
    if part:
        return _unconfirmed(back, part, before["confirmed"])
    if criterion and had:
        at = datetime.fromisoformat(had["at"])
        answer = Answer(criterion=criterion, yes=had["yes"], by=had["by"], at=at, revision=lead.revision + 1)
        return Moved(lead=back, toast="undone", answers=(answer,))
    return Moved(lead=back, toast="undone", cleared=(criterion,) if criterion else ())


def _unconfirmed(lead: Lead, part: str, had: Mapping[str, Any] | None) -> Moved:
    if not had:
        return Moved(lead=lead, toast="undone", unconfirmed=(part,))
    at = datetime.fromisoformat(had["at"])
    word = Confirmation(part=part, submission=had["submission"], by=had["by"], at=at)
    return Moved(lead=lead, toast="undone", confirmed=(word,))
