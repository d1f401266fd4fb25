"""Wix: the automation's body with more or less in it."""

import pytest

ANSWERS = [{"label": "Name", "value": "Ann Lee"}, {"label": "Topics", "value": ["A", "B"]}]
KEYS = {"field:name_d74c": "Ann Lee", "field:topics_1a2b": ["A", "B"]}
BODY = {"formName": "Demo", "formId": "f1", "submissionId": "s1", "contactId": "c1", "submissionTime": "x"}
CONTACT = {
    "name": {"first": "Ann", "last": "Lee"},
    "email": "a@b.example",
    "phone": "+1 201-555-0127",
    "locale": "en",
}
SHAPES = {
    "wrapped": {"data": {**BODY, "submissions": ANSWERS, **KEYS}},
    "not wrapped": {**BODY, "submissions": ANSWERS, **KEYS},
    "only keys": {**BODY, **KEYS},
    "only keys, wrapped": {"data": {**BODY, **KEYS}},
}


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES)
def test_the_answers_are_the_same(body, told):
    submission = told("wix", body)

    assert (submission.form, submission.submission_id) == ("Demo", "s1")
    assert submission.fields == {"full_name": "Ann Lee"}
    assert {name.lower(): value for name, value in submission.extra.items()} == {"topics": ["A", "B"]}


FIELD_KEYS = {
    "field:first_name_d74c": "first_name",
    "field:first_name": "first_name",
    "field:last_name_0001": "last_name",
    "field:email": "email",
    "field:company_name_beef": "company",
}


@pytest.mark.parametrize(("key", "field"), FIELD_KEYS.items(), ids=FIELD_KEYS)
def test_a_key_may_end_in_a_number_of_wix_or_not(key, field, told):
    assert told("wix", {**BODY, key: "x@y.example"}).fields == {field: "x@y.example"}


def test_the_contact_tells_what_nobody_asked(told):
    assert told("wix", {**BODY, "contact": CONTACT}).fields == {
        "first_name": "Ann",
        "last_name": "Lee",
        "email": "a@b.example",
        "phone": "+1 201-555-0127",
        "language": "en",
    }


def test_an_answer_outranks_the_contact(told):
    answers = [{"label": "Name", "value": "Eve"}, {"label": "Email", "value": "e@b.example"}]

    submission = told("wix", {**BODY, "submissions": answers, "contact": CONTACT})

    assert submission.fields == {
        "full_name": "Eve",
        "email": "e@b.example",
        "phone": "+1 201-555-0127",
        "language": "en",
    }


LISTED = {"emails": [{"email": "a@b.example", "primary": True}], "phones": [{"phone": "+1 201-555-0127"}]}


def test_a_contact_may_have_its_addresses_only_as_a_list(told):
    assert told("wix", {**BODY, "contact": LISTED}).fields == {
        "email": "a@b.example",
        "phone": "+1 201-555-0127",
    }


def test_a_box_ticked_is_consent(told):
    box = [{"label": "I agree to the privacy policy", "value": "Checked"}]

    assert told("wix", {**BODY, "submissions": box}).fields == {"consent": True}
