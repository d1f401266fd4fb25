"""Snoozing: who lets reminders of a lead rest, until when, and what ends it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.model.lead import Known, Lead, Person, Role, State
from frontdesk.model.press import LOST, MENUS, SNOOZES, Menu, Move, Press
from frontdesk.model.score import Band, Verdict
from frontdesk.rules.hours import hours
from frontdesk.triage.moves import AskWhy, Moved, moved, stand
from frontdesk.triage.snoozing import morning

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)  # a Friday
WEEK = hours({"zone": "Europe/Warsaw", "monday-friday": "09:00-18:00"})
WHO = {role: Person(name=role.value, telegram=number, role=role) for number, role in enumerate(Role, 1)}
MINE = Lead(id=142, revision=7, state=State.CLAIMED, owner="sales", band=Band.QUALIFIED, created_at=NOW)
OTHERS = replace(MINE, owner="Ann")
SPOKEN = replace(MINE, state=State.CONTACTED, state_at=NOW - timedelta(hours=1))


def known(lead, step=None):
    return Known(lead=lead, submissions=(), last_step=step, now=NOW)


def pressed(lead, role, number=2, move=Move.SNOOZE_LEAD, week=WEEK):
    press = Press(lead=142, move=move, number=number, revision=7)
    return moved(known(lead), press, WHO[role], frozenset(), hours=week)


@pytest.mark.parametrize(
    ("role", "lead", "toast"),
    [
        pytest.param(Role.VIEWER, MINE, "not_allowed", id="no viewer"),
        pytest.param(Role.SECRETARY, MINE, "not_allowed", id="no secretary"),
        pytest.param(Role.SALES, MINE, "snoozed_lead", id="its owner"),
        pytest.param(Role.SALES, SPOKEN, "snoozed_lead", id="its owner, who spoke to it"),
        pytest.param(Role.SALES, OTHERS, "not_allowed", id="nobody else of sales"),
        pytest.param(Role.MANAGER, OTHERS, "snoozed_lead", id="a manager"),
        pytest.param(Role.HEAD, OTHERS, "snoozed_lead", id="a head"),
        pytest.param(Role.ADMIN, OTHERS, "snoozed_lead", id="an admin"),
        pytest.param(Role.ADMIN, replace(MINE, state=State.WON), "changed", id="not one that is won"),
        pytest.param(
            Role.ADMIN, replace(MINE, state=State.SALES_OPEN, owner=None), "changed", id="not a free one"
        ),
    ],
)
def test_a_lead_is_snoozed_within_the_roles(role, lead, toast):
    assert pressed(lead, role).toast == toast


@pytest.mark.parametrize(
    ("name", "until"),
    [
        pytest.param("15m", NOW + timedelta(minutes=15), id="a quarter of an hour"),
        pytest.param("1h", NOW + timedelta(hours=1), id="an hour"),
        pytest.param("morning", datetime(2026, 11, 23, 8, 0, tzinfo=UTC), id="over a weekend"),
    ],
)
def test_a_snooze_lasts_as_long_as_its_button_says_and_moves_nothing_else(name, until):
    done = pressed(SPOKEN, Role.SALES, SNOOZES.index(name))

    assert isinstance(done, Moved)
    assert done.lead == replace(SPOKEN, snoozed_until=until)
    after = stand(known(SPOKEN), done.lead, Verdict(band=Band.QUALIFIED), "sales")
    assert (after.state, after.state_at, after.snoozed_until) == (State.CONTACTED, SPOKEN.state_at, until)


def test_two_taps_are_one_and_the_way_back_ends_it():
    asleep = pressed(SPOKEN, Role.SALES).lead

    assert pressed(asleep, Role.SALES).toast == "already"
    assert pressed(asleep, Role.SALES, 1).toast == "snoozed_lead"
    assert pressed(asleep, Role.SALES, 0).lead == SPOKEN
    assert pressed(SPOKEN, Role.SALES, 0).toast == "changed"


@pytest.mark.parametrize("number", [len(SNOOZES), 2**63 - 1], ids=["one too many", "forged"])
def test_a_span_that_is_not_there_changes_nothing(number):
    assert pressed(MINE, Role.SALES, number).toast == "changed"


@pytest.mark.parametrize(
    ("move", "number"),
    [(Move.CONTACTED, None), (Move.GIVE, 3)],
    ids=["contacted", "given"],
)
def test_a_lead_that_moves_on_is_awake(move, number):
    asleep = pressed(MINE, Role.SALES).lead
    press = Press(lead=142, move=move, number=number, revision=7)
    team = {person.telegram: person for person in WHO.values()} | {3: replace(WHO[Role.SALES], name="Ann")}

    done = moved(known(asleep), press, WHO[Role.SALES], frozenset(), team=team)

    after = stand(known(asleep), done.lead, Verdict(band=Band.QUALIFIED), "sales")
    assert after.snoozed_until is None


@pytest.mark.parametrize(
    ("week", "now", "expected"),
    [
        pytest.param(WEEK, NOW - timedelta(days=1), datetime(2026, 11, 20, 8, 0, tzinfo=UTC), id="tomorrow"),
        pytest.param(None, NOW, datetime(2026, 11, 21, 9, 0, tzinfo=UTC), id="no hours"),
        pytest.param(
            hours({"zone": "Asia/Tokyo"}), NOW, datetime(2026, 11, 21, 0, 0, tzinfo=UTC), id="a zone alone"
        ),
        pytest.param(
            WEEK,
            datetime(2026, 3, 27, 22, 30, tzinfo=UTC),
            datetime(2026, 3, 30, 7, 0, tzinfo=UTC),
            id="over the change to summer time",
        ),
        pytest.param(
            WEEK,
            datetime(2026, 11, 18, 23, 30, tzinfo=UTC),
            datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
            id="after midnight there",
        ),
    ],
)
def test_the_morning_is_that_of_the_next_working_day(week, now, expected):
    assert morning(week, now) == expected


def test_nobody_takes_back_a_snooze_by_undo():
    asleep = pressed(SPOKEN, Role.SALES)
    assert asleep.before is None


def test_a_contacted_lead_that_is_given_away_keeps_the_time_of_its_contact():
    other = replace(WHO[Role.SALES], name="Ann", telegram=77)
    press = Press(lead=142, move=Move.GIVE, number=77, revision=7)

    done = moved(known(SPOKEN), press, WHO[Role.SALES], frozenset(), team={77: other})

    after = stand(known(SPOKEN), done.lead, Verdict(band=Band.QUALIFIED), "sales")
    assert (after.owner, after.state_at) == ("Ann", SPOKEN.state_at)
    assert after.state_revision == after.revision


@pytest.mark.parametrize("menu", [Menu.SNOOZE, Menu.BAND])
@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.VIEWER, False), (Role.SECRETARY, False), (Role.SALES, True), (Role.MANAGER, True)],
)
def test_the_menus_of_a_taken_lead_open_for_whom_they_have_something(menu, role, allowed):
    outcome = pressed(MINE, role, MENUS.index(menu), Move.MENU)

    assert (outcome.toast == "menu") is allowed


def test_only_other_asks_for_words():
    spoken = known(SPOKEN)
    outcomes = {
        reason: moved(spoken, Press(lead=142, move=Move.LOST, number=number), WHO[Role.SALES], frozenset())
        for number, reason in enumerate(LOST)
    }

    assert [reason for reason, outcome in outcomes.items() if isinstance(outcome, AskWhy)] == ["other"]
