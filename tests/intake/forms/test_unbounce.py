"""Unbounce: the answers in a field of a form, or as JSON of their own."""

import json
from urllib.parse import urlencode

import pytest

from frontdesk.errors import Unreadable

INNER = {
    "email": ["a@b.example"],
    "plan": ["Team", "Annual"],
    "colour": ["Red"],
    "page_name": ["Demo"],
    "ip_address": ["198.51.100.7"],
}
PAGE = {"page_url": "https://a.example/?utm_source=x", "page_name": "Demo", "page_id": "p1", "variant": "b"}
XML = """<?xml version="1.0" encoding="UTF-8"?>
<form_data><email>a@b.example</email><plan>Team</plan><plan>Annual</plan><colour>Red</colour>
<page_name>Demo</page_name><ip_address>198.51.100.7</ip_address><page_id>p1</page_id><variant>b</variant>
<page_url>https://a.example/?utm_source=x</page_url></form_data>"""
SHAPES = {
    "a form": urlencode({**PAGE, "data.json": json.dumps(INNER), "data.xml": "<form_data/>"}),
    "a form that went through PHP": urlencode({**PAGE, "data_json": json.dumps(INNER)}),
    "JSON": {**PAGE, **INNER},
    "XML": XML.encode(),
    "JSON with the answers inside": {**PAGE, "data.json": INNER},
    "JSON with the answers as text": {**PAGE, "data.json": json.dumps(INNER)},
}


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES)
def test_the_answers_are_the_same(body, told):
    kind = "application/xml" if isinstance(body, bytes) else None
    submission = told("unbounce", body, content_type=kind)

    assert submission.form == "Demo"
    assert submission.fields == {
        "email": "a@b.example",
        "ip": "198.51.100.7",
        "page_url": "https://a.example/?utm_source=x",
        "utm": {"source": "x"},
    }
    assert submission.extra == {"plan": ["Team", "Annual"], "colour": "Red"}


def test_values_that_are_no_lists_are_read(told):
    assert told("unbounce", urlencode({"data.json": '{"email": "a@b.example"}'})).fields == {
        "email": "a@b.example"
    }


FORMS = {
    "its name": (PAGE, "Demo"),
    "its name, as a list": ({"page_name": ["Demo"]}, "Demo"),
    "its name, inside": ({"data.json": '{"page_name": ["Demo"]}'}, "Demo"),
    "its id": ({"page_id": "p1"}, "p1"),
}


@pytest.mark.parametrize(("body", "form"), FORMS.values(), ids=FORMS)
def test_a_page_is_known_by(body, form, told):
    assert told("unbounce", body).form == form


@pytest.mark.parametrize("text", ["{", "[]", "7"])
def test_answers_that_nobody_can_read_are_refused(text, reading):
    with pytest.raises(Unreadable) as refusal:
        reading("unbounce", urlencode({"data.json": text}))

    assert refusal.value.status == 400
