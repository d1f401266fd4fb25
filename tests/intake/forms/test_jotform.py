"""Jotform: kinds of questions and parts beside the sample."""

import json
from urllib.parse import urlencode

import pytest

from frontdesk.errors import Unreadable


def parts(raw, **more):
    return urlencode({"formID": "24", "submissionID": "59", "rawRequest": json.dumps(raw), **more})


QUESTIONS = {
    "a phone in parts": ({"q3_phone": {"area": "201", "phone": "555-0125"}}, {"phone": "(201) 555-0125"}, {}),
    "a phone with its country": (
        {"q3_phone": {"country": "1", "area": "201", "phone": "555-0125"}},
        {"phone": "+1 (201) 555-0125"},
        {},
    ),
    "a phone without an area": ({"q3_phone": {"area": "", "phone": "600100200"}}, {"phone": "600100200"}, {}),
    "a phone as a whole": ({"q3_phoneNumber": {"full": "(201) 555-0125"}}, {"phone": "(201) 555-0125"}, {}),
    "a name with a title": (
        {"q1_fullName": {"prefix": "Dr", "first": "Ann", "middle": "M", "last": "Lee"}},
        {"first_name": "Ann", "last_name": "Lee"},
        {"fullName.prefix": "Dr", "fullName.middle": "M"},
    ),
    "a date": ({"q2_when": {"day": "20", "month": "11", "year": "2026"}}, {}, {"when": "2026-11-20"}),
    "a date and a time": (
        {"q2_when": {"day": "20", "month": "11", "year": "2026", "hour": "9", "min": "30", "ampm": "AM"}},
        {},
        {"when": "2026-11-20 9:30 AM"},
    ),
    "a part of a date": (
        {"q2_when": {"day": "", "month": "11", "year": "2026"}},
        {},
        {"when.month": "11", "when.year": "2026"},
    ),
    "an address": (
        {"q4_address": {"addr_line1": "1 Lane", "city": "Tver", "postal": "170"}},
        {},
        {"address.addr_line1": "1 Lane", "address.city": "Tver", "address.postal": "170"},
    ),
    "uploads": (
        {"fileUpload": ["https://a.example/a.pdf"], "temp_upload": {"q7_fileUpload": ["a.pdf#x"]}},
        {},
        {"fileUpload": ["https://a.example/a.pdf"]},
    ),
    "choices and another": ({"q5_topics": {"0": "A", "other": "Mine"}}, {}, {"topics": ["A", "Mine"]}),
    "a question called subject": ({"q8_subject": "Prices"}, {}, {"subject": "Prices"}),
    "a question called product": ({"q8_product": "Desk"}, {}, {"product": "Desk"}),
    "a question called type": ({"q8_type": "New"}, {}, {"type": "New"}),
    "a question called path": ({"q8_path": "Web"}, {}, {"path": "Web"}),
    "a number that is no prefix": (
        {"q_email": "a@b.example", "quick": "yes"},
        {"email": "a@b.example"},
        {"quick": "yes"},
    ),
}


@pytest.mark.parametrize(("raw", "fields", "extra"), QUESTIONS.values(), ids=QUESTIONS)
def test_every_kind_of_question_is_read(raw, fields, extra, told):
    submission = told("jotform", parts(raw))

    assert (submission.fields, submission.extra) == (fields, extra)


def test_what_the_form_notes_for_itself_is_no_answer(told):
    own = {
        "slug": "submit/24",
        "path": "/submit/24",
        "event_id": "e",
        "timeToSubmit": "4",
        "submitSource": "form",
    }

    submission = told(
        "jotform", parts(own, type="WEB", pretty="Name:Ann", username="u", ip="192.0.2.1", product="")
    )

    assert (submission.fields, submission.extra) == ({"ip": "192.0.2.1"}, {})
    assert (submission.form, submission.submission_id) == ("24", "59")


def test_without_a_raw_request_the_parts_are_the_answers(told):
    sent = {"formTitle": "Demo", "q3_name[first]": "Ann", "q3_name[last]": "Lee", "q4_topics[]": "A"}

    submission = told("jotform", urlencode(sent))

    assert (submission.form, submission.fields) == ("Demo", {"first_name": "Ann", "last_name": "Lee"})
    assert submission.extra == {"topics": ["A"]}


@pytest.mark.parametrize("raw", ["{", "[]", "7", '"x"'])
def test_a_broken_raw_request_is_refused(raw, reading):
    with pytest.raises(Unreadable) as refusal:
        reading("jotform", urlencode({"rawRequest": raw}))

    assert refusal.value.status == 400
