"""News: what a later form says otherwise, and what only looks different."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.model.confirmation import Confirmation, NewValue
from frontdesk.signals.news import news
from frontdesk.signals.reading import SignalReader
from signals.samples import AT, a_known, a_submission

FIRST = {
    "first_name": "Jan",
    "last_name": "Kowalski",
    "phone": "+48 600 100 200",
    "email": "jan@acme.example",
}


@pytest.fixture(scope="module")
def told(rules):
    """What is new in forms of one person, one after the other; `confirmed`: part = number of the form."""
    reader = SignalReader(rules=rules)

    def found(*forms, **confirmed):
        came = [
            replace(a_submission(after=timedelta(hours=n), **form), id=n) for n, form in enumerate(forms, 1)
        ]
        words = {
            part: Confirmation(part=part, submission=n, by="Olga", at=AT) for part, n in confirmed.items()
        }
        return news(came, reader.read(a_known(*came, confirmed=words)), rules, words)

    return found


@pytest.mark.parametrize(
    ("form", "part", "value"),
    [
        pytest.param({"phone": "+48 700 100 201"}, "phone", "+48 700 100 201", id="another number"),
        pytest.param({"first_name": "Eve"}, "name", "Eve", id="another first name"),
        pytest.param({"full_name": "Eve Nowak"}, "name", "Eve Nowak", id="another name in one field"),
        pytest.param({"email": "eve@acme.example"}, "email", "eve@acme.example", id="another address"),
    ],
)
def test_what_a_later_form_says_otherwise_is_news(told, form, part, value):
    assert told(FIRST, form) == (NewValue(part=part, value=value, submission=2),)


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({"phone": "0048 600-100-200"}, id="digits written otherwise"),
        pytest.param({"phone": "600 100 200"}, id="without the country"),
        pytest.param({"phone": "+48 600 100 200 ext. 5"}, id="with an extension"),
        pytest.param({"phone": "soon"}, id="no number"),
        pytest.param({"full_name": "KOWALSKI JAN"}, id="the name in another order"),
        pytest.param({"first_name": "Jan", "last_name": "Kowalski"}, id="the same name"),
        pytest.param({"first_name": "Win $500 at http://x.example"}, id="an advert"),
        pytest.param({"email": "JAN@ACME.example"}, id="the address in capitals"),
        pytest.param({"email": "jan at acme"}, id="no address"),
        pytest.param({"company": "Other", "message": "Hello"}, id="nothing about the person"),
    ],
)
def test_what_only_looks_different_is_no_news(told, form):
    assert told(FIRST, form) == ()


def test_one_form_has_no_news(told):
    assert told(FIRST) == ()


def test_of_several_new_numbers_the_newest_is_shown(told):
    found = told(FIRST, {"phone": "+48 700 100 201"}, {"phone": "+48 700 100 202"})

    assert [(new.value, new.submission) for new in found] == [("+48 700 100 202", 3)]


def test_a_new_number_stays_news_when_the_old_one_is_given_again(told):
    assert [new.submission for new in told(FIRST, {"phone": "+48 700 100 201"}, FIRST)] == [2]


def test_what_is_confirmed_is_no_news_any_more(told):
    assert told(FIRST, {"phone": "+48 700 100 201"}, phone=2) == ()


def test_what_came_before_the_confirmed_number_is_no_news(told):
    assert told(FIRST, {"phone": "+48 700 100 201"}, {"phone": "+48 700 100 202"}, phone=3) == ()


def test_the_old_number_after_a_confirmed_one_is_news(told):
    found = told(FIRST, {"phone": "+48 700 100 201"}, FIRST, phone=2)

    assert [(new.value, new.submission) for new in found] == [("+48 600 100 200", 3)]


def test_what_was_blank_at_first_is_no_news(told):
    assert told({"email": "jan@acme.example"}, FIRST) == ()
