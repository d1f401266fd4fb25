"""Quiet: when a chat is written to without a sound, by its own `quiet`, else outside `[hours]`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from re import fullmatch
from typing import Any, Final

from frontdesk.model.lead import Chat
from frontdesk.rules.hours import Hours, Span, at_minute, is_working, minute_of, zone_of
from frontdesk.text import one_line

OFF: Final = "off"
EXAMPLE: Final = '"20:00-08:00"'
_TIMES: Final = r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)"
_BACK: Final = 31  #: days within which a company that works at all has worked


@dataclass(frozen=True, kw_only=True, slots=True)
class Night:
    """A quiet time that is over."""

    day: str  #: on which it ended, in the company's zone: 2026-11-23
    began_at: datetime
    ended_at: datetime


def quiet_span(text: str) -> Span | None:
    """From and until, in minutes after midnight, over midnight too; None when the text says none.

    "off" is a span of no length: never quiet, whatever `[hours]` say.
    """
    if text.strip() == OFF:
        return (0, 0)
    found = fullmatch(_TIMES, text.replace(" ", ""))
    if found is None:
        return None
    hour, minute, to_hour, to_minute = (int(part) for part in found.groups())
    span = (hour * 60 + minute, to_hour * 60 + to_minute)
    return None if span[0] == span[1] else span


def quiet_fault(chat: Mapping[str, Any]) -> str | None:
    """Why the `quiet` of a chat cannot be used; None when it can, or is left out."""
    text = chat.get("quiet")
    if not isinstance(text, str) or quiet_span(text):
        return None
    return f'expected two times such as {EXAMPLE}, or "{OFF}", found "{one_line(text, 60)}"'


def is_quiet(chat: Chat, hours: Hours | None, at: datetime) -> bool:
    """Whether the chat is to hear nothing at that moment; never where neither it nor `[hours]` says when."""
    if chat.quiet is None:
        return hours is not None and any(hours.days) and not is_working(hours, at)
    local = at.astimezone(zone_of(hours))
    begins, ends = chat.quiet
    minute = minute_of(local)
    return begins <= minute < ends if begins <= ends else minute >= begins or minute < ends


def last_night(chat: Chat, hours: Hours | None, now: datetime) -> Night | None:
    """The quiet time that ended today; None where none did, or it goes on."""
    zone = zone_of(hours)
    today = now.astimezone(zone).date()
    span = _by_chat(chat.quiet, today, zone) if chat.quiet else _by_hours(hours, today, zone)
    if span is None or not span[0] < span[1] <= now or is_quiet(chat, hours, now):
        return None
    return Night(day=today.isoformat(), began_at=span[0], ended_at=span[1])


def _by_chat(quiet: Span, today: date, zone: tzinfo) -> tuple[datetime, datetime]:
    begins, ends = quiet
    before = today - timedelta(days=1) if begins > ends else today
    return at_minute(before, begins, zone), at_minute(today, ends, zone)


def _by_hours(hours: Hours | None, today: date, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """From when work ended last until it began today."""
    span = hours.span(today) if hours else None
    if hours is None or span is None:
        return None
    for number in range(1, _BACK):
        day = today - timedelta(days=number)
        if worked := hours.span(day):
            return at_minute(day, worked[1], zone), at_minute(today, span[0], zone)
    return None
