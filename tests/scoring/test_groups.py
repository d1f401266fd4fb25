"""Groups, forms and products: what counts together, and for whom."""

import pytest

from frontdesk.scoring.score import score
from support.weighing import ANYBODY, a_criterion, a_past, answered, parts, rules_of

CAPPED = '[[groups]]\nid = "both"\nname = { en = "both", pl = "oba" }\ncap = 5\nfloor = -2'
FORMS = '[forms.demo]\nproduct = "crm"\n[forms.shop]\nproduct = "till"\n[forms.talk]'


def grouped(*points: int, ask: bool = False):
    more = 'group = "both"' + ("\nask = true" if ask else "")
    return rules_of(
        CAPPED, *(a_criterion(f"c{n}", each, more=more) for n, each in enumerate(points)), a_criterion("x", 1)
    )


GROUPS = {
    "below the cap": ((2, 3), 6, []),
    "above the cap": ((4, 4), 6, [("both", -3)]),
    "one alone above the cap": ((9,), 6, [("both", -4)]),
    "good and bad together": ((9, -6), 4, []),
    "at the floor": ((-2,), -1, []),
    "below the floor": ((-9, 1), -1, [("both", 6)]),
}


@pytest.mark.parametrize(("points", "total", "added"), GROUPS.values(), ids=GROUPS)
def test_a_group_counts_between_its_floor_and_its_cap(points, total, added):
    scored = score(ANYBODY, {}, grouped(*points))

    assert scored.total == total == sum(points for _, points in parts(scored))
    assert [part for part in parts(scored) if part[0] == "both"] == added


def test_what_is_taken_off_is_a_reason_that_says_why():
    reason = score(ANYBODY, {}, grouped(4, 4)).reasons[-1]

    assert (reason.criterion, reason.because, reason.by) == ("both", "+8 together, at most +5", "machine")


def test_what_is_given_back_is_a_reason_that_says_why():
    assert score(ANYBODY, {}, grouped(-9)).reasons[-1].because == "-9 together, at least -2"


def test_a_group_has_a_name_for_people_in_their_language():
    rules = grouped(9)

    assert (rules.name("both", "pl"), rules.name("both", "de")) == ("oba", "both")
    assert (rules.name("x", "en"), rules.name("gone", "en")) == ("x", "gone")


def test_open_answers_cannot_reach_above_a_cap():
    scored = score(ANYBODY, answered(c0=False, c1=False), grouped(4, 4, ask=True))
    unanswered = score(ANYBODY, {}, grouped(4, 4, ask=True))

    assert (scored.total, scored.reachable) == (1, 1)
    assert (unanswered.total, unanswered.reachable) == (6, 6)


def test_a_floor_hides_nothing_that_answers_can_bring():
    scored = score(ANYBODY, {}, grouped(-9, 3, ask=True))

    assert (scored.total, scored.reachable) == (-1, 4)


SCOPES = {
    "by its form": ('forms = ["demo"]', "demo", True),
    "by another form": ('forms = ["demo"]', "shop", False),
    "by one of several forms": ('forms = ["demo", "web"]', "web", True),
    "by a form of its product": ('products = ["crm"]', "demo", True),
    "by a form of another product": ('products = ["crm"]', "shop", False),
    "by a form of no product": ('products = ["crm"]', "talk", False),
    "by the open form": ('products = ["crm"]', "web", False),
    "by a form that is gone": ('forms = ["demo"]', "gone", False),
    "by both": ('forms = ["demo", "talk"]\nproducts = ["crm"]', "demo", True),
    "by its form of no product": ('forms = ["demo", "talk"]\nproducts = ["crm"]', "talk", False),
}


@pytest.mark.parametrize(("scope", "form", "counts"), SCOPES.values(), ids=SCOPES)
def test_a_criterion_counts_and_is_asked_where_it_belongs(scope, form, counts):
    rules = rules_of(a_criterion("c", 3, more=f"{scope}\nask = true"), FORMS)

    scored = score(ANYBODY, {}, rules, a_past(form=form))

    assert scored.total == scored.reachable == (3 if counts else 0)
    assert scored.open == (("c",) if counts else ())


def test_the_newest_form_is_what_a_criterion_goes_by():
    rules = rules_of(a_criterion("c", 3, more='forms = ["demo"]'), FORMS)
    old, new = a_past(9, form="demo"), a_past(1, form="shop")

    both = score(ANYBODY, {}, rules, type(new)(**{
        "lead": new.lead, "submissions": (*old.submissions, *new.submissions), "now": new.now
    }))  # fmt: skip

    assert both.total == 0


def test_an_answer_to_what_does_not_concern_the_form_waits():
    rules = rules_of(a_criterion("c", 3, when="deadline", more='forms = ["demo"]\nask = true'), FORMS)

    here, there = (score(ANYBODY, answered(c=True), rules, a_past(form=form)) for form in ("demo", "shop"))

    assert (here.total, there.total) == (3, 0)


def test_a_criterion_that_holds_for_all_of_a_form_needs_no_condition():
    rules = rules_of(a_criterion("c", 3, when="true", more='forms = ["demo"]'), FORMS)

    assert score(ANYBODY, {}, rules, a_past(form="demo")).reasons[0].because == "true"
