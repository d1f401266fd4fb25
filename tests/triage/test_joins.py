"""Joins: what people say of two leads, and what the one that stays then knows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.model.join import Join, JoinState
from frontdesk.model.lead import Known, Lead, Person, Role, State
from frontdesk.model.press import Move, Press
from frontdesk.model.score import Answer, Band, Receipt, Score, Verdict
from frontdesk.model.submission import Received, Submission
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.triage.joins import joined, offers
from frontdesk.triage.moves import Moved, moved

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
OLGA, PIOTR, MARK, HEAD, ADMIN = (
    Person(name=role.title(), telegram=10, role=role)
    for role in (Role.SECRETARY, Role.SALES, Role.MANAGER, Role.HEAD, Role.ADMIN)
)
VERA = Person(name="Vera", telegram=15, role=Role.VIEWER)


def an_offer(state: JoinState = JoinState.OFFERED, age_s: int = 0) -> Join:
    at = NOW - timedelta(seconds=age_s)
    return Join(later=13, older=12, kind="phone", state=state, by="Olga", at=at)


def a_known(number: int = 13, *, joins: tuple[Join, ...] = (), **lead) -> Known:
    at = NOW + timedelta(minutes=number)
    receipt = Receipt(
        lead=number,
        cause=f"submission:{number}",
        rules="",
        at=at,
        score=Score(4, (), (), 7),
        verdict=Verdict(band=Band.TRIAGE),
    )
    form = Received(id=number, hook="web", at=at, submission=Submission(provider="json"))
    values = {"state": State.TRIAGE, "revision": number, **lead}
    return Known(
        lead=Lead(id=number, created_at=at, **values),
        submissions=(form,),
        receipt=receipt,
        touches=(Touch(kind=TouchKind.SUBMISSION, at=at, key=f"submission:{number}"),),
        joins=joins,
        now=NOW,
    )


def pressing(move: Move, number: int = 12) -> Press:
    return Press(lead=13, move=move, number=number, revision=13)


@pytest.mark.parametrize(
    ("move", "state", "toast"),
    [
        pytest.param(Move.ASK_JOIN, JoinState.OFFERED, "join_asked", id="join asks once more"),
        pytest.param(Move.JOIN, JoinState.ASKED, "join_joined", id="the second press joins"),
        pytest.param(Move.JOIN, JoinState.OFFERED, "changed", id="nobody joins without the question"),
        pytest.param(Move.NOT_NOW, JoinState.ASKED, "join_offered", id="back from the question"),
        pytest.param(Move.NOT_NOW, JoinState.OFFERED, "already", id="back twice"),
        pytest.param(Move.APART, JoinState.OFFERED, "join_apart", id="not the same"),
        pytest.param(Move.APART, JoinState.ASKED, "join_apart", id="not the same after all"),
        pytest.param(Move.ASK_JOIN, JoinState.ASKED, "already", id="asked already"),
    ],
)
def test_a_join_takes_two_presses(move, state, toast):
    assert moved(a_known(joins=(an_offer(state),)), pressing(move), OLGA, frozenset()).toast == toast


@pytest.mark.parametrize("person", [OLGA, PIOTR, MARK, HEAD, ADMIN], ids=lambda person: person.role)
def test_all_who_work_on_leads_may_join_them(person):
    outcome = moved(a_known(joins=(an_offer(),)), pressing(Move.ASK_JOIN), person, frozenset())

    assert isinstance(outcome, Moved)
    assert (outcome.join.state, outcome.join.by, outcome.join.at) == (JoinState.ASKED, person.name, NOW)


@pytest.mark.parametrize("move", [Move.ASK_JOIN, Move.JOIN, Move.NOT_NOW, Move.APART])
def test_a_viewer_joins_nothing(move):
    outcome = moved(a_known(joins=(an_offer(JoinState.ASKED),)), pressing(move), VERA, frozenset())

    assert outcome.toast == "not_allowed"


def test_only_what_is_offered_can_be_joined():
    known = a_known(joins=(an_offer(),))

    assert moved(known, pressing(Move.ASK_JOIN, number=7), OLGA, frozenset()).toast == "changed"


@pytest.mark.parametrize("state", [State.QUARANTINED, State.NURTURE, State.WON])
@pytest.mark.parametrize("move", [Move.ASK_JOIN, Move.JOIN, Move.NOT_NOW, Move.APART])
def test_a_lead_without_a_card_joins_nothing(move, state):
    lead = a_known(joins=(an_offer(JoinState.ASKED),), state=state)

    assert moved(lead, pressing(move), OLGA, frozenset()).toast == "changed"


def test_a_question_that_nobody_answers_for_a_minute_is_an_offer_again():
    states = [offers(a_known(joins=(an_offer(JoinState.ASKED, age),)))[0].state for age in (60, 61)]

    assert states == [JoinState.ASKED, JoinState.OFFERED]


def test_the_one_that_stays_has_the_forms_and_touches_of_both_in_order():
    known = joined(a_known(12), a_known(13))

    assert [each.id for each in known.submissions] == [12, 13]
    assert [touch.key for touch in known.touches] == ["submission:12", "submission:13"]
    assert (known.lead.id, known.lead.revision) == (12, 12)


def test_the_newest_receipt_is_that_of_the_newest_form():
    older = a_known(12)
    wrote_again = replace(older, submissions=(*older.submissions, replace(older.submissions[0], id=99)))

    assert joined(a_known(12), a_known(13)).receipt.lead == 13
    assert joined(wrote_again, a_known(13)).receipt.lead == 12


def test_answers_of_the_later_lead_are_kept_where_the_older_one_has_none():
    def said(by: str, *criteria: str) -> dict[str, Answer]:
        return {id_: Answer(criterion=id_, yes=True, by=by, at=NOW) for id_ in criteria}

    older = replace(a_known(12), answers=said("Olga", "budget"))
    later = replace(a_known(13), answers=said("Ann", "budget", "brief"))

    known = joined(older, later)

    assert {id_: answer.by for id_, answer in known.answers.items()} == {"budget": "Olga", "brief": "Ann"}


@pytest.mark.parametrize(
    ("older", "later", "kept"),
    [
        pytest.param({"owner": "Ann"}, {"owner": "Piotr"}, {"owner": "Ann"}, id="the older one's owner"),
        pytest.param({}, {"owner": "Piotr"}, {"owner": "Piotr"}, id="the later one's, if there is no other"),
        pytest.param({"account": 1}, {"account": 2}, {"account": 1}, id="the older one's company"),
        pytest.param({}, {"account": 2}, {"account": 2}, id="the later one's, if it has none"),
        pytest.param(
            {"state": State.NURTURE, "band": Band.NURTURE, "band_by": "Olga"},
            {},
            {"band_by": None},
            id="to nurture, but wrote again and people work on it",
        ),
        pytest.param(
            {"state": State.NURTURE, "band": Band.NURTURE, "band_by": "Olga"},
            {"state": State.NURTURE},
            {"band_by": "Olga"},
            id="to nurture, and nobody works on it",
        ),
        pytest.param(
            {},
            {"state": State.NURTURE, "band": Band.NURTURE, "band_by": "Olga"},
            {"band_by": None},
            id="the one that people work on decides",
        ),
    ],
)
def test_the_marks_of_the_one_that_stays(older, later, kept):
    lead = joined(a_known(12, **older), a_known(13, **later)).lead

    assert {name: getattr(lead, name) for name in kept} == kept
