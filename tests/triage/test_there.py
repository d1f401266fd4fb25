"""There: a lead's own time, whether people work there, and when both work."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdesk.rules.hours import Hours, hours
from frontdesk.triage.there import there

OURS = hours({"zone": "Europe/Warsaw", "monday-friday": "09:00-17:00", "closed": "2026-11-23"})
FRIDAY = datetime(2026, 11, 20, tzinfo=UTC)


def at(text, day=FRIDAY):
    hour, _, minute = text.partition(":")
    return day.replace(hour=int(hour), minute=int(minute or 0))


@pytest.mark.parametrize(
    ("zone", "now", "offset", "working"),
    [
        ("Europe/Warsaw", at("7:59"), 60, False),
        ("Europe/Warsaw", at("8"), 60, True),
        ("Europe/Warsaw", at("16:59"), 60, True),
        ("Europe/Warsaw", at("17"), 60, False),
        ("Asia/Kolkata", at("10"), 330, True),
        ("America/St_Johns", at("10"), -210, False),
        ("Europe/Warsaw", at("10") + timedelta(days=1), 60, False),
        ("Pacific/Auckland", at("21"), 780, False),  # Saturday there
    ],
)
def test_it_is_their_office_hours_from_9_to_18_on_weekdays(zone, now, offset, working):
    found = there(zone, None, now)

    assert found.offset == timedelta(minutes=offset)
    assert found.working is working


MONDAY, TUESDAY = FRIDAY + timedelta(days=3), FRIDAY + timedelta(days=4)


@pytest.mark.parametrize(
    ("zone", "ours", "now", "opens", "closes", "open_"),
    [
        ("Europe/Warsaw", OURS, at("7"), at("8"), at("16"), False),
        ("Europe/Warsaw", OURS, at("8"), at("8"), at("16"), True),
        ("Europe/Warsaw", OURS, at("15:59"), at("8"), at("16"), True),
        ("Europe/Warsaw", OURS, at("16"), at("8", TUESDAY), at("16", TUESDAY), False),
        ("Europe/Warsaw", None, at("17"), at("8", MONDAY), at("17", MONDAY), False),
        ("America/New_York", OURS, at("9"), at("14"), at("16"), False),
        ("Asia/Tokyo", OURS, at("7"), at("8"), at("9"), False),
        ("America/Los_Angeles", OURS, at("9"), None, None, False),
        ("Europe/Warsaw", Hours(zone="UTC", days=(None,) * 7), at("9"), at("8"), at("17"), True),
    ],
    ids=[
        "before",
        "from its first minute",
        "to its last minute",
        "over a holiday of ours",
        "always at work ourselves",
        "west",
        "east",
        "never both",
        "a zone without days",
    ],
)
def test_the_time_to_call_is_when_both_work(zone, ours, now, opens, closes, open_):
    found = there(zone, ours, now)

    assert (found.opens_at, found.closes_at, found.open) == (opens, closes, open_)
    assert found.changes_at == (closes if open_ else opens)


def test_on_the_day_the_clocks_change_work_begins_by_the_new_ones():
    sunday = date(2026, 10, 25)
    ours = hours({"zone": "Europe/Warsaw", "monday-sunday": "00:00-24:00"})

    before = there("Europe/Warsaw", ours, datetime(2026, 10, 23, 20, tzinfo=UTC))

    assert before.opens_at == datetime(2026, 10, 26, 8, tzinfo=UTC)
    assert sunday.weekday() == 6


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../etc/passwd", "x" * 5_000], ids=lambda z: z[:10])
def test_of_a_zone_that_nobody_knows_nothing_is_told(zone):
    assert there(zone, OURS, FRIDAY) is None
