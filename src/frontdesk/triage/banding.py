"""Banding: a band that a person sets by hand, against what the score says; the score stays what it is."""

from dataclasses import replace
from typing import Final

from frontdesk.model.lead import Known, Lead, Person, Role, State
from frontdesk.model.press import Press
from frontdesk.model.score import Band
from frontdesk.triage.closing import LEADERS
from frontdesk.triage.outcome import IN_HANDS, TAKEN, Refusal

_OPEN: Final = IN_HANDS | {State.NURTURE, State.JUNK}


def banded(known: Known, press: Press, person: Person) -> Lead | Refusal:
    """The lead in that band, or why not: there is no override without a reason.

    Sales override for leads of their own, a secretary for those that nobody has taken and never to
    qualified. Whoever is no longer qualified has no owner any more.
    """
    lead, band = known.lead, press.wanted_band
    if not may_band(lead, band, person):
        return Refusal(toast="not_allowed")
    if band is None or not press.reason:
        return Refusal(toast="no_reason")
    if lead.state not in _OPEN:
        return Refusal(toast="changed")
    if lead.band is band and lead.band_by:
        return Refusal(toast="already", by=lead.band_by)
    owner = lead.owner if band is Band.QUALIFIED else None
    return replace(lead, band=band, band_by=person.name, owner=owner, recycle_at=None)


def may_band(lead: Lead, band: Band | None, person: Person) -> bool:
    """Whether that person may set that band by hand; of those that nobody has taken, or of their own."""
    if person.role in LEADERS:
        return True
    if person.role is Role.SALES:
        return lead.owner == person.name
    return person.role is Role.SECRETARY and band is not Band.QUALIFIED and lead.state not in TAKEN
