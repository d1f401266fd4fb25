"""Hours: when the company works, from `[hours]`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from re import fullmatch
from typing import Final
from zoneinfo import ZoneInfo

from frontdesk.text import one_line

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN: Final = r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)"
_DAY_MINUTES: Final = 24 * 60
_MORNING: Final = 9 * 60  #: when days begin for a company that does not say when it works

#: From and until, in minutes after midnight.
Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """The working week of the company."""

    zone: str  #: a name of the IANA database, as Europe/Warsaw
    days: tuple[Span | None, ...]  #: Monday to Sunday; None: closed


def hours(table: Mapping[str, str]) -> Hours:
    """The week that a table without problems says."""
    days: list[Span | None] = [None] * 7
    for key, text in table.items():
        for day in _days(key) if key != "zone" else ():
            days[day] = _span(text)
    return Hours(zone=table["zone"], days=tuple(days))


def zone_of(hours: Hours | None) -> tzinfo:
    """The company's time zone; UTC where it does not say."""
    return ZoneInfo(hours.zone) if hours else UTC


def begun_day(hours: Hours | None, now: datetime) -> date | None:
    """Today in the company's zone, if it is a working day and work has begun; else None.

    Without hours each day begins at 09:00 UTC; with a zone but no days at 09:00 there.
    """
    local = now.astimezone(zone_of(hours))
    span: Span | None = (_MORNING, _DAY_MINUTES)
    if hours and any(hours.days):
        span = hours.days[local.weekday()]
    return local.date() if span and local.hour * 60 + local.minute >= span[0] else None


def hours_problems(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each key of the table that cannot be used, with the reason."""
    if "zone" not in table:
        yield "zone", 'expected a time zone such as "Europe/Warsaw", found nothing'
    taken: dict[int, str] = {}
    for key, text in table.items():
        if key == "zone":
            if not _is_zone(text):
                yield key, f'expected a time zone such as "Europe/Warsaw", found "{one_line(text, 60)}"'
            continue
        days = _days(key)
        if not days:
            yield key, 'unknown key; expected zone, a day, or days such as "monday-friday"'
        elif _span(text) is None:
            yield key, f'expected hours such as "09:00-18:00", found "{one_line(text, 60)}"'
        for day in days:
            if day in taken:
                yield key, f"expected each day once, found {_DAYS[day]} in {taken[day]} too"
                break
            taken[day] = key


def _days(key: str) -> list[int]:
    """The days a key names, Monday as 0; none when it is no day or range of days."""
    first, _, last = key.partition("-")
    if first not in _DAYS or (last or first) not in _DAYS:
        return []
    start, end = _DAYS.index(first), _DAYS.index(last or first)
    return [day % 7 for day in range(start, end + 1 if end >= start else end + 8)]


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
