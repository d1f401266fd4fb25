"""Reach: which entries can never be the first that holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.model.signals import KINDS
from frontdesk.rules.conditions import VERDICT_FACTS, compile_conditions
from frontdesk.rules.grammar import read_condition
from frontdesk.rules.reach import unreachable

NAMES = {**KINDS, **VERDICT_FACTS}

TABLE = {
    "the shipped bands": (["score > 6", "reachable > 6", "score >= 0", None], []),
    "the shipped letters": (["profile.complete", "first_name and last_name and email and phone", None], []),
    "narrower after wider": (["email or phone", "email", None], [1]),
    "the same twice": (["language == 'ru'", "language == 'ru'", None], [1]),
    "other texts": (["language == 'ru'", "language == 'pl'", None], []),
    "thresholds upside down": (["score > 3", "score > 6", None], [1]),
    "written the other way round": (["3 < score", "score > 6", None], [1]),
    "everything is covered": (["email or not email", None], [1]),
    "unknown is left over": (["phone.valid or not phone.valid", None], []),
    "reachable is never below score": (["reachable > 6", "score > 6", None], [1]),
    "a score above what reachable is compared with": (["score > 6", "reachable > 2", None], []),
    "a reachable below what score is compared with": (["reachable < 2", "score > 8", None], []),
    "impossible by itself": (["score > 6 and score < 3", None], [0]),
    "between two whole numbers": (["score > 6 and score < 7", None], []),
    "always": (["true", "email", None], [1, 2]),
    "what nobody works out": (["message.words + 1 > 5", "message.words > 100", None], []),
    "covered by one earlier entry, among too many names to try": (
        [
            "email.valid and email.role and phone.valid and phone.mismatch and email.corporate",
            "budget.amount > 1 and message.words > 2 and message.links > 3 and repeat.enquiries > 4",
            "email.valid and email.role and phone.valid and phone.mismatch and email.corporate and company",
            None,
        ],
        [2],
    ),
}


@pytest.mark.parametrize(("sources", "expected"), TABLE.values(), ids=TABLE)
def test_entries_without_a_turn_are_found(sources, expected):
    conditions = [None if source is None else read_condition(source, NAMES) for source in sources]

    assert unreachable(conditions) == expected


BOUND = st.builds(
    "{} {} {}".format,
    st.sampled_from(("score", "reachable")),
    st.sampled_from(("<", "<=", ">", ">=", "==", "!=")),
    st.integers(0, 5),
)
ENTRY = st.one_of(BOUND, st.builds("{} {} {}".format, BOUND, st.sampled_from(("and", "or")), BOUND))


@settings(max_examples=300)
@given(st.lists(ENTRY, min_size=1, max_size=4))
def test_an_entry_that_some_score_reaches_is_never_said_to_be_out_of_reach(sources):
    conditions = [read_condition(source, NAMES) for source in sources]
    findings = compile_conditions(conditions)
    pairs = [(score, most) for score in range(-1, 8) for most in range(score, 8)]
    held = [(*findings({"score": score, "reachable": most}), True) for score, most in pairs]
    reached = {each.index(True) for each in held}

    assert not reached.intersection(unreachable([*conditions, None]))
