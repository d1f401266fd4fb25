"""Texts: which messages are the same text, and who counts as one sender."""

import pytest

from frontdesk.signals.texts import mark
from signals.samples import a_submission

TEXT = "We would like to see how your portal handles returns and claims of our dealers."
ANN = {"full_name": "Ann Kowalska", "company": "Boats Ltd"}


def digest(message: str, **form: object) -> bytes | None:
    found = mark(a_submission(message=message, **{**ANN, **form}), None)
    return found and found.digest


def sender(kind: str, value: str) -> bytes:
    return mark(a_submission(message=TEXT), (kind, value)).sender


SAME = {
    "case": TEXT.upper(),
    "blanks and lines": TEXT.replace(" ", "\n  "),
    "punctuation": TEXT.replace(".", "!!! -- "),
    "numbers": TEXT + " 12345, +48 600 100 200",
    "the own name": f"Ann Kowalska here. {TEXT} ANN KOWALSKA".replace("here", ""),
    "the own address": f"{TEXT} ann@boats.example",
    "the own site": f"{TEXT} https://boats.example/ann?x=1",
    "the own company": f"Boats: {TEXT}",
    "letters that look the same": TEXT.replace("portal", "pоrtаl"),
}


@pytest.mark.parametrize("message", SAME.values(), ids=SAME)
def test_a_text_is_known_again_whatever_else_changes(message):
    assert digest(message) == digest(TEXT) is not None


OTHERS = {
    "another word": TEXT.replace("returns", "orders"),
    "a sentence more": f"{TEXT} Please call us in the morning.",
}


@pytest.mark.parametrize("message", OTHERS.values(), ids=OTHERS)
def test_another_text_is_another_one(message):
    assert digest(message) != digest(TEXT)


SHORT = {
    "a call": "Please call me back, thank you!",
    "numbers": "1234567890 " * 20,
    "links": "https://boats.example/a/b/c " * 5,
    "names": "Ann Kowalska of Boats Ltd, Ann Kowalska, Boats, Ann Kowalska",
    "nothing": "",
}


@pytest.mark.parametrize("message", SHORT.values(), ids=SHORT)
def test_a_short_text_is_not_remembered(message):
    assert digest(message) is None


def test_forty_letters_are_enough():
    assert digest("x" * 39) is None
    assert digest("x" * 40) is not None


def test_people_of_one_company_are_one_sender():
    assert sender("email", "ann@boats.example") == sender("email", "jan@mail.boats.example")
    assert sender("email", "ann@boats.example") != sender("email", "ann@ships.example")


def test_people_with_a_free_mailbox_are_each_a_sender():
    assert sender("email", "ann@gmail.com") != sender("email", "jan@gmail.com")


def test_a_number_is_a_sender():
    assert sender("phone", "+48600100200") != sender("phone", "+48600100201")


def test_nothing_of_the_text_or_its_sender_can_be_read_from_a_mark():
    found = mark(a_submission(message=TEXT), ("email", "ann@boats.example"))

    assert (len(found.digest), len(found.sender)) == (16, 8)
    assert b"boats" not in found.digest + found.sender
