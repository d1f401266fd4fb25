"""Hours: when the company works, from `[hours]`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from re import fullmatch
from typing import Any, Final
from zoneinfo import ZoneInfo

from frontdesk.text import one_line

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN: Final = r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)"
_MINUTE: Final = timedelta(minutes=1)
_DAY_MINUTES: Final = 24 * 60
_YEAR: Final = 366  #: days within which a company that ever works is at work
MORNING: Final = timedelta(hours=9)  #: when days begin for a company that does not say when it works
ZONE: Final = "zone"  #: the key of the time zone
CLOSED: Final = "closed"  #: the key of the dates on which it does not work; all others name days

#: From and until, in minutes after midnight.
Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """The working week of the company."""

    zone: str  #: a name of the IANA database, as Europe/Warsaw
    days: tuple[Span | None, ...]  #: Monday to Sunday; None: closed
    closed: frozenset[date] = frozenset()  #: days off, whatever their weekday

    def span(self, day: date) -> Span | None:
        """When work begins and ends on that day; None: closed."""
        return None if day in self.closed else self.days[day.weekday()]


def hours(table: Mapping[str, str]) -> Hours:
    """The week that a table without problems says."""
    days: list[Span | None] = [None] * 7
    for key, text in table.items():
        for day in _days(key):
            days[day] = _span(text)
    closed = frozenset(day for day in _dates(table.get(CLOSED, "")) if day)
    return Hours(zone=table[ZONE], days=tuple(days), closed=closed)


def zone_of(hours: Hours | None) -> tzinfo:
    """The company's time zone; UTC where it does not say."""
    return ZoneInfo(hours.zone) if hours else UTC


def begun_day(hours: Hours | None, now: datetime) -> date | None:
    """Today in the company's zone, if it is a working day and work has begun; else None.

    Without hours each day begins at 09:00 UTC; with a zone but no days at 09:00 there.
    """
    local = now.astimezone(zone_of(hours))
    span: Span | None = (MORNING // _MINUTE, _DAY_MINUTES)
    if hours and any(hours.days):
        span = hours.span(local.date())
    return local.date() if span and minute_of(local) >= span[0] else None


def is_working(hours: Hours, at: datetime, *, lasting: timedelta = timedelta()) -> bool:
    """Whether the company works at that moment, and will for that long."""
    local = at.astimezone(zone_of(hours))
    span, minute = hours.span(local.date()), minute_of(local)
    return span is not None and span[0] <= minute and minute + lasting // _MINUTE < span[1]


def opening(hours: Hours, at: datetime) -> datetime | None:
    """That moment if the company works then, else when it next begins; None if it does not within a year."""
    zone, local = zone_of(hours), at.astimezone(zone_of(hours))
    if is_working(hours, at):
        return at
    for day in (local.date() + timedelta(days=number) for number in range(_YEAR)):
        if span := hours.span(day):
            begins = at_minute(day, span[0], zone)
            if begins > at:
                return begins
    return None


def minute_of(local: datetime) -> int:
    """How many minutes after midnight a time is by its own clock."""
    return local.hour * 60 + local.minute


def at_minute(day: date, minute: int, zone: tzinfo) -> datetime:
    """The moment so many minutes after midnight of a day; 24:00 is the next midnight."""
    if minute == _DAY_MINUTES:
        day, minute = day + timedelta(days=1), 0
    return datetime.combine(day, time(minute // 60, minute % 60), zone).astimezone(UTC)


def names_days(table: Mapping[str, Any]) -> bool:
    """Whether a table says of any day when there is work."""
    return bool(table.keys() - {ZONE, CLOSED})


def hours_problems(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each key of the table that cannot be used, with the reason; what is no text has its own fault."""
    texts = {key: text for key, text in table.items() if isinstance(text, str)}
    if ZONE not in texts:
        yield ZONE, 'expected a time zone such as "Europe/Warsaw", found nothing'
    taken: dict[int, str] = {}
    for key, text in texts.items():
        if fault := _fault(key, text):
            yield key, fault
        for day in _days(key):
            if day in taken:
                yield key, f"expected each day once, found {_DAYS[day]} in {taken[day]} too"
                break
            taken[day] = key


def _fault(key: str, text: str) -> str | None:
    """Why that entry cannot be used alone."""
    found = f'found "{one_line(text, 60)}"'
    if key == ZONE:
        return None if _is_zone(text) else f'expected a time zone such as "Europe/Warsaw", {found}'
    if key == CLOSED:
        told = f'expected dates such as "2026-12-25, 2026-12-26", {found}'
        return told if None in _dates(text) else None
    if not _days(key):
        return 'unknown key; expected zone, closed, a day, or days such as "monday-friday"'
    return None if _span(text) else f'expected hours such as "09:00-18:00", {found}'


def _days(key: str) -> list[int]:
    """The days a key names, Monday as 0; none when it is no day or range of days."""
    first, _, last = key.partition("-")
    if first not in _DAYS or (last or first) not in _DAYS:
        return []
    start, end = _DAYS.index(first), _DAYS.index(last or first)
    return [day % 7 for day in range(start, end + 1 if end >= start else end + 8)]


def _dates(text: str) -> list[date | None]:
    """The dates in a list with commas; None for each that is none."""
    return [_date(part.strip()) for part in text.split(",") if part.strip()]


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _span(text: str) -> Span | None:
    match = fullmatch(_SPAN, text.replace(" ", ""))
    if match is None:
        return None
    hour, minute, to_hour, to_minute = (int(part) for part in match.groups())
    start, end = hour * 60 + minute, to_hour * 60 + to_minute
    return (start, end) if start < end <= _DAY_MINUTES else None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # a path, a folder, or a name that nobody knows
        return False
    return True
