"""Drift: a field that nearly all had and the newest all lack is named, chance and new habits are not."""

import random

import pytest

from frontdesk.intake.about import About
from frontdesk.intake.normalise import normalise
from frontdesk.model.submission import SHOWN_S, Submission
from frontdesk.rules.labels import Labels
from frontdesk.watching.drift import LABELS, WINDOW, Seen, Vanished, fields_of, seen, vanished


def after(*stages: tuple[int, set[str]], before: Seen = Seen()) -> Seen:  # noqa: B008
    """So many submissions with these fields each, one stage after the other."""
    for count, fields in stages:
        for _ in range(count):
            before = seen(before, fields)
    return before


BOTH, ONE = {"email", "phone"}, {"email"}


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        ([(50, BOTH), (5, ONE)], (5, 50, 50)),
        ([(50, BOTH), (4, ONE)], None),
        ([(20, BOTH), (5, ONE)], (5, 20, 20)),
        ([(19, BOTH), (9, ONE)], None),
        ([(24, BOTH), (2, ONE), (24, BOTH), (4, ONE)], None),
        ([(24, BOTH), (2, ONE), (24, BOTH), (6, ONE)], (6, 48, 50)),
        ([(20, BOTH), (5, ONE), (25, BOTH), (6, ONE)], None),
        ([(20, BOTH), (5, ONE), (25, BOTH), (7, ONE)], (7, 45, 50)),
        ([(20, BOTH), (6, ONE), (24, BOTH), (20, ONE)], None),
        ([(50, ONE)], None),
        ([(50, BOTH), (49, ONE)], (49, 50, 50)),
        ([(50, BOTH), (50, ONE)], None),
        ([(300, BOTH), (9, ONE)], (9, 50, 50)),
        ([(50, BOTH), (9, ONE), (1, BOTH)], None),
        ([(50, BOTH), (9, ONE), (1, BOTH), (5, ONE)], None),
    ],
    ids=[
        "the last five of fifty-five",
        "the last four only",
        "twenty before are enough",
        "nineteen before are not",
        "nine in ten had it and four lack it",
        "48 of 50 had it and six lack it",
        "45 of 50 had it and six lack it",
        "45 of 50 had it and seven lack it",
        "44 of 50 had it",
        "never had it",
        "just before it is the new habit",
        "the new habit",
        "long after",
        "it came back",
        "it came back once and is gone again, for fewer than nine in ten",
    ],
)
def test_a_field_vanishes(stages, told):
    found = vanished(after(*stages))

    expected = [] if told is None else [Vanished(field="phone", newest=told[0], had=told[1], before=told[2])]
    assert found == expected


def test_all_that_vanished_are_named_in_order():
    found = vanished(after((50, {"email", "phone", '"Budget"'}), (6, {"email"})))

    assert [one.field for one in found] == ['"Budget"', "phone"]


def test_fields_that_people_may_leave_blank_raise_no_alarm_by_chance():
    alarms = 0
    for share in (0.5, 0.8, 0.9, 0.95, 0.99):
        chance, state = random.Random(1), Seen()
        for _ in range(5_000):
            state = seen(state, {"phone"} if chance.random() < share else set())
            alarms += bool(vanished(state))

    assert alarms <= 1


def test_a_field_that_nobody_had_for_long_is_forgotten():
    assert after((1, BOTH), (WINDOW, ONE)).fields.keys() == {"email"}


def test_only_so_many_labels_of_a_form_are_kept_and_its_own_among_them():
    state = after((60, BOTH))
    for number in range(20):
        state = seen(state, {"email", *(f'"made up {number} {n}"' for n in range(15))})

    assert len(state.fields) == LABELS
    assert [one.field for one in vanished(state)] == ["phone"]


def test_a_new_field_of_a_form_is_learnt_after_a_flood_of_labels():
    flooded = seen(after((60, ONE)), {f'"made up {number}"' for number in range(LABELS)})

    assert after((30, BOTH), before=flooded).fields["phone"].bit_count() == 30


def test_the_fields_of_a_submission_are_what_the_form_asked_for():
    answers = [
        ("E-mail", "jan@acme-client.example"),
        ("Budget", "5000"),
        ("Ваш город", "Тула"),
        ("Phone", " "),
    ]
    submission = normalise(
        "json", answers, Labels.shipped(), About(fields={"page_url": "https://acme.example/?utm_source=x"})
    )

    assert fields_of(submission) == {"email", '"Budget"', '"Ваш город"'}


def test_what_a_page_or_the_desk_adds_itself_is_no_field():
    assert fields_of(Submission(provider="html", extra={SHOWN_S: 12.5, "_id": "7"})) == set()


def test_labels_are_one_line_and_cut():
    labels = {"a\nb\u202ec": "x", "long " * 100: "x"}

    found = sorted(fields_of(Submission(provider="json", extra=labels)))

    assert found[0] == '"a bc"'
    assert all(len(label) <= 62 for label in found)


def test_a_thousand_labels_in_one_submission_are_cut_to_what_is_kept():
    labels = {f"label {number}": "x" for number in range(1000)}

    assert len(fields_of(Submission(provider="json", extra=labels))) == LABELS
