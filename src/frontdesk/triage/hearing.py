"""Hearing: whether a person of the team is to hear anything now: not while muted, not outside the own hours.

Pure. What comes meanwhile is hidden from nobody: it makes no sound, and names the person without a mention.
"""

from datetime import datetime

from frontdesk.model.lead import Person
from frontdesk.rules.hours import is_working
from frontdesk.rules.rules import Rules


def is_muted(person: Person, now: datetime) -> bool:
    """Whether that person asked for silence until later than now."""
    return person.muted_until is not None and now < person.muted_until


def hears(rules: Rules, person: Person, now: datetime) -> bool:
    """Whether that person may be mentioned, and sent something with a sound, at that moment.

    The person's own hours are the `hours` of the entry in `[[team]]`; without them all hours are.
    """
    own = next((seat.hours for seat in rules.seats if seat.person.name == person.name), None)
    return not is_muted(person, now) and (own is None or is_working(own, now))
