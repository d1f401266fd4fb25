"""Meta: what a person answered, out of the Graph API, and what keeps it from being told."""

from datetime import timedelta

import pytest

from frontdesk.errors import Deferred, Refused
from frontdesk.lookups.meta import Meta
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Fetch
from support.outside import Reply

TOKEN = "markedtoken"


async def fetched(outside, client, id="77"):
    notice = Submission(provider="meta", submission_id=id, thin=True)
    return await Meta(client, outside.url, timedelta(seconds=20)).fetch(notice, Fetch(token=TOKEN))


async def test_the_answers_come_with_their_labels_and_the_token_goes_in_a_header(outside, client):
    outside.lead("77", full_name="Jan Kowalski", email="jan@acme.example", interests=["a", "b"])

    found = await fetched(outside, client)

    assert found.answers == [
        ("full_name", "Jan Kowalski"),
        ("email", "jan@acme.example"),
        ("interests", ["a", "b"]),
    ]
    [asked] = outside.asked
    assert (asked.method, asked.path, asked.query) == ("GET", "/v24.0/77", {"fields": "field_data,form_id"})
    assert asked.headers["authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in f"{asked.path}{asked.query}"


@pytest.mark.parametrize(
    "id",
    ["", "me", "../me/accounts", "77?access_token=x", "77/../78", "٧٧", "1" * 41, "http://169.254.169.254/"],
)
async def test_an_id_that_is_no_number_is_never_asked_for(outside, client, id):
    with pytest.raises(Refused, match="no number"):
        await fetched(outside, client, id)

    assert outside.asked == []


def _error(code: int, **more):
    return {"error": {"message": "(#1) marked", "type": "OAuthException", "code": code, **more}}


FAILURES = {
    "server error": (Reply(status=500, data={}), Deferred, "Meta answered 500"),
    "bad gateway in HTML": (Reply(status=502, body=b"<html>"), Deferred, "Meta answered 502"),
    "too many calls": (Reply(status=429, data={}), Deferred, "Meta answered 429"),
    "too many calls of the app": (Reply(status=400, data=_error(4)), Deferred, "code 4"),
    "too many calls of the page": (Reply(status=403, data=_error(32)), Deferred, "code 32"),
    "trouble of theirs": (Reply(status=500, data=_error(2)), Deferred, "code 2"),
    "trouble that passes": (Reply(status=400, data=_error(99, is_transient=True)), Deferred, "code 99"),
    "no answers in it": (Reply(data={"id": "77"}), Deferred, "without field_data"),
    "a login page": (Reply(body=b"<html>"), Deferred, "without field_data"),
    "token ran out": (Reply(status=401, data=_error(190)), Refused, "code 190: the token is not valid"),
    "token ran out, as 400": (Reply(status=400, data=_error(190)), Refused, "the token is not valid"),
    "no permission": (Reply(status=403, data=_error(200)), Refused, "leads_retrieval"),
    "another permission": (Reply(status=403, data=_error(294)), Refused, "leads_retrieval"),
    "deleted": (Reply(status=400, data=_error(100, error_subcode=33)), Refused, "no such lead"),
    "bare 401": (Reply(status=401, data={}), Refused, "Meta answered 401: what it is asked with"),
    "bare 403": (Reply(status=403, data={}), Refused, "Meta answered 403"),
    "bare 404": (Reply(status=404, data={}), Refused, "no such lead"),
    "error of another shape": (Reply(status=400, data={"error": "marked"}), Refused, "Meta answered 400$"),
}


@pytest.mark.parametrize(("reply", "kind", "told"), FAILURES.values(), ids=FAILURES)
async def test_a_failure_is_final_or_passes(outside, client, reply, kind, told):
    outside.says("/v24.0/77", reply)

    with pytest.raises(kind, match=told) as caught:
        await fetched(outside, client)

    assert type(caught.value) is kind
    assert "marked" not in str(caught.value)


async def test_answers_of_another_shape_are_left_out(outside, client):
    outside.says(
        "/v24.0/77",
        {
            "form_id": {"$ne": 1},
            "field_data": [
                "text",
                None,
                {"name": 1, "values": ["x"]},
                {"name": "a", "values": "x"},
                {"name": "b", "values": [{"deep": 1}, ["deeper"], None]},
                {"name": "c", "values": [1, True, "ok"]},
            ],
        },
    )

    found = await fetched(outside, client)

    assert (found.answers, found.form) == ([("b", []), ("c", [1, True, "ok"])], None)
