"""Zapier: requests as their owner builds them."""

import json
from urllib.parse import urlencode

import pytest

from frontdesk.errors import Unreadable
from frontdesk.intake.body import DOCUMENTS

MAIL = "a@b.example"
BUILT = {
    "nested": {"data": {"company": {"name": "Acme"}, "email": MAIL, "id": "r1", "topics": "A,B"}, "id": "r1"},
    "not unflattened": {"company__name": "Acme", "email": MAIL, "id": "r1", "topics": "A,B"},
    "a form": urlencode({"company name": "Acme", "email": MAIL, "id": "r1", "topics": "A,B"}),
}


@pytest.mark.parametrize("body", BUILT.values(), ids=BUILT)
def test_it_is_read_however_it_was_built(body, told):
    submission = told("zapier", body)

    assert submission.fields == {"company": "Acme", "email": MAIL}
    assert submission.submission_id == "r1"
    assert submission.extra["topics"] == "A,B"


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/json", "application/x-www-form-urlencoded"]
)
def test_an_array_holds_several_submissions(content_type, reading):
    body = json.dumps([{"email": MAIL, "id": 1}, {"email": "c@b.example", "id": 2}]).encode()

    found = reading("zapier", body, content_type=content_type).submissions

    assert [(one.submission_id, one.fields) for one in found] == [
        ("1", {"email": MAIL}),
        ("2", {"email": "c@b.example"}),
    ]


ARRAYS = {"of nothing": ([], 0), "of one": ([{"email": MAIL}], 1)}


@pytest.mark.parametrize(("body", "count"), ARRAYS.values(), ids=ARRAYS)
def test_an_array_gives_as_many(body, count, reading):
    assert len(reading("zapier", body).submissions) == count


REFUSED = {
    "texts": (["a"], 400),
    "an object and a list": ([{}, []], 400),
    "too many": ([{}] * (DOCUMENTS + 1), 413),
}


@pytest.mark.parametrize(("body", "status"), REFUSED.values(), ids=REFUSED)
def test_an_array_is_refused_that_holds(body, status, reading):
    with pytest.raises(Unreadable) as refusal:
        reading("zapier", body)

    assert refusal.value.status == status


def test_raw_json_is_read_whatever_its_label(told):
    assert told("zapier", b' {"email": "a@b.example"}', content_type="text/plain").fields == {"email": MAIL}


def test_a_get_holds_everything_in_its_query(told):
    assert told("zapier", method="GET", query=urlencode({"email": MAIL})).fields == {"email": MAIL}


@pytest.mark.parametrize("authorization", ["Bearer k", "Basic dTpr"], ids=["a token", "a password"])
def test_its_owner_proves_it_by(authorization, reading):
    found = reading("zapier", {"email": MAIL}, headers={"Authorization": authorization}, secret="k")

    assert found.proof.state == "ok"
    assert "authorization" not in str(found.submissions).lower()
