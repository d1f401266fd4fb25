"""Merge: what several submissions of one lead say together."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.model.confirmation import Confirmation
from frontdesk.rules.labels import Labels
from frontdesk.rules.rules import Form
from frontdesk.signals.merge import FILES, files, merged
from signals.samples import AT, LABELS, a_submission

HOUR = timedelta(hours=1)


def test_who_the_person_is_comes_from_the_first_submission_that_says_it():
    first = a_submission(email="jan@x.pl", first_name="Jan")
    later = a_submission(after=HOUR, email="eve@y.pl", first_name="Eve", phone="+48 600 100 200")

    whole = merged([first, later], LABELS)

    assert (whole["email"], whole["first_name"], whole["phone"]) == ("jan@x.pl", "Jan", "+48 600 100 200")


def test_the_name_of_another_person_completes_none():
    first = a_submission(full_name="Jan Kowalski")

    whole = merged([first, a_submission(after=HOUR, first_name="Eve", last_name="Nowak")], LABELS)

    assert whole == {"full_name": "Jan Kowalski"}


def test_the_rest_of_a_name_is_taken_from_a_later_submission():
    later = a_submission(after=HOUR, first_name="JAN", last_name="Kowalski")

    whole = merged([a_submission(first_name="Jan"), later], LABELS)

    assert whole == {"first_name": "Jan", "last_name": "Kowalski"}


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param("phone", {"first_name": "Jan", "last_name": "K", "phone": "2"}, id="phone"),
        pytest.param("name", {"full_name": "Eve Nowak", "phone": "1"}, id="the whole name"),
        pytest.param(
            "email", {"first_name": "Jan", "last_name": "K", "phone": "1"}, id="what it does not say"
        ),
        pytest.param("nonsense", {"first_name": "Jan", "last_name": "K", "phone": "1"}, id="no such part"),
    ],
)
def test_what_a_person_confirmed_stands(part, expected):
    first = replace(a_submission(first_name="Jan", last_name="K", phone="1"), id=1)
    second = replace(a_submission(after=HOUR, full_name="Eve Nowak", phone="2"), id=2)
    third = replace(a_submission(after=2 * HOUR, full_name="Ann Lis", phone="3"), id=3)
    word = Confirmation(part=part, submission=2, by="Olga", at=AT)

    assert merged([first, second, third], LABELS, confirmed={part: word}) == expected


def test_other_fields_come_from_the_newest_submission_that_fills_them():
    submissions = [a_submission(company="Old", position="CEO"), a_submission(after=HOUR, company="New")]

    whole = merged(submissions, LABELS)

    assert (whole["company"], whole["position"]) == ("New", "CEO")


def test_the_message_is_that_of_the_newest_submission_alone():
    submissions = [a_submission(message="First."), a_submission(after=HOUR, company="Acme")]

    assert "message" not in merged(submissions, LABELS)


def test_labelled_answers_are_found_in_what_the_form_added():
    whole = merged(
        [a_submission(**{"Budget": "40k EUR", "Country": "PL", "Favourite colour": "red"})], LABELS
    )

    assert whole == {"budget": "40k EUR", "country": "PL"}


def test_a_form_goes_by_labels_of_its_own():
    forms = {
        "shop": Form(name="shop", labels=Labels.shipped().extended({"budget": ["How deep is the pond"]}))
    }
    submission = a_submission(hook="shop", **{"How deep is the pond": "5000"})

    assert merged([submission], LABELS, forms) == {"budget": "5000"}
    assert merged([submission], LABELS) == {}


def test_a_field_of_blanks_is_absent():
    assert merged([a_submission(fields=None), a_submission(company="\u00a0 \t")], LABELS) == {}


def test_every_value_is_text():
    submission = a_submission(
        budget=5000, country=["PL", "DE"], deadline={"value": "May"}, files=[{"url": "a.pdf"}]
    )

    whole = merged([submission], LABELS)

    assert whole == {"budget": "5000", "country": "PL, DE", "deadline": "May", "files": "a.pdf"}


def test_files_are_told_one_by_one():
    submission = a_submission(files=[{"name": "brief.pdf"}, {"url": "https://x.example/b.pdf"}, "c.pdf", ""])

    assert files([submission], LABELS) == ("brief.pdf", "https://x.example/b.pdf", "c.pdf")


KEPT = {"filename": "brief.pdf", "content_type": "application/pdf", "size": 9, "sha256": "a" * 64}
REFUSED = {"filename": "brief.exe", "size": 9, "refused": "it is a program or a script"}


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ({"files": KEPT}, ("brief.pdf",)),
        ({"q7": KEPT}, ("brief.pdf",)),
        ({"q7": [REFUSED, KEPT]}, ("brief.pdf",)),
        (
            {"q7": [KEPT], "files": "https://x.example/b.pdf"},
            ("brief.pdf", "https://x.example/b.pdf"),
        ),
        ({"files": REFUSED}, ()),
        ({"files": [REFUSED, REFUSED]}, ()),
        ({"q7": REFUSED}, ()),
        ({"q7": {"filename": "brief.pdf"}}, ()),
        ({"q7": ["brief.pdf"]}, ()),
    ],
    ids=[
        "under its own label",
        "under any label",
        "one of two",
        "beside a link",
        "a refused one",
        "refused ones",
        "a refused one under any label",
        "what did not come",
        "a text",
    ],
)
def test_a_file_that_came_counts_and_a_refused_one_does_not(form, names):
    submission = a_submission(**form)

    assert files([submission], LABELS) == names


def test_a_thousand_files_are_cut():
    assert len(files([a_submission(files=[f"{n}.pdf" for n in range(1_000)])], LABELS)) == FILES


def test_a_value_within_values_is_cut():
    deep: object = "end"
    for _ in range(500):
        deep = [deep]

    assert merged([a_submission(budget=deep)], LABELS) == {}
