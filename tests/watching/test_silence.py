"""Silence: a form that breaks is noticed, one that is well is left alone, and one silence is told once."""

import random

import pytest

from frontdesk.watching.silence import silence
from support.habits import (
    DAY,
    START,
    WEEK,
    ZONE,
    alarms,
    arrivals,
    counted,
    local,
    noticed,
    office,
    recent,
    shop,
    software,
)

SHAPES = [office, software, shop]
RATES = [1, 5, 50]


# ── Forms that are well ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("per_day", RATES)
def test_steady_forms_give_at_most_one_false_alarm_in_200_weeks(per_day):
    forms = [arrivals(per_day, SHAPES[seed % 3], 12, seed) for seed in range(21)]

    false = [found for times in forms for found in alarms(times)]

    assert sum(times[-1] - START - 2 * WEEK for times in forms) > 200 * WEEK
    assert len(false) <= 1, false


@pytest.mark.parametrize("per_day", RATES)
def test_a_sunday_pause_of_an_office_is_no_silence(per_day):
    friday = local(2026, 3, 27, 17)
    times = [at for at in arrivals(per_day, office, 13, seed=3) if at < friday]

    assert silence(counted(times), local(2026, 3, 30, 9), ZONE) is None


@pytest.mark.parametrize("change", [(2026, 3, 30), (2026, 10, 26)], ids=["to summer time", "to winter time"])
def test_the_first_working_morning_after_a_clock_change_is_no_silence(change):
    monday = local(*change, 9)
    times = [at for at in arrivals(50, office, 9, 3, start=monday - 9 - 8 * WEEK) if at < monday - 2 * DAY]

    assert silence(counted(times), monday, ZONE) is None
    assert silence(counted(times), monday + 4.5, ZONE)


def test_forms_that_are_sent_twice_or_thrice_each_time_are_left_alone():
    for seed in range(6):
        chance = random.Random(seed)
        times = arrivals(5, software, 14, seed)
        many = sorted(at + 0.1 * n * chance.random() for at in times for n in range(chance.choice((1, 2, 3))))

        assert len(list(alarms(many))) <= 1


@pytest.mark.parametrize("size", [35, 350])
def test_a_mailing_each_week_on_any_day_becomes_the_habit(size):
    told = 0
    for seed in range(6):
        chance = random.Random(seed)
        starts = [START + week * WEEK + chance.uniform(0, WEEK) for week in range(16)]
        times = sorted(start + chance.expovariate(1 / 6) for start in starts for _ in range(size))
        told += len(list(alarms(times)))

    assert told <= 12  # of 96 mailings


@pytest.mark.parametrize("per_day", [5, 50])
def test_a_campaign_does_not_make_the_old_life_look_silent(per_day):
    told = 0
    for seed in range(6):
        chance, start = random.Random(seed), START + 9 * WEEK + DAY + 10
        burst = [start + chance.expovariate(1 / 6) for _ in range(70 * per_day)]
        told += len(list(alarms(sorted(arrivals(per_day, software, 15, seed) + burst))))

    assert told <= 1  # in 36 weeks


def test_a_form_that_fades_out_over_months_hardly_alarms():
    for seed in range(6):
        chance = random.Random(seed)
        times = [
            at
            for at in arrivals(5, software, 30, seed)
            if chance.random() < 2 ** -((at - START - 6 * WEEK) / (3 * WEEK))
        ]

        assert len(list(alarms(times, until=START + 60 * WEEK))) <= 2


# ── Forms that break ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("per_day", "shape", "most"),
    [
        (1, shop, 14 * DAY),
        (5, shop, 4 * DAY),
        (50, shop, 18),
        (1, office, 14 * DAY),
        (5, office, 4 * DAY),
        (50, office, 66),  # from Friday evening to Monday noon
    ],
    ids=["1 shop", "5 shop", "50 shop", "1 office", "5 office", "50 office"],
)
def test_a_form_that_breaks_on_friday_evening_is_noticed(per_day, shape, most):
    friday = local(2026, 3, 27, 18)
    for seed in range(5):
        times = [at for at in arrivals(per_day, shape, 13, seed) if at < friday]

        at, found = noticed(times)

        assert found.since == times[-1]
        assert at - friday <= most


@pytest.mark.parametrize(("per_day", "middling"), [(1, 11), (5, 12), (50, 14)])
def test_how_many_submissions_must_fail_to_come(per_day, middling):
    limits = sorted(noticed(arrivals(per_day, software, 12, seed))[1].limit for seed in range(9))

    assert 7 < limits[4] < middling


def test_a_silence_says_what_was_usual():
    found = noticed(arrivals(5, shop, 12, seed=1))[1]

    assert 30 <= found.weekly <= 40
    assert found.expected >= found.limit


# ── One alarm ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("per_day", RATES)
@pytest.mark.parametrize("shape", SHAPES)
def test_two_weeks_of_holiday_are_one_alarm(per_day, shape):
    away = (START + 10 * WEEK, START + 12 * WEEK)
    for seed in range(3):
        times = [at for at in arrivals(per_day, shape, 16, seed) if not away[0] <= at < away[1]]

        assert [end for end, _ in alarms(times)] == [min(at for at in times if at > away[1])]


@pytest.mark.parametrize("per_day", RATES)
def test_a_holiday_with_a_form_now_and_then_is_no_flood_of_alarms(per_day):
    for seed in range(4):
        chance, away = random.Random(seed), START + 10 * WEEK
        stray = [away + day * DAY + 10 + chance.random() for day in range(14)]
        rest = [at for at in arrivals(per_day, shop, 16, seed) if not away <= at < away + 2 * WEEK]

        assert len(list(alarms(sorted(rest + stray)))) <= 2


def test_a_form_that_is_still_broken_after_a_trial_is_told_again():
    times = arrivals(50, shop, 12, seed=1)
    trial = times[-1] + 3 * DAY

    at, found = noticed([*times, trial])

    assert found.since == trial
    assert DAY < at - trial < 4 * DAY


def test_a_form_that_breaks_again_a_week_later_is_noticed_as_soon_as_ever():
    times = arrivals(50, shop, 16, seed=1)
    broken = (START + 10 * WEEK, START + 10 * WEEK + 3 * DAY)
    kept = [at for at in times if not broken[0] <= at < broken[1] and at < START + 11 * WEEK + DAY + 12]

    at, _ = noticed(kept)

    assert at - kept[-1] < 12


def test_after_eight_weeks_silence_is_the_habit():
    times = arrivals(5, shop, 12, seed=1)
    hours = counted(times)

    assert silence(hours, times[-1] + 8 * WEEK - 1, ZONE)
    assert silence(hours, times[-1] + 8 * WEEK + 1, ZONE) is None


def test_a_silence_does_not_end_while_its_weeks_grow_old():
    times = arrivals(5, shop, 16, seed=1)
    hours = counted(times)
    found = [
        silence(recent(hours, now), now, ZONE) for now in (times[-1] + day * DAY for day in range(7, 56))
    ]

    assert all(found)
    assert len({(one.since, one.weekly) for one in found}) == 1


# ── Nothing is said ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "times",
    [
        [],
        arrivals(50, shop, 1, seed=1),
        arrivals(1, shop, 12, seed=1)[:19],
        [START + day * 30 * DAY + number / 50 for day in range(2) for number in range(200)],
    ],
    ids=["no submission", "a week of history", "nineteen submissions", "two mailings"],
)
def test_where_there_is_no_habit_nothing_is_said(times):
    assert silence(counted(times), (times or [START])[-1] + 7 * WEEK, ZONE) is None


def test_from_twenty_submissions_on_in_two_weeks_there_is_a_habit():
    times = [START + number * 17.3 for number in range(21)]

    assert silence(counted(times), times[-1] + 20 * DAY, ZONE)


def test_a_pause_of_an_hour_is_no_silence_however_busy_the_form():
    times = [START + number / 100 for number in range(3 * WEEK * 100)]

    assert silence(counted(times), times[-1] + 1.9, ZONE) is None
    assert silence(counted(times), times[-1] + 2.1, ZONE)


def test_time_in_which_the_desk_was_away_does_not_count():
    times = arrivals(50, shop, 12, seed=1)
    monday = START + 14 * WEEK + 9

    assert silence(counted(times), monday + 8, ZONE)
    assert silence(counted(times), monday + 2.5, ZONE, listening=monday + 0.2) is None
    assert silence(counted(times), monday + 8, ZONE, listening=monday)


def test_a_clock_that_was_put_back_is_no_silence():
    times = arrivals(50, shop, 12, seed=1)

    assert silence(counted(times), times[-1] - 3 * WEEK, ZONE) is None
