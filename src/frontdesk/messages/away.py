"""Away: what `/away` asks for, of which nothing is proven. Days are those of the company's zone."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from frontdesk.messages.commands import span
from frontdesk.text import clean

LIMIT: Final = 160  #: characters of what stands behind the command
LONGEST: Final = timedelta(days=366)  #: that somebody may be away
_UNTIL: Final = re.compile(r"(?:(.{1,80}?) )?until (\S{1,20})", re.IGNORECASE)
_LASTING: Final = re.compile(r"(?:(.{1,80}?) )?([0-9]{1,4} ?[hd])", re.IGNORECASE)
_BACK: Final = re.compile(r"(?:(.{1,80}?) )?off", re.IGNORECASE)
_DATE: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.?(?:([0-9]{4}))?")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Away:
    """Who is to be away until when."""

    name: str = ""  #: of somebody else; empty: who asks
    until: datetime | None  #: aware; None: is back


def away(rest: str, now: datetime, zone: tzinfo) -> Away | None:
    """The absence that `until 2026-12-01`, `until 1.12.`, `3d` or `off` means, perhaps behind a name.

    It ends when the day named begins. None for anything else, for a day that has begun, and for one that is
    further away than `LONGEST`.
    """
    said = " ".join(clean(rest).split()) if len(rest) <= LIMIT else ""
    if found := _BACK.fullmatch(said):
        return Away(name=found[1] or "", until=None)
    if found := _UNTIL.fullmatch(said):
        name, until = found[1] or "", _begin(found[2], now, zone)
    elif found := _LASTING.fullmatch(said):
        lasting = span(found[2])
        name, until = found[1] or "", now + lasting if lasting else None
    else:
        return None
    if until is None or not now < until <= now + LONGEST:
        return None
    return Away(name=name, until=until)


def _begin(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """When the day begins that the text names; without a year it is the next such day."""
    today = now.astimezone(zone).date()
    if found := _ISO.fullmatch(text):
        day = _day(int(found[1]), int(found[2]), int(found[3]))
    elif found := _DATE.fullmatch(text):
        numbers = int(found[2]), int(found[1])
        day = _day(int(found[3] or today.year), *numbers)
        if day and not found[3] and day <= today:
            day = _day(today.year + 1, *numbers)
    else:
        return None
    return datetime.combine(day, time(), zone).astimezone(now.tzinfo) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
