"""Webflow: both versions, with values that are no text."""

import pytest

PAYLOAD = {"name": "Demo", "formId": "f1", "id": "s1", "siteId": "x", "submittedAt": "2026-11-20T09:29:58Z"}
VALUES = {
    "a number for a phone": ({"Phone": 15550000000}, {"phone": "15550000000"}, {}),
    "a truth value": ({"Privacy policy": False}, {"consent": False}, {}),
    "a list": ({"Topics": ["A", "B"]}, {}, {"Topics": ["A", "B"]}),
    "an object": (
        {"Upload": {"name": "a.pdf", "url": "https://a.example/a.pdf"}},
        {},
        {"Upload.url": "https://a.example/a.pdf"},
    ),
    "nothing": ({"Email": None, "Name": ""}, {}, {}),
    "a name with a hyphen": ({"First-Name-2": "Ann"}, {"first_name": "Ann"}, {}),
}


@pytest.mark.parametrize(("data", "fields", "extra"), VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("version", ["v1", "v2"])
def test_values_need_not_be_text(data, fields, extra, version, told):
    v2 = {"triggerType": "form_submission", "payload": {**PAYLOAD, "data": data}}
    v1 = {"name": "Demo", "site": "x", "data": data, "d": "2026-11-20T09:29:58Z", "_id": "s1"}

    submission = told("webflow", v1 if version == "v1" else v2)

    assert submission.fields == fields
    assert extra.items() <= submission.extra.items()
    assert (submission.form, submission.submission_id) == ("Demo", "s1")


def test_answers_as_a_list_are_read(told):
    data = [{"name": "Email", "value": "a@b.example"}]

    assert told("webflow", {"payload": {**PAYLOAD, "data": data}}).fields == {"email": "a@b.example"}


@pytest.mark.parametrize(
    ("trigger", "ignored"), [("form_submission", False), ("site_publish", True), (None, False)]
)
def test_another_trigger_is_ignored(trigger, ignored, told):
    assert told("webflow", {"triggerType": trigger, "payload": {**PAYLOAD, "data": {}}}).ignore is ignored


def test_a_form_without_a_name_goes_by_its_id(told):
    assert (
        told("webflow", {"triggerType": "form_submission", "payload": {"formId": "f1", "data": {}}}).form
        == "f1"
    )
