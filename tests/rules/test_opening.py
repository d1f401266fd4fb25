"""Days off: on them nobody works, whatever the weekday; and when work begins again."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.rules.hours import begun_day, hours, hours_problems, is_working, opening
from frontdesk.signals.hour import hour_signal

WARSAW = ZoneInfo("Europe/Warsaw")
WEEK = {"zone": "Europe/Warsaw", "monday-friday": "09:00-18:00"}
OFFICE = hours({**WEEK, "closed": "2026-12-25, 2026-12-28,"})
CHRISTMAS = date(2026, 12, 25)  # a Friday


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW).astimezone(UTC)


def test_on_a_day_off_no_day_begins_and_nobody_works():
    noon = at("2026-12-25 12:00")

    assert begun_day(OFFICE, noon) is None
    assert hour_signal(noon, OFFICE, WARSAW).working is False
    assert is_working(OFFICE, noon) is False
    assert begun_day(hours(WEEK), noon) == CHRISTMAS
    assert hour_signal(noon, hours(WEEK), WARSAW).working is True


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-12-24 08:59", "2026-12-24 09:00"),
        ("2026-12-24 09:00", "2026-12-24 09:00"),
        ("2026-12-24 17:59", "2026-12-24 17:59"),
        ("2026-12-24 18:00", "2026-12-29 09:00"),
        ("2026-12-26 12:00", "2026-12-29 09:00"),
        ("2027-03-27 12:00", "2027-03-29 09:00"),
    ],
    ids=["before", "at once", "still", "over days off", "weekend", "over a change of the clock"],
)
def test_work_begins_again_on_the_next_working_day(now, opens):
    assert opening(OFFICE, at(now)) == at(opens)


def test_a_company_that_never_works_never_opens():
    assert opening(hours({"zone": "UTC"}), at("2026-12-24 12:00")) is None


def test_work_lasts_until_its_end():
    now = at("2026-12-24 17:00")

    assert is_working(OFFICE, now, lasting=timedelta(minutes=59))
    assert not is_working(OFFICE, now, lasting=timedelta(minutes=60))


@pytest.mark.parametrize(
    "text", ["25.12.2026", "2026-12-32", "20261225", "2026-12-25; 2026-12-26", "christmas"]
)
def test_what_is_no_date_is_a_fault(text):
    assert list(hours_problems({**WEEK, "closed": text})) == [
        ("closed", f'expected dates such as "2026-12-25, 2026-12-26", found "{text}"')
    ]


def test_dates_are_no_fault():
    assert list(hours_problems({**WEEK, "closed": "2026-12-25, 2026-12-26"})) == []
