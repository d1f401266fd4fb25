"""Bitrix24: a new lead, deal or contact, by the configured address and no other."""

from datetime import timedelta

import pytest

from frontdesk.errors import Deferred, Refused
from frontdesk.lookups.bitrix24 import Bitrix24
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Fetch
from support.outside import Reply, an_outside

BASE = "/rest/1/markedkey"
LEAD = {
    "ID": "39",
    "TITLE": "CRM form: Demo",
    "NAME": "Jan",
    "LAST_NAME": "Kowalski",
    "COMPANY_TITLE": "Acme",
    "POST": "CTO",
    "COMMENTS": "A portal,<br>please",
    "PHONE": [
        {"ID": "1", "VALUE_TYPE": "WORK", "VALUE": "+48512345200", "TYPE_ID": "PHONE"},
        {"ID": "2", "VALUE_TYPE": "HOME", "VALUE": "+48512345201", "TYPE_ID": "PHONE"},
    ],
    "EMAIL": [{"ID": "3", "VALUE_TYPE": "WORK", "VALUE": "jan@acme.example"}],
    "UTM_SOURCE": "ads",
    "UF_CRM_1700000000": "40000 EUR",
    "UF_CRM_LIST": ["a", "b"],
    "UF_CRM_FILE": {"id": 5, "downloadUrl": "/x?auth=secret"},
    "UF_CRM_EMPTY": False,
    "SECOND_NAME": None,
    "STATUS_ID": "NEW",
    "ASSIGNED_BY_ID": "1",
}
ANSWERS = [
    ("TITLE", "CRM form: Demo"),
    ("first_name", "Jan"),
    ("last_name", "Kowalski"),
    ("company", "Acme"),
    ("position", "CTO"),
    ("message", "A portal,<br>please"),
    ("phone", "+48512345200"),
    ("phone", "+48512345201"),
    ("email", "jan@acme.example"),
    ("UTM_SOURCE", "ads"),
    ("UF_CRM_1700000000", "40000 EUR"),
    ("UF_CRM_LIST", ["a", "b"]),
]


async def fetched(outside, client, id="39", **extra):
    notice = Submission(provider="bitrix24", submission_id=id, extra=extra, thin=True)
    fetcher = Bitrix24(client, timedelta(seconds=20))
    return await fetcher.fetch(notice, Fetch(url=f"{outside.url}{BASE}/"))


async def test_a_lead_is_its_person_and_its_own_fields_and_nothing_of_the_crm(outside, client):
    outside.says(f"{BASE}/crm.lead.get.json", {"result": LEAD})

    found = await fetched(outside, client, event="ONCRMLEADADD")

    assert found.answers == ANSWERS
    [asked] = outside.asked
    assert (asked.method, asked.form, asked.query) == ("POST", {"id": "39"}, {})


@pytest.mark.parametrize(
    ("id", "event", "method"),
    [
        ("39", "ONCRMLEADADD", "lead"),
        ("39", "oncrmdealadd", "deal"),
        ("39", "ONCRMCONTACTADD", "contact"),
        ("39", "", "lead"),
        ("LEAD_39", "", "lead"),
        ("DEAL_39", "", "deal"),
        ("CONTACT_39", "ONCRMLEADADD", "contact"),
    ],
)
async def test_what_is_asked_for_is_what_the_notice_names(outside, client, id, event, method):
    outside.says(f"{BASE}/crm.{method}.get.json", {"result": LEAD})

    assert (await fetched(outside, client, id, event=event)).answers == ANSWERS
    assert outside.asked[0].form == {"id": "39"}


async def test_a_deal_that_names_nobody_is_told_with_its_contact(outside, client):
    outside.says(f"{BASE}/crm.deal.get.json", {"result": {"TITLE": "Deal", "CONTACT_ID": "5"}})
    contact = {"NAME": "Jan", "EMAIL": [{"VALUE": "jan@acme.example"}]}
    outside.says(f"{BASE}/crm.contact.get.json", {"result": contact})

    found = await fetched(outside, client, "DEAL_8")

    assert found.answers == [("TITLE", "Deal"), ("first_name", "Jan"), ("email", "jan@acme.example")]
    assert [asked.form["id"] for asked in outside.asked] == ["8", "5"]


async def test_a_lead_with_a_phone_needs_no_contact(outside, client):
    outside.says(f"{BASE}/crm.lead.get.json", {"result": {**LEAD, "CONTACT_ID": "5"}})

    await fetched(outside, client)

    assert len(outside.asked) == 1


@pytest.mark.parametrize("contact", ["0", 0, None, "x", {"a": 1}, "../x"])
async def test_a_contact_that_is_no_number_is_not_asked_for(outside, client, contact):
    outside.says(f"{BASE}/crm.deal.get.json", {"result": {"TITLE": "Deal", "CONTACT_ID": contact}})

    assert (await fetched(outside, client, "DEAL_8")).answers == [("TITLE", "Deal")]


async def test_the_address_in_a_notice_is_never_asked(outside, client):
    outside.says(f"{BASE}/crm.lead.get.json", {"result": LEAD})
    async with an_outside() as other:
        named = {
            f"auth[{name}]": f"{other.url}/rest/" for name in ("client_endpoint", "server_endpoint", "domain")
        }

        await fetched(outside, client, **named)

        assert other.asked == []


@pytest.mark.parametrize("id", ["", "abc", "USER_3", "39&x=1", "39/../user.get", "٣٩", "1" * 21])
async def test_an_id_of_nothing_known_is_never_asked_for(outside, client, id):
    with pytest.raises(Refused, match="no number"):
        await fetched(outside, client, id)

    assert outside.asked == []


FAILURES = {
    "server error": (Reply(status=500, data={}), Deferred, "answered 500"),
    "too many calls": (Reply(status=503, data={"error": "QUERY_LIMIT_EXCEEDED"}), Deferred, "answered 503"),
    "too much time": (Reply(status=429, data={"error": "OPERATION_TIME_LIMIT"}), Deferred, "answered 429"),
    "a page of HTML": (Reply(body=b"<html>"), Deferred, "without a result"),
    "another result": (Reply(data={"result": "marked"}), Deferred, "without a result"),
    "wrong address": (Reply(status=401, data={"error": "NO_AUTH_FOUND"}), Refused, "answered 401: what it"),
    "no right": (Reply(status=403, data={"error": "insufficient_scope"}), Refused, "answered 403: what it"),
    "no such method": (Reply(status=404, data={}), Refused, "answered 404"),
    "deleted": (
        Reply(status=400, data={"error": "", "error_description": "Not found"}),
        Refused,
        "no such lead, or not any more",
    ),
    "another mistake": (Reply(status=400, data={"error_description": "marked"}), Refused, "answered 400$"),
}


@pytest.mark.parametrize(("reply", "kind", "told"), FAILURES.values(), ids=FAILURES)
async def test_a_failure_is_final_or_passes(outside, client, reply, kind, told):
    outside.says(f"{BASE}/crm.lead.get.json", reply)

    with pytest.raises(kind, match=told) as caught:
        await fetched(outside, client)

    assert type(caught.value) is kind
    assert "marked" not in str(caught.value)
