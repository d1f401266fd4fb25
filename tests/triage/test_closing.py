"""Closing: what becomes of a lead that somebody took, who may say so, and how it is taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.model.lead import Known, LastStep, Lead, Person, Role, State
from frontdesk.model.press import LOST, MENUS, Menu, Move, Press
from frontdesk.model.score import Band, Verdict
from frontdesk.triage.moves import Moved, Open, Refusal, moved, state_of

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
OLGA = Person(name="Olga", telegram=11, role=Role.SECRETARY)
PIOTR = Person(name="Piotr", telegram=12, role=Role.SALES)
ANN = Person(name="Ann", telegram=13, role=Role.SALES)
MARK = Person(name="Mark", telegram=14, role=Role.MANAGER)
VERA = Person(name="Vera", telegram=15, role=Role.VIEWER)
TEAM = {person.telegram: person for person in (OLGA, PIOTR, ANN, MARK, VERA)}
CLAIMED = Lead(
    id=142,
    revision=7,
    state=State.CLAIMED,
    owner="Piotr",
    band=Band.QUALIFIED,
    created_at=NOW,
    state_by="Piotr",
)
CONTACTED = replace(CLAIMED, state=State.CONTACTED)
FREE = replace(CLAIMED, state=State.SALES_OPEN, owner=None)
WON = replace(CLAIMED, state=State.WON)
GOOD = Verdict(band=Band.QUALIFIED)


def asking(move: Move, number: int | None = None, revision: int = 7) -> Press:
    return Press(lead=142, move=move, number=number, revision=revision)


def pressed(lead: Lead, press: Press, person: Person, step: LastStep | None = None):
    known = Known(lead=lead, submissions=(), last_step=step, now=NOW)
    return moved(known, press, person, frozenset(), team=TEAM)


SPOKE, WIN, HISTORY = asking(Move.CONTACTED), asking(Move.WON), asking(Move.HISTORY)
LOSE, LATER, GIVE = asking(Move.LOST, 3), asking(Move.RECYCLE, 30), asking(Move.GIVE, 13)


@pytest.mark.parametrize(
    ("press", "person", "lead", "toast"),
    [
        pytest.param(SPOKE, PIOTR, CLAIMED, "contacted", id="its owner spoke to it"),
        pytest.param(SPOKE, MARK, CLAIMED, "contacted", id="a manager says so"),
        pytest.param(SPOKE, ANN, CLAIMED, "not_allowed", id="nobody else of sales"),
        pytest.param(SPOKE, OLGA, CLAIMED, "not_allowed", id="no secretary"),
        pytest.param(SPOKE, VERA, CLAIMED, "not_allowed", id="no viewer"),
        pytest.param(SPOKE, PIOTR, CONTACTED, "already", id="contacted already"),
        pytest.param(SPOKE, PIOTR, FREE, "changed", id="not before somebody took it"),
        pytest.param(WIN, PIOTR, CONTACTED, "won", id="won"),
        pytest.param(WIN, PIOTR, CLAIMED, "changed", id="not won before it was contacted"),
        pytest.param(WIN, ANN, CONTACTED, "not_allowed", id="not won for another"),
        pytest.param(WIN, PIOTR, WON, "already", id="won already"),
        pytest.param(LOSE, PIOTR, CONTACTED, "lost", id="lost"),
        pytest.param(LOSE, PIOTR, WON, "changed", id="not lost after it was won"),
        pytest.param(asking(Move.LOST, len(LOST)), PIOTR, CONTACTED, "changed", id="by the list"),
        pytest.param(LATER, PIOTR, CLAIMED, "recycled", id="later"),
        pytest.param(LATER, PIOTR, CONTACTED, "recycled", id="later, when contacted"),
        pytest.param(asking(Move.RECYCLE, 0), PIOTR, CLAIMED, "changed", id="not today"),
        pytest.param(asking(Move.RECYCLE, 2**62), PIOTR, CLAIMED, "changed", id="not when the sun is cold"),
        pytest.param(GIVE, PIOTR, CLAIMED, "given", id="given away"),
        pytest.param(GIVE, MARK, CONTACTED, "given", id="given by a manager"),
        pytest.param(GIVE, OLGA, CLAIMED, "not_allowed", id="not by a secretary"),
        pytest.param(asking(Move.GIVE, 11), PIOTR, CLAIMED, "changed", id="not to a secretary"),
        pytest.param(asking(Move.GIVE, 99), PIOTR, CLAIMED, "changed", id="not to a stranger"),
        pytest.param(asking(Move.GIVE, 12), MARK, CLAIMED, "already", id="not to its owner"),
        pytest.param(asking(Move.SPAM), PIOTR, WON, "changed", id="a won lead is no spam"),
        pytest.param(asking(Move.SPAM), PIOTR, CONTACTED, "spam", id="a contacted one may be"),
        pytest.param(asking(Move.CLAIM), ANN, CONTACTED, "claimed_already", id="not taken from its owner"),
    ],
)
def test_a_press_does_what_role_and_state_allow(press, person, lead, toast):
    assert pressed(lead, press, person).toast == toast


@pytest.mark.parametrize(
    ("press", "lead", "state", "owner"),
    [
        pytest.param(SPOKE, CLAIMED, State.CONTACTED, "Piotr", id="contacted"),
        pytest.param(WIN, CONTACTED, State.WON, "Piotr", id="won"),
        pytest.param(LOSE, CONTACTED, State.LOST, "Piotr", id="lost"),
        pytest.param(GIVE, CONTACTED, State.CONTACTED, "Ann", id="given"),
    ],
)
def test_the_lead_stands_where_the_press_put_it_and_points_move_it_no_more(press, lead, state, owner):
    outcome = pressed(lead, press, PIOTR)

    assert isinstance(outcome, Moved)
    assert (state_of(outcome.lead, Verdict(band=Band.JUNK)), outcome.lead.owner) == (state, owner)


def test_a_lead_put_aside_has_no_owner_and_knows_its_day():
    outcome = pressed(CONTACTED, LATER, PIOTR)

    assert isinstance(outcome, Moved)
    assert state_of(outcome.lead, Verdict(band=Band.NURTURE)) is State.NURTURE
    assert (outcome.lead.owner, outcome.lead.band_by) == (None, "Piotr")
    assert outcome.lead.recycle_at == NOW + timedelta(days=30)


@pytest.mark.parametrize(
    ("press", "lead"),
    [
        pytest.param(SPOKE, CLAIMED, id="contacted"),
        pytest.param(WIN, CONTACTED, id="won"),
        pytest.param(LOSE, CONTACTED, id="lost"),
        pytest.param(LATER, CONTACTED, id="later"),
        pytest.param(GIVE, CLAIMED, id="given"),
    ],
)
@pytest.mark.parametrize("by", [PIOTR, MARK], ids=["the same", "a manager"])
def test_undo_brings_back_what_was(press, lead, by):
    done = pressed(lead, press, PIOTR)
    step = LastStep(by="Piotr", what="", before=done.before, revision=8, at=NOW)

    back = pressed(replace(done.lead, revision=8), asking(Move.UNDO, revision=8), by, step)

    assert isinstance(back, Moved)
    assert replace(back.lead, revision=7) == lead


def test_nobody_else_takes_it_back():
    done = pressed(CLAIMED, SPOKE, PIOTR)
    step = LastStep(by="Piotr", what="", before=done.before, revision=8, at=NOW)

    assert pressed(replace(done.lead, revision=8), asking(Move.UNDO, revision=8), ANN, step) == Refusal(
        toast="not_allowed"
    )


@pytest.mark.parametrize(
    ("menu", "person", "lead", "outcome"),
    [
        pytest.param(Menu.MORE, OLGA, CLAIMED, Open(menu=Menu.MORE), id="more is for all"),
        pytest.param(Menu.MORE, VERA, CLAIMED, Refusal(toast="not_allowed"), id="but viewers"),
        pytest.param(Menu.MORE, OLGA, WON, Refusal(toast="changed"), id="not once it is ended"),
        pytest.param(Menu.LOST, PIOTR, CONTACTED, Open(menu=Menu.LOST), id="its owner lost it"),
        pytest.param(Menu.LOST, ANN, CONTACTED, Refusal(toast="not_allowed"), id="not another's"),
        pytest.param(Menu.LOST, PIOTR, CLAIMED, Refusal(toast="changed"), id="not before it was contacted"),
        pytest.param(Menu.GIVE, MARK, CLAIMED, Open(menu=Menu.GIVE), id="a manager gives"),
        pytest.param(Menu.RECYCLE, PIOTR, FREE, Refusal(toast="changed"), id="only who is taken"),
        pytest.param(None, PIOTR, FREE, Open(menu=None), id="the way back is always open"),
    ],
)
def test_a_menu_opens_for_whom_it_is_of_use(menu, person, lead, outcome):
    assert pressed(lead, asking(Move.MENU, MENUS.index(menu)), person) == outcome


def test_a_forged_menu_is_the_way_back():
    assert pressed(CLAIMED, asking(Move.MENU, 2**62), PIOTR) == Open(menu=None)
