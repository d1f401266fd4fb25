"""Undoing: what a step leaves behind so that it can be taken back, and who may take it back how long."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson

from frontdesk.model.confirmation import Confirmation
from frontdesk.model.lead import Known, LastStep, Lead, Person, State
from frontdesk.model.press import Press
from frontdesk.model.score import Answer, Band
from frontdesk.triage.closing import LEADERS
from frontdesk.triage.outcome import UNDO, Moved, Refusal


def to_undo(known: Known) -> LastStep | None:
    """What an Undo would take back, if nothing happened since; None when there is nothing to take back."""
    step = known.last_step
    standing = step and step.before is not None and step.revision == known.lead.revision
    return step if standing else None


def undone(known: Known, press: Press, person: Person) -> Moved | Refusal:
    """The lead as it was before the last step, if that is what the presser saw; or why not."""
    step = to_undo(known)
    if step is None or step.before is None:
        return Refusal(toast="changed")
    # The button stood under what the presser saw: on an older card it meant another step.
    if step.revision != press.revision and not press.typed:
        return Refusal(toast="changed")
    if step.by != person.name and person.role not in LEADERS:
        return Refusal(toast="not_allowed")
    if known.now - step.at > UNDO and not (press.typed and person.role in LEADERS):
        return Refusal(toast="undo_late")
    return _restored(known.lead, orjson.loads(step.before))


def before_of(
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
        "lost_because": lead.lost_because,
        "recycle_at": lead.recycle_at,
        "sales_at": lead.sales_at,
        "offered_to": lead.offered_to,
        "offered_until": lead.offered_until,
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
        lost_because=before.get("lost_because"),
        recycle_at=_moment(before.get("recycle_at")),
        sales_at=_moment(before.get("sales_at")),
        offered_to=before.get("offered_to"),
        offered_until=_moment(before.get("offered_until")),
    )
    criterion, had, part = before["criterion"], before["answer"], before.get("part")
    if part:
        return _unconfirmed(back, part, before["confirmed"])
    if criterion and had:
        at = datetime.fromisoformat(had["at"])
        answer = Answer(criterion=criterion, yes=had["yes"], by=had["by"], at=at, revision=lead.revision + 1)
        return Moved(lead=back, toast="undone", answers=(answer,))
    return Moved(lead=back, toast="undone", cleared=(criterion,) if criterion else ())


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _unconfirmed(lead: Lead, part: str, had: Mapping[str, Any] | None) -> Moved:
    if not had:
        return Moved(lead=lead, toast="undone", unconfirmed=(part,))
    at = datetime.fromisoformat(had["at"])
    word = Confirmation(part=part, submission=had["submission"], by=had["by"], at=at)
    return Moved(lead=lead, toast="undone", confirmed=(word,))
