"""amoCRM: several items in a request, what the contact tells, and events of other kinds."""

from urllib.parse import urlencode

import pytest

ACCOUNT = {"account[id]": "22", "account[subdomain]": "demo"}


def brackets(path, value):
    """{"a": [{"b": 1}]} under a path as PHP writes it."""
    inner = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if inner is None:
        return {path: value}
    return {name: one for key, part in inner for name, one in brackets(f"{path}[{key}]", part).items()}


def body(**entities):
    sent = dict(ACCOUNT)
    for name, value in entities.items():
        sent.update(brackets(name, value))
    return urlencode(sent)


def form(uid, *answers, **more):
    data = [
        {"type": "text", "id": f"n_{at}", "name": name, "value": value}
        for at, (name, value) in enumerate(answers)
    ]
    return {
        "uid": uid,
        "source_name": "Site",
        "lead_id": f"9{uid}",
        "source_data": {"data": data, "form_name": "Demo", **more},
    }


CONTACT = {
    "id": "41",
    "name": "Ann Lee",
    "custom_fields": [
        {
            "id": "1",
            "name": "Phone",
            "code": "PHONE",
            "values": [{"value": "+7 912 345-67-84", "enum": "WORK"}],
        },
        {"id": "2", "name": "Email", "code": "EMAIL", "values": [{"value": "a@b.example", "enum": "WORK"}]},
        {"id": "3", "name": "City", "values": [{"value": "Tver"}]},
    ],
}
PERSON = {"full_name": "Ann Lee", "phone": "+7 912 345-67-84", "email": "a@b.example"}


def test_several_forms_in_a_request_are_several_submissions(reading):
    forms = [form(str(n), ("Name", f"Person {n}"), ("Email", f"p{n}@b.example")) for n in range(20)]

    found = reading("amocrm", body(unsorted={"add": forms})).submissions

    assert [one.submission_id for one in found] == [str(n) for n in range(20)]
    assert found[7].fields == {"full_name": "Person 7", "email": "p7@b.example"}
    assert {one.form for one in found} == {"Demo"}


def test_the_contact_tells_what_the_form_does_not(told):
    item = {"uid": "1", "source_name": "Site", "data": {"contacts": [CONTACT]}}

    submission = told("amocrm", body(unsorted={"add": [item]}))

    assert (submission.form, submission.fields) == ("Site", PERSON)
    assert submission.extra == {"City": "Tver"}


def test_an_answer_outranks_the_contact(told):
    item = form("1", ("Name", "Eve"), ("City", "Oslo")) | {"data": {"contacts": [CONTACT]}}

    submission = told("amocrm", body(unsorted={"add": [item]}))

    assert submission.fields == {**PERSON, "full_name": "Eve"}
    assert submission.extra == {"City": "Oslo"}


KEYED = {
    "data": {
        "name_1": {"type": "text", "name": "Name", "value": "Ann"},
        "x_2": {"id": "x", "value": ["A", "B"]},
    }
}


def test_answers_may_be_keyed_by_their_fields(told):
    submission = told("amocrm", body(unsorted={"add": [{"uid": "1", "source_data": KEYED}]}))

    assert (submission.fields, submission.extra) == ({"full_name": "Ann"}, {"x": ["A", "B"]})


def test_a_new_lead_is_a_thin_notice(reading):
    leads = [{"id": "5", "name": "Demo", "status_id": "1"}, {"id": "6"}]

    found = reading("amocrm", body(leads={"add": leads})).submissions

    assert [(one.submission_id, one.thin, one.fields) for one in found] == [("5", True, {}), ("6", True, {})]
    assert found[0].extra == {"name": "Demo", "account": "demo"}


def test_a_lead_beside_a_form_is_kept_unless_it_is_the_forms_own(reading):
    sent = body(unsorted={"add": [form("1", ("Name", "Ann"))]}, leads={"add": [{"id": "91"}, {"id": "77"}]})

    found = reading("amocrm", sent).submissions

    assert [(one.submission_id, one.thin) for one in found] == [("1", False), ("77", True)]


OTHERS = {
    "a changed lead": {"leads": {"update": [{"id": "5"}]}},
    "a lead in another status": {"leads": {"status": [{"id": "5", "status_id": "2"}]}},
    "a lead that is gone": {"leads": {"delete": [{"id": "5"}]}},
    "a form that was taken in": {"unsorted": {"update": [{"uid": "1"}]}},
    "a form that was thrown away": {"unsorted": {"delete": [{"uid": "1"}]}},
    "a changed contact": {"contacts": {"update": [CONTACT]}},
    "a lead without an id": {"leads": {"add": [{"name": "x"}]}},
}


@pytest.mark.parametrize("entities", OTHERS.values(), ids=OTHERS)
def test_another_event_is_ignored(entities, told):
    assert told("amocrm", body(**entities)).ignore


def test_the_page_and_the_address_come_from_the_origin(told):
    origin = {"ip": "203.0.113.90", "referer": "https://a.example/"}

    submission = told("amocrm", body(unsorted={"add": [form("1", origin=origin)]}))

    assert submission.fields == {"ip": "203.0.113.90", "page_url": "https://a.example/"}
