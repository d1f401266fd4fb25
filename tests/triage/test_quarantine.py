"""Quarantine: who looks human, in which order leads wait, and what the day's digest says."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.model.lead import Known, Lead, State
from frontdesk.model.score import Band, Receipt, Score, Verdict
from frontdesk.model.signals import EmailSignal, MessageSignal, NameSignal, Signals, Suspicion
from frontdesk.model.submission import Received, Submission
from frontdesk.triage.outcome import Moved, Refusal
from frontdesk.triage.quarantine import LINES, Held, digest, held, ranked, released, watched

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
HUMAN = {
    "email": EmailSignal(address="jan@acme.example", valid=True, kind="corporate"),
    "name": NameSignal(first="Jan", greeting="Jan"),
    "message": MessageSignal(words=5),
}
TRAP = Suspicion(guard="honeypot", because="the hidden field hp is filled")
THROWN = Suspicion(guard="disposable", because="a disposable e-mail address")


def known(*noticed: Suspicion, codes=("honeypot",), state=State.QUARANTINED, **values) -> Known:
    decided = Verdict(band=Band.TRIAGE, quarantine=codes, suspicions=noticed)
    receipt = Receipt(
        lead=7, cause="submission:1", rules="", at=NOW, score=Score(1, (), (), 1), verdict=decided
    )
    said = Submission(provider="html", fields={"first_name": "Jan", "last_name": "Kowalski"})
    lead = Lead(id=7, state=state, state_at=NOW, created_at=NOW, **values)
    came = Received(id=1, hook="web", at=NOW, submission=said)
    return Known(lead=lead, submissions=(came,), receipt=receipt, now=NOW)


def one(lead: int, human: bool = False, minutes: int = 0, guard: str = "honeypot") -> Held:
    return Held(
        lead=lead,
        at=NOW + timedelta(minutes=minutes),
        guards=(Suspicion(guard=guard, because="x"),),
        name=f"Jan {lead}",
        human=human,
    )


def test_a_filled_hidden_field_alone_looks_human():
    found = held(known(TRAP), Signals(**HUMAN))

    assert found.human
    assert (found.name, found.why) == ("Jan Kowalski", "honeypot (the hidden field hp is filled)")


NOT_HUMAN = {
    "no address": {"email": EmailSignal()},
    "a wrong address": {"email": EmailSignal(valid=False)},
    "a throw-away address": {"email": EmailSignal(address="a@b.example", valid=True, kind="disposable")},
    "nobody to greet": {"name": NameSignal()},
    "a link": {"message": MessageSignal(words=5, links=1)},
}


@pytest.mark.parametrize("changed", NOT_HUMAN.values(), ids=NOT_HUMAN)
def test_anything_more_does_not_look_human(changed):
    assert not held(known(TRAP), Signals(**{**HUMAN, **changed})).human


def test_another_guard_does_not_look_human_even_if_it_only_watches():
    assert not held(known(TRAP, THROWN), Signals(**HUMAN)).human
    assert not held(known(codes=("rate",)), Signals(**HUMAN)).human


def test_a_free_mailbox_looks_human():
    free = EmailSignal(address="jan@gmail.com", valid=True, kind="free")

    assert held(known(TRAP), Signals(**{**HUMAN, "email": free})).human


def test_who_was_called_spam_by_a_person_is_named_with_the_person():
    found = held(known(codes=("person",), quarantined_by="Olga"), Signals(**HUMAN))

    assert found.why == "person (Olga called it spam)"
    assert not found.human


def test_an_older_receipt_takes_its_words_from_what_the_guards_see_now():
    assert held(known(), Signals(**HUMAN, spam=(TRAP,))).why == "honeypot (the hidden field hp is filled)"
    assert held(known(), Signals(**HUMAN)).why == "honeypot"


def test_what_was_only_watched_is_told_of_leads_outside():
    assert watched(known(THROWN, codes=(), state=State.TRIAGE)).guards == (THROWN,)
    assert watched(known(codes=(), state=State.TRIAGE)) is None
    assert watched(known(TRAP)) is None


def test_who_looks_human_comes_first_then_the_newest():
    found = [one(1), one(2, human=True), one(3, minutes=5), one(4, human=True, minutes=1)]

    assert [each.lead for each in ranked(found)] == [4, 2, 3, 1]


def test_the_digest_counts_by_guard_and_names_who_looks_human():
    found = [one(1, human=True), one(2, guard="phrases"), one(3, guard="phrases")]

    assert digest(found) == (
        "Quarantine: 3 new (phrases 2, honeypot 1).",
        "Look human: 1. `frontdesk quarantine release N` lets one out.",
        "#1 Jan 1: honeypot (x)",
    )


def test_a_quiet_day_has_a_digest_of_one_line():
    assert digest([]) == ("Quarantine: nothing new.",)


@pytest.mark.parametrize("human", [0, 7, 8, 9, 500])
def test_a_digest_never_has_more_than_ten_lines(human):
    lines = digest([one(n, human=True, minutes=n) for n in range(human)] + [one(-1)])

    assert len(lines) <= LINES
    assert len([line for line in lines if line.startswith("#")]) == min(human, 8 if human < 9 else 7)
    if human > 8:
        assert lines[-1] == f"and {human - 7} more: `frontdesk quarantine list`"


def test_a_name_with_line_ends_makes_no_further_lines():
    evil = Held(lead=1, at=NOW, guards=(TRAP,), name="a\nb\u202e\r\n#2 c" * 50, human=True)

    assert len(digest([evil])) == 3
    assert all("\n" not in line and len(line) < 250 for line in digest([evil]))


def test_a_release_clears_the_word_of_who_called_it_spam():
    outcome = released(known(codes=("person",), quarantined_by="Olga"), "Anna")

    assert isinstance(outcome, Moved)
    assert (outcome.lead.quarantined_by, outcome.lead.released_by) == (None, "Anna")


REFUSED = {
    "not in quarantine": ({"state": State.TRIAGE}, Refusal(toast="changed")),
    "released before": ({"state": State.TRIAGE, "released_by": "Eva"}, Refusal(toast="already", by="Eva")),
    "part of another": ({"state": None, "joined_into": 3}, Refusal(toast="joined_already", by="#3")),
}


@pytest.mark.parametrize(("values", "refusal"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_in_quarantine_cannot_be_released(values, refusal):
    assert released(known(**values), "Anna") == refusal
