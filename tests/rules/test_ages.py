"""Ages: how long a time is, and what points are worth after it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.rules.ages import Fades, age

WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12h", timedelta(hours=12)), ("30d", timedelta(days=30)), ("4 w", timedelta(weeks=4)), ("9999w", None)],
)
def test_a_time_is_so_long(text, expected):
    assert age(text) == (expected or timedelta(weeks=9999))


@pytest.mark.parametrize("text", ["", "0d", "30", "30m", "-3d", "1.5d", "30 days", "10000d", "3d\n", "٣d"])
def test_other_texts_are_no_time(text):
    assert age(text) is None


def linear(**changed) -> Fades:
    return Fades(**({"every": WEEK, "by": 1} | changed))


def shrinking(percent: int, **changed) -> Fades:
    return Fades(every=WEEK, percent=percent, **changed)


ROWS = {
    "new": (linear(), 3, 0, 3),
    "a span that is not over takes nothing": (linear(), 3, 6.99, 3),
    "a span that is just over": (linear(), 3, 7, 2),
    "never below nothing": (linear(), 3, 700, 0),
    "down to the floor": (linear(floor=2), 3, 700, 2),
    "negative points rise": (linear(), -3, 7, -2),
    "negative points rise to nothing": (linear(), -3, 700, 0),
    "negative points rise to the floor": (linear(floor=1), -3, 700, -1),
    "a clock that went back": (linear(), 3, -5, 3),
    "half": (shrinking(50), 4, 7, 2),
    "half of half": (shrinking(50), 4, 14, 1),
    "rounded toward zero": (shrinking(50), 5, 7, 2),
    "rounded toward zero from below": (shrinking(50), -5, 7, -2),
    "exact where fractions are not": (shrinking(34), 100, 7, 66),
    "all at once": (shrinking(100), 5, 7, 0),
    "one percent of many points, after 20,000 years": (shrinking(1), 1000, 7_000_000, 0),
    "a floor above the points adds nothing": (linear(floor=9), 3, 700, 3),
}


@pytest.mark.parametrize(("fades", "points", "days", "left"), ROWS.values(), ids=ROWS)
def test_points_are_worth(fades, points, days, left):
    assert fades.left(points, timedelta(days=days)) == left


@given(
    st.builds(
        Fades,
        every=st.timedeltas(timedelta(hours=1), timedelta(days=400)),
        by=st.integers(1, 50),
        percent=st.sampled_from([0, 0, 1, 20, 99, 100]),
        floor=st.integers(0, 20),
    ),
    st.integers(-1000, 1000),
    st.timedeltas(timedelta(), timedelta(days=20_000)),
    st.timedeltas(timedelta(), timedelta(days=2_000)),
)
def test_points_never_grow_with_age_and_never_change_their_sign(fades, points, age, more):
    young, old = fades.left(points, age), fades.left(points, age + more)

    assert abs(old) <= abs(young) <= abs(points)
    assert old * points >= 0
    assert fades.left(-points, age) == -young
