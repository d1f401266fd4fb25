"""Deadline: how many days a deadline field leaves, and whether it is urgent.

A month, a quarter or a year alone means its last day, "by March" its first. Weeks have 7 days, months 30.
Nothing rather than a guess: what is over, or more than ten years away, is unknown.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final

from frontdesk.model.signal_parts import DeadlineSignal
from frontdesk.signals.folding import fold
from frontdesk.signals.words import dates as words

LIMIT: Final = 120  #: characters that are looked at
FURTHEST: Final = 3_650  #: days; what is further away was meant otherwise

_EARLY, _MID = 10, 15  #: the days of a month that its beginning and its middle last to

_MONTH: Final = "|".join(f"(?P<m{number}>{month})" for number, month in enumerate(words.MONTHS, 1))
_SEASON: Final = "|".join(f"(?P<s{first}>{written})" for (first, _), written in words.SEASONS.items())
_UNIT: Final = "|".join(f"(?P<{unit}>{written})" for unit, written in words.UNITS.items())
_EDGE: Final = (
    rf"(?:(?P<by>{words.BY})\s+)?(?:(?:the|dem|zum|la|le)\s+)?"
    rf"(?:(?P<end>{words.END})|(?P<start>{words.START})|(?P<mid>{words.MIDDLE}))?"
    r"\s*(?:(?:of|the|des|der|de|du|la|le|w)\s+)*"
)
_YEAR: Final = r"(?:[\s,]*(?:of|в|w|г|year|rok|roku)?\s*(?P<year>20\d\d))?"

_ISO: Final = re.compile(r"\b(20\d\d)[-./](\d{1,2})[-./](\d{1,2})\b")
_NUMERIC: Final = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})(?:\2(20\d\d|\d\d))?\b\.?")
_MONTH_YEAR: Final = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])[./](20\d\d)(?![\d./-])")
_RANGE: Final = re.compile(r"(\d)\s*(?:[-–—]|to|до|do|bis|or|или|lub|oder|а)\s*(?=\d)")
_DAY_MONTH: Final = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th|го|е|er))?\.?\s*(?:of\s+|de\s+)?(?:{_MONTH})\b\.?{_YEAR}"
)
_MONTH_DAY: Final = re.compile(rf"\b(?:{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR}")
_IN_MONTH: Final = re.compile(rf"\b{_EDGE}\b(?:{_MONTH})\b\.?{_YEAR}")
_IN_SEASON: Final = re.compile(rf"\b{_EDGE}\b(?:{_SEASON})\b{_YEAR}")
_ORDINALS: Final = (
    r"first|1st|перв\w+|перш\w+|pierwsz\w+|erst\w+|i",
    r"second|2nd|втор\w+|друг\w+|drugi\w*|zweit\w+|ii",
    r"third|3rd|трет\w+|trzeci\w*|dritt\w+|iii",
    r"fourth|4th|last|четверт\w+|czwart\w+|viert\w+|iv",
)
_ORDINAL: Final = "|".join(f"(?P<o{number}>{ordinal})" for number, ordinal in enumerate(_ORDINALS, 1))
_QUARTER: Final = re.compile(
    rf"\b{_EDGE}(?:q\s?(?P<q>[1-4])|(?:(?P<n>[1-4])(?:\s?(?:st|nd|rd|th|и|ыи|ои|го))?\.?|{_ORDINAL})\s*"
    rf"(?:q|{words.UNITS['quarter']}))\b\.?{_YEAR}"
)
_RELATIVE: Final = re.compile(
    rf"\b{_EDGE}\b(?:(?:(?P<this>{words.THIS})|(?P<next>{words.NEXT}))\s+)?(?:{_UNIT}|(?P<jahr>jahresende|monatsende))\b"
)
_SPAN: Final = re.compile(
    rf"\b(?:(?P<count>\d{{1,4}}(?:[.,]5)?)|(?P<said>{'|'.join(words.COUNTS)}))\s*(?:(?:a|of)\s+)?"
    rf"(?:(?:(?P<working>{words.WORKING})|calendar|full|полных|календарн\w+)\s+)?(?:{_UNIT})\b"
)
_HALF_YEAR: Final = re.compile(
    r"\b(?:полгода|полугоди\w+|пів року|polrocz\w+|p[ou]l roku|halbjahr|halbes jahr|half a year|half year)\b"
)
_HALF_MONTH: Final = re.compile(r"\b(?:полмесяца|пів місяця|pol miesiaca|fortnight)\b")
_WEEKDAY: Final = re.compile(
    r"\b(?:" + "|".join(f"(?P<w{number}>{day})" for number, day in enumerate(words.WEEKDAYS)) + r")\b"
)
_NEAR: Final = tuple(
    (re.compile(rf"\b(?:{written})\b"), days)
    for written, days in ((words.AFTER, 2), (words.TOMORROW, 1), (words.TODAY, 0))
)
_NEW_YEAR: Final = re.compile(
    r"\b(?:new year\w*|нов(?:ого|ым|ому|ыи) год(?:а|ом|у)?|нового року|nowego roku|nowym rokiem|silvester|"
    r"neujahr)\b"
)
_CHRISTMAS: Final = re.compile(
    r"\b(?:christmas|xmas|weihnacht\w*|swiet\w*|swiat\w*|рождеств\w+|noel|navidad)\b"
)
_ONLY_YEAR: Final = re.compile(r"(?<![\w./-])(20\d\d)(?![\d/-]|\.\d)")


def deadline_signal(field: str, at: datetime, zone: tzinfo) -> DeadlineSignal:
    """What the deadline field tells; both unknown where nothing is understood. `at`: when it was sent."""
    if not field or field.isspace():
        return _NOTHING
    return _told(field[:LIMIT], at.astimezone(zone).date())


@lru_cache(maxsize=1024)  # most are chosen from a list
def _told(text: str, today: date) -> DeadlineSignal:
    folded = " ".join(fold(_RANGE.sub(r"\1 ", text)).replace("_", " ").split())
    relaxed = words.RELAXED.search(folded) is not None
    urgent = not relaxed and words.URGENT.search(folded) is not None
    day = next(_days(text, folded, today), None)
    if day is not None and 0 <= day <= FURTHEST:
        return DeadlineSignal(days=day, urgent=urgent)
    if urgent:
        return DeadlineSignal(days=0, urgent=True)
    return DeadlineSignal(urgent=False) if relaxed else _NOTHING


def _days(text: str, folded: str, today: date) -> Iterator[int]:
    """What the text may mean, in days from today, the surest first."""
    for last in _dates(text, folded, today):
        yield (last - today).days
    if _HALF_YEAR.search(folded):
        yield 180
    if _HALF_MONTH.search(folded):
        yield 15
    for written, days in _NEAR:
        if written.search(folded):
            yield days
    if span := _spans(folded):
        yield max(span)
    for match in _RELATIVE.finditer(folded):
        yield from _relative(match, today)
    for match in _WEEKDAY.finditer(folded):
        day = int((match.lastgroup or "w0")[1:])
        yield (day - today.weekday() - 1) % 7 + 1


def _dates(text: str, folded: str, today: date) -> Iterator[date]:
    """The days that a text names, by number or by name."""
    for found in _ISO.finditer(text):
        yield from _day(int(found[1]), int(found[2]), int(found[3]))
    if not _ISO.search(text):
        for found in _NUMERIC.finditer(text):
            yield from _numeric(found, today)
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for found in pattern.finditer(folded):
            month = _numbered(found, "m", 12)
            yield from _coming(found["year"], month, int(found["day"]), today)
    for pattern, prefix in ((_IN_MONTH, "m"), (_QUARTER, "o"), (_IN_SEASON, "s")):
        for found in pattern.finditer(folded):
            yield _within(found, *_months(found, prefix), today)
    if _NEW_YEAR.search(folded):
        yield date(today.year, 12, 31)
    if _CHRISTMAS.search(folded):
        yield from _coming(None, 12, 25, today)
    for found in _MONTH_YEAR.finditer(text):
        yield _last_day(int(found[2]), int(found[1]))
    for found in _ONLY_YEAR.finditer(text):
        yield date(int(found[1]), 12, 31)


def _day(year: int, month: int, day: int) -> Iterator[date]:
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        yield date(year, month, day)


def _numeric(found: re.Match[str], today: date) -> Iterator[date]:
    """Day before month, as nearly everywhere; month first where only that lies ahead. 3.5 is no date."""
    one, two, year = int(found[1]), int(found[3]), found[4]
    if year is None and (found[2] != "." or len(found[3]) < 2):
        return
    full = None if year is None else f"20{year}"[-4:]
    ahead = [day for pair in ((one, two), (two, one)) for day in _coming(full, pair[1], pair[0], today)]
    yield from [day for day in ahead if day >= today][:1]


def _coming(year: str | None, month: int, day: int, today: date) -> Iterator[date]:
    """That day of that year, else the next one that comes."""
    if year:
        yield from _day(int(year), month, day)
        return
    for each in (today.year, today.year + 1):
        yield from (found for found in _day(each, month, day) if found >= today)


def _months(found: re.Match[str], prefix: str) -> tuple[int, int]:
    """The first and the last month of the month, the quarter or the season found."""
    if prefix == "m":
        month = _numbered(found, "m", 12)
        return month, month
    if prefix == "o":
        quarter = int(found["q"] or found["n"] or _numbered(found, "o", 4))
        return 3 * quarter - 2, 3 * quarter
    return next(months for months in words.SEASONS if found[f"s{months[0]}"])


def _numbered(found: re.Match[str], prefix: str, most: int) -> int:
    return next(number for number in range(1, most + 1) if found[f"{prefix}{number}"])


def _within(found: re.Match[str], first: int, last: int, today: date) -> date:
    """The day that is meant by a span of months: its last one, or nearer with "by", "early" and "mid"."""
    over = last < first  # a winter ends in the year after
    year = int(found["year"] or today.year - (over and today.month <= last))
    ended = _last_day(year + over, last)
    if not found["year"] and ended < today:
        year, ended = year + 1, _last_day(year + 1 + over, last)
    if found["start"]:
        meant = date(year, first, _EARLY)
    elif found["mid"]:
        meant = date(year + over, first if first == last else first % 12 + 1, _MID)
    elif found["by"] and not found["end"]:
        meant = date(year, first, 1)
    else:
        return ended
    return meant if meant >= today or found["year"] else meant.replace(year=meant.year + 1)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _spans(folded: str) -> list[int]:
    """The spans of time in a text: 2 weeks, drei Monate."""
    found = []
    for match in _SPAN.finditer(folded):
        count = float(match["count"].replace(",", ".")) if match["count"] else words.COUNTS[match["said"]]
        unit = next(unit for unit in words.DAYS if match[unit])
        found.append(round(count * words.DAYS[unit] * (7 / 5 if match["working"] else 1)))
    return found


def _relative(match: re.Match[str], today: date) -> Iterator[int]:
    """This week, the end of the year, next month; a unit alone is one of it."""
    if match["jahr"]:
        unit, end = ("year" if match["jahr"] == "jahresende" else "month"), True
    else:
        unit = next(unit for unit in words.DAYS if match[unit])
        end = bool(match["end"] or match["this"])
    if not (end or match["next"]):
        if unit not in ("hour", "day") and len(match.string.split()) <= 3:
            yield round(words.DAYS[unit])
        return
    last = _last_of(unit, today)
    if match["next"]:
        last = _last_of(unit, last + timedelta(days=1))
    yield (last - today).days


def _last_of(unit: str, day: date) -> date:
    """The last day of the week, month, quarter or year that a day is in."""
    if unit == "week":
        return day + timedelta(days=6 - day.weekday())
    month = {"month": day.month, "quarter": (day.month + 2) // 3 * 3, "year": 12}.get(unit)
    return day if month is None else _last_day(day.year, month)


_NOTHING: Final = DeadlineSignal()
