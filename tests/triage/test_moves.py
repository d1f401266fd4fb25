"""Moves: what a press does, who may ask for it, and where a lead then stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.model.confirmation import Confirmation, NewValue
from frontdesk.model.lead import Known, LastStep, Lead, Person, Role, State
from frontdesk.model.press import Move, Press, Target
from frontdesk.model.score import Answer, Band, Verdict
from frontdesk.triage.moves import Moved, Refusal, moved, state_of

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ASKED = frozenset({"budget", "brief"})
OLGA = Person(name="Olga", telegram=11, role=Role.SECRETARY)
PIOTR = Person(name="Piotr", telegram=12, role=Role.SALES)
MARK = Person(name="Mark", telegram=14, role=Role.MANAGER)
VERA = Person(name="Vera", telegram=15, role=Role.VIEWER)


def a_lead(state: State | None = State.TRIAGE, **values) -> Lead:
    return Lead(id=142, revision=7, state=state, created_at=NOW, **values)


def known(lead: Lead, *answers: Answer, step: LastStep | None = None) -> Known:
    said = {answer.criterion: answer for answer in answers}
    return Known(lead=lead, submissions=(), answers=said, last_step=step, now=NOW)


def an_answer(yes: bool = True, by: str = "Olga", revision: int = 3) -> Answer:
    return Answer(criterion="budget", yes=yes, by=by, at=NOW, revision=revision)


def asking(
    move: Move, target: Target | None = None, criterion: str | None = None, revision: int = 7
) -> Press:
    return Press(lead=142, move=move, criterion=criterion, target=target, revision=revision)


YES = asking(Move.ANSWER, Target.YES, "budget")
TAKE, SPAM, NURTURE, UNDO = (asking(move) for move in (Move.CLAIM, Move.SPAM, Move.NURTURE, Move.UNDO))


@pytest.mark.parametrize(
    ("press", "person", "lead", "toast"),
    [
        pytest.param(YES, OLGA, a_lead(), "answered", id="a secretary answers"),
        pytest.param(YES, MARK, a_lead(), "answered", id="a manager answers"),
        pytest.param(YES, PIOTR, a_lead(), "not_allowed", id="sales do not answer"),
        pytest.param(YES, VERA, a_lead(), "not_allowed", id="a viewer does not answer"),
        pytest.param(YES, OLGA, a_lead(State.SALES_OPEN), "answered", id="an open lead takes answers"),
        pytest.param(YES, OLGA, a_lead(State.CLAIMED, owner="Piotr"), "changed", id="a claimed one none"),
        pytest.param(YES, OLGA, a_lead(None), "changed", id="an unjudged one none"),
        pytest.param(
            asking(Move.ANSWER, Target.YES, "phone"),
            OLGA,
            a_lead(),
            "no_such_question",
            id="only what is asked",
        ),
        pytest.param(TAKE, PIOTR, a_lead(State.SALES_OPEN), "claimed", id="sales take"),
        pytest.param(TAKE, MARK, a_lead(State.SALES_OPEN), "claimed", id="a manager takes"),
        pytest.param(TAKE, OLGA, a_lead(State.SALES_OPEN), "not_allowed", id="a secretary does not take"),
        pytest.param(TAKE, PIOTR, a_lead(State.TRIAGE), "changed", id="not from triage"),
        pytest.param(TAKE, PIOTR, a_lead(State.CLAIMED, owner="Ann"), "claimed_already", id="not twice"),
        pytest.param(SPAM, OLGA, a_lead(), "spam", id="a secretary calls it spam"),
        pytest.param(SPAM, PIOTR, a_lead(State.SALES_OPEN), "not_allowed", id="sales only their own"),
        pytest.param(SPAM, PIOTR, a_lead(State.CLAIMED, owner="Piotr"), "spam", id="their own is spam"),
        pytest.param(SPAM, OLGA, a_lead(State.CLAIMED, owner="Piotr"), "changed", id="not somebody's"),
        pytest.param(
            SPAM, OLGA, a_lead(State.QUARANTINED, quarantined_by="Ann"), "already", id="spam already"
        ),
        pytest.param(NURTURE, OLGA, a_lead(), "nurture", id="a secretary nurtures"),
        pytest.param(NURTURE, OLGA, a_lead(State.NURTURE), "already", id="nurtured already"),
        pytest.param(UNDO, OLGA, a_lead(), "changed", id="nothing to undo"),
    ],
)
def test_a_press_does_what_role_and_state_allow(press, person, lead, toast):
    assert moved(known(lead), press, person, ASKED).toast == toast


def test_the_same_answer_again_changes_nothing():
    outcome = moved(known(a_lead(), an_answer()), YES, OLGA, ASKED)

    assert outcome == Refusal(toast="already", by="Olga")


def test_an_answer_that_the_card_did_not_show_is_not_overwritten():
    stale = replace(YES, revision=2)

    assert moved(known(a_lead(), an_answer(yes=False, by="Ann")), stale, OLGA, ASKED).toast == "changed"


def test_an_answer_that_the_card_showed_can_be_changed_by_another():
    outcome = moved(known(a_lead(), an_answer(yes=False, by="Ann")), YES, OLGA, ASKED)

    assert isinstance(outcome, Moved)
    assert outcome.answers[0].by == "Olga"


def test_clear_takes_an_answer_back():
    clear = asking(Move.ANSWER, Target.CLEAR, "budget")

    outcome = moved(known(a_lead(), an_answer()), clear, OLGA, ASKED)

    assert isinstance(outcome, Moved)
    assert outcome.cleared == ("budget",)


@pytest.mark.parametrize(
    ("press", "lead"),
    [
        pytest.param(SPAM, a_lead(), id="spam"),
        pytest.param(NURTURE, a_lead(band=Band.TRIAGE), id="nurture"),
        pytest.param(TAKE, a_lead(State.SALES_OPEN, band=Band.QUALIFIED), id="take"),
    ],
)
def test_undo_brings_back_what_was(press, lead):
    done = moved(known(lead), press, MARK, ASKED)
    after = replace(done.lead, revision=8)
    step = LastStep(by="Mark", what=press.move, before=done.before, revision=8, at=NOW)

    back = moved(known(after, step=step), asking(Move.UNDO, revision=8), MARK, ASKED)

    assert isinstance(back, Moved)
    assert replace(back.lead, revision=7) == lead


def test_undo_of_an_answer_brings_the_old_answer_back():
    no = asking(Move.ANSWER, Target.NO, "budget")
    done = moved(known(a_lead(), an_answer(yes=True, by="Ann")), no, OLGA, ASKED)
    step = LastStep(by="Olga", what="budget=no", before=done.before, revision=7, at=NOW)

    back = moved(known(a_lead(), *done.answers, step=step), UNDO, OLGA, ASKED)

    assert isinstance(back, Moved)
    assert [(a.yes, a.by) for a in back.answers] == [(True, "Ann")]


NEW_PHONE = NewValue(part="phone", value="+48700100201", submission=2)
CONFIRM = Press(lead=142, move=Move.CONFIRM, part="phone", number=2, revision=7)


def a_word(submission: int = 2, by: str = "Ann") -> Confirmation:
    return Confirmation(part="phone", submission=submission, by=by, at=NOW)


@pytest.mark.parametrize(
    ("press", "person", "lead", "confirmed", "toast"),
    [
        pytest.param(CONFIRM, OLGA, a_lead(), None, "confirmed", id="a secretary confirms"),
        pytest.param(
            CONFIRM, PIOTR, a_lead(State.CLAIMED, owner="Ann"), None, "confirmed", id="sales confirm"
        ),
        pytest.param(CONFIRM, VERA, a_lead(), None, "not_allowed", id="a viewer does not"),
        pytest.param(
            CONFIRM, OLGA, a_lead(State.NURTURE), None, "changed", id="not of a lead nobody works on"
        ),
        pytest.param(CONFIRM, OLGA, a_lead(), a_word(), "already", id="it is confirmed"),
        pytest.param(CONFIRM, OLGA, a_lead(), a_word(1), "confirmed", id="an older one was confirmed"),
        pytest.param(replace(CONFIRM, number=3), OLGA, a_lead(), None, "changed", id="another submission"),
        pytest.param(replace(CONFIRM, part="name"), OLGA, a_lead(), None, "changed", id="another part"),
    ],
)
def test_only_what_is_new_is_confirmed(press, person, lead, confirmed, toast):
    told = replace(known(lead), confirmed={"phone": confirmed} if confirmed else {})

    assert moved(told, press, person, ASKED, [NEW_PHONE]).toast == toast


@pytest.mark.parametrize(
    ("had", "back"),
    [
        pytest.param(None, ((), ("phone",)), id="nothing was confirmed"),
        pytest.param(a_word(1), ((a_word(1),), ()), id="another submission was right"),
    ],
)
def test_undo_of_a_confirmation_brings_back_what_stood(had, back):
    told = replace(known(a_lead()), confirmed={"phone": had} if had else {})
    done = moved(told, CONFIRM, OLGA, ASKED, [NEW_PHONE])
    step = LastStep(by="Olga", what="confirm phone", before=done.before, revision=7, at=NOW)

    undone = moved(known(a_lead(), step=step), UNDO, OLGA, ASKED)

    assert (undone.confirmed, undone.unconfirmed) == back


@pytest.mark.parametrize("seen", [6, 8], ids=["an older card", "a card of no time"])
def test_undo_takes_back_nothing_that_its_presser_did_not_see(seen):
    step = LastStep(by="Olga", what="spam", before="{}", revision=7, at=NOW)

    back = moved(known(a_lead(), step=step), asking(Move.UNDO, revision=seen), OLGA, ASKED)

    assert back == Refusal(toast="changed")


@pytest.mark.parametrize("press", [YES, TAKE, SPAM, NURTURE, UNDO, CONFIRM], ids=lambda press: press.move)
def test_a_joined_lead_is_not_moved_any_more(press):
    refusal = moved(known(a_lead(None, joined_into=12)), press, MARK, ASKED, [NEW_PHONE])

    assert refusal == Refusal(toast="joined_already", by="#12")


@pytest.mark.parametrize(
    ("step", "toast"),
    [
        pytest.param({"at": NOW - timedelta(seconds=61)}, "undo_late", id="after a minute"),
        pytest.param({"by": "Ann"}, "not_allowed", id="somebody else's"),
        pytest.param({"revision": 6}, "changed", id="something happened since"),
        pytest.param({"before": None}, "changed", id="nothing to bring back"),
    ],
)
def test_undo_is_for_the_one_who_did_it_and_for_a_minute(step, toast):
    last = {"by": "Olga", "what": "spam", "before": "{}", "revision": 7, "at": NOW, **step}

    assert moved(known(a_lead(), step=LastStep(**last)), UNDO, OLGA, ASKED).toast == toast


@pytest.mark.parametrize(
    ("lead", "verdict", "state"),
    [
        pytest.param(a_lead(None), {"band": Band.TRIAGE}, State.TRIAGE, id="triage"),
        pytest.param(a_lead(None), {"band": Band.QUALIFIED}, State.SALES_OPEN, id="hot"),
        pytest.param(a_lead(None), {"band": Band.JUNK}, State.JUNK, id="junk"),
        pytest.param(
            a_lead(None), {"band": Band.TRIAGE, "quarantine": ("links",)}, State.QUARANTINED, id="suspected"
        ),
        pytest.param(
            a_lead(State.SALES_OPEN),
            {"band": Band.QUALIFIED, "quarantine": ("links",)},
            State.SALES_OPEN,
            id="a stranger's advert under a known address takes nothing from sales",
        ),
        pytest.param(
            a_lead(State.CLAIMED, owner="Piotr"),
            {"band": Band.JUNK},
            State.CLAIMED,
            id="claimed stays claimed",
        ),
        pytest.param(
            a_lead(quarantined_by="Olga", owner="Piotr"),
            {"band": Band.QUALIFIED},
            State.QUARANTINED,
            id="a person's word is last",
        ),
    ],
)
def test_a_lead_stands_where_its_band_puts_it_until_people_say_otherwise(lead, verdict, state):
    assert state_of(lead, Verdict(**verdict)) is state
