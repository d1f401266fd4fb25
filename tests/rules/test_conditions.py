"""Conditions: three values, and nothing else than the grammar allows."""

import operator
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.model.signals import BARE, KINDS, Signals
from frontdesk.rules.conditions import VERDICT_FACTS, compile_condition, compile_conditions
from frontdesk.rules.grammar import BadCondition, read_condition

NAMES = {**KINDS, **VERDICT_FACTS, "keywords.off_profile": "list"}


def held(source: str, **facts: object) -> bool | None:
    """The finding for facts given as `phone__valid=True`."""
    flat = {name.replace("__", "."): value for name, value in facts.items()}
    return compile_condition(read_condition(source, NAMES))(flat)


A, B = "phone.valid", "email.corporate"
AND = {
    (True, True): True,
    (True, False): False,
    (True, None): None,
    (False, True): False,
    (False, False): False,
    (False, None): False,
    (None, True): None,
    (None, False): False,
    (None, None): None,
}


@pytest.mark.parametrize(("pair", "expected"), AND.items(), ids=[f"{a} and {b}" for a, b in AND])
def test_and_follows_kleene(pair, expected):
    facts = dict(zip((A, B), pair, strict=True))

    assert compile_condition(read_condition(f"{A} and {B}", NAMES))(facts) is expected


@pytest.mark.parametrize(("pair", "expected"), AND.items(), ids=[f"{a} or {b} by De Morgan" for a, b in AND])
def test_or_follows_kleene(pair, expected):
    opposite = {True: False, False: True, None: None}
    facts = dict(zip((A, B), (opposite[value] for value in pair), strict=True))

    assert compile_condition(read_condition(f"{A} or {B}", NAMES))(facts) is opposite[expected]


FINDINGS: dict[str, tuple[str, dict[str, object], bool | None]] = {
    "a blank field is false": ("phone", {"phone": False}, False),
    "not a blank field is true": ("not phone", {"phone": False}, True),
    "a filled field": ("phone", {"phone": True}, True),
    "a signal nobody sent is unknown": ("phone.valid", {"phone__valid": None}, None),
    "the opposite of unknown is unknown": ("not phone.valid", {"phone__valid": None}, None),
    "comparing unknown is unknown": ("budget.amount >= 5000", {"budget__amount": None}, None),
    "the same number": ("budget.amount >= 5000", {"budget__amount": 5000.0}, True),
    "a smaller number": ("budget.amount >= 5000", {"budget__amount": 4999.9}, False),
    "inequality with unknown is unknown": ("language != 'ru'", {"language": None}, None),
    "text that is the same": ("language == 'ru'", {"language": "ru"}, True),
    "in a list": ("language in ['ru', 'pl']", {"language": "pl"}, True),
    "not in a list": ("language not in ('ru', 'pl')", {"language": "pl"}, False),
    "unknown in a list": ("language in ['ru']", {"language": None}, None),
    "text in text": ("'acme' in email.address", {"email__address": "a@acme.pl"}, True),
    "text in a list signal": ("'phone' in profile.missing", {"profile__missing": ("phone",)}, True),
    "an empty list is false": ("files", {"files": ()}, False),
    "a list with entries is true": ("keywords.off_profile", {"keywords__off_profile": ("SMM",)}, True),
    "a group nobody looked for is empty": ("not keywords.off_profile", {}, True),
    "a number is its truth": ("message.words", {"message__words": 0}, False),
    "unknown number as a truth": ("budget.amount", {"budget__amount": None}, None),
    "text is its truth": ("language", {"language": "en"}, True),
    "the length of a list": ("files | length > 1", {"files": ("a", "b")}, True),
    "the length of unknown text": ("name.first | length > 1", {"name__first": None}, None),
    "lower case": ("name.first | lower == 'анна'", {"name__first": "АННА"}, True),
    "arithmetic": (
        "message.words + 2 * message.links - 1 > 4",
        {"message__words": 3, "message__links": 2},
        True,
    ),
    "arithmetic with unknown": ("budget.amount * 2 > 4", {"budget__amount": None}, None),
    "a turned sign": ("-message.words < 0", {"message__words": 1}, True),
    "a chain": ("1 < message.words <= 3", {"message__words": 3}, True),
    "a chain that breaks": ("1 < message.words <= 3", {"message__words": 4}, False),
    "a comparison of truths": (
        "phone.valid == email.valid",
        {"phone__valid": True, "email__valid": True},
        True,
    ),
    "a truth compared with unknown": ("phone.valid == true", {"phone__valid": None}, None),
    "a whole condition compared": (
        "(phone and email.valid) == false",
        {"phone": True, "email__valid": None},
        None,
    ),
    "brackets": ("(phone or email) and company", {"phone": True, "company": False}, False),
    "files or a long message": ("files or message.words >= 150", {"files": (), "message__words": 150}, True),
    "certain decides before unknown": (
        "phone.valid and company",
        {"phone__valid": None, "company": False},
        False,
    ),
    "certain leaves unknown": ("phone.valid or company", {"phone__valid": None, "company": False}, None),
    "a constant": ("true", {}, True),
}


@pytest.mark.parametrize(("source", "facts", "expected"), FINDINGS.values(), ids=FINDINGS)
def test_a_condition_gives(source, facts, expected):
    assert held(source, **facts) is expected


@pytest.mark.parametrize("name", BARE)
def test_a_bare_field_is_never_unknown(name):
    assert compile_condition(read_condition(name, NAMES))(Signals().facts) is False


HOSTILE = {
    "call": "phone()",
    "method": "language.upper()",
    "method of a text": "'a'.upper()",
    "underscores": "phone.__class__",
    "class of a text": "''.__class__.__mro__",
    "square brackets": "phone['__class__']",
    "slice": "language[0:1]",
    "format by %": "'%0999999999d' % 1",
    "format filter": "'%0999999999d' | format(1)",
    "repeated text": "'a' * 1000000000 == language",
    "repeated list": "[1] * 1000000000 == files",
    "power": "9 ** 9 ** 9 > 1",
    "division": "1 / 0 > 1",
    "whole division": "1 // 0 > 1",
    "rest": "1 % 0 > 1",
    "joined text": "language ~ 'a'",
    "added text": "language + 'a' == 'b'",
    "if": "1 if phone else 2",
    "test": "phone is defined",
    "unknown filter": "language | attr('x')",
    "filter with an argument": "language | lower(1)",
    "filter with a star": "language | lower(*files)",
    "filter block": "language | default('x') | lower",
    "dictionary": "{'a': 1}",
    "assignment": "phone = 1",
    "two expressions": "phone, email",
    "end of the expression": "phone }} {{ email",
    "statement": "phone %} {% import os",
    "comment": "phone {# x #}",
    "global": "range",
    "self": "self",
    "loop": "loop.index",
    "none": "phone.valid == none",
    "infinity": "budget.amount < 1e999",
    "huge number": "budget.amount < 1" + "0" * 400,
    "long": "phone or " * 100 + "phone",
    "deep": "(" * 240 + "phone" + ")" * 240,
    "many brackets": "(" * 499,
    "many nots": "not " * 120 + "phone",
    "many signs": "-" * 499,
    "long chain": "a" + ".a" * 240,
    "NUL": "phone\x00",
    "surrogate": "phone \ud800",
    "unfinished text": "language == 'a",
    "bad escape": "language == '\\N{nothing}'",
    "walrus": "(x := 1)",
    "lambda": "lambda: 1",
    "list of lists": "language in [['a']]",
    "list of signals": "language in [name.first]",
    "mixed list": "language in ['a', 1]",
    "number in a list of texts": "message.words in ['1']",
    "length of a number": "message.words | length > 1",
    "lower of a list": "files | lower == 'a'",
    "sign of a text": "-language == 'a'",
    "order of texts": "language < 'b'",
    "order of lists": "files < keywords.off_profile",
    "part of signals": "name",
    "signal of a signal": "phone.valid.real",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_a_condition_cannot_be(source):
    with pytest.raises(BadCondition) as caught:
        read_condition(source, NAMES)

    assert all("\n" not in problem and len(problem) < 300 for problem in caught.value.problems)


def test_every_fault_of_one_condition_is_told():
    with pytest.raises(BadCondition) as caught:
        read_condition("compnay and phone() or 'a' > 1", NAMES)

    assert len(caught.value.problems) == 3


def test_numbers_as_large_as_may_be_written_do_not_overflow():
    product = " * ".join(["999999999999999"] * 20)

    assert held(f"{product} * budget.amount > 0", budget__amount=1.5) is True


def test_text_of_a_condition_stays_text():
    assert held('language == "\'); import os #"', language="'); import os #") is True


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="phone.email and or not()[]'\"|<>=!+-*,1 %{}#~:\\\n", max_size=40))
def test_any_text_is_a_condition_or_a_fault(source):
    try:
        condition = read_condition(source, NAMES)
    except BadCondition:
        return

    assert compile_condition(condition)(Signals().facts) in (True, False, None)


# Random conditions as trees: (text, slow evaluation). Certain and uncertain names are mixed on purpose.
TRUTHS = ("phone", "company", "phone.valid", "email.corporate", "email.role")
NUMBERS = ("budget.amount", "message.words", "message.links")
SIGNS = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "==": operator.eq, "!=": operator.ne}


def negated(value):
    return None if value is None else not value


def both(a, b):
    return False if a is False or b is False else None if a is None or b is None else True


def either(a, b):
    return negated(both(negated(a), negated(b)))


def compared(sign, name, number):
    def slow(facts):
        return None if facts[name] is None else SIGNS[sign](facts[name], number)

    return f"{name} {sign} {number}", slow


def joined(word, rule, parts):
    return (
        "(" + f" {word} ".join(text for text, _ in parts) + ")",
        lambda facts: reduce(rule, (slow(facts) for _, slow in parts)),
    )


LEAVES = st.one_of(
    st.sampled_from(TRUTHS).map(lambda name: (name, lambda facts: facts[name])),
    st.builds(compared, st.sampled_from(sorted(SIGNS)), st.sampled_from(NUMBERS), st.integers(0, 3)),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(lambda part: (f"not {part[0]}", lambda facts: negated(part[1](facts)))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: joined("and", both, parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: joined("or", either, parts)),
    ),
    max_leaves=8,
)
FACTS = st.fixed_dictionaries(
    {name: st.booleans() if name in BARE else st.sampled_from([True, False, None]) for name in TRUTHS}
    | {name: st.sampled_from([None, 0, 1, 2.0, 3]) for name in NUMBERS}
)


@settings(max_examples=400, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=4), st.lists(FACTS, min_size=1, max_size=8))
def test_compiled_code_agrees_with_a_slow_evaluation(trees, several):
    findings = compile_conditions([read_condition(text, NAMES) for text, _ in trees])

    for facts in several:
        assert findings(facts) == tuple(slow(facts) for _, slow in trees)


@settings(max_examples=200, deadline=None)
@given(TREES, FACTS)
def test_knowing_more_never_turns_a_finding(tree, facts):
    condition = compile_condition(read_condition(tree[0], NAMES))
    before = condition(facts)
    known = {
        name: False if value is None and name in TRUTHS else 1 if value is None else value
        for name, value in facts.items()
    }

    assert before is None or condition(known) is before
