"""Digest: who is listed, and what is counted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from frontdesk.model.lead import Known, Lead, Person, Role, State
from frontdesk.model.score import Band, Receipt, Score, Verdict
from frontdesk.model.signals import Suspicion
from frontdesk.triage.digest import LISTED, NUMBERS, Gathered, may_be_human
from frontdesk.triage.outcome import Moved, Refusal
from frontdesk.triage.quarantine import Held, pressed

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def known(lead: int = 1, *codes: str, watched: tuple[str, ...] = (), **values) -> Known:
    codes = codes or ("honeypot",)
    seen = tuple(Suspicion(guard=guard, because="") for guard in (*codes, *watched))
    decided = Verdict(band=Band.TRIAGE, quarantine=codes, suspicions=seen)
    receipt = Receipt(
        lead=lead, cause="submission:1", rules="", at=NOW, score=Score(1, (), (), 1), verdict=decided
    )
    stored = Lead(id=lead, created_at=NOW, **{"state": State.QUARANTINED, **values})
    return Known(lead=stored, submissions=(), receipt=receipt, now=NOW)


def closer(lead: int, human: bool = True) -> Held:
    return Held(lead=lead, at=NOW, guards=(), name="Jan", human=human)


def digest(gathered: Gathered):
    return gathered.digest("2026-11-20", -1001, NOW, NOW)


def test_who_looks_human_is_listed_first_then_the_newest():
    gathered = Gathered()
    for lead in (9, 8, 7):
        gathered.held_back(known(lead, "phrases"))
    gathered.held_back(known(6), closer(6))
    gathered.held_back(known(5), closer(5, human=False))

    found = digest(gathered)

    assert [(one.lead, one.human) for one in found.listed] == [
        (6, True),
        (9, False),
        (8, False),
        (7, False),
        (5, False),
    ]
    assert (found.total, found.human) == (5, 1)
    assert list(found.guards.items()) == [("phrases", 3), ("honeypot", 2)]


def test_a_person_behind_a_flood_of_spam_is_listed():
    gathered = Gathered()
    for lead in range(1000, 500, -1):
        gathered.held_back(known(lead, "phrases"))
    gathered.held_back(known(1), closer(1))

    found = digest(gathered)

    assert found.listed[0].lead == 1
    assert len(found.listed) == LISTED
    assert found.total == 501


def test_what_is_only_watched_counts_each_lead_once_and_names_the_newest():
    gathered = Gathered()
    for lead in (9, 9, 8, 7, 6):
        gathered.watched(lead, ["too_fast"])
    gathered.watched(9, ["disposable"])

    watched = digest(gathered).watched

    assert (watched["too_fast"].count, watched["too_fast"].leads) == (4, (9, 8, 7)[:NUMBERS])
    assert list(watched) == ["too_fast", "disposable"]


def test_a_day_without_anything_is_empty():
    watched = Gathered()
    watched.watched(1, ["too_fast"])

    assert digest(Gathered()).empty
    assert not digest(watched).empty


LOOKED = {
    "a hidden field alone": (known(), True),
    "another guard": (known(1, "phrases"), False),
    "another guard too": (known(1, "honeypot", "rate"), False),
    "another one that only watches": (known(watched=("disposable",)), False),
    "not judged": (replace(known(), receipt=None), False),
}


@pytest.mark.parametrize(("lead", "looked"), LOOKED.values(), ids=LOOKED)
def test_only_a_filled_hidden_field_alone_is_looked_at_closer(lead, looked):
    assert may_be_human(lead) is looked


@pytest.mark.parametrize("role", Role)
def test_secretaries_and_leaders_let_out_and_nobody_else(role):
    outcome = pressed(known(), Person(name="Olga", telegram=1, role=role))

    if role in (Role.VIEWER, Role.SALES):
        assert outcome == Refusal(toast="not_allowed")
    else:
        assert isinstance(outcome, Moved)
        assert outcome.lead.released_by == "Olga"
