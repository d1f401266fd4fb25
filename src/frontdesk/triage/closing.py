"""Closing: what happens to a lead once somebody has taken it: contacted, won, lost, later, given away.

Pure, as `moves` is; each returns the lead as it should be, or why not.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from frontdesk.model.lead import Known, Lead, Person, Role, State
from frontdesk.model.press import LOST, Move, Press
from frontdesk.model.score import Band
from frontdesk.triage.outcome import TAKEN, Refusal

#: account: person of `[[team]]`
Team = Mapping[int, Person]
Outcome = tuple[Lead, str, str] | Refusal

RECYCLE_DAYS: Final = 730  #: nobody means a later day
LEADERS: Final = frozenset({Role.MANAGER, Role.HEAD, Role.ADMIN})
SELLERS: Final = LEADERS | {Role.SALES}


def closed(known: Known, press: Press, person: Person, team: Team) -> Outcome:
    """The lead after the move, the toast, and whom it names; one that is not taken, or not theirs, stays."""
    lead = known.lead
    if done := _done(lead, press, team):
        return Refusal(toast="already", by=done)
    if lead.state not in TAKEN:
        return Refusal(toast="changed")
    if lead.owner != person.name and person.role not in LEADERS:
        return Refusal(toast="not_allowed")
    return _CLOSING[press.move](known, press, person, team)


def _done(lead: Lead, press: Press, team: Team) -> str | None:
    """Who did already what the press asks for."""
    wanted = {Move.CONTACTED: State.CONTACTED, Move.WON: State.WON, Move.LOST: State.LOST}.get(press.move)
    if wanted and lead.state is wanted:
        return lead.state_by or lead.owner or "—"
    if press.move is Move.RECYCLE and lead.recycle_at:
        return lead.band_by or "—"
    other = team.get(press.number or 0) if press.move is Move.GIVE else None
    return other.name if other and other.name == lead.owner else None


def _contacted(known: Known, press: Press, person: Person, team: Team) -> Outcome:
    return replace(known.lead, state=State.CONTACTED), "contacted", ""


def _won(known: Known, press: Press, person: Person, team: Team) -> Outcome:
    if known.lead.state is not State.CONTACTED:
        return Refusal(toast="changed")
    return replace(known.lead, state=State.WON), "won", ""


def _lost(known: Known, press: Press, person: Person, team: Team) -> Outcome:
    number = press.number or 0
    if known.lead.state is not State.CONTACTED or number >= len(LOST):
        return Refusal(toast="changed")
    return replace(known.lead, state=State.LOST, lost_because=LOST[number]), "lost", ""


def _recycle(known: Known, press: Press, person: Person, team: Team) -> Outcome:
    """Nurture without an owner until the day comes."""
    days = press.number or 0
    if not 1 <= days <= RECYCLE_DAYS:
        return Refusal(toast="changed")
    at = known.now + timedelta(days=days)
    away = replace(known.lead, band=Band.NURTURE, band_by=person.name, owner=None, recycle_at=at)
    return away, "recycled", ""


def _give(known: Known, press: Press, person: Person, team: Team) -> Outcome:
    other = team.get(press.number or 0)
    if other is None or other.role not in SELLERS:
        return Refusal(toast="changed")
    return replace(known.lead, owner=other.name), "given", other.name


_CLOSING: Final[Mapping[Move, Callable[[Known, Press, Person, Team], Outcome]]] = {
    Move.CONTACTED: _contacted,
    Move.WON: _won,
    Move.LOST: _lost,
    Move.RECYCLE: _recycle,
    Move.GIVE: _give,
}
CLOSING: Final = frozenset(_CLOSING)
