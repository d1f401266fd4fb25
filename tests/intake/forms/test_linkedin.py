"""LinkedIn: notices that are no new leads, and challenges that are none."""

import json

import pytest

from frontdesk.errors import Unreadable

SECRET = "frontdesk-test-secret"
UUID = "890e4665-4dfe-4ab1-b689-ed553bceeed0"
NOTICE = {
    "type": "LEAD_ACTION",
    "leadGenFormResponse": "urn:li:leadGenFormResponse:1",
    "leadGenForm": "urn:li:leadGenForm:5",
    "leadAction": "CREATED",
}
ACTIONS = {
    "created": ({}, False),
    "created, in an older way": ({"leadAction": None, "type": None}, False),
    "deleted": ({"leadAction": "DELETED"}, True),
    "of another kind": ({"type": "ORGANIZATION_SOCIAL_ACTION"}, True),
    "of no lead": ({"leadGenFormResponse": None}, True),
}


@pytest.mark.parametrize(("more", "ignored"), ACTIONS.values(), ids=ACTIONS)
def test_a_notice_is_of_a_lead(more, ignored, told):
    submission = told("linkedin", NOTICE | more)

    assert (submission.ignore, submission.thin) == (ignored, not ignored)


def test_a_challenge_is_answered_beside_an_application(reading):
    query = f"challengeCode={UUID}&applicationId=7"

    found = reading("linkedin", method="GET", query=query, secret=SECRET)

    assert json.loads(found.response.body)["challengeCode"] == UUID


FORGED = {
    "a body to be signed": "hmacsha256%3D%7B%7D",
    "nothing": "",
    "a UUID and more": f"{UUID}%0A",
    "a UUID in other digits": UUID.replace("8", "%D9%A8"),
    "digits without hyphens": UUID.replace("-", ""),
}


@pytest.mark.parametrize("code", FORGED.values(), ids=FORGED)
def test_what_is_no_challenge_is_not_signed(code, reading):
    with pytest.raises(Unreadable) as refusal:
        reading("linkedin", method="GET", query=f"challengeCode={code}", secret=SECRET)

    assert refusal.value.status == 400


def test_a_form_without_a_secret_signs_nothing(reading):
    with pytest.raises(Unreadable) as refusal:
        reading("linkedin", method="GET", query=f"challengeCode={UUID}")

    assert refusal.value.status == 401


def test_a_challenge_that_is_posted_is_no_handshake(reading):
    assert reading("linkedin", NOTICE, query=f"challengeCode={UUID}").response is None
