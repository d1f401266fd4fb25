"""Tally: kinds of fields and events beside the sample."""

import pytest

OPTIONS = [{"id": "o1", "text": "Inbox"}, {"id": "o2", "text": "Scoring"}, {"id": "o3", "text": "Telegram"}]


def event(*fields, **more):
    data = {"responseId": "r1", "formId": "f1", "formName": "Demo", "fields": list(fields), **more}
    return {"eventId": "e1", "eventType": "FORM_RESPONSE", "data": data}


def field(value, label="Which?", **more):
    return {"key": "question_a", "label": label, "type": "INPUT_TEXT", "value": value, **more}


VALUES = {
    "a drop-down": (field(["o2"], type="DROPDOWN", options=OPTIONS), ["Scoring"]),
    "one of several": (field("o2", type="MULTIPLE_CHOICE", options=OPTIONS), "Scoring"),
    "several of several": (field(["o3", "o1"], type="MULTI_SELECT", options=OPTIONS), ["Telegram", "Inbox"]),
    "a ranking": (
        field(["o2", "o3", "o1"], type="RANKING", options=OPTIONS),
        ["Scoring", "Telegram", "Inbox"],
    ),
    "a choice without its text": (field(["o9"], options=OPTIONS), ["o9"]),
    "uploads": (
        field(
            [{"id": "u", "name": "a.pdf", "url": "https://a.example/a.pdf", "size": 3}], type="FILE_UPLOAD"
        ),
        ["https://a.example/a.pdf"],
    ),
    "a number": (field(4, type="LINEAR_SCALE"), 4),
    "a matrix of ids": (
        field(
            {"r1": ["c1"], "r2": ["c1", "c2"]},
            type="MATRIX",
            rows=[{"id": "r1", "text": "Price"}, {"id": "r2", "text": "Speed"}],
            columns=[{"id": "c1", "text": "Good"}, {"id": "c2", "text": "Bad"}],
        ),
        {"Price": ["Good"], "Speed": ["Good", "Bad"]},
    ),
}


@pytest.mark.parametrize(("asked", "value"), VALUES.values(), ids=VALUES)
def test_every_kind_of_field_is_kept_as_it_was_shown(asked, value, told):
    assert told("tally", event(asked)).extra == {"Which?": value}


def test_boxes_are_one_answer_although_each_comes_again(told):
    boxes = [
        field(["o1"], key="question_a", options=OPTIONS),
        field(True, key="question_a_o1", label="Which? (Inbox)"),
        field(False, key="question_a_o2", label="Which? (Scoring)"),
        field(True, key="question_b", label="Urgent?"),
    ]

    assert told("tally", event(*boxes)).extra == {"Which?": ["Inbox"], "Urgent?": True}


def test_a_box_alone_is_known_by_what_stands_beside_it(told):
    box = field(
        ["p"], label="Untitled checkboxes field", options=[{"id": "p", "text": "I accept the privacy policy"}]
    )

    assert told("tally", event(box)).fields == {"consent": True}


def test_what_was_not_answered_is_not_there(told):
    submission = told("tally", event(field(None), field(None, "Email"), field([], options=OPTIONS)))

    assert (submission.fields, submission.extra) == ({}, {})


def test_a_field_without_a_label_goes_by_its_key(told):
    asked = field("x", None, key="question_mKVRz1")

    assert told("tally", event(asked)).extra == {"question_mKVRz1": "x"}


def test_hidden_fields_give_marks_and_page(told):
    hidden = [field("ads", "utm_source"), field("https://a.example/", "page_url"), field("gold", "tier")]

    submission = told("tally", event(*hidden))

    assert submission.fields == {"page_url": "https://a.example/", "utm": {"source": "ads"}}
    assert submission.extra == {"tier": "gold"}


IDS = {"a response": ({}, "r1"), "a submission": ({"responseId": None, "submissionId": "s1"}, "s1")}


@pytest.mark.parametrize(("more", "id_"), IDS.values(), ids=IDS)
def test_the_id_is_that_of(more, id_, told):
    assert told("tally", event(**more)).submission_id == id_


EVENTS = {"FORM_RESPONSE": False, "FORM_CREATED": True, None: False}


@pytest.mark.parametrize(("kind", "ignored"), EVENTS.items(), ids=map(str, EVENTS))
def test_only_a_response_is_a_submission(kind, ignored, told):
    assert told("tally", event() | {"eventType": kind}).ignore is ignored
