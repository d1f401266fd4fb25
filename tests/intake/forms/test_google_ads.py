"""Google Ads: columns with and without names, own questions and tests."""

import pytest

KEY = "frontdesk-test-secret"


def lead(*columns, **more):
    data = [
        dict(zip(("column_id", "string_value", "column_name"), column, strict=False)) for column in columns
    ]
    return {"lead_id": "l1", "form_id": 40000000001, "google_key": KEY, "user_column_data": data, **more}


COLUMNS = {
    "a name": ("FULL_NAME", "full_name"),
    "a first name": ("FIRST_NAME", "first_name"),
    "a last name": ("LAST_NAME", "last_name"),
    "an address": ("EMAIL", "email"),
    "an address at work": ("WORK_EMAIL", "email"),
    "a phone": ("PHONE_NUMBER", "phone"),
    "a phone at work": ("WORK_PHONE", "phone"),
    "a company": ("COMPANY_NAME", "company"),
    "a job": ("JOB_TITLE", "position"),
}


@pytest.mark.parametrize(("id_", "field"), COLUMNS.values(), ids=COLUMNS)
@pytest.mark.parametrize("name", [(), ("Jakaś nazwa",), (None,)], ids=["no name", "a name", "an empty name"])
def test_a_column_is_known_by_its_id_alone(id_, field, name, told):
    assert told("google_ads", lead((id_, "x@y.example", *name))).fields == {field: "x@y.example"}


OTHERS = {
    "a city": (("CITY", "Tver", "City"), {"City": "Tver"}),
    "a country": (("COUNTRY", "Russia", "Country"), {"Country": "Russia"}),
    "a city without a name": (("CITY", "Tver"), {"CITY": "Tver"}),
    "an own question": (("when_do_you_start?", "Now", "When do you start?"), {"When do you start?": "Now"}),
    "an own question without a name": (("when_do_you_start?", "Now"), {"when_do_you_start?": "Now"}),
}


@pytest.mark.parametrize(("column", "extra"), OTHERS.values(), ids=OTHERS)
def test_another_column_is_kept(column, extra, told):
    assert told("google_ads", lead(column)).extra == extra


def test_a_second_address_keeps_its_name(told):
    submission = told(
        "google_ads",
        lead(("EMAIL", "a@b.example", "User Email"), ("WORK_EMAIL", "c@b.example", "Work Email")),
    )

    assert submission.fields == {"email": "a@b.example"}
    assert submission.extra == {"Work Email": "c@b.example"}


@pytest.mark.parametrize(("is_test", "ping"), [(True, True), (False, False), (None, False), ("true", True)])
def test_test_data_is_a_ping(is_test, ping, told):
    assert told("google_ads", lead(("EMAIL", "a@b.example"), is_test=is_test)).test_ping is ping


@pytest.mark.parametrize("provider", ["google_ads", None], ids=["named", "recognised"])
@pytest.mark.parametrize(
    "data", [[{"column_id": "EMAIL", "string_value": "a@b.example"}], None], ids=["columns", "none"]
)
def test_the_key_is_not_kept(provider, data, told):
    assert KEY not in str(told(provider, lead() | {"user_column_data": data}))


def test_ids_are_numbers_or_texts(told):
    submission = told("google_ads", lead(campaign_id=20000000001, lead_id=9007199254740993))

    assert (submission.form, submission.submission_id) == ("40000000001", "9007199254740993")
