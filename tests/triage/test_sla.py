"""SLA: which step has come in working hours, whom it is for, and what a lead waits for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.model.lead import Lead, Person, Role, State
from frontdesk.rules.assignment import Concern, SlaStep
from frontdesk.rules.hours import hours
from frontdesk.rules.load import read_rules
from frontdesk.triage.sla import Clock, addressees, clock, due_at, reached
from rules.test_faults import written

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
OFFICE = hours({"zone": "Europe/Warsaw", "monday-friday": "09:00-18:00", "closed": "2026-11-25"})
NIGHTS = hours({"zone": "Europe/Warsaw", "monday-sunday": "00:00-24:00"})
CLOSED = hours({"zone": "Europe/Warsaw", "monday": "09:00-09:01"})
OWNER, MANAGER, HEAD = (
    SlaStep(concern=Concern.CLAIM, role=role, after=timedelta(minutes=minutes))
    for role, minutes in (("owner", 5), ("manager", 15), ("head", 30))
)
STEPS = (OWNER, MANAGER, HEAD)
LEAD = Lead(id=1, created_at=NOW)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}:00+00:00")


@pytest.mark.parametrize(
    ("office", "since", "minutes", "due"),
    [
        pytest.param(None, "11-20 22:00", 5, "11-20 22:05", id="always at work"),
        pytest.param(OFFICE, "11-20 09:00", 5, "11-20 09:05", id="within a day"),
        pytest.param(OFFICE, "11-20 16:55", 5, "11-20 17:00", id="up to the end of the day"),
        pytest.param(OFFICE, "11-20 16:58", 5, "11-23 08:03", id="over a weekend"),
        pytest.param(OFFICE, "11-20 20:00", 5, "11-23 08:05", id="from a Friday evening"),
        pytest.param(OFFICE, "11-21 12:00", 5, "11-23 08:05", id="from a Saturday"),
        pytest.param(OFFICE, "11-20 03:00", 5, "11-20 08:05", id="from the night before"),
        pytest.param(OFFICE, "11-24 16:58", 5, "11-26 08:03", id="over a day off"),
        pytest.param(OFFICE, "11-19 09:00", 1200, "11-23 11:00", id="over several days"),
        pytest.param(NIGHTS, "03-29 00:30", 60, "03-29 01:30", id="over the night that is shorter"),
        pytest.param(OFFICE, "03-27 16:58", 5, "03-30 07:03", id="over the change of clocks"),
        pytest.param(CLOSED, "11-20 09:00", 1000, None, id="never, with next to no hours"),
    ],
)
def test_a_step_comes_after_so_much_working_time(office, since, minutes, due):
    assert due_at(office, at(since), timedelta(minutes=minutes)) == (due and at(due))


@pytest.mark.parametrize(
    ("now", "done", "snoozed", "step"),
    [
        pytest.param("11-20 09:04", 0, None, 0, id="too early"),
        pytest.param("11-20 09:05", 0, None, 1, id="the first"),
        pytest.param("11-20 09:05", 1, None, 1, id="once"),
        pytest.param("11-20 09:15", 1, None, 2, id="the second"),
        pytest.param("11-20 09:45", 0, None, 3, id="what was missed collapses into the highest"),
        pytest.param("11-20 09:45", 3, None, 3, id="no more than there are"),
        pytest.param("11-20 09:16", 1, "11-20 09:21", 1, id="slept over"),
        pytest.param("11-20 09:21", 1, "11-20 09:21", 2, id="awake"),
        pytest.param("11-20 09:06", 3, None, 3, id="never back"),
    ],
)
def test_the_step_that_is_told(now, done, snoozed, step):
    found = reached(STEPS, OFFICE, at("11-20 09:00"), at(now), done, snoozed and at(snoozed))

    assert found == step


@pytest.mark.parametrize(
    ("lead", "concern"),
    [
        pytest.param({"state": State.SALES_OPEN, "sales_at": NOW}, Concern.CLAIM, id="open"),
        pytest.param({"state": State.SALES_OFFERED, "sales_at": NOW}, Concern.CLAIM, id="offered"),
        pytest.param({"state": State.TRIAGE, "state_at": NOW}, Concern.TRIAGE, id="in triage"),
        pytest.param({"state": State.CONTACTED, "state_at": NOW}, Concern.DECIDE, id="contacted"),
        pytest.param({"state": State.CLAIMED, "sales_at": NOW, "state_at": NOW}, None, id="claimed"),
        pytest.param({"state": State.WON, "state_at": NOW}, None, id="won"),
        pytest.param({"state": State.NURTURE, "state_at": NOW}, None, id="nurture"),
        pytest.param({"state": None}, None, id="not judged"),
        pytest.param({"state": State.TRIAGE, "state_at": NOW, "joined_into": 7}, None, id="joined"),
    ],
)
def test_what_a_lead_waits_for(lead, concern):
    expected = concern and Clock(concern=concern, since=NOW)

    assert clock(replace(LEAD, **lead)) == expected


def test_a_lead_that_waited_in_triage_is_not_overdue_when_it_comes_to_sales():
    lead = replace(LEAD, state=State.SALES_OPEN, created_at=at("11-01 09:00"), sales_at=at("11-20 09:00"))

    running = clock(lead)

    assert running
    assert reached(STEPS, OFFICE, running.since, at("11-20 09:04")) == 0


def a_person(name: str, role: Role) -> Person:
    return Person(name=name, telegram=len(name), role=role)


TEAM = (
    a_person("Olga", Role.SECRETARY),
    a_person("Piotr", Role.SALES),
    a_person("Annie", Role.SALES),
    a_person("Mark", Role.MANAGER),
    a_person("Director", Role.ADMIN),
)
OFFERED = replace(LEAD, state=State.SALES_OFFERED, offered_to="Annie")
TRIAGE = replace(OWNER, concern=Concern.TRIAGE)
DECIDE = replace(OWNER, concern=Concern.DECIDE)


@pytest.mark.parametrize(
    ("lead", "step", "names"),
    [
        pytest.param(OFFERED, OWNER, ["Annie"], id="who it is offered to"),
        pytest.param(LEAD, OWNER, ["Piotr", "Annie"], id="all of sales, where it is anybody's"),
        pytest.param(LEAD, TRIAGE, ["Olga"], id="the secretaries in triage"),
        pytest.param(replace(LEAD, owner="Piotr"), DECIDE, ["Piotr"], id="its owner"),
        pytest.param(OFFERED, MANAGER, ["Mark"], id="the manager"),
        pytest.param(OFFERED, HEAD, ["Director"], id="an admin, where there is no head"),
        pytest.param(replace(LEAD, owner="Gone"), DECIDE, [], id="nobody, where the owner left"),
    ],
)
def test_whom_a_step_is_for(lead, step, names):
    rules = replace(read_rules(written(), environment={}), team=TEAM)

    assert [person.name for person in addressees(rules, lead, step)] == names
