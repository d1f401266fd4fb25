"""Assignment: whose turn it is, by what a lead is about and what people have in hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.model.lead import Known, LastStep, Lead, Person, Role, State
from frontdesk.model.offer import Candidate, Load, Seeking
from frontdesk.model.press import Move, Press
from frontdesk.model.score import Band, Verdict
from frontdesk.rules.assignment import Assignment, Seat
from frontdesk.rules.hours import hours
from frontdesk.rules.load import read_rules
from frontdesk.triage.assignment import Topic, picked, seeking
from frontdesk.triage.moves import Moved, moved, stand
from rules.test_faults import written

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)  # a Friday
PIOTR = Person(name="Piotr", telegram=12, role=Role.SALES)
ANN = Person(name="Ann", telegram=13, role=Role.SALES)
MARK = Person(name="Mark", telegram=14, role=Role.MANAGER)
OLGA = Person(name="Olga", telegram=11, role=Role.SECRETARY)
CRM = Topic(product="crm", language="ru", sources=frozenset({"demo", "google"}))
RULES = read_rules(written(), environment={})
GOOD = Verdict(band=Band.QUALIFIED)
NEW = Lead(id=142, revision=7, state=State.TRIAGE, created_at=NOW)
OPEN = replace(NEW, state=State.SALES_OPEN, sales_at=NOW)
OFFERED = replace(
    OPEN,
    state=State.SALES_OFFERED,
    band=Band.QUALIFIED,
    offered_to="Piotr",
    offered_until=NOW + timedelta(minutes=10),
    state_revision=7,
)


def sought(*seats: Seat, before: Lead = NEW, after: Lead = OPEN, by: str = "round-robin"):
    assignment = Assignment(by=by, offer=timedelta(minutes=10))
    team = tuple(seat.person for seat in seats)
    return seeking(replace(RULES, seats=seats, team=team, assignment=assignment), before, after, CRM, NOW)


MORNINGS = hours({"zone": "Europe/Warsaw", "monday-friday": "06:00-10:00"})
DAYS = hours({"zone": "Europe/Warsaw", "monday-friday": "09:00-17:00"})


@pytest.mark.parametrize(
    ("seat", "fits"),
    [
        pytest.param(Seat(person=PIOTR), True, id="without conditions"),
        pytest.param(Seat(person=PIOTR, products=frozenset({"crm", "erp"})), True, id="its product"),
        pytest.param(Seat(person=PIOTR, products=frozenset({"erp"})), False, id="another product"),
        pytest.param(Seat(person=PIOTR, languages=frozenset({"ru"})), True, id="its language"),
        pytest.param(Seat(person=PIOTR, languages=frozenset({"pl"})), False, id="another language"),
        pytest.param(Seat(person=PIOTR, sources=frozenset({"google"})), True, id="its source"),
        pytest.param(Seat(person=PIOTR, sources=frozenset({"web"})), False, id="another source"),
        pytest.param(Seat(person=PIOTR, hours=DAYS), True, id="at work"),
        pytest.param(Seat(person=PIOTR, hours=MORNINGS), False, id="off hours"),
        pytest.param(Seat(person=OLGA), False, id="no secretary"),
        pytest.param(Seat(person=MARK), False, id="no manager"),
        pytest.param(Seat(person=MARK, capacity=3), True, id="a manager with a capacity"),
    ],
)
def test_a_lead_is_for_whom_all_conditions_of_the_entry_hold(seat, fits):
    assert [each.name for each in sought(seat).candidates] == ([seat.person.name] if fits else [])


@pytest.mark.parametrize(
    ("before", "after", "looks"),
    [
        pytest.param(NEW, OPEN, True, id="it comes to sales"),
        pytest.param(OFFERED, OPEN, True, id="its offer ended"),
        pytest.param(OPEN, OPEN, False, id="it is with sales already"),
        pytest.param(replace(OPEN, state=State.CLAIMED), OPEN, False, id="a claim is undone"),
        pytest.param(NEW, OFFERED, False, id="an offer is brought back"),
        pytest.param(NEW, replace(NEW, state=State.NURTURE), False, id="it goes elsewhere"),
    ],
)
def test_a_lead_looks_for_somebody_once(before, after, looks):
    assert (sought(Seat(person=PIOTR), before=before, after=after) is not None) is looks


def test_without_assignment_no_lead_looks_for_anybody():
    assert seeking(replace(RULES, team=(PIOTR,)), NEW, OPEN, CRM, NOW) is None


def a_search(*names: str, capacity: int | None = None, fewest_first: bool = False) -> Seeking:
    each = tuple(Candidate(name=name, capacity=capacity) for name in names)
    return Seeking(candidates=each, fewest_first=fewest_first, until=NOW)


def has(leads: int = 0, ago: int | None = None) -> Load:
    return Load(leads=leads, turn=0 if ago is None else 100 - ago)


@pytest.mark.parametrize(
    ("sought", "loads", "away", "asked", "name"),
    [
        pytest.param(a_search("A", "B"), {}, (), (), "A", id="the first of the team"),
        pytest.param(a_search("A", "B"), {"A": has(ago=1)}, (), (), "B", id="who never was"),
        pytest.param(
            a_search("A", "B"), {"A": has(ago=5), "B": has(ago=1)}, (), (), "A", id="who was longest ago"
        ),
        pytest.param(a_search("A", "B"), {"A": has(9)}, (), (), "A", id="in turn, however busy"),
        pytest.param(a_search("A", "B", fewest_first=True), {"A": has(9)}, (), (), "B", id="the least busy"),
        pytest.param(
            a_search("A", "B", fewest_first=True),
            {"A": has(2, ago=1), "B": has(2, ago=3)},
            (),
            (),
            "B",
            id="of two as busy, in turn",
        ),
        pytest.param(a_search("A", "B", capacity=2), {"A": has(2)}, (), (), "B", id="who has room"),
        pytest.param(a_search("A", capacity=2), {"A": has(2)}, (), (), None, id="nobody has room"),
        pytest.param(a_search("A", capacity=0), {}, (), (), None, id="never who takes none"),
        pytest.param(a_search("A", "B"), {}, ("A",), (), "B", id="not who is away"),
        pytest.param(a_search("A", "B"), {}, (), ("A",), "B", id="not who was asked"),
        pytest.param(a_search("A", "B"), {}, ("B",), ("A",), None, id="nobody is left"),
        pytest.param(a_search(), {}, (), (), None, id="an empty roster picks nobody"),
    ],
)
def test_the_offer_goes_to(sought, loads, away, asked, name):
    chosen = picked(sought, loads, away, asked)

    assert (chosen and chosen.name) == name


def pressed(lead: Lead, move: Move, person: Person, *, revision: int = 7, late: int = 0):
    known = Known(lead=lead, submissions=(), now=NOW + timedelta(minutes=late))
    return moved(known, Press(lead=142, move=move, revision=revision), person, frozenset())


@pytest.mark.parametrize(
    ("lead", "move", "person", "late", "toast"),
    [
        pytest.param(OFFERED, Move.CLAIM, PIOTR, 0, "claimed", id="who it is offered to takes it"),
        pytest.param(OFFERED, Move.CLAIM, ANN, 0, "offered", id="others of sales wait"),
        pytest.param(OFFERED, Move.CLAIM, ANN, 10, "claimed", id="until the offer is over"),
        pytest.param(OFFERED, Move.CLAIM, MARK, 0, "claimed", id="a manager need not"),
        pytest.param(OFFERED, Move.CLAIM, OLGA, 0, "not_allowed", id="a secretary never takes"),
        pytest.param(OFFERED, Move.NEXT, PIOTR, 0, "passed", id="passed on"),
        pytest.param(OFFERED, Move.NEXT, MARK, 0, "passed", id="passed on by a manager"),
        pytest.param(OFFERED, Move.NEXT, ANN, 0, "offered", id="not by others"),
        pytest.param(OFFERED, Move.NEXT, OLGA, 0, "not_allowed", id="not by a secretary"),
        pytest.param(OPEN, Move.NEXT, PIOTR, 0, "changed", id="what is anybody's is not passed"),
        pytest.param(OFFERED, Move.NURTURE, OLGA, 0, "nurture", id="it can be sorted still"),
    ],
)
def test_during_an_offer(lead, move, person, late, toast):
    assert pressed(lead, move, person, late=late).toast == toast


def test_a_second_tap_of_a_manager_does_not_pass_on_the_next_offer():
    assert pressed(replace(OFFERED, state_revision=8), Move.NEXT, MARK, revision=7).toast == "changed"


def after(lead: Lead, band: Band = Band.QUALIFIED, before: Lead = OFFERED) -> Lead:
    known = Known(lead=before, submissions=(), now=NOW + timedelta(minutes=5))
    return stand(known, lead, Verdict(band=band), None)


def test_an_offered_lead_stays_so_whatever_is_answered_and_falls_back_with_its_score():
    assert after(OFFERED) == replace(OFFERED, revision=8)

    fallen = after(OFFERED, Band.TRIAGE)
    assert (fallen.state, fallen.offered_to, fallen.offered_until, fallen.sales_at) == (
        State.TRIAGE,
        None,
        None,
        None,
    )


def test_time_with_sales_counts_from_when_it_came_and_goes_on_over_offers_and_claims():
    came = after(NEW, before=NEW)
    assert came.sales_at == NOW + timedelta(minutes=5)

    claimed = after(replace(OFFERED, owner="Piotr"))
    assert (claimed.state, claimed.sales_at, claimed.offered_to) == (State.CLAIMED, NOW, None)


def test_undo_of_a_claim_brings_the_offer_back():
    taken = pressed(OFFERED, Move.CLAIM, PIOTR)
    claimed = after(taken.lead)
    step = LastStep(by="Piotr", what="claim", before=taken.before, revision=8, at=NOW)
    known = Known(lead=claimed, submissions=(), last_step=step, now=NOW)

    undone = moved(known, Press(lead=142, move=Move.UNDO, revision=8), PIOTR, frozenset())

    assert isinstance(undone, Moved)
    back = after(undone.lead, before=claimed)
    assert (back.state, back.offered_to, back.offered_until, back.sales_at) == (
        State.SALES_OFFERED,
        "Piotr",
        OFFERED.offered_until,
        NOW,
    )
