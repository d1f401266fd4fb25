"""Google Forms: whatever an owner's script may send."""

import json

import pytest

MAIL = "a@b.example"
FORM = "application/x-www-form-urlencoded"
EVENTS = {
    "titles to answers": ({"Full name": "Ann Lee", "Email": MAIL, "Colour?": "Red"}, {"Colour?": "Red"}),
    "the sheet's names": (
        {
            "namedValues": {
                "Timestamp": ["20/11"],
                "Full name": ["Ann Lee"],
                "Email": [MAIL],
                "Colour?": ["Red"],
            }
        },
        {"Colour?": "Red"},
    ),
    "the sheet's names in Russian": (
        {
            "namedValues": {
                "Отметка времени": ["20.11"],
                "Full name": ["Ann Lee"],
                "Email": [MAIL],
                "Цвет": ["A"],
            }
        },
        {"Цвет": "A"},
    ),
    "a list of responses": (
        {
            "itemResponses": [
                {"title": "Full name", "response": "Ann Lee"},
                {"title": "Email", "response": MAIL},
            ]
        },
        {},
    ),
    "a list of items": (
        {
            "itemResponses": [
                {"item": {"title": "Full name"}, "response": "Ann Lee"},
                {"item": {"title": "Email"}, "response": MAIL},
                {"item": {"title": "Grid"}, "response": ["A", None, "B"]},
            ]
        },
        {"Grid": ["A", "B"]},
    ),
    "answers by title": ({"answers": {"Full name": "Ann Lee", "Email": MAIL}}, {}),
    "questions and answers": (
        {
            "responses": [
                {"question": "Full name", "answer": "Ann Lee"},
                {"question": "Email", "answer": MAIL},
            ]
        },
        {},
    ),
    "two questions of one title": (
        {"namedValues": {"Full name": ["", "Ann Lee"], "Email": [MAIL], "Why?": ["A", "B"]}},
        {"Why?": ["A", "B"]},
    ),
    "a grid as lists": (
        {"Full name": "Ann Lee", "Email": MAIL, "Grid": [["A", "B"], None, ["C"]]},
        {"Grid": [["A", "B"], ["C"]]},
    ),
    "a grid as an object": (
        {"Full name": "Ann Lee", "Email": MAIL, "Grid": {"Price": "Good"}},
        {"Grid.Price": "Good"},
    ),
}


@pytest.mark.parametrize(("body", "extra"), EVENTS.values(), ids=EVENTS)
@pytest.mark.parametrize("content_type", ["application/json", FORM, "text/plain"])
def test_every_event_is_read_whatever_its_label(body, extra, content_type, told):
    submission = told("google_forms", json.dumps(body).encode(), content_type=content_type)

    assert submission.fields == {"full_name": "Ann Lee", "email": MAIL}
    assert submission.extra == extra


def test_a_title_with_a_remark_in_brackets_is_shown_as_it_is(told):
    assert told("google_forms", {"Size [m]": "5"}).extra == {"Size [m]": "5"}


def test_the_respondents_address_is_not_lost_beside_an_answer(told):
    body = {"respondentEmail": "r@b.example", "Email": MAIL}

    submission = told("google_forms", body)

    assert submission.fields == {"email": MAIL}
    assert "r@b.example" in submission.extra.values()
    assert told("google_forms", {"respondentEmail": MAIL}).fields == {"email": MAIL}


FORMS = {
    "a title": ({"formTitle": "Demo", "formId": "1F"}, "Demo"),
    "an object": ({"form": {"id": "1F", "title": "Demo"}}, "Demo"),
    "an id": ({"formId": "1F"}, "1F"),
    "an object with an id alone": ({"form": {"id": "1F"}}, "1F"),
}


@pytest.mark.parametrize(("body", "form"), FORMS.values(), ids=FORMS)
def test_the_form_is_known_by(body, form, told):
    assert told("google_forms", body | {"Name": "Ann"}).form == form


def test_a_script_may_name_its_source(told):
    assert told("google_forms", {"source": "Landing", "Name": "Ann"}).extra == {"source": "Landing"}
