"""Weighing: whatever the rules, the parts add up, and answers can reach what is said, and no more."""

from datetime import timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.scoring.score import score
from support.weighing import ANYBODY, NOW, a_criterion, a_past, answered, rules_of

FORMS = '[forms.demo]\nproduct = "crm"\n[forms.shop]'
MORE = st.lists(
    st.sampled_from(
        [
            'forms = ["demo"]',
            'products = ["crm"]',
            'within = "10d"',
            'fades = { every = "7d", by = 1 }',
            'fades = { every = "3d", percent = 30 }',
        ]
    ),
    max_size=3,
    unique_by=lambda line: line.split()[0],
)
CRITERIA = st.lists(
    st.tuples(
        st.sampled_from(
            ["email", "deadline", "phone.valid", "touches.sent > 1", "not touches.submission > 1"]
        ),
        st.integers(-8, 8),
        st.booleans(),
        st.sampled_from([None, "g", "h"]),
        MORE,
    ),
    min_size=1,
    max_size=6,
)
BOUNDS = st.tuples(st.integers(0, 9) | st.none(), st.integers(-9, 0) | st.none()).filter(
    lambda pair: pair != (None, None)
)
PASTS = st.builds(
    lambda days, form, sent: a_past(*days, form=form, sent=sent),
    st.lists(st.integers(0, 60), min_size=1, max_size=3).map(lambda days: sorted(days, reverse=True)),
    st.sampled_from(["demo", "shop", "web"]),
    st.lists(st.integers(0, 60), max_size=3),
)
ANSWERS = st.lists(st.sampled_from([None, None, True, False]), min_size=6, max_size=6)


def made(criteria, bounds):
    """Rules of these criteria, with groups where one names them; `g` is fit, `h` is interest."""
    groups = []
    for name, (cap, floor) in zip("gh", bounds, strict=True):
        if any(group == name for _, _, _, group, _ in criteria):
            limits = [
                f"{key} = {value}" for key, value in (("cap", cap), ("floor", floor)) if value is not None
            ]
            groups.append(f'[[groups]]\nid = "{name}"\n' + "\n".join(limits))
    entries = [
        a_criterion(
            f"c{number}",
            points,
            when,
            "\n".join(
                [
                    f"ask = {str(ask).lower()}",
                    *([f'group = "{group}"'] if group else []),
                    *(['axis = "interest"'] if group == "h" else []),
                    *more,
                ]
            ),
        )
        for number, (when, points, ask, group, more) in enumerate(criteria)
    ]
    return rules_of(*groups, *entries, FORMS)


def said(rules, given_answers):
    """An old answer to some of those that people may answer."""
    pairs = zip(rules.criteria, given_answers, strict=False)
    yes = {criterion.id: answer for criterion, answer in pairs if criterion.ask and answer is not None}
    return answered(NOW - timedelta(days=9), **yes)


@settings(max_examples=120, deadline=None)
@given(CRITERIA, st.tuples(BOUNDS, BOUNDS), PASTS, ANSWERS)
def test_what_can_be_reached_is_the_best_of_all_answers_that_are_open(criteria, bounds, known, given_answers):
    rules = made(criteria, bounds)
    now = said(rules, given_answers)
    scored = score(ANYBODY, now, rules, known)

    best = max(
        score(ANYBODY, now | answered(**dict(zip(scored.open, row, strict=True))), rules, known).total
        for row in product([True, False], repeat=len(scored.open))
    )

    assert scored.reachable == best
    assert scored.reachable >= scored.total


@settings(max_examples=120, deadline=None)
@given(CRITERIA, st.tuples(BOUNDS, BOUNDS), PASTS, ANSWERS, st.randoms())
def test_the_parts_add_up_in_any_order_and_any_number_of_times(
    criteria, bounds, known, given_answers, random
):
    rules = made(criteria, bounds)
    shuffled = made(random.sample(criteria, len(criteria)), bounds)
    now = said(rules, given_answers)

    scored = score(ANYBODY, now, rules, known)

    assert scored.total == sum(reason.points for reason in scored.reasons)
    assert scored.total == scored.fit + scored.interest
    assert scored == score(ANYBODY, now, rules, known)
    if not now:
        other = score(ANYBODY, {}, shuffled, known)
        assert (other.total, other.reachable) == (scored.total, scored.reachable)


@settings(max_examples=60, deadline=None)
@given(CRITERIA, PASTS)
def test_turning_the_sign_of_all_points_turns_the_score(criteria, known):
    criteria = [(when, points, ask, None, more) for when, points, ask, _, more in criteria]
    turned = [(when, -points, *rest) for when, points, *rest in criteria]
    none = ((None, 0), (None, 0))

    one, other = (score(ANYBODY, {}, made(several, none), known) for several in (criteria, turned))

    assert other.total == -one.total


@settings(max_examples=60, deadline=None)
@given(CRITERIA, st.tuples(BOUNDS, BOUNDS), PASTS)
def test_a_criterion_worth_nothing_changes_nothing(criteria, bounds, known):
    more = [*criteria[:5], ("email", 0, False, None, [])]

    one, other = (score(ANYBODY, {}, made(several, bounds), known) for several in (criteria[:5], more))

    assert (one.total, one.reachable, one.open) == (other.total, other.reachable, other.open)
