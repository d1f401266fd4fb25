"""Yandex Forms: JSON-RPC, and JSON that answers were pasted into."""

import json

import pytest

CALL = {"jsonrpc": "2.0", "method": "lead", "params": {"name": "Ann Lee", "topics": "A, B"}, "id": 7}


@pytest.mark.parametrize("provider", ["yandex_forms", None], ids=["named", "recognised"])
@pytest.mark.parametrize("id_", [7, "x", None])
def test_a_call_is_answered_under_its_own_id(provider, id_, reading):
    found = reading(provider, CALL | {"id": id_})

    (submission,) = found.submissions
    assert (submission.fields, submission.extra) == ({"full_name": "Ann Lee"}, {"topics": "A, B"})
    assert submission.submission_id is None
    answer = json.loads(found.response.body)
    assert (answer["jsonrpc"], answer["id"], "error" in answer) == ("2.0", id_, False)
    assert (found.response.status, found.response.content_type) == (200, "application/json")


@pytest.mark.parametrize("params", [[{"name": "email", "value": "a@b.example"}], {"email": "a@b.example"}])
def test_a_calls_answers_may_be_a_list(params, reading):
    found = reading("yandex_forms", CALL | {"params": params})

    assert found.submissions[0].fields == {"email": "a@b.example"}
    assert json.loads(found.response.body)["id"] == 7


PASTED = {
    "a line break": (b'{"message": "one\ntwo"}', "one\ntwo"),
    "a line break of Windows": (b'{"message": "one\r\ntwo"}', "one\ntwo"),
    "a tab": (b'{"message": "one\ttwo"}', "one\ttwo"),
    "a line break that was escaped": (b'{"message": "one\\ntwo"}', "one\ntwo"),
    "a quotation that was escaped": (b'{"message": "one \\"two\\"\nthree"}', 'one "two"\nthree'),
}


@pytest.mark.parametrize(("body", "message"), PASTED.values(), ids=PASTED)
def test_an_answer_may_hold(body, message, told):
    assert told("yandex_forms", body, content_type="application/json").fields == {"message": message}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_its_owner_chooses_the_method(method, told):
    assert told("yandex_forms", {"name": "Ann", "id": "a1"}, method=method).submission_id == "a1"


def test_a_delivery_is_no_submission(told):
    assert told("yandex_forms", {"name": "Ann"}, headers={"X-Delivery-Id": "d1"}).submission_id is None


def test_what_is_no_call_needs_no_answer_of_its_own(reading):
    assert reading("yandex_forms", {"name": "Ann"}).response is None
