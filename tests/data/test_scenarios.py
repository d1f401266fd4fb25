"""Scenarios: whole submissions under the shipped rules.

The signals are set from what each line says of itself.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontdesk.model.score import Answer
from frontdesk.model.signals import BARE, EmailSignal, PhoneSignal, ProfileSignal, Signals, Suspicion
from frontdesk.rules.load import read_rules
from frontdesk.scoring.receipt import line
from frontdesk.scoring.score import score
from frontdesk.scoring.verdict import verdict

TESTS = Path(__file__).parents[1]
RULES = read_rules((TESTS.parent / "rules.toml").read_text("utf-8"), environment={})
ROWS = [json.loads(row) for row in (TESTS / "data" / "scenarios.jsonl").read_text("utf-8").splitlines()]
FREE = ("gmail.com", "yandex.ru", "onet.pl")
NAMES = {"corp_email": "corporate_email", "position": "company_and_position"}
BANDS = {"triage": "marketing", "nurture": "marketing"}
LETTERS = {"full_profile": 1, "phone_given": 2, "ask_details": 3}
MANUAL = {"budget_fits": "budget", "has_brief": "brief", "off_profile": "off_profile"}


def signals(row) -> Signals:
    form = {name: value for name, value in row["form"].items() if value.strip()}
    domain = form["email"].rpartition("@")[2]
    kind = "free" if domain in FREE else "disposable" if domain == "mailinator.com" else "corporate"
    missing = tuple(name for name in RULES.required if name not in form)
    keyword = row["off_profile_keyword_in_message"]
    return Signals(
        filled=frozenset(name for name in form if name in BARE),
        email=EmailSignal(address=form["email"], valid=True, kind=kind),
        phone=PhoneSignal(valid="phone" in form or None),
        profile=ProfileSignal(complete=not missing, missing=missing),
        keywords={"off_profile": (keyword,) if keyword else ()},
        spam=(Suspicion(guard="honeypot", because=""),) if row["spam_kind"] else (),
    )


def answers(row) -> dict[str, Answer]:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    yes = [MANUAL[name] for name, value in row["manual"].items() if value]
    return {name: Answer(criterion=name, yes=True, by="person", at=at) for name in yes}


def outcome(row) -> dict:
    """What `expected` names, but for the score of the form alone."""
    facts = signals(row)
    scored = score(facts, answers(row), RULES)
    decided = verdict(facts, scored, RULES)
    told = line(row["id"], scored, decided)
    return {
        "breakdown": {NAMES.get(r["criterion"], r["criterion"]): r["points"] for r in told["reasons"]},
        "score": told["score"],
        "band": "junk" if told["quarantine"] else BANDS.get(told["band"], told["band"]),
        "letter": LETTERS[decided.letter],
        "send_letter": told["letter"] is not None,
    }


def expected(row) -> dict:
    return {name: row["expected"][name] for name in ("breakdown", "score", "band", "letter", "send_letter")}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_scenario_ends_as_expected(row):
    assert outcome(row) == expected(row)


def test_all_scenarios_end_as_expected(tally):
    found = tally(
        "scenarios.jsonl",
        ROWS,
        lambda row: outcome(row) == expected(row),
        lambda row: [row["expected"]["band"], f"letter-{row['expected']['letter']}"],
    )

    assert found.share == 1, str(found)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_scenario_before_any_answer_has_the_score_of_the_form_alone(row):
    assert score(signals(row), {}, RULES).total == row["expected"]["auto_score"]
