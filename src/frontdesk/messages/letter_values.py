"""Letter values: everything that a letter may name, and what each name says in one rendering."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final

from frontdesk.messages.field_words import FIELD_NAMES, field_name
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.speech import Speech, greeting, speech, written_date
from frontdesk.rules.hours import Hours, is_working, opening, zone_of

#: Texts that come from the form, and those made of them or of the clock: none of them has parts.
TEXTS: Final = ("company", "first_name", "product", "greeting", "call_when")
#: Names that only a language with `Speech` has.
SPOKEN: Final = ("greeting", "call_when")
#: What a letter may show besides.
NAMES: Final = ("attached", "missing", "now", "call_day", "next_working_day")
HOURS: Final = ("open",)
#: The fields that `lacks` tells of.
FIELDS: Final = tuple(FIELD_NAMES)
#: What the layout around the letters may show; `{{ body }}` stands in it once.
LAYOUT_NAMES: Final = ("body", "language", "sender", "subject", "unsubscribe", "unsubscribe_words")
#: How much of the working day must be left for a promise to call at once.
_AT_ONCE: Final = timedelta(hours=1)


def letter_names(sender: Collection[str], language: str) -> dict[str, Collection[str] | None]:
    """What a letter in that language may name; tables with their entries."""
    spoken = speech(language) is not None
    names = (name for name in (*TEXTS, *NAMES) if spoken or name not in SPOKEN)
    return {**dict.fromkeys(sorted(names)), "hours": HOURS, "lacks": FIELDS, "sender": tuple(sender)}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Days:
    """What the clock says."""

    now: datetime | None = None
    hours: SimpleNamespace
    call_day: date | None = None
    call_when: str | None = None
    next_working_day: date | None = None


def days(spoken: Speech | None, hours: Hours | None, now: datetime | None) -> dict[str, Any]:
    """The names that depend on when a letter is written; days are unknown without a clock or `[hours]`."""
    minute = now.replace(second=0, microsecond=0) if now else None
    found = _days(spoken, hours, minute)
    return {name: getattr(found, name) for name in _Days.__slots__}


@lru_cache(maxsize=256)
def _days(spoken: Speech | None, hours: Hours | None, now: datetime | None) -> _Days:
    if now is None:
        return _Days(hours=SimpleNamespace(open=False))
    local = now.astimezone(zone_of(hours))
    if hours is None:
        return _Days(now=local, hours=SimpleNamespace(open=False))
    midnight = (local + timedelta(days=1)).replace(hour=0, minute=0)
    soon, later = opening(hours, now + _AT_ONCE), opening(hours, midnight.astimezone(UTC))
    call_day = soon.astimezone(zone_of(hours)).date() if soon else None
    return _Days(
        now=local,
        hours=SimpleNamespace(open=is_working(hours, now, lasting=_AT_ONCE)),
        call_day=call_day,
        call_when=_when(spoken, call_day, local.date()),
        next_working_day=later.astimezone(zone_of(hours)).date() if later else None,
    )


def _when(spoken: Speech | None, day: date | None, today: date) -> str | None:
    if spoken is None or day is None:
        return None
    if day == today:
        return spoken.today
    when = spoken.days[day.weekday()]
    # After a week of days off, "on Monday" alone would be taken for the next one.
    return when if day - today < timedelta(days=7) else f"{when} ({written_date(spoken, day)})"


def spoken_values(spoken: Speech | None, values: LetterValues, language: str) -> dict[str, Any]:
    """The names that come from the form, in the letter's language."""
    return {
        "first_name": values.greeting,
        "greeting": greeting(spoken, values.greeting) if spoken else None,
        "company": values.company,
        "product": values.product,
        "missing": [name for field in values.missing if (name := field_name(field, language))],
        "lacks": _lacks(values.missing),
    }


@lru_cache(maxsize=256)
def _lacks(missing: tuple[str, ...]) -> SimpleNamespace:
    return SimpleNamespace(**{field: field in missing for field in FIELDS})


def fixed_values(
    language: str, subject: str, sender: SimpleNamespace, attached: Collection[str]
) -> Mapping[str, Any]:
    """The names that are the same in every rendering of one letter."""
    spoken = speech(language) or speech("en")
    return {
        "language": language,
        "subject": subject,
        "sender": sender,
        "attached": list(attached),
        "unsubscribe_words": spoken.unsubscribe if spoken else "",
    }
