"""Deadline: the days that are left, as people type them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.rules.hours import Hours
from frontdesk.signals.deadline import FURTHEST, deadline_signal
from signals.samples import a_submission, piped

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
WARSAW = ZoneInfo("Europe/Warsaw")
TYPED = [*piped("deadlines.csv"), *piped("deadlines_more.csv")]


@pytest.mark.parametrize("row", TYPED, ids=[row["text"] for row in TYPED])
def test_a_deadline_is_read_as_people_type_it(row):
    told = deadline_signal(row["text"], FRIDAY, WARSAW)

    assert told.days == (None if row["days"] == "-" else int(row["days"]))
    assert told.urgent == {"yes": True, "no": False, "-": None}[row["urgent"]]


CZECH = {
    "dnes": 0,
    "zítra": 1,
    "v pátek": 7,
    "za 5 dnů": 5,
    "za týden": 7,
    "příští týden": 9,
    "za tři týdny": 21,
    "do 2 měsíců": 60,
    "půl roku": 180,
}


@pytest.mark.parametrize(("text", "days"), CZECH.items(), ids=CZECH)
def test_czech_spans_are_understood(text, days):
    assert deadline_signal(text, FRIDAY, WARSAW).days == days


@pytest.mark.parametrize(
    ("text", "days"), [("12.2026", 41), ("03/2027", 131), ("13.2026", None), ("1.2.2027", 73)]
)
def test_a_month_in_figures_lasts_to_its_end(text, days):
    assert deadline_signal(text, FRIDAY, WARSAW).days == days


@pytest.mark.parametrize(
    ("at", "text", "days"),
    [
        (datetime(2028, 2, 1, tzinfo=UTC), "end of February", 28),
        (datetime(2027, 1, 10, tzinfo=UTC), "winter", 49),
        (datetime(2026, 12, 31, tzinfo=UTC), "next month", 31),
        (datetime(2026, 12, 31, tzinfo=UTC), "by December", 335),
        (datetime(2026, 3, 1, tzinfo=UTC), "31.02.2027", None),
    ],
    ids=lambda value: str(value)[:20],
)
def test_the_edges_of_a_year_are_minded(at, text, days):
    assert deadline_signal(text, at, UTC).days == days


def test_the_day_is_that_of_the_companys_zone():
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)

    assert deadline_signal("2026-12-01", late, WARSAW).days == 10
    assert deadline_signal("2026-12-01", late, UTC).days == 11


def test_a_deadline_counts_from_the_enquiry_that_named_it(read):
    two = (a_submission(deadline="2026-12-01"), a_submission(after=timedelta(days=5), message="Hello?"))
    hours = Hours(zone="UTC", days=(None,) * 7)

    assert read(*two, changed={"hours": hours}).deadline.days == 11


@given(st.text(st.sampled_from("0123456789 .-/:qwQ") | st.sampled_from("маrтdojan fеbend "), max_size=120))
def test_any_text_leaves_no_days_or_days_within_ten_years(text):
    days = deadline_signal(text, FRIDAY, UTC).days

    assert days is None or 0 <= days <= FURTHEST
