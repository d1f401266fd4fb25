"""Snoozing: reminders of a lead that somebody took rest for a while; it stands where it stood.

Pure, as all of triage is.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Final

from frontdesk.model.lead import Known, Lead, Person
from frontdesk.model.press import MORNING, OVER, SNOOZES, Press
from frontdesk.rules.hours import Hours, opening, zone_of
from frontdesk.triage.closing import LEADERS
from frontdesk.triage.outcome import TAKEN, Moved, Refusal

_SPANS: Final[Mapping[str, timedelta]] = {"15m": timedelta(minutes=15), "1h": timedelta(hours=1)}
_NINE: Final = time(9)  #: when days begin for a company that does not say when it works
#: Two taps on one button mean one snooze.
_SAME: Final = timedelta(seconds=30)


def snoozed(known: Known, press: Press, person: Person, hours: Hours | None) -> Moved | Refusal:
    """The lead with its reminders resting until then, or no longer; or why not."""
    lead, number = known.lead, press.number or 0
    if lead.state not in TAKEN or number >= len(SNOOZES):
        return Refusal(toast="changed")
    if lead.owner != person.name and person.role not in LEADERS:
        return Refusal(toast="not_allowed")
    if SNOOZES[number] == OVER:
        return _woken(known)
    until = _until(SNOOZES[number], hours, known.now)
    if rests(lead, known.now) and lead.snoozed_until and abs(lead.snoozed_until - until) < _SAME:
        return Refusal(toast="already", by=known.last_step.by if known.last_step else person.name)
    return Moved(lead=replace(lead, snoozed_until=until), toast="snoozed_lead")


def rests(lead: Lead, now: datetime) -> bool:
    """Whether nobody is to be reminded of the lead now."""
    return lead.snoozed_until is not None and now < lead.snoozed_until


def morning(hours: Hours | None, now: datetime) -> datetime:
    """When the company begins work next, today apart; without hours at 09:00."""
    zone = zone_of(hours)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    nine = datetime.combine(tomorrow, _NINE, zone).astimezone(UTC)
    if hours is None or not any(hours.days):
        return nine
    return opening(hours, datetime.combine(tomorrow, time(), zone).astimezone(UTC)) or nine


def _woken(known: Known) -> Moved | Refusal:
    if known.lead.snoozed_until is None:
        return Refusal(toast="changed")
    return Moved(lead=replace(known.lead, snoozed_until=None), toast="unsnoozed")


def _until(name: str, hours: Hours | None, now: datetime) -> datetime:
    return morning(hours, now) if name == MORNING else now + _SPANS[name]
