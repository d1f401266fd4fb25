"""Calendly: bookings, changes of them and what was asked."""

import pytest


def event(kind="invitee.created", asked=(), **more):
    questions = [{"question": question, "answer": answer, "position": 0} for question, answer in asked]
    invitee = {
        "uri": "https://api.calendly.example/invitees/IN01",
        "name": "Ann Lee",
        "email": "a@b.example",
        "questions_and_answers": questions,
        "scheduled_event": {"name": "Demo", "start_time": "2026-11-24T15:00:00Z"},
    }
    return {"event": kind, "payload": invitee | more}


EVENTS = {
    "invitee.created": False,
    "invitee.canceled": True,
    "invitee_no_show.created": True,
    "something.else": True,
}


@pytest.mark.parametrize(("kind", "ignored"), EVENTS.items(), ids=EVENTS)
def test_only_a_booking_is_a_submission(kind, ignored, told):
    assert told("calendly", event(kind)).ignore is ignored


def test_a_booking_that_was_moved_says_so(told):
    moved = event(old_invitee="https://api.calendly.example/invitees/IN00", rescheduled=False)

    submission = told("calendly", moved)

    assert not submission.ignore
    assert submission.extra["rescheduled"] is True
    assert submission.extra["start_time"] == "2026-11-24T15:00:00Z"


NAMES = {
    "as one": ({}, {"full_name": "Ann Lee"}),
    "apart": ({"first_name": "Ann", "last_name": "Lee"}, {"first_name": "Ann", "last_name": "Lee"}),
    "only the first apart": ({"first_name": "Ann", "last_name": None}, {"full_name": "Ann Lee"}),
    "only apart": (
        {"first_name": "Ann", "last_name": "Lee", "name": None},
        {"first_name": "Ann", "last_name": "Lee"},
    ),
    "only the first": ({"first_name": "Ann", "name": None}, {"first_name": "Ann"}),
}


@pytest.mark.parametrize(("names", "fields"), NAMES.values(), ids=NAMES)
def test_a_name_comes(names, fields, told):
    assert told("calendly", event(**names)).fields == {"email": "a@b.example", **fields}


ASKED = {
    "a company": ([("Company", "Acme")], {"company": "Acme"}, {}),
    "several choices": ([("Topics?", "A\nB")], {}, {"Topics?": "A\nB"}),
    "choices as a list": ([("Topics?", ["A", "B"])], {}, {"Topics?": ["A", "B"]}),
    "nothing": ([("Topics?", ""), ("Colour?", None)], {}, {}),
    "how to prepare": (
        [("Please share anything that will help prepare for our meeting.", "Hi")],
        {"message": "Hi"},
        {},
    ),
}


@pytest.mark.parametrize(("asked", "fields", "extra"), ASKED.values(), ids=ASKED)
def test_a_question_is_read(asked, fields, extra, told):
    submission = told("calendly", event(asked=asked))

    assert submission.fields == {"full_name": "Ann Lee", "email": "a@b.example", **fields}
    assert submission.extra == {"start_time": "2026-11-24T15:00:00Z", **extra}


def test_the_number_for_reminders_is_kept_beside_another(told):
    asked = [("Phone", "+1 201-555-0131")]

    submission = told("calendly", event(asked=asked, text_reminder_number="+1 201-555-0130"))

    assert submission.fields["phone"] == "+1 201-555-0131"
    assert "+1 201-555-0130" in submission.extra.values()
    assert (
        told("calendly", event(text_reminder_number="+1 201-555-0130")).fields["phone"] == "+1 201-555-0130"
    )


@pytest.mark.parametrize("tracking", [None, {"utm_source": None}, []], ids=["nothing", "nulls", "a list"])
def test_marks_may_be_missing(tracking, told):
    assert "utm" not in told("calendly", event(tracking=tracking)).fields
