"""Merge: what several submissions of one lead say together."""

from datetime import timedelta

from frontdesk.rules.labels import Labels
from frontdesk.rules.rules import Form
from frontdesk.signals.merge import FILES, files, merged
from signals.samples import LABELS, a_submission

HOUR = timedelta(hours=1)


def test_who_the_person_is_comes_from_the_first_submission_that_says_it():
    first = a_submission(email="jan@x.pl", first_name="Jan")
    later = a_submission(after=HOUR, email="eve@y.pl", first_name="Eve", phone="+48 600 100 200")

    whole = merged([first, later], LABELS)

    assert (whole["email"], whole["first_name"], whole["phone"]) == ("jan@x.pl", "Jan", "+48 600 100 200")


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


def test_a_thousand_files_are_cut():
    assert len(files([a_submission(files=[f"{n}.pdf" for n in range(1_000)])], LABELS)) == FILES


def test_a_value_within_values_is_cut():
    deep: object = "end"
    for _ in range(500):
        deep = [deep]

    assert merged([a_submission(budget=deep)], LABELS) == {}
