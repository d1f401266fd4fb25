"""Bitrix24: events, robots with fields in the query, and shapes that parsers on the way give."""

from urllib.parse import urlencode

import pytest

from frontdesk.errors import Unreadable

TOKEN = "frontdesk-test-secret"
AUTH = {"auth[domain]": "b24.example", "auth[member_id]": "m", "auth[application_token]": TOKEN}
EVENT = {"event": "ONCRMLEADADD", "data[FIELDS][ID]": "39", "ts": "1", **AUTH}
ROBOT = {"document_id[0]": "crm", "document_id[1]": "CCrmDocumentLead", "document_id[2]": "LEAD_123", **AUTH}
NESTED = {
    "event": "ONCRMLEADADD",
    "data": {"FIELDS": {"ID": 39}},
    "auth": {"domain": "b24.example", "application_token": TOKEN},
}
EVENTS = {
    "a new lead": (EVENT, True),
    "a new lead in small letters": (EVENT | {"event": "onCrmLeadAdd"}, True),
    "a new deal": (EVENT | {"event": "ONCRMDEALADD"}, True),
    "a changed lead": (EVENT | {"event": "ONCRMLEADUPDATE"}, False),
    "a lead that is gone": (EVENT | {"event": "ONCRMLEADDELETE"}, False),
    "a task": (EVENT | {"event": "ONTASKADD"}, False),
    "a new lead without an id": (EVENT | {"data[FIELDS][ID]": ""}, False),
}


@pytest.mark.parametrize(("event", "new"), EVENTS.values(), ids=EVENTS)
def test_only_what_is_new_is_a_submission(event, new, told):
    submission = told("bitrix24", urlencode(event))

    assert (submission.thin, submission.ignore) == (new, not new)


SHAPES = {
    "an event": (urlencode(EVENT), "39"),
    "an event as JSON": (NESTED, "39"),
    "a robot": (urlencode(ROBOT), "LEAD_123"),
    "a robot whose list has no numbers": (
        "document_id[]=crm&document_id[]=CCrmDocumentLead&document_id[]=LEAD_123&" + urlencode(AUTH),
        "LEAD_123",
    ),
    "a robot as JSON": (
        {"document_id": ["crm", "CCrmDocumentLead", "LEAD_123"], "auth": NESTED["auth"]},
        "LEAD_123",
    ),
    "a robot whose list became an object": (
        {"document_id": {"0": "crm", "1": "CCrmDocumentLead", "2": "LEAD_123"}, "auth": NESTED["auth"]},
        "LEAD_123",
    ),
}


@pytest.mark.parametrize(("body", "id_"), SHAPES.values(), ids=SHAPES)
def test_the_id_is_found_and_the_token_proves_it(body, id_, reading):
    found = reading("bitrix24", body, secret=TOKEN)

    (submission,) = found.submissions
    assert (submission.submission_id, submission.thin) == (id_, True)
    assert TOKEN not in str(submission)


QUERY = urlencode(
    {"name": "Ann Lee", "phone": "+7 912 345-67-82", "tsena": "5", "event_date": "May", "form": "Demo"}
)


@pytest.mark.parametrize("provider", ["bitrix24", None], ids=["named", "recognised"])
def test_a_robots_query_holds_the_answers(provider, told):
    submission = told(provider, urlencode(ROBOT), query=QUERY)

    assert (submission.form, submission.submission_id, submission.thin) == ("Demo", "LEAD_123", False)
    assert submission.fields == {"full_name": "Ann Lee", "phone": "+7 912 345-67-82"}
    assert submission.extra == {"tsena": "5", "event_date": "May"}


def test_an_event_in_a_robots_query_is_an_answer(told):
    submission = told("bitrix24", urlencode(ROBOT), query="name=Ann&event=Webinar")

    assert (submission.ignore, submission.fields) == (False, {"full_name": "Ann"})
    assert submission.extra == {"event": "Webinar"}


SECRETS = {
    "a form": {"data": urlencode(ROBOT), "query": "name=Ann"},
    "a query alone": {"method": "GET", "query": urlencode({**ROBOT, "name": "Ann"})},
    "JSON": {"data": {"document_id": ["crm", "x", "LEAD_1"], "auth": NESTED["auth"]}, "query": "name=Ann"},
}


@pytest.mark.parametrize("way", SECRETS.values(), ids=SECRETS)
def test_the_token_is_not_kept_of(way, told):
    submission = told("bitrix24", **way)

    assert submission.fields == {"full_name": "Ann"}
    assert TOKEN not in str(submission)


@pytest.mark.parametrize("provider", ["bitrix24", None], ids=["named", "recognised"])
@pytest.mark.parametrize("body", [urlencode(EVENT), NESTED], ids=["form", "JSON"])
def test_an_event_stays_a_notice_whatever_its_address_says(body, provider, told):
    submission = told(provider, body, query="via=proxy")

    assert (submission.provider, submission.thin, submission.submission_id) == ("bitrix24", True, "39")
    assert TOKEN not in str(submission)


def test_another_token_proves_nothing(reading):
    with pytest.raises(Unreadable) as refusal:
        reading("bitrix24", urlencode(EVENT), secret="other")

    assert refusal.value.status == 401
