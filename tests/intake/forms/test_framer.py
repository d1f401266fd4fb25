"""Framer: inputs and its two headers."""

import pytest

ID = "c0a8f1de-1111-4222-8333-444455556666"


@pytest.mark.parametrize("header", ["Framer-Webhook-Submission-Id", "framer-signature"])
def test_it_is_recognised_by_either_header(header, reading):
    assert reading(None, {"Name": "Ann"}, headers={header: ID}).provider == "framer"


def test_without_the_header_there_is_no_id(told):
    assert told("framer", {"Name": "Ann"}).submission_id is None


INPUTS = {
    "a box not ticked": ({"Terms": ""}, {}, {}),
    "a box": ({"Terms": "on"}, {"consent": True}, {}),
    "a truth value": ({"Terms": False}, {"consent": False}, {}),
    "a number": ({"Seats": 5}, {}, {"Seats": 5}),
    "a label in another language": ({"Телефон": "+7 912 345-67-82"}, {"phone": "+7 912 345-67-82"}, {}),
}


@pytest.mark.parametrize(("inputs", "fields", "extra"), INPUTS.values(), ids=INPUTS)
def test_an_input_is_read(inputs, fields, extra, told):
    submission = told("framer", inputs, headers={"Framer-Webhook-Submission-Id": ID})

    assert (submission.submission_id, submission.fields, submission.extra) == (ID, fields, extra)


def test_an_input_called_id_is_an_answer(told):
    submission = told("framer", {"id": "7"}, headers={"Framer-Webhook-Submission-Id": ID})

    assert (submission.submission_id, submission.extra) == (ID, {"id": "7"})
