"""Ninja Forms: JSON where a form is announced, and other ways to send."""

import json
from urllib.parse import urlencode

import pytest

DATA = {"form_title": "Contact", "seq_num": 58, "name": "Ann Lee", "topics": ["A", "B"]}
TEXT = json.dumps(DATA)
FORM = "application/x-www-form-urlencoded"
WAYS = {
    "a form": {"data": urlencode(DATA | {"topics": "A"}) + "&topics=B"},
    "a form with numbered choices": {
        "data": urlencode({"topics[0]": "A", "topics[1]": "B", **DATA}).rpartition("&")[0]
    },
    "JSON": {"data": DATA},
    "JSON labelled as a form": {"data": TEXT.encode(), "content_type": FORM},
    "JSON in one argument": {"data": urlencode({"data": TEXT})},
    "JSON in one argument of any name": {"data": urlencode({"payload_json": " " + TEXT})},
    "a query": {"method": "GET", "query": urlencode(DATA | {"topics": "A"}) + "&topics=B"},
    "JSON in one argument of a query": {"method": "GET", "query": urlencode({"data": TEXT})},
    "JSON in one argument beside the form's name": {
        "method": "GET",
        "query": urlencode({"data": TEXT, "form": "x"}),
    },
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_same_is_read_of(way, told):
    submission = told("ninja_forms", **way)

    assert (submission.form, submission.submission_id) == ("Contact", "58")
    assert (submission.fields, submission.extra) == ({"full_name": "Ann Lee"}, {"topics": ["A", "B"]})


def test_a_message_that_looks_like_json_is_a_message(told):
    text = '{"email": "victim@b.example"}'

    submission = told("ninja_forms", urlencode({"message": text, "email": "a@b.example"}))

    assert submission.fields == {"message": text, "email": "a@b.example"}


def test_an_upload_comes_as_a_link_in_a_text(told):
    link = '<a href="https://a.example/a.pdf">a.pdf</a>'

    assert told("ninja_forms", urlencode({"upload_1": link})).extra == {"upload_1": link}
