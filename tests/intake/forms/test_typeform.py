"""Typeform: kinds of answers, titles and events beside the sample."""

import pytest

UUID = "0f6c1e2a-5b7d-4c3e-9a8b-1c2d3e4f5a6b"


def response(*answers, fields=(), **more):
    """A response whose answers are {type: value} or whole; each has the field of its place."""
    whole = [
        answer if "type" in answer else {"type": next(iter(answer)), **answer, "field": {"id": f"f{number}"}}
        for number, answer in enumerate(answers)
    ]
    titles = [{"id": f"f{number}", "title": title} for number, title in enumerate(fields)]
    inner = {"form_id": "abc", "token": "t", "answers": whole, **more}
    return {
        "event_type": "form_response",
        "form_response": {"definition": {"title": "Demo", "fields": titles}, **inner},
    }


VALUES = {
    "a choice": ({"choice": {"label": "A"}}, "A"),
    "another choice": ({"choice": {"other": "Mine"}}, "Mine"),
    "choices": ({"choices": {"labels": ["A", "B"]}}, ["A", "B"]),
    "choices and another": ({"choices": {"labels": ["A"], "other": "Mine"}}, ["A", "Mine"]),
    "only another": ({"choices": {"other": "Mine"}}, ["Mine"]),
    "a number": ({"number": 5}, 5),
    "yes": ({"boolean": True}, True),
    "no": ({"boolean": False}, False),
    "a date": ({"date": "2026-11-20"}, "2026-11-20"),
    "a file": ({"file_url": "https://api.typeform.example/a.pdf"}, "https://api.typeform.example/a.pdf"),
    "a payment": ({"payment": {"amount": "5.00", "success": True}}, {"amount": "5.00", "success": True}),
    "several formats": (
        {"multi_format": {"video_url": "https://a.example/v"}},
        {"video_url": "https://a.example/v"},
    ),
    "a kind whose value has another name": (
        {"type": "signature", "file_url": "https://a.example/s.png", "field": {"id": "f0"}},
        "https://a.example/s.png",
    ),
}


@pytest.mark.parametrize(("answer", "value"), VALUES.values(), ids=VALUES)
def test_every_kind_of_answer_is_kept(answer, value, told):
    submission = told("typeform", response(answer, fields=["What fits best?"]))

    assert (submission.fields, submission.extra) == ({}, {"What fits best?": value})


def test_a_label_with_the_text_of_another_keeps_both(told):
    answer = {"choice": {"label": "Other", "other": "Mine"}}

    assert told("typeform", response(answer, fields=["Which?"])).extra == {"Which?": ["Other", "Mine"]}


@pytest.mark.parametrize("said", [True, False])
def test_consent_can_be_refused(said, told):
    submission = told("typeform", response({"boolean": said}, fields=["Do you accept our privacy policy?"]))

    assert submission.fields == {"consent": said}


TITLES = {
    "recalls an answer": "{{field:01HAAAAAAAAAAAAAAAAAAAAAAA}}, what is your company?",
    "recalls a hidden field": "{{hidden:first_name}}: company",
    "is marked up": "*Company* name",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_title_is_understood_although_it(title, told):
    assert told("typeform", response({"text": "Acme"}, fields=[title])).fields == {"company": "Acme"}


def test_a_title_that_recalls_is_shown_as_it_was_sent(told):
    title = "And {{field:abc}}, which colour?"

    assert told("typeform", response({"text": "Red"}, fields=[title])).extra == {title: "Red"}


def test_a_ref_that_tells_nothing_leaves_it_to_the_title(told):
    answer = {"type": "text", "text": "Acme", "field": {"id": "f0", "ref": UUID}}

    assert told("typeform", response(answer, fields=["Company"])).fields == {"company": "Acme"}


def test_without_a_definition_the_refs_tell(told):
    answers = [
        {"type": "text", "text": "Acme", "field": {"id": "x", "ref": "company"}},
        {"type": "email", "email": "a@b.example", "field": {"id": "y", "ref": UUID}},
        {"type": "text", "text": "Red", "field": {"id": "z"}},
    ]

    submission = told("typeform", response(*answers, definition=None))

    assert submission.fields == {"company": "Acme", "email": "a@b.example"}
    assert submission.extra == {"z": "Red"}
    assert submission.form == "abc"


def test_questions_within_a_question_have_their_own_titles(told):
    inner = [{"id": "a", "title": "First name"}, {"id": "b", "title": "Last name"}]
    fields = [{"id": "f0", "title": "Contact", "type": "contact_info", "properties": {"fields": inner}}]
    answers = [
        {"type": "text", "text": "Ann", "field": {"id": "a", "ref": UUID}},
        {"type": "text", "text": "Lee", "field": {"id": "b", "ref": UUID}},
    ]

    submission = told("typeform", response(*answers, definition={"title": "Demo", "fields": fields}))

    assert submission.fields == {"first_name": "Ann", "last_name": "Lee"}


def test_hidden_fields_and_variables_are_answers(told):
    variables = [
        {"key": "score", "type": "number", "number": 4},
        {"key": "plan", "type": "text", "text": "Pro"},
    ]
    hidden = {"utm_source": "x", "utm_term": "", "email": "a@b.example", "tier": "gold"}

    submission = told("typeform", response(hidden=hidden, variables=variables))

    assert submission.fields == {"email": "a@b.example", "utm": {"source": "x"}}
    assert submission.extra == {"tier": "gold", "score": 4, "plan": "Pro"}


EVENTS = {"form_response": False, "form_response_partial": True, "something_else": True, None: False}


@pytest.mark.parametrize(("event", "ignored"), EVENTS.items(), ids=map(str, EVENTS))
def test_only_a_whole_response_is_a_submission(event, ignored, told):
    assert told("typeform", response() | {"event_type": event}).ignore is ignored


def test_a_response_of_nothing_says_nothing(told):
    submission = told("typeform", {"event_type": "form_response", "form_response": None})

    assert (submission.form, submission.submission_id, submission.fields) == (None, None, {})


def test_an_event_id_is_no_submission_id(told):
    assert told("typeform", response(token=None) | {"event_id": "e"}).submission_id is None
