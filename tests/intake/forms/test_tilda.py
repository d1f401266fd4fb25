"""Tilda: what its blocks send beside the sample."""

from urllib.parse import quote, urlencode

import pytest

from frontdesk.errors import Unreadable

UTM = {"source": "yandex", "medium": "cpc"}
MARKS = "utm_source=yandex|||utm_medium=cpc|||"
BROWSER = "_ga=GA1.2.3; " * 300


def body(**more):
    return urlencode({"tranid": "1:2", "formid": "form3", **more})


COOKIES = {
    "encoded once": f"a=b; TILDAUTM={quote(MARKS)}; c=d",
    "encoded twice": f"TILDAUTM={quote(quote(MARKS))}",
    "not encoded": f"TILDAUTM={MARKS}",
    "parted by an entity": f"TILDAUTM={quote('utm_source=yandex|||amp;utm_medium=cpc')}",
    "behind many others": f"{BROWSER}TILDAUTM={quote(MARKS)}",
}


@pytest.mark.parametrize("cookies", COOKIES.values(), ids=COOKIES)
def test_marks_come_out_of_the_cookies(cookies, told):
    submission = told("tilda", body(COOKIES=cookies))

    assert (submission.fields, submission.extra) == ({"utm": UTM}, {})


def test_own_marks_outrank_the_cookies(told):
    submission = told("tilda", body(utm_source="own", COOKIES=f"TILDAUTM={quote(MARKS)}"))

    assert submission.fields == {"utm": {"source": "own"}}


NAMES = {
    "of the English template": {"Name": "Ann Lee", "Email": "a@b.example", "Phone": "+48 600 100 200"},
    "in lower case": {"name": "Ann Lee", "email": "a@b.example", "phone": "+48 600 100 200"},
    "in Russian": {"Имя": "Ann Lee", "Почта": "a@b.example", "Телефон": "+48 600 100 200"},
}


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_variables_have_the_names_that_their_owner_gave(names, told):
    submission = told("tilda", body(**names))

    assert submission.fields == {"full_name": "Ann Lee", "email": "a@b.example", "phone": "+48 600 100 200"}
    assert (submission.form, submission.submission_id) == ("form3", "1:2")


def test_the_form_may_be_named_as_in_the_browser(told):
    assert told("tilda", body(**{"tildaspec-formname": "Demo"})).form == "Demo"


@pytest.mark.parametrize(("said", "fields"), [("yes", {"consent": True}), ("A; B", {})])
def test_a_box_of_the_default_name_is_the_agreement(said, fields, told):
    submission = told("tilda", body(Checkbox=said))

    assert submission.fields == fields
    assert submission.extra == ({} if fields else {"Checkbox": "A; B"})


@pytest.mark.parametrize("ping", ["test=test", "test=test&apikey=k"])
def test_the_test_on_connecting_gets_its_ok(ping, reading):
    found = reading("tilda", ping)

    assert [one.test_ping for one in found.submissions] == [True]
    assert (found.response.status, found.response.body) == (200, b"ok")


def test_a_form_with_a_field_called_test_is_no_test(reading):
    found = reading("tilda", body(test="test", Name="Ann"))

    assert [one.test_ping for one in found.submissions] == [False]
    assert found.response is None


PROOFS = {
    "a bearer token": ({"Authorization": "Bearer k"}, {}),
    "a header of its own": ({"X-Tilda-Key": "k"}, {}),
    "a field": ({}, {"apikey": "k"}),
}


@pytest.mark.parametrize(("headers", "fields"), PROOFS.values(), ids=PROOFS)
def test_its_key_may_come_as_a_header_or_a_field_and_is_not_kept(headers, fields, told):
    submission = told("tilda", body(Name="Ann", **fields), headers=headers, secret="k")

    assert (submission.fields, submission.extra) == ({"full_name": "Ann"}, {})


def test_another_key_proves_nothing(reading):
    with pytest.raises(Unreadable) as refusal:
        reading("tilda", body(apikey="other"), headers={"X-Tilda-Key": "other"}, secret="k")

    assert refusal.value.status == 401


def test_a_payment_is_kept(told):
    sent = {"Name": "Ann", "payment[amount]": "50", "payment[products][0][name]": "Desk"}

    submission = told("tilda", body(**sent))

    assert submission.fields == {"full_name": "Ann"}
    assert "50" in str(submission.extra)
    assert "Desk" in str(submission.extra)
