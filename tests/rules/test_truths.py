"""Truths: conditions that hold for every lead or for none."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.model.signals import KINDS
from frontdesk.rules.conditions import VERDICT_FACTS, compile_condition
from frontdesk.rules.grammar import read_condition
from frontdesk.rules.touching import TOUCHES
from frontdesk.rules.truths import constant

NAMES = {**KINDS, **VERDICT_FACTS, **dict.fromkeys(TOUCHES, "number"), "keywords.a": "list"}
MANY = " and ".join(f"{name} > {n}" for n, name in enumerate(("message.words", "message.links", "fit")))

NEVER = {
    "a signal and its opposite": "phone.valid and not phone.valid",
    "a field and its opposite": "email and not email",
    "a number between numbers the wrong way round": "score > 6 and score < 3",
    "a number above and at most the same": "budget.amount > 5 and budget.amount <= 5",
    "two texts at once": "language == 'ru' and language == 'pl'",
    "a text and none of a list with it": "language == 'ru' and language not in ['ru', 'pl']",
    "lists without a common text": "language in ['ru', 'en'] and language in ['pl']",
    "two kinds at once": "email.kind == 'free' and email.kind == 'disposable'",
    "none of all kinds": "email.kind not in ['free', 'disposable', 'corporate']",
    "fewer than no words": "message.words < 0",
    "fewer than no characters": "message.words >= 0 and name.first | length < 0",
    "fewer than no letters sent": "touches.sent < 0",
    "no enquiry": "repeat.enquiries < 1",
    "constants": "1 > 2",
    "false": "false",
    "deep within": "company and (email or phone) and not (phone or email)",
    "one branch after another": "(phone and not phone) or (score > 1 and score < 1)",
    "the same sum twice": "message.words + message.links > 5 and message.words + message.links < 5",
    "the same text twice": "'a' in language and not 'a' in language",
    "a list and its opposite": "keywords.a and not keywords.a",
    "a number as a truth": "message.words and message.words == 0",
    "among too much to try at once": f"{MANY} and budget.amount > 1 and language == 'ru' and phone.valid"
    " and email.role and email.kind == 'free' and phone.region == 'PL' and name.spam and not name.spam",
    "a comparison of truths": "(phone == true) and (phone == false)",
}
ALWAYS = {
    "a field or its opposite": "email or not email",
    "a number on either side": "score > 6 or score <= 6",
    "no fewer than no words": "message.words >= 0",
    "a list or its opposite": "files or not files",
    "true": "true",
    "one field among others": "company and false or not email or email",
    "every cell": "cell in ['A1','A2','A3','B1','B2','B3','C1','C2','C3']",
    "other than what cannot be": "cell != 'D4'",
}
DEPENDS = {
    "unknown is neither": "phone.valid or not phone.valid",
    "an amount that nobody named": "budget.amount >= 0",
    "a number between": "score > 6 and score < 8",
    "a text or another": "language == 'ru' or language != 'ru'",
    "two texts": "language == 'ru' or language == 'pl'",
    "a text in two ways": "language == 'ru' and language | lower == 'ru'",
    "signals that depend on each other": "email.corporate and email.kind == 'free'",
    "a plain signal": "phone.valid",
    "a product of numbers": "message.words * 2 > 4 and message.words < 9",
    "length and the same as a truth": "name.first and name.first | length == 0",
    "lower as text and as truth": "name.first | lower == 'a' or not name.first | lower",
    "touches": "touches.sent > 1 and touches.submission < 3",
    "too much to try": " or ".join(f"language == 'a{n}' and budget.amount > {n}" for n in range(9)),
    "a part of a text": "'acme' in email.address and not 'acne' in email.address",
}


@pytest.mark.parametrize("source", NEVER.values(), ids=NEVER)
def test_a_condition_never_holds(source):
    assert constant(read_condition(source, NAMES)) is False


@pytest.mark.parametrize("source", ALWAYS.values(), ids=ALWAYS)
def test_a_condition_always_holds(source):
    assert constant(read_condition(source, NAMES)) is True


@pytest.mark.parametrize("source", DEPENDS.values(), ids=DEPENDS)
def test_nothing_is_said_of_a_condition_that_depends(source):
    assert constant(read_condition(source, NAMES)) is None


# Every value that these can have, and none between that the conditions below could tell apart.
WORLD = {
    "email": (True, False),
    "phone.valid": (True, False, None),
    "message.words": (0, 1, 2, 3, 4),
    "language": ("ru", "pl", "en", None),
    "email.kind": ("corporate", "free", "disposable", None),
}
LEAVES = st.sampled_from(
    [
        "email",
        "phone.valid",
        *(f"message.words {sign} {n}" for sign in ("<", ">=", "==", "!=") for n in (0, 2)),
        "language == 'ru'",
        "language in ['ru', 'pl']",
        "email.kind == 'free'",
        "email.kind not in ['free', 'corporate']",
        "(phone.valid == email)",
    ]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(lambda part: f"not {part}"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' and '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' or '.join(parts)})"),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_what_is_said_is_what_every_lead_shows(source):
    condition = read_condition(source, NAMES)
    holds = compile_condition(condition)

    shown = {holds(dict(zip(WORLD, row, strict=True))) for row in product(*WORLD.values())}

    assert constant(condition) is (True if shown == {True} else None if True in shown else False)
