"""Standing: where a lead stands after a verdict, and since when.

Pure, as all of triage is.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from frontdesk.model.lead import ENDED, Known, Lead, State
from frontdesk.model.score import Band, Verdict
from frontdesk.triage.assignment import FREE
from frontdesk.triage.outcome import TAKEN

_BAND_STATES: Final[Mapping[Band, State]] = {
    Band.QUALIFIED: State.SALES_OPEN,
    Band.TRIAGE: State.TRIAGE,
    Band.NURTURE: State.NURTURE,
    Band.JUNK: State.JUNK,
}
#: Nobody has it in hand, and a card of it is only there to be remembered by.
CLOSED: Final = ENDED | {State.NURTURE, State.JUNK, State.QUARANTINED}
#: What is with sales, or was until it ended.
_SALES: Final = FREE | TAKEN | ENDED


def state_of(lead: Lead, verdict: Verdict) -> State:
    """Where a lead stands: the band decides until somebody claims it; won and lost is for people to say.

    A guard holds back only who is not in people's hands yet: a stranger who knows an address must not
    take a lead away from sales.
    """
    if lead.quarantined_by:
        return State.QUARANTINED
    if lead.state in ENDED:
        return lead.state
    if lead.owner:
        return State.CONTACTED if lead.state is State.CONTACTED else State.CLAIMED
    if verdict.quarantine and lead.state in (None, State.QUARANTINED):
        return State.QUARANTINED
    state = _BAND_STATES[verdict.band]
    return State.SALES_OFFERED if lead.offered_to and state is State.SALES_OPEN else state


def stand(known: Known, lead: Lead, decided: Verdict, by: str | None) -> Lead:
    """The lead after the verdict, one revision on."""
    revision, state = known.lead.revision + 1, state_of(lead, decided)
    lead = replace(lead, revision=revision, band=decided.band, state=state, **_with_sales(known, lead, state))
    was = known.lead
    if (state, lead.owner, lead.offered_to) == (was.state, was.owner, was.offered_to):
        return lead
    # Whoever is given a lead that was contacted did not contact it then.
    since = was.state_at if state is was.state is State.CONTACTED else None
    return replace(
        lead, state_revision=revision, state_by=by, state_at=since or known.now, snoozed_until=None
    )


def _with_sales(known: Known, lead: Lead, state: State) -> dict[str, Any]:
    """Since when it is with sales, and whose alone it is."""
    since = lead.sales_at if state in _SALES else None
    if state is State.SALES_OFFERED:
        return {"sales_at": since or known.now}
    return {
        "sales_at": since or known.now if state is State.SALES_OPEN else since,
        "offered_to": None,
        "offered_until": None,
    }
