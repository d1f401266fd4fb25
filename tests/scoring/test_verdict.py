"""Verdict: band, letter, quarantine, and why a letter is withheld."""

from pathlib import Path

import pytest

from frontdesk.model.score import Band, Score
from frontdesk.model.signals import EmailSignal, ProfileSignal, Signals, Suspicion
from frontdesk.rules.load import read_rules
from frontdesk.scoring.verdict import verdict

SHIPPED = (Path(__file__).parents[2] / "rules.toml").read_text("utf-8")
RULES = read_rules(SHIPPED, environment={})
FILLED = frozenset(["first_name", "last_name", "email", "phone"])


def signals(**changed) -> Signals:
    values = {"email": EmailSignal(address="jan@acme.example", valid=True, kind="corporate")}
    return Signals(**(values | changed))


def scored(total: int = 1, reachable: int = 1) -> Score:
    return Score(total, (), (), reachable)


BANDS = {
    "more than six": (7, 7, Band.QUALIFIED),
    "six is not more than six": (6, 6, Band.NURTURE),
    "one answer away": (3, 7, Band.TRIAGE),
    "below zero, one answer away": (-1, 8, Band.TRIAGE),
    "too far away": (0, 6, Band.NURTURE),
    "below zero": (-1, 6, Band.JUNK),
}


@pytest.mark.parametrize(("total", "reachable", "band"), BANDS.values(), ids=BANDS)
def test_the_band_follows_the_score(total, reachable, band):
    assert verdict(signals(), scored(total, reachable), RULES).band is band


def test_a_band_by_hand_wins_and_names_who_set_it():
    given = verdict(signals(), scored(7, 7), RULES, band_by_hand=(Band.NURTURE, "Olga"))

    assert (given.band, given.band_by) == (Band.NURTURE, "Olga")


LETTERS = {
    "complete": ({"profile": ProfileSignal(complete=True)}, "full_profile", "profile.complete"),
    "four fields": ({"filled": FILLED}, "phone_given", "first_name and last_name and email and phone"),
    "three fields": ({"filled": FILLED - {"phone"}}, "ask_details", "everyone else"),
}


@pytest.mark.parametrize(("changed", "letter", "reason"), LETTERS.values(), ids=LETTERS)
def test_the_letter_follows_the_fields(changed, letter, reason):
    given = verdict(signals(**changed), scored(), RULES)

    assert (given.letter, given.letter_because, given.withheld) == (letter, reason, None)


def test_junk_by_score_gets_its_letter():
    assert verdict(signals(), scored(-5, -5), RULES).letter == "ask_details"


def test_letter_none_is_no_letter():
    text = SHIPPED.replace(
        'letter = "full_profile"\nwhen = "profile.complete"', 'letter = "none"\nwhen = "band == \'junk\'"'
    )
    rules = read_rules(text, environment={})

    assert verdict(signals(), scored(-5, -5), rules).letter is None
    assert verdict(signals(), scored(-5, -5), rules).withheld is None
    assert verdict(signals(), scored(1, 1), rules).letter == "ask_details"


def test_a_letter_may_go_by_a_band_that_was_set_by_hand():
    text = SHIPPED.replace('when = "profile.complete"', "when = \"band == 'junk'\"")
    rules = read_rules(text, environment={})

    assert verdict(signals(), scored(7, 7), rules, band_by_hand=(Band.JUNK, "Olga")).letter == "full_profile"


WITHHELD = {
    "two addresses": (EmailSignal(address="a@b.example", valid=True, also=("c@d.example",)), "two_addresses"),
    "an address that is not valid": (EmailSignal(valid=False), "no_address"),
    "no address": (EmailSignal(), "no_address"),
}


@pytest.mark.parametrize(("email", "reason"), WITHHELD.values(), ids=WITHHELD)
def test_a_letter_is_withheld_for(email, reason):
    given = verdict(signals(email=email), scored(), RULES)

    assert (given.letter, given.withheld) == ("ask_details", reason)


def test_only_guards_that_enforce_quarantine_once_each_and_in_order():
    seen = ("rate", "too_fast", "honeypot", "rate", "disposable")

    given = verdict(
        signals(spam=tuple(Suspicion(guard=guard, because="") for guard in seen)), scored(), RULES
    )

    assert given.quarantine == ("rate", "honeypot")
    assert given.withheld == "quarantined"


def test_a_person_who_presses_spam_quarantines():
    assert verdict(signals(), scored(7, 7), RULES, quarantined_by="Olga").quarantine == ("person",)


def test_a_quarantined_lead_keeps_its_band():
    given = verdict(signals(spam=(Suspicion(guard="honeypot", because=""),)), scored(7, 7), RULES)

    assert given.band is Band.QUALIFIED


def test_what_only_watching_guards_noticed_is_told():
    noticed = tuple(Suspicion(guard=guard, because="x") for guard in ("honeypot", "disposable"))

    decided = verdict(signals(spam=noticed), scored(), RULES)

    assert [one.guard for one in decided.suspicions] == ["honeypot", "disposable"]
    assert [one.guard for one in decided.watched] == ["disposable"]


def test_no_guard_holds_a_lead_that_was_released():
    noticed = (Suspicion(guard="honeypot", because="x"),)

    decided = verdict(signals(spam=noticed), scored(), RULES, released=True)

    assert (decided.quarantine, decided.withheld, decided.watched) == ((), None, noticed)


def test_a_person_can_call_a_released_lead_spam():
    decided = verdict(signals(), scored(), RULES, quarantined_by="Olga", released=True)

    assert decided.quarantine == ("person",)
