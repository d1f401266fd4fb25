"""Formspree: its three kinds of hooks."""

import json

import pytest

BODY = {
    "form": "mtest",
    "keys": ["name"],
    "submission": {"name": "Ann Lee", "_date": "2026-11-20T09:29:58+00:00"},
}


@pytest.mark.parametrize("body", [b"", b"{}"], ids=["empty", "an empty object"])
def test_a_rest_hook_wants_its_secret_echoed(body, reading):
    found = reading("formspree", body, headers={"X-Hook-Secret": "abc123"}, content_type="application/json")

    assert dict(found.response.headers) == {"X-Hook-Secret": "abc123"}
    assert [one.test_ping for one in found.submissions] == [True]


@pytest.mark.parametrize("hostile", ["a\r\nSet-Cookie: x=1", "é", "\x00", "a\tb"])
def test_what_is_no_secret_is_not_echoed(hostile, reading):
    found = reading("formspree", BODY, headers={"X-Hook-Secret": hostile})

    assert found.response is None


def test_a_submission_is_read_although_a_hook_repeats_its_secret(told):
    assert told("formspree", BODY, headers={"X-Hook-Secret": "abc"}).fields == {"full_name": "Ann Lee"}


@pytest.mark.parametrize("body", [b"", b" \r\n"], ids=["empty", "blank"])
def test_a_build_hook_says_nothing(body, told):
    assert told("formspree", body, content_type="application/json").ignore


INPUTS = {
    "an address to reply to": ({"_replyto": "a@b.example"}, {"email": "a@b.example"}, {}),
    "a list": ({"topics": ["A", "B"]}, {}, {"topics": ["A", "B"]}),
    "a subject": ({"_subject": "Hi"}, {}, {"_subject": "Hi"}),
    "a honeypot": ({"_gotcha": "x"}, {}, {"_gotcha": "x"}),
}


@pytest.mark.parametrize(("inputs", "fields", "extra"), INPUTS.values(), ids=INPUTS)
def test_an_input_is_read(inputs, fields, extra, told):
    submission = told("formspree", BODY | {"submission": inputs})

    assert (submission.form, submission.fields, submission.extra) == ("mtest", fields, extra)


def test_inputs_without_a_wrapper_are_read(told):
    submission = told("formspree", json.dumps({"email": "a@b.example", "plan": "Team"}).encode())

    assert (submission.fields, submission.extra) == ({"email": "a@b.example"}, {"plan": "Team"})
