"""Pauses: how long after a letter the next one comes, and in whose hours."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.rules.hours import hours
from frontdesk.rules.pauses import next_morning, pause, within

#: Works Monday to Friday, not on Wednesday 11 November; one hour ahead of UTC in winter, two in summer.
OFFICE = hours({"zone": "Europe/Warsaw", "monday-friday": "09:00-18:00", "closed": "2026-11-11"})
HALF_DAYS = hours({"zone": "UTC", "monday-thursday": "08:00-16:00", "friday": "10:00-12:00"})
NEVER = hours({"zone": "Europe/Warsaw"})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "since", "over"),
    [
        pytest.param("1 working day", "2026-11-03 10:00", "2026-11-04 10:00", id="a day on"),
        pytest.param("2 working days", "2026-11-05 10:00", "2026-11-09 10:00", id="over a weekend"),
        pytest.param("2 working days", "2026-11-09 10:00", "2026-11-12 10:00", id="over a holiday"),
        pytest.param("1 working day", "2026-11-07 10:00", "2026-11-10 08:00", id="from a Saturday"),
        pytest.param("1 working day", "2026-11-06 20:00", "2026-11-10 08:00", id="from Friday night"),
        pytest.param(
            "2 working days", "2026-10-23 10:00", "2026-10-27 11:00", id="over the end of summer time"
        ),
        pytest.param("36h", "2026-11-03 20:00", "2026-11-05 08:00", id="hours that end in hours"),
        pytest.param("24h", "2026-11-06 10:00", "2026-11-09 08:00", id="hours that end on a Saturday"),
        pytest.param("3d", "2026-11-08 10:00", "2026-11-12 08:00", id="days that end on a holiday"),
        pytest.param("1w", "2026-11-03 10:00", "2026-11-10 10:00", id="a week"),
    ],
)
def test_a_pause_is_over_in_working_hours(text, since, over):
    assert pause(text).after(at(since), OFFICE) == at(over)


@pytest.mark.parametrize(
    ("since", "over"),
    [("2026-11-05 15:00", "2026-11-09 08:00"), ("2026-11-05 09:00", "2026-11-06 10:00")],
    ids=["after that day's end", "before its beginning"],
)
def test_a_day_with_other_hours_moves_it_into_them(since, over):
    assert pause("1 working day").after(at(since), HALF_DAYS) == at(over)


@pytest.mark.parametrize("hours_", [None, NEVER], ids=["no hours", "no day"])
def test_without_working_days_all_days_are_alike(hours_):
    assert pause("2 working days").after(at("2026-11-06 23:00"), hours_) == at("2026-11-08 23:00")
    assert within(hours_, at("2026-11-07 23:00")) == at("2026-11-07 23:00")


@pytest.mark.parametrize(
    ("hours_", "morning"),
    [(OFFICE, "2026-11-09 08:00"), (NEVER, "2026-11-07 08:00"), (None, "2026-11-07 09:00")],
    ids=["hours", "a zone alone", "none"],
)
def test_the_next_morning_is_never_today(hours_, morning):
    assert next_morning(hours_, at("2026-11-06 02:00")) == at(morning)


def test_a_company_at_work_all_night_begins_its_day_at_midnight():
    always = hours({"zone": "UTC", "monday-sunday": "00:00-24:00"})

    assert next_morning(always, at("2026-11-06 23:59")) == at("2026-11-07 00:00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2",
        "days",
        "0d",
        "-1d",
        "1.5d",
        "2 days",
        "two working days",
        "100 working days",
        "1000d",
        "366d",
        "53w",
        "2d ",
        "2d\n3d",
        "٢d",
    ],
)
def test_what_is_no_pause_is_none(text):
    assert pause(text) is None


def test_the_longest_pause_still_is_one():
    assert pause("365d").after(at("2026-11-06 10:00"), None) - at("2026-11-06 10:00") == timedelta(days=365)
    assert pause("99 working days").working_days == 99
