"""Marquiz: shapes of answers and contacts."""

from urllib.parse import urlencode

import pytest

PHONE = {"phone": "+7 912 345-67-82"}
ANSWERS = {
    "a list": (
        [{"q": "Topics?", "a": ["A", "B"]}, {"q": "Size?", "a": "5"}],
        {"Topics?": ["A", "B"], "Size?": "5"},
    ),
    "an object of numbers": (
        {"0": {"q": "Topics?", "a": {"0": "A", "1": "B"}}, "1": {"q": "Size?", "a": "5"}},
        {"Topics?": ["A", "B"], "Size?": "5"},
    ),
    "an object of questions": ({"Topics?": ["A", "B"], "Size?": "5"}, {"Topics?": ["A", "B"], "Size?": "5"}),
    "an answer with parts": (
        [{"q": "File?", "a": {"name": "a.pdf", "url": "https://a.example/a"}}],
        {"File?": {"name": "a.pdf", "url": "https://a.example/a"}},
    ),
    "a number": ([{"q": "Size?", "a": 5}], {"Size?": 5}),
    "nothing": ([{"q": "Size?", "a": None}, None], {}),
}


@pytest.mark.parametrize(("answers", "extra"), ANSWERS.values(), ids=ANSWERS)
def test_answers_may_be(answers, extra, told):
    submission = told("marquiz", {"contacts": PHONE, "answers": answers, "quiz": {"id": "q1"}})

    assert (submission.fields, submission.extra) == (PHONE, extra)
    assert (submission.form, submission.submission_id) == ("q1", None)


FORM = {
    "contacts[name]": "Ann",
    "contacts[phone]": PHONE["phone"],
    "answers[0][q]": "Topics?",
    "answers[0][a][0]": "A",
    "answers[0][a][1]": "B",
    "answers[1][q]": "Which?",
    "answers[1][a][]": "C",
    "quiz[id]": "q1",
    "quiz[name]": "Costs",
    "extra[utm][name]": "brand",
    "extra[utm][source]": "yandex",
    "extra[href]": "https://a.example/",
}


@pytest.mark.parametrize("provider", ["marquiz", None], ids=["named", "recognised"])
def test_brackets_are_read_like_json(provider, told):
    submission = told(provider, urlencode(FORM))

    assert submission.form == "Costs"
    assert submission.fields == {
        "full_name": "Ann",
        **PHONE,
        "page_url": "https://a.example/",
        "utm": {"source": "yandex", "campaign": "brand"},
    }
    assert submission.extra == {"Topics?": ["A", "B"], "Which?": ["C"]}


CONTACTS = {
    "a phone alone": (PHONE, PHONE, {}),
    "a text": ({"text": "Hi", **PHONE}, {"message": "Hi", **PHONE}, {}),
    "a messenger": ({"telegram": "@ann", **PHONE}, PHONE, {"telegram": "@ann"}),
    "nothing": (None, {}, {}),
}


@pytest.mark.parametrize(("contacts", "fields", "extra"), CONTACTS.values(), ids=CONTACTS)
def test_contacts_hold_what_the_owner_asks(contacts, fields, extra, told):
    submission = told("marquiz", {"contacts": contacts, "quiz": {"name": "Costs"}})

    if "message" not in submission.fields:
        fields = {name: value for name, value in fields.items() if name != "message"}
        extra = {**extra, **({"text": "Hi"} if "text" in (contacts or {}) else {})}
    assert (submission.fields, submission.extra) == (fields, extra)


def test_a_result_is_kept(told):
    submission = told(
        "marquiz", {"contacts": PHONE, "quiz": {"id": "q"}, "result": {"title": "Cheap", "cost": 5}}
    )

    assert submission.extra == {"result.title": "Cheap", "result.cost": 5}


def test_a_contact_at_the_top_is_not_lost(told):
    submission = told(
        "marquiz", {"phone": PHONE["phone"], "answers": [], "quiz": {"id": "q"}, "created": "x"}
    )

    assert submission.fields == PHONE
