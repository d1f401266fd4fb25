"""Sorting: leads that are sent out of everybody's hands: to quarantine, or to nurture."""

from dataclasses import replace

from frontdesk.model.lead import Known, Person, State
from frontdesk.model.press import Press
from frontdesk.model.score import Band
from frontdesk.triage.answering import SORTERS
from frontdesk.triage.closing import LEADERS
from frontdesk.triage.outcome import TAKEN, UNTAKEN, Moved, Refusal
from frontdesk.triage.undoing import before_of


def spam(known: Known, press: Press, person: Person) -> Moved | Refusal:
    """The lead in quarantine by the word of a person; or why not."""
    if known.lead.quarantined_by:
        return Refusal(toast="already", by=known.lead.quarantined_by)
    if refusal := _sorting(known, person):
        return refusal
    lead = replace(known.lead, quarantined_by=person.name, owner=None)
    return Moved(lead=lead, toast="spam", before=before_of(known.lead))


def nurture(known: Known, press: Press, person: Person) -> Moved | Refusal:
    """The lead in nurture by the word of a person, no reason asked; or why not."""
    lead = known.lead
    if lead.state is State.NURTURE:
        return Refusal(toast="already", by=lead.band_by or "")
    if refusal := _sorting(known, person):
        return refusal
    changed = replace(lead, band=Band.NURTURE, band_by=person.name, owner=None)
    return Moved(lead=changed, toast="nurture", before=before_of(lead))


def _sorting(known: Known, person: Person) -> Refusal | None:
    owns = known.lead.owner == person.name
    if person.role not in SORTERS and not owns:
        return Refusal(toast="not_allowed")
    if known.lead.state in UNTAKEN or (known.lead.state in TAKEN and (owns or person.role in LEADERS)):
        return None
    return Refusal(toast="changed")
