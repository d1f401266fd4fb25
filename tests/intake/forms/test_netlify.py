"""Netlify Forms: a function's event, uploads and inputs without titles."""

import pytest

INPUTS = {"name": "Ann Lee", "email": "a@b.example", "ip": "192.0.2.55", "referrer": "https://a.example/"}
BODY = {
    "first_name": "Ann",
    "last_name": "Lee",
    "name": "Ann Lee",
    "data": INPUTS,
    "ordered_human_fields": [{"title": "Name", "name": "name", "value": "Ann Lee"}],
    "id": "s1",
    "form_name": "contact",
    "site_url": "https://a.example",
}
READ = {"full_name": "Ann Lee", "email": "a@b.example", "ip": "192.0.2.55", "page_url": "https://a.example/"}


@pytest.mark.parametrize("provider", ["netlify", None], ids=["named", "recognised"])
@pytest.mark.parametrize("body", [BODY, {"payload": BODY, "site": {"id": "x"}}], ids=["webhook", "function"])
def test_a_functions_event_is_read_like_a_webhook(body, provider, told):
    submission = told(provider, body)

    assert (submission.provider, submission.form, submission.submission_id) == ("netlify", "contact", "s1")
    assert (submission.fields, submission.extra) == (READ, {})


FILE = {"filename": "a.pdf", "type": "application/pdf", "size": 3, "url": "https://a.example/a.pdf"}
INPUT = {
    "an upload": ({"brief": FILE}, {"brief": "https://a.example/a.pdf"}),
    "uploads": (
        {"brief": [FILE, FILE | {"url": "https://a.example/b"}]},
        {"brief": ["https://a.example/a.pdf", "https://a.example/b"]},
    ),
    "a honeypot": ({"bot-field": "x"}, {"bot-field": "x"}),
    "boxes": ({"topics": ["A", "B"]}, {"topics": ["A", "B"]}),
}


@pytest.mark.parametrize(("inputs", "extra"), INPUT.values(), ids=INPUT)
def test_an_input_is_kept(inputs, extra, told):
    assert told("netlify", BODY | {"data": INPUTS | inputs}).extra == extra


def test_a_title_shows_what_an_input_asked(told):
    titled = [
        {"title": "Favourite colour?", "name": "q7", "value": "Red"},
        {"title": "Firma", "name": "q8", "value": "x"},
    ]

    submission = told("netlify", BODY | {"data": {"q7": "Red", "q8": "Acme"}, "ordered_human_fields": titled})

    assert (submission.fields, submission.extra) == ({"company": "Acme"}, {"Favourite colour?": "Red"})


def test_without_inputs_the_titled_fields_are_the_answers(told):
    submission = told("netlify", BODY | {"data": None})

    assert submission.fields == {"full_name": "Ann Lee"}
