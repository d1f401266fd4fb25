"""Wanted: what follows from where a lead stands: its cards and touches."""

from collections.abc import Iterable, Iterator

from frontdesk.desk.homes import VIEWS
from frontdesk.model.change import SAW, Step, WantedCard
from frontdesk.model.delivery import View
from frontdesk.model.join import JoinState
from frontdesk.model.lead import Known, Lead, Purpose
from frontdesk.model.score import Band
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.rules.rules import Rules
from frontdesk.triage.outcome import TAKEN, UNDO, Moved


def wanted_cards(
    rules: Rules, known: Known, after: Lead, moved: Moved | None = None, *, score: int = 0
) -> tuple[WantedCard, ...]:
    """The card where the lead stands now, and one line where it stood before. `moved`: what a press did."""
    now, was = _view(after), _view(known.lead)
    wanted = [(was[0], View.LINE)] if was and (now is None or now[0] is not was[0]) else []
    wanted += [now] if now else []
    by_hand = after.state_by is not None and after.state_revision == after.revision
    passing = moved is not None and _passes(moved)
    until = known.now + UNDO if by_hand or passing else None
    return tuple(
        WantedCard(
            chat=chat.id,
            view=view,
            hot=after.band is Band.QUALIFIED,
            undo_until=until if passing or view in (View.LINE, View.CLAIMED, View.CONTACTED) else None,
            score=score,
        )
        for purpose, view in wanted
        if (chat := rules.chat(purpose))
    ) + _owners_card(rules, after)


def looks(rules: Rules, known: Known, after: Lead, step: Step) -> Iterator[Step]:
    """A line of history if somebody is shown the contacts by becoming the owner."""
    if after.owner and after.owner != known.lead.owner and _owners_card(rules, after):
        yield Step(cause=step.cause, by=after.owner, what=SAW)


def answered(known: Known, criteria: Iterable[str], step: Step) -> Iterator[Touch]:
    """A touch for each answer that was given or taken back."""
    for criterion in criteria:
        key = f"answer:{step.cause}:{criterion}"
        yield Touch(kind=TouchKind.ANSWER, at=known.now, key=key, source=step.by)


def staged(known: Known, after: Lead, by: str) -> Iterator[Touch]:
    """A touch if the lead stands elsewhere now."""
    if after.state is not known.lead.state:
        key = f"stage:{after.id}:{after.revision}"
        yield Touch(kind=TouchKind.STAGE, at=known.now, key=key, source=by)


def _owners_card(rules: Rules, lead: Lead) -> tuple[WantedCard, ...]:
    """The private card of the owner of a lead; none where that chat has cards of a group's kind."""
    owner = next((person for person in rules.team if person.name == lead.owner), None)
    if lead.state not in TAKEN or owner is None or not owner.sees_contacts or not owner.telegram:
        return ()
    if any(chat.id == owner.telegram for chat in rules.chats):
        return ()
    return (WantedCard(chat=owner.telegram, view=View.PRIVATE, hot=lead.band is Band.QUALIFIED),)


def _view(lead: Lead) -> tuple[Purpose, View] | None:
    return VIEWS.get(lead.state) if lead.state else None


def _passes(moved: Moved) -> bool:
    """Whether the card shows something for a minute only: an Undo, or a question."""
    return bool(moved.confirmed) or (moved.join is not None and moved.join.state is JoinState.ASKED)
