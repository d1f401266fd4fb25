"""Tally: counts that add up, however the leads are parted."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from frontdesk.model.lead import Lead, State
from frontdesk.model.rehearsal import Before, Outcome
from frontdesk.model.score import Band, Reason, Score, Verdict
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Rules
from frontdesk.scoring.rehearsal import rehearsal
from frontdesk.scoring.tally import EDGE, NAMED, Rehearsed, Tally, outcome
from frontdesk.settings import shipped_folder

AT = datetime(2026, 11, 2, tzinfo=UTC)
BEFORE = Before(total=0, band=Band.JUNK, letter=None, quarantined=False, met=())
IDS = ("phone", "corp_email", "position", "budget", "off_profile", "brief")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return read_rules((shipped_folder() / "rules.toml").read_text("utf-8"), environment={})


def a_lead(number: int, *fired: str, band: Band = Band.JUNK, total: int = 0, **more) -> Rehearsed:
    reasons = tuple(Reason(id_, 1, "") for id_ in fired)
    score = Score(total, reasons, (), total)
    after = Verdict(band=band, letter=more.pop("letter", None))
    return Rehearsed(lead=number, before=BEFORE, score=score, verdict=after, **more)


def tally(rules: Rules, *leads: Rehearsed) -> Tally:
    made = Tally(rules, 5)
    made.add(leads)
    return made


def test_parts_add_up_to_the_whole_in_any_order(rules):
    chance = Random(7)
    ends = [*Outcome, None]
    leads = [
        a_lead(
            number,
            *(id_ for id_ in IDS[:5] if chance.random() < 0.4),
            band=chance.choice(list(Band)),
            total=chance.randint(-9, 9),
            outcome=chance.choice(ends),
            letter=chance.choice(["a", "b", None]),
        )
        for number in range(1, 200)
    ]
    whole, parts = (
        tally(rules, *leads),
        [tally(rules, *leads[start : start + 23]) for start in range(0, 199, 23)],
    )
    chance.shuffle(parts)

    total = Tally(rules, 5)
    for part in parts:
        total.merge(part)

    assert rehearsal(total) == rehearsal(whole)
    assert total.leads == 199


@pytest.mark.parametrize(
    ("leads", "together"),
    [
        ([("phone", "budget"), ("phone", "budget"), ()], [("phone", "budget")]),
        ([("phone", "budget"), ("phone",), ()], []),
        ([("phone", "budget"), ("position", "brief"), ()], [("phone", "budget"), ("position", "brief")]),
        ([("phone", "budget", "brief"), ("phone", "budget", "brief"), ()], [("phone", "budget", "brief")]),
        ([("phone", "budget"), ("phone", "budget")], []),
        ([(), ()], []),
    ],
    ids=["two", "one alone once", "two pairs", "three", "always", "never"],
)
def test_criteria_that_fire_for_the_same_leads_are_found(rules, leads, together):
    found = rehearsal(tally(rules, *(a_lead(number, *fired) for number, fired in enumerate(leads, 1))))

    assert list(found.together) == together


def test_two_parts_can_tell_apart_what_each_alone_cannot(rules):
    both = tally(rules, a_lead(1, "phone", "budget"), a_lead(2))
    both.merge(tally(rules, a_lead(3, "phone"), a_lead(4)))

    assert rehearsal(both).together == ()


def test_lift_compares_with_all_whose_outcome_is_known(rules):
    won, lost, spam = Outcome.WON, Outcome.LOST, Outcome.SPAM
    leads = [
        a_lead(1, "phone", outcome=won),
        a_lead(2, "phone", outcome=lost),
        a_lead(3, outcome=lost),
        a_lead(4, outcome=spam),
        a_lead(5, "phone", "budget"),
    ]

    lines = {line.id: line for line in rehearsal(tally(rules, *leads)).criteria}

    # One of two against one of four.
    assert (lines["phone"].lift, lines["phone"].after) == (2.0, 3)
    assert lines["budget"].lift is None


def test_scores_beyond_the_edge_are_counted_with_it(rules):
    found = rehearsal(
        tally(rules, a_lead(1, total=EDGE + 5), a_lead(2, total=EDGE), a_lead(3, total=-(10**9)))
    )

    assert [(line.score, line.after) for line in found.scores] == [(-EDGE, 1), (0, 0), (EDGE, 2)]


def test_of_many_unreadable_leads_the_first_are_named(rules):
    made = tally(rules)
    for number in range(50):
        made.leave_out(number, "broken\nline")

    found = rehearsal(made)

    assert (found.failed, len(found.unreadable)) == (50, NAMED)
    assert found.unreadable[0].error == "broken line"


@pytest.mark.parametrize(
    ("changed", "end"),
    [
        ({"state": State.WON}, Outcome.WON),
        ({"state": State.LOST}, Outcome.LOST),
        ({"state": State.QUARANTINED, "quarantined_by": "Olga"}, Outcome.SPAM),
        ({"state": State.QUARANTINED}, None),
        ({"state": State.CLAIMED, "owner": "Piotr"}, None),
        ({}, None),
    ],
    ids=["won", "lost", "called spam", "held by a guard", "claimed", "not judged"],
)
def test_how_it_ended_is_what_people_said(changed, end):
    assert outcome(replace(Lead(id=1, created_at=AT), **changed)) is end
