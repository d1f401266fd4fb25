"""Touches: what happened lately counts, and what is long past counts less."""

from datetime import timedelta

import pytest

from frontdesk.scoring.score import score
from support.weighing import ANYBODY, NOW, a_criterion, a_past, answered, parts, rules_of


def total(known, when, more="", points=4, **answers) -> int:
    return score(ANYBODY, answered(**answers), rules_of(a_criterion("c", points, when, more)), known).total


COUNTS = {
    "the forms it sent": ("touches.submission == 2", a_past(9, 0), True),
    "letters that went out": ("touches.sent >= 2", a_past(9, sent=[9, 1]), True),
    "too few": ("touches.sent >= 2", a_past(9, sent=[9], answer=[1]), False),
    "none": ("touches.refused == 0", a_past(9, sent=[9]), True),
    "one among signals": ("touches.answer and company", a_past(9, answer=[1]), True),
}


@pytest.mark.parametrize(("when", "known", "holds"), COUNTS.values(), ids=COUNTS)
def test_a_condition_counts_touches(when, known, holds):
    assert total(known, when) == (4 if holds else 0)


WITHIN = {
    "both enquiries lately": ("touches.submission > 1", a_past(20, 0), True),
    "one long ago": ("touches.submission > 1", a_past(31, 0), False),
    "on the last day": ("touches.submission > 1", a_past(30, 0), True),
    "no letter lately": ("touches.sent == 0", a_past(0, sent=[31]), True),
    "a letter lately": ("touches.sent == 0", a_past(0, sent=[29]), False),
    "a signal of a new enquiry": ("email", a_past(29), True),
    "a signal of an old enquiry": ("email", a_past(31), False),
    "a signal that a new enquiry keeps fresh": ("email", a_past(300, 1), True),
}


@pytest.mark.parametrize(("when", "known", "holds"), WITHIN.values(), ids=WITHIN)
def test_within_leaves_out_what_is_older(when, known, holds):
    assert total(known, when, 'within = "30d"') == (4 if holds else 0)


def test_each_criterion_has_its_own_time():
    rules = rules_of(
        a_criterion("week", 1, "touches.sent", 'within = "1w"'),
        a_criterion("month", 10, "touches.sent", 'within = "30d"'),
        a_criterion("ever", 100, "touches.sent"),
    )

    assert score(ANYBODY, {}, rules, a_past(sent=[20])).total == 110


FADING = {
    "new": (a_past(0), 4),
    "after a week": (a_past(7), 3),
    "after long": (a_past(700), 0),
    "by the newest enquiry": (a_past(700, 7), 3),
}


@pytest.mark.parametrize(("known", "points"), FADING.values(), ids=FADING)
def test_points_fade_with_the_age_of_the_enquiry(known, points):
    assert total(known, "email", 'fades = { every = "7d", by = 1 }') == points


def test_points_fade_with_the_age_of_the_touch_that_is_named():
    known = a_past(700, sent=[15], refused=[1])

    assert total(known, "touches.sent", 'fades = { every = "7d", by = 1 }') == 2


def test_points_go_by_the_enquiry_where_no_touch_was_made():
    assert total(a_past(7), "not touches.sent", 'fades = { every = "7d", by = 1 }') == 3


def test_points_fade_on_while_nothing_else_changes():
    rules = rules_of(a_criterion("c", 100, more='fades = { every = "1d", percent = 20, floor = 30 }'))

    worth = [score(ANYBODY, {}, rules, a_past(day)).total for day in (0, 1, 2, 5, 50)]

    assert worth == [100, 80, 64, 32, 30]


def test_a_faded_reason_says_from_what_and_how_long():
    rules = rules_of(a_criterion("c", 4, "touches.sent", 'within = "30d"\nfades = { every = "7d", by = 1 }'))

    reason = score(ANYBODY, {}, rules, a_past(40, sent=[15, 16])).reasons[0]

    assert (reason.points, reason.because) == (2, "touches.sent 2 in 30d, faded from +4 in 15 d")


def test_a_reason_that_faded_to_nothing_still_says_so():
    rules = rules_of(a_criterion("c", 1, more='fades = { every = "12h", by = 1 }'))

    scored = score(ANYBODY, {}, rules, a_past(0.6))

    assert parts(scored) == [("c", 0)]
    assert scored.reasons[0].because.endswith("faded from +1 in 14 h")


def test_a_long_reason_that_faded_stays_short():
    rules = rules_of(
        '[keywords]\na = ["x"]', a_criterion("c", 3, "keywords.a", 'fades = { every = "1d", by = 1 }')
    )
    signals = type(ANYBODY)(keywords={"a": tuple("phrase " * 8 + str(n) for n in range(9))})

    assert len(score(signals, {}, rules, a_past(1)).reasons[0].because) <= 200


def test_an_answer_fades_from_when_it_was_given():
    rules = rules_of(
        a_criterion("c", 4, "deadline", 'ask = true\nwithin = "1w"\nfades = { every = "7d", by = 1 }')
    )
    given = answered(NOW - timedelta(days=15), c=True)

    assert score(ANYBODY, given, rules, a_past(90)).total == 2


def test_an_open_question_can_reach_all_its_points_again():
    rules = rules_of(a_criterion("c", 4, more='ask = true\nfades = { every = "7d", by = 1 }'))

    scored = score(ANYBODY, {}, rules, a_past(90))

    assert (scored.total, scored.reachable) == (0, 4)


def test_a_touch_of_tomorrow_is_new():
    assert total(a_past(-1), "email", 'fades = { every = "7d", by = 1 }') == 4


def test_without_a_past_nothing_happened_and_nothing_fades():
    fading = 'fades = { every = "1h", by = 1 }'

    assert total(None, "email", fading) == 4
    assert total(None, "touches.sent", fading) == 0
