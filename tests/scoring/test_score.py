"""Score: points, answers, what is open and what can still be reached."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.model.score import Answer
from frontdesk.model.signals import BudgetSignal, EmailSignal, Keyword, MessageSignal, PhoneSignal, Signals
from frontdesk.rules.load import read_rules
from frontdesk.scoring.score import score

SHIPPED = (Path(__file__).parents[2] / "rules.toml").read_text("utf-8")
RULES = read_rules(SHIPPED, environment={})
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def signals(**changed) -> Signals:
    """A lead with a good phone, a corporate address, company and position: 4 points."""
    values = {
        "filled": frozenset(["phone", "email", "company", "position"]),
        "phone": PhoneSignal(valid=True, e164="+48600100200", region="PL"),
        "email": EmailSignal(address="jan@acme.example", valid=True, kind="corporate"),
    }
    return Signals(**(values | changed))


def answers(**yes: bool) -> dict[str, Answer]:
    return {name: Answer(criterion=name, yes=value, by="Olga", at=NOW) for name, value in yes.items()}


def parts(scored) -> dict[str, int]:
    return {reason.criterion: reason.points for reason in scored.reasons}


def test_the_parts_add_up_to_the_total():
    scored = score(signals(), {}, RULES)

    assert parts(scored) == {"phone": 1, "corp_email": 1, "position": 2}
    assert scored.total == 4


def test_unknown_counts_nothing():
    assert parts(score(Signals(), {}, RULES)) == {}


def test_a_yes_of_a_person_counts_where_the_machine_found_nothing():
    scored = score(signals(), answers(budget=True), RULES)

    assert scored.total == 7
    assert next(r for r in scored.reasons if r.criterion == "budget").by == "Olga"


def test_a_no_of_a_person_outranks_a_keyword():
    scored = score(signals(keywords={"off_profile": ("SMM",)}), answers(off_profile=False), RULES)

    assert "off_profile" not in parts(scored)


def test_a_yes_of_a_person_and_of_the_machine_counts_once():
    scored = score(signals(budget=BudgetSignal(amount=9000.0)), answers(budget=True), RULES)

    assert scored.total == 7
    assert [r.by for r in scored.reasons if r.criterion == "budget"] == ["Olga"]


def test_open_is_what_no_person_has_answered_whatever_the_machine_thinks():
    scored = score(signals(budget=BudgetSignal(amount=9000.0)), answers(brief=False), RULES)

    assert scored.open == ("budget", "off_profile")


def test_an_unanswered_keyword_hit_can_still_be_taken_back():
    scored = score(signals(keywords={"off_profile": ("SMM",)}), {}, RULES)

    assert (scored.total, scored.reachable) == (-1, 8)


def test_an_answered_keyword_hit_cannot_be_taken_back():
    scored = score(signals(), answers(off_profile=True), RULES)

    assert (scored.total, scored.reachable) == (-1, 3)


def test_an_answer_no_brings_nothing_more():
    assert score(signals(), answers(budget=False, brief=False, off_profile=False), RULES).reachable == 4


def test_an_open_criterion_that_the_machine_found_is_reached_once():
    assert score(signals(message=MessageSignal(words=200)), {}, RULES).reachable == 8


def test_an_answer_to_a_criterion_that_is_gone_is_passed_over():
    assert score(signals(), answers(gone=True), RULES).total == 4


BECAUSE = {
    "the country of a phone, not the number": ("phone", {}, "phone.valid (PL)"),
    "the fact of an address, not the address": ("corp_email", {}, "email.corporate"),
    "the fields that are filled": ("position", {}, "company, position"),
    "the amount with its currency": (
        "budget",
        {"budget": BudgetSignal(amount=1234567.5, currency="EUR")},
        "budget.amount 1234567.5 (EUR)",
    ),
    "the phrases that were found": (
        "off_profile",
        {"keywords": {"off_profile": ("SMM", "дизайн логотипа")}},
        '"SMM", "дизайн логотипа"',
    ),
    "the number of files, not their names": ("brief", {"files": ("Jan Kowalski.pdf",)}, "files (1)"),
    "the length of a message": ("brief", {"message": MessageSignal(words=180)}, "message.words 180"),
}


@pytest.mark.parametrize(("criterion", "changed", "expected"), BECAUSE.values(), ids=BECAUSE)
def test_a_reason_tells(criterion, changed, expected):
    scored = score(signals(**changed), {}, RULES)

    assert next(r.because for r in scored.reasons if r.criterion == criterion) == expected


def test_a_reason_of_a_person_says_what_was_answered():
    assert score(signals(), answers(brief=True), RULES).reasons[-1].because == "answered yes"


def test_a_reason_without_anything_to_show_is_the_condition():
    rules = read_rules(SHIPPED.replace('"phone.valid"', '"not phone"'), environment={})

    assert score(Signals(), {}, rules).reasons[0].because == "not phone"


def test_a_reason_is_short_and_on_one_line():
    phrases = tuple(f"phrase\n{number} " + "x" * 500 for number in range(50))

    because = score(signals(keywords={"off_profile": phrases}), {}, RULES).reasons[-1].because

    assert len(because) <= 200
    assert "\n" not in because


@pytest.mark.parametrize(
    ("words", "where", "expected"),
    [
        (("mobile", "apps"), "message", '"mobile app" as "mobile apps" in the message'),
        (("mobile", "app"), "business", '"mobile app" in the kind of business'),
        (("apps", "mobile"), "", '"mobile app" as "apps mobile" in an answer'),
    ],
    ids=["inflected", "as the rules have it", "a further question"],
)
def test_a_reason_of_keywords_says_what_matched_and_where(words, where, expected):
    match = Keyword(group="off_profile", phrase="mobile app", words=words, where=where)

    scored = score(signals(keywords={"off_profile": ("mobile app",)}, matches=(match,)), {}, RULES)

    assert scored.reasons[-1].because == expected


def test_a_reason_of_keywords_tells_the_matches_of_its_own_group():
    match = Keyword(group="other", phrase="SMM", words=("смм",), where="message")

    scored = score(signals(keywords={"off_profile": ("SMM",)}, matches=(match,)), {}, RULES)

    assert scored.reasons[-1].because == '"SMM"'


@pytest.mark.parametrize(
    "name",
    ["email.address", "email.suggestion", "phone.e164", "phone.extension", "name.first", "name.greeting"],
)
def test_a_reason_never_shows_personal_data(name):
    rules = read_rules(SHIPPED.replace('"phone.valid"', f'"{name}"'), environment={})
    part, _, field = name.partition(".")
    facts = signals()
    shown = Signals(**{part: type(getattr(facts, part))(**{field: "hidden"})})

    assert score(shown, {}, rules).reasons[0].because == name


CRITERIA = st.lists(
    st.tuples(
        st.sampled_from(
            ["phone.valid", "email.corporate", "company", "budget.amount >= 5000", "message.words > 5"]
        ),
        st.integers(-10, 10),
        st.booleans(),
        st.sampled_from([None, True, False]),
    ),
    min_size=1,
    max_size=8,
)
TAIL = """
[[bands]]
band = "junk"
[[letters]]
letter = "ask_details"
"""


def made(criteria):
    """Rules of these criteria, and the answers to them: (number, condition, points, ask, answer)."""
    entries = [
        f'[[criteria]]\nid = "c{number}"\nname = {{ en = "c" }}\nwhen = "{when}"\npoints = {points}\n'
        f"ask = {str(ask).lower()}"
        for number, (when, points, ask, _) in criteria
    ]
    text = 'language = "en"\n[sender]\n' + "\n".join(entries) + TAIL
    given_answers = {f"c{number}": answer for number, (*_, answer) in criteria if answer is not None}
    return read_rules(text, environment={}), answers(**given_answers)


@settings(max_examples=40, deadline=None)
@given(CRITERIA, st.booleans(), st.integers(0, 10), st.randoms())
def test_the_order_of_criteria_does_not_matter(criteria, valid, words, random):
    facts = signals(phone=PhoneSignal(valid=valid), message=MessageSignal(words=words))
    numbered = list(enumerate(criteria))
    shuffled = random.sample(numbered, len(numbered))

    one, other = (
        score(facts, given_answers, rules) for rules, given_answers in (made(numbered), made(shuffled))
    )

    assert (one.total, one.reachable, set(one.open)) == (other.total, other.reachable, set(other.open))
    assert set(one.reasons) == set(other.reasons)


@settings(max_examples=40, deadline=None)
@given(CRITERIA, st.booleans(), st.integers(0, 10))
def test_reachable_is_the_best_that_answers_can_bring(criteria, valid, words):
    facts = signals(phone=PhoneSignal(valid=valid), message=MessageSignal(words=words))
    rules, given_answers = made(list(enumerate(criteria)))
    scored = score(facts, given_answers, rules)

    best = {name: rules.criterion(name).points > 0 for name in scored.open}
    answered = score(facts, given_answers | answers(**best), rules)

    assert scored.total == sum(reason.points for reason in scored.reasons)
    assert scored.reachable >= scored.total
    assert answered.total == answered.reachable == scored.reachable
