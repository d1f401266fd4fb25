"""Card there: a lead's own time as its card shows it."""

from datetime import datetime, timedelta
from typing import Any, Final

from frontdesk.messages.markup import moment
from frontdesk.messages.words import word
from frontdesk.model.delivery import CardFacts
from frontdesk.model.lead import State
from frontdesk.model.there import There

#: With whom somebody of ours is to speak.
_OWNED: Final = frozenset({State.CLAIMED, State.CONTACTED})


def look_at(facts: CardFacts) -> datetime | None:
    """When the card would read otherwise by itself: the time to call begins or ends. None: never."""
    return facts.there.changes_at if facts.there and facts.lead.state in _OWNED else None


def shown_there(facts: CardFacts, language: str) -> dict[str, Any] | None:
    """Zone and offset; of an owned lead when to call, of any other whether people work there now.

    None where nobody knows the lead's zone.
    """
    there = facts.there
    if there is None:
        return None
    owned = facts.lead.state in _OWNED
    call = owned and there.closes_at is not None
    return {
        "zone": there.zone.rpartition("/")[2].replace("_", " "),
        "offset": told_offset(there.offset),
        "office": None if owned else word("there_office" if there.working else "there_closed", language),
        "call": word("call_now" if there.open else "call_then", language) if call else None,
        "opens": _moment(there, opens=True) if call and not there.open else None,
        "closes": _moment(there, opens=False) if call else None,
    }


def told_offset(offset: timedelta) -> str:
    """`UTC`, `UTC+1`, `UTC−3:30`."""
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")


def _moment(there: There, *, opens: bool) -> dict[str, Any] | None:
    at = there.opens_at if opens else there.closes_at
    return moment(at) if at else None
