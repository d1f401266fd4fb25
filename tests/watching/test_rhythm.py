"""Rhythm: what is to be expected follows weekday and hour, the zone's clock changes, and no single burst."""

import pytest

from frontdesk.watching.rhythm import rhythm
from support.habits import DAY, START, WEEK, ZONE, arrivals, counted, local, office, shop, software


@pytest.mark.parametrize("shape", [office, software, shop])
@pytest.mark.parametrize("per_day", [1, 5, 50])
def test_a_usual_week_brings_what_a_week_brought(per_day, shape):
    times = arrivals(per_day, shape, 8, seed=1)

    expected = rhythm(counted(times), ZONE).expected(START, START + WEEK)

    assert expected == pytest.approx(len(times) / 8, rel=0.1)


def test_spans_add_up():
    habit = rhythm(counted(arrivals(5, shop, 8, seed=1)), ZONE)
    a, b, c = START + 10.3, START + 11.9, START + 60.4

    assert habit.expected(a, b) + habit.expected(b, c) == pytest.approx(habit.expected(a, c))


def test_a_free_sunday_and_a_night_weigh_nothing_in_an_office():
    habit = rhythm(counted(arrivals(50, office, 8, seed=1)), ZONE)

    assert habit.expected(START + 5 * DAY, START + 7 * DAY) == 0
    assert habit.expected(START + 18, START + DAY + 9) == 0
    assert habit.expected(START + 9, START + 18) > 40


def test_an_early_friday_is_learnt_though_the_other_days_are_long():
    def short(day, hour):
        return office(day, hour) * (day != 4 or hour < 14)

    habit = rhythm(counted(arrivals(50, short, 8, seed=1)), ZONE)

    friday = START + 4 * DAY
    assert habit.expected(friday + 14, friday + 18) < 0.25 * habit.expected(START + 14, START + 18)


@pytest.mark.parametrize(
    ("before", "after"),
    [((2026, 3, 27), (2026, 3, 30)), ((2026, 10, 23), (2026, 10, 26))],
    ids=["to summer time", "to winter time"],
)
def test_the_working_day_moves_with_the_clock(before, after):
    start = local(*before, 9) - 4 * DAY - 7 * WEEK - 9
    habit = rhythm(counted(arrivals(50, office, 9, seed=1, start=start)), ZONE)

    for day in (before, after):
        assert habit.expected(local(*day, 0), local(*day, 9)) == 0
        assert habit.expected(local(*day, 9), local(*day, 18)) > 40
        assert habit.expected(local(*day, 18), local(*day, 23)) == 0


def test_the_hour_that_comes_twice_is_expected_twice_and_the_one_left_out_never():
    habit = rhythm(counted(START + hour + 0.5 for hour in range(8 * WEEK)), ZONE)

    assert habit.expected(local(2026, 10, 25), local(2026, 10, 26)) == pytest.approx(25)
    assert habit.expected(local(2026, 3, 29), local(2026, 3, 30)) == pytest.approx(23)


def test_one_burst_is_not_taken_for_every_weeks():
    times = arrivals(5, office, 8, seed=1)
    burst = [START + 3 * WEEK + DAY + 10 + number / 200 for number in range(200)]

    calm, with_burst = (rhythm(counted(some), ZONE) for some in (times, sorted(times + burst)))

    tuesday = START + DAY
    assert with_burst.expected(tuesday, tuesday + DAY) < 2 * calm.expected(tuesday, tuesday + DAY)
