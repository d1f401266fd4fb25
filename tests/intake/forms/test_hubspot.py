"""HubSpot: the contact as a workflow posts it, whole or in part, and its older signatures."""

import base64
import hashlib
import hmac
import json

import pytest

from frontdesk.errors import Unreadable

SECRET = "frontdesk-test-secret"


def held(value, source="FORM"):
    return {"value": value, "versions": [{"value": value, "source-type": source, "timestamp": 1795166996000}]}


def contact(properties, *forms, **more):
    return {"vid": 7001, "properties": properties, "form-submissions": list(forms), **more}


def submission(id_, timestamp, title="Demo"):
    return {
        "conversion-id": id_,
        "timestamp": timestamp,
        "title": title,
        "form-id": f"form {id_}",
        "page-url": f"https://a.example/{id_}",
    }


ORDERS = {
    "newest first": [submission("b", 2, "New"), submission("a", 1, "Old")],
    "newest last": [submission("a", 1, "Old"), submission("b", 2, "New")],
    "times as text": [submission("a", "1", "Old"), submission("b", "2", "New")],
}


@pytest.mark.parametrize("forms", ORDERS.values(), ids=ORDERS)
def test_the_newest_of_several_forms_is_the_submission(forms, told):
    found = told("hubspot", contact({"email": held("a@b.example")}, *forms))

    assert (found.form, found.submission_id) == ("New", "b")
    assert found.fields == {"email": "a@b.example", "page_url": "https://a.example/b"}


def test_a_form_without_a_title_goes_by_its_id(told):
    assert told("hubspot", contact({}, submission("a", 1, None))).form == "form a"


PICKED = {
    "single properties": {"firstname": "Ann", "lastname": "Lee", "numemployees": "200"},
    "properties as a contact has them": {
        "firstname": held("Ann"),
        "lastname": held("Lee"),
        "numemployees": held("200"),
    },
    "properties of a newer contact": {
        "properties": {"firstname": "Ann", "lastname": "Lee", "numemployees": "200"}
    },
    "what a workflow calls its inputs": {
        "inputFields": {"firstname": "Ann", "lastname": "Lee"},
        "numemployees": "200",
    },
}


@pytest.mark.parametrize("body", PICKED.values(), ids=PICKED)
def test_its_owner_may_pick(body, told):
    found = told("hubspot", body)

    assert (found.fields, found.extra) == ({"first_name": "Ann", "last_name": "Lee"}, {"numemployees": "200"})


CHOICES = {
    "choices": ({"topics": held("Inbox;Scoring")}, {}, {"topics": ["Inbox", "Scoring"]}),
    "budgets": ({"budget": held("1k;2k")}, {}, {"budget": ["1k", "2k"]}),
    "a sentence": ({"notes_x": held("one; two")}, {}, {"notes_x": "one; two"}),
    "a message": ({"message": held("a;b")}, {"message": "a;b"}, {}),
}


@pytest.mark.parametrize(("properties", "fields", "extra"), CHOICES.values(), ids=CHOICES)
def test_a_semicolon_parts(properties, fields, extra, told):
    found = told("hubspot", contact(properties))

    assert (found.fields, found.extra) == (fields, extra)


KEPT = {
    "a property of its owner": ("num_trucks", held("5", "CRM_UI"), True),
    "another": ("recent_projects", held("5", "CRM_UI"), True),
    "a property of HubSpot": ("hs_analytics_source", held("DIRECT", "ANALYTICS"), False),
    "a property of HubSpot that the form asked": ("hs_persona", held("buyer"), True),
    "when it was made": ("createdate", held("1795166996000", "CONTACTS"), False),
}


@pytest.mark.parametrize(("name", "value", "kept"), KEPT.values(), ids=KEPT)
def test_only_what_hubspot_notes_for_itself_is_left_out(name, value, kept, told):
    assert (name in told("hubspot", contact({name: value})).extra) is kept


def test_a_contact_with_hundreds_of_properties_is_read(told):
    many = {f"custom_{number}": held("x", "CRM_UI") for number in range(400)}
    asked = {"firstname": held("Ann"), "team_size": held("5"), "phone": held("+1 201-555-0128", "CRM_UI")}

    found = told("hubspot", contact({**many, **asked}))

    assert found.fields == {"first_name": "Ann", "phone": "+1 201-555-0128"}
    assert found.extra["team_size"] == "5"


def test_empty_properties_are_not_there(told):
    assert told("hubspot", contact({f"p{number}": held("") for number in range(400)})).extra == {}


def test_the_address_may_stand_in_the_identity_alone(told):
    profile = {"identities": [{"type": "LEAD_GUID", "value": "g"}, {"type": "EMAIL", "value": "a@b.example"}]}

    assert told("hubspot", contact({}, **{"identity-profiles": [profile]})).fields == {"email": "a@b.example"}


def signed(version, body, url, query):
    whole = f"{url}?{query}" if query else url
    if version == "v1":
        return {"X-HubSpot-Signature": hashlib.sha256(SECRET.encode() + body).hexdigest()}
    if version == "v2":
        text = SECRET.encode() + b"POST" + whole.encode() + body
        return {"X-HubSpot-Signature": hashlib.sha256(text).hexdigest(), "X-HubSpot-Signature-Version": "v2"}
    time = "1795176000000"
    mac = hmac.new(SECRET.encode(), b"POST" + whole.encode() + body + time.encode(), hashlib.sha256)
    return {
        "X-HubSpot-Signature-v3": base64.b64encode(mac.digest()).decode(),
        "X-HubSpot-Request-Timestamp": time,
    }


@pytest.mark.parametrize("query", ["", "form=Demo&x=1"], ids=["no query", "a query"])
@pytest.mark.parametrize("version", ["v1", "v2", "v3"])
def test_each_version_of_its_signature_holds(version, query, sent, reading):
    body = json.dumps({"firstname": "Анна"}).encode()
    headers = signed(version, body, sent(b"").url, query)

    given = {"headers": headers, "query": query, "content_type": "application/json", "secret": SECRET}
    assert reading("hubspot", body, **given).proof.state == "ok"
    with pytest.raises(Unreadable):
        reading("hubspot", body + b" ", **given)


def test_the_third_signature_outranks_an_older_one(sent, reading):
    body = b'{"firstname": "Ann"}'
    headers = signed("v1", body, "", "") | {
        "X-HubSpot-Signature-v3": "AAAA",
        "X-HubSpot-Request-Timestamp": "1",
    }

    with pytest.raises(Unreadable) as refusal:
        reading("hubspot", body, headers=headers, secret=SECRET)

    assert refusal.value.status == 401
