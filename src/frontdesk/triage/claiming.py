"""Claiming: who takes a hot lead, and who lets it go on to the next."""

from dataclasses import replace

from frontdesk.model.lead import Known, Lead, Person, State
from frontdesk.model.press import Press
from frontdesk.triage.assignment import FREE, is_theirs
from frontdesk.triage.closing import LEADERS, SELLERS
from frontdesk.triage.outcome import Moved, Refusal
from frontdesk.triage.undoing import before_of


def claimed(known: Known, press: Press, person: Person) -> Moved | Refusal:
    """The lead with the presser as its owner; or why not."""
    lead = known.lead
    if person.role not in SELLERS:
        return Refusal(toast="not_allowed")
    if lead.owner:
        return Refusal(toast="claimed_already", by=lead.owner)
    if lead.state not in FREE:
        return Refusal(toast="changed")
    if person.role not in LEADERS and not is_theirs(lead, person.name, known.now):
        return _offered(lead)
    return Moved(lead=replace(lead, owner=person.name), toast="claimed", before=before_of(lead))


def passed(known: Known, press: Press, person: Person) -> Moved | Refusal:
    """Not taken: it goes to the next, or to anybody."""
    lead = known.lead
    if person.role not in SELLERS:
        return Refusal(toast="not_allowed")
    if lead.state is not State.SALES_OFFERED:
        return Refusal(toast="changed")
    if person.role not in LEADERS and lead.offered_to != person.name:
        return _offered(lead)
    # A second tap must not pass on the offer that came of the first.
    if press.revision < lead.state_revision:
        return Refusal(toast="changed")
    return Moved(lead=replace(lead, offered_to=None, offered_until=None), toast="passed")


def _offered(lead: Lead) -> Refusal:
    return Refusal(toast="offered", by=lead.offered_to or "", until=lead.offered_until)
