"""Banding: who may set a band by hand, on which lead, and what becomes of its owner."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.model.lead import Known, LastStep, Lead, Person, Role, State
from frontdesk.model.press import Move, Press
from frontdesk.model.score import Band
from frontdesk.triage.moves import Moved, moved

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PERSONS = {
    role.value: Person(name=role.value, telegram=number, role=role) for number, role in enumerate(Role, 1)
}
SELLER = PERSONS["sales"]


def known(state, owner=None, step=None, **values):
    lead = Lead(id=142, revision=7, state=state, owner=owner, created_at=NOW, **values)
    return Known(lead=lead, submissions=(), last_step=step, now=NOW)


def press(band=Band.NURTURE, reason="they said so"):
    return Press(lead=142, move=Move.BAND, band=band, reason=reason, typed=True)


TRIAGE, OPEN, MINE, OTHERS = (
    known(State.TRIAGE),
    known(State.SALES_OPEN),
    known(State.CLAIMED, "sales"),
    known(State.CLAIMED, "Ann"),
)


@pytest.mark.parametrize(
    ("role", "where", "band", "toast"),
    [
        pytest.param("viewer", TRIAGE, Band.NURTURE, "not_allowed", id="a viewer not"),
        pytest.param("secretary", TRIAGE, Band.NURTURE, "banded", id="a secretary"),
        pytest.param("secretary", TRIAGE, Band.QUALIFIED, "not_allowed", id="a secretary not to qualified"),
        pytest.param("secretary", OTHERS, Band.NURTURE, "not_allowed", id="a secretary not a taken one"),
        pytest.param("sales", OPEN, Band.NURTURE, "not_allowed", id="sales not what is nobody's"),
        pytest.param("sales", OTHERS, Band.NURTURE, "not_allowed", id="sales not another's"),
        pytest.param("sales", MINE, Band.QUALIFIED, "banded", id="sales their own"),
        pytest.param("manager", OTHERS, Band.TRIAGE, "banded", id="a manager any"),
        pytest.param("head", TRIAGE, Band.QUALIFIED, "banded", id="a head any"),
        pytest.param("admin", OPEN, Band.JUNK, "banded", id="an admin any"),
        pytest.param("manager", known(State.WON, "Ann"), Band.JUNK, "changed", id="not one that is won"),
        pytest.param("manager", known(State.QUARANTINED), Band.TRIAGE, "changed", id="not spam"),
        pytest.param("manager", known(None), Band.TRIAGE, "changed", id="not one without a score"),
        pytest.param("manager", known(State.JUNK), Band.TRIAGE, "banded", id="junk comes back"),
    ],
)
def test_a_band_is_set_within_the_roles(role, where, band, toast):
    assert moved(where, press(band), PERSONS[role], frozenset()).toast == toast


@pytest.mark.parametrize("reason", ["", None], ids=["blank", "none"])
def test_there_is_no_override_without_a_reason(reason):
    assert moved(TRIAGE, press(reason=reason), PERSONS["manager"], frozenset()).toast == "no_reason"


@pytest.mark.parametrize(
    ("band", "owner"),
    [(Band.QUALIFIED, "sales"), (Band.TRIAGE, None), (Band.NURTURE, None), (Band.JUNK, None)],
)
def test_who_is_no_longer_qualified_has_no_owner(band, owner):
    done = moved(MINE, press(band), SELLER, frozenset())

    assert isinstance(done, Moved)
    assert (done.lead.owner, done.lead.band_by, done.reason) == (owner, "sales", "they said so")
    assert done.before is not None


@pytest.mark.parametrize(
    ("role", "by", "typed", "toast"),
    [
        pytest.param("manager", "Ann", True, "undone", id="a manager by command"),
        pytest.param("manager", "Ann", False, "undo_late", id="a manager by an old button"),
        pytest.param("sales", "sales", True, "undo_late", id="sales their own step"),
        pytest.param("sales", "Ann", True, "not_allowed", id="sales another's step"),
    ],
)
def test_later_than_a_minute_only_who_leads_undoes_and_by_command(role, by, typed, toast):
    before = moved(MINE, press(), SELLER, frozenset()).before
    late = NOW - timedelta(hours=1)
    step = LastStep(by=by, what="claim", before=before, revision=7, at=late)
    undo = Press(lead=142, move=Move.UNDO, revision=7, typed=typed)

    assert moved(known(State.NURTURE, step=step), undo, PERSONS[role], frozenset()).toast == toast


def test_a_page_of_a_list_moves_no_lead():
    assert moved(TRIAGE, Press(lead=142, move=Move.LIST, number=0), SELLER, frozenset()).toast == "gone"
