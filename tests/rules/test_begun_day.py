"""Begun day: when the company's working day has begun, by its own clock."""

from datetime import UTC, date, datetime

import pytest

from frontdesk.rules.hours import Hours, begun_day

OFFICE = Hours(zone="Europe/Warsaw", days=((9 * 60, 18 * 60),) * 5 + (None, None))
LATE_SATURDAY = Hours(zone="Asia/Tokyo", days=(None,) * 5 + ((8 * 60, 24 * 60), None))
NO_DAYS = Hours(zone="Europe/Warsaw", days=(None,) * 7)
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


CASES = {
    "a minute before": (OFFICE, at("2026-11-23 07:59"), None),
    "the opening minute": (OFFICE, at("2026-11-23 08:00"), MONDAY),
    "in summer an hour earlier": (OFFICE, at("2026-07-20 07:00"), date(2026, 7, 20)),
    "after closing": (OFFICE, at("2026-11-23 22:59"), MONDAY),
    "after midnight there": (OFFICE, at("2026-11-23 23:00"), None),
    "a free day": (OFFICE, at("2026-11-22 12:00"), None),
    "another day there than in UTC": (LATE_SATURDAY, at("2026-11-20 23:00"), date(2026, 11, 21)),
    "no hours, before nine": (None, at("2026-11-22 08:59"), None),
    "no hours, at nine": (None, at("2026-11-22 09:00"), SUNDAY),
    "a zone without days": (NO_DAYS, at("2026-11-22 08:00"), SUNDAY),
    "a zone without days, before nine": (NO_DAYS, at("2026-11-22 07:59"), None),
}


@pytest.mark.parametrize(("hours", "now", "day"), CASES.values(), ids=CASES)
def test_a_day_begins_at_the_opening_hour_of_its_zone(hours, now, day):
    assert begun_day(hours, now) == day
