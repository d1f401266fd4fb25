"""Joins: what people say of two leads that may be one person, and what the one that stays then knows."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from frontdesk.model.join import Join, JoinState
from frontdesk.model.lead import Known, Person, Role
from frontdesk.model.press import Move, Press
from frontdesk.triage.outcome import IN_HANDS, UNDO, Moved, Refusal

#: move: what it says of an offer to join.
SAID: Final[Mapping[Move, JoinState]] = {
    Move.ASK_JOIN: JoinState.ASKED,
    Move.JOIN: JoinState.JOINED,
    Move.NOT_NOW: JoinState.OFFERED,
    Move.APART: JoinState.APART,
}


def offers(known: Known) -> tuple[Join, ...]:
    """The offers as they stand now: a question that nobody answers for a minute is an offer again."""
    return tuple(
        replace(join, state=JoinState.OFFERED)
        if join.state is JoinState.ASKED and known.now - join.at > UNDO
        else join
        for join in known.joins
    )


def about_join(known: Known, press: Press, person: Person) -> Moved | Refusal:
    """What one of the four moves about another lead does. There is no Undo, so a join takes two presses."""
    state = SAID[press.move]
    if person.role is Role.VIEWER:
        return Refusal(toast="not_allowed")
    if known.lead.state not in IN_HANDS:
        return Refusal(toast="changed")
    offer = next((join for join in offers(known) if join.beside(known.lead.id) == press.number), None)
    if offer is None:
        return Refusal(toast="changed")
    if offer.state is state:
        return Refusal(toast="already", by=offer.by or "")
    if state is JoinState.JOINED and offer.state is not JoinState.ASKED:
        return Refusal(toast="changed")
    said = replace(offer, state=state, by=person.name, at=known.now)
    return Moved(lead=known.lead, toast=f"join_{state}", join=said)


def joined(older: Known, later: Known) -> Known:
    """Two leads as the one that stays, the older: what it would know had all submissions been its own.

    What people said of the older one stands. Of the later one it gets what it has none of itself: an answer,
    the owner. Where only the later one is in people's hands, it also gets that one's band.
    """
    lead, other = older.lead, later.lead
    banded = other if other.state in IN_HANDS and lead.state not in IN_HANDS else lead
    newest = max(older, later, key=lambda known: [each.id for each in known.submissions[-1:]])
    return replace(
        older,
        lead=replace(
            lead,
            owner=lead.owner or other.owner,
            account=lead.account or other.account,
            released_by=lead.released_by or other.released_by,
            band=banded.band,
            band_by=banded.band_by,
        ),
        submissions=tuple(sorted((*older.submissions, *later.submissions), key=lambda each: each.id)),
        answers={**later.answers, **older.answers},
        touches=tuple(sorted((*older.touches, *later.touches), key=lambda touch: touch.at)),
        receipt=newest.receipt,
    )
