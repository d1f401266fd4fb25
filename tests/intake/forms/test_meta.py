"""Meta Lead Ads: notices of several leads, and the handshake."""

import pytest

from frontdesk.errors import Unreadable

SECRET = "frontdesk-test-secret"


def change(id_="1", field="leadgen", **more):
    return {"field": field, "value": {"leadgen_id": id_, "form_id": "3", "page_id": "2", **more}}


def notice(*entries):
    return {
        "object": "page",
        "entry": [{"id": "2", "time": 1, "changes": list(changes)} for changes in entries],
    }


def test_every_change_of_every_entry_is_a_lead(reading):
    found = reading("meta", notice([change("1"), change("2")], [change("3")])).submissions

    assert [(one.submission_id, one.form, one.thin) for one in found] == [
        ("1", "3", True),
        ("2", "3", True),
        ("3", "3", True),
    ]


def test_ids_may_be_numbers(told):
    submission = told("meta", notice([change(900000000000001, form_id=300000000000001, page_id=5, ad_id=7)]))

    assert (submission.submission_id, submission.form) == ("900000000000001", "300000000000001")
    assert {"page_id": "5", "ad_id": "7"}.items() <= submission.extra.items()


def test_an_advert_need_not_be_told(told):
    assert told("meta", notice([change(ad_id=None)])).extra == {"page_id": "2"}


def test_other_changes_are_ignored_beside_a_lead(reading):
    found = reading("meta", notice([change(field="feed"), change("2")])).submissions

    assert [(one.ignore, one.thin) for one in found] == [(True, False), (False, True)]


NOTHING = {
    "another change": notice([change(field="feed")]),
    "a change without a lead": notice([change(None)]),
    "no changes": notice([]),
    "no entries": {"object": "page", "entry": []},
    "nothing": {},
}


@pytest.mark.parametrize("body", NOTHING.values(), ids=NOTHING)
def test_a_notice_is_ignored_that_has(body, told):
    assert told("meta", body).ignore


def test_a_handshake_is_answered_in_plain_text(reading):
    query = f"hub.mode=subscribe&hub.challenge=%3Cb%3E7&hub.verify_token={SECRET}"

    found = reading("meta", method="GET", query=query, secret=SECRET)

    assert (found.response.status, found.response.body, found.response.content_type) == (
        200,
        b"<b>7",
        "text/plain",
    )
    assert [one.test_ping for one in found.submissions] == [True]


WRONG = {
    "another token": "hub.mode=subscribe&hub.challenge=7&hub.verify_token=other",
    "no token": "hub.mode=subscribe&hub.challenge=7",
    "an empty token": "hub.mode=subscribe&hub.challenge=7&hub.verify_token=",
    "another mode": f"hub.mode=unsubscribe&hub.challenge=7&hub.verify_token={SECRET}",
    "no mode": f"hub.challenge=7&hub.verify_token={SECRET}",
}


@pytest.mark.parametrize("query", WRONG.values(), ids=WRONG)
def test_a_handshake_is_refused_with(query, reading):
    with pytest.raises(Unreadable) as refusal:
        reading("meta", method="GET", query=query, secret=SECRET)

    assert refusal.value.status == 401


def test_a_form_without_a_secret_answers_no_handshake(reading):
    with pytest.raises(Unreadable):
        reading("meta", method="GET", query="hub.mode=subscribe&hub.challenge=7&hub.verify_token=")
