"""What cards, buttons and toasts say."""

import string
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.messages.field_words import FIELD_NAMES, field_name
from frontdesk.messages.words import TABLES, WORDS, say, signed
from frontdesk.model.signals import BARE

TOASTS = [
    "answered",
    "cleared",
    "claimed",
    "claimed_already",
    "not_allowed",
    "stranger",
    "spam",
    "nurture",
    "undone",
    "undo_late",
    "changed",
    "already",
    "gone",
    "no_such_question",
]


def test_no_key_stands_in_two_tables():
    keys = Counter(key for table in TABLES for key in table)

    assert [key for key, number in keys.items() if number > 1] == []


@pytest.mark.parametrize("key", sorted(WORDS))
def test_every_text_has_the_same_places_in_every_language(key):
    en, ru, pl = ({p for _, p, _, _ in string.Formatter().parse(text) if p} for text in WORDS[key])

    assert en == ru == pl


@pytest.mark.parametrize("language", ["en", "ru", "pl", "de"])
@pytest.mark.parametrize("key", TOASTS)
def test_every_toast_can_be_said_in_every_language(key, language):
    said = say(key, language, criterion="budget fits", total=7, owner="Piotr", who="Olga")

    assert 0 < len(said) <= 200
    assert "{" not in said


def test_an_unknown_language_falls_back_to_english():
    assert say("undone", "de") == say("undone", "en")


def test_a_text_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        say("no such key", "en")


def test_a_place_without_a_value_shows_a_dash():
    assert say("claimed_already", "en") == say("claimed_already", "en", owner="") == "Already taken: —."


@given(st.text(max_size=3000))
def test_a_hostile_value_stays_one_short_line_of_text(value):
    said = say("claimed_already", "en", owner=value)

    assert len(said) <= 200
    assert not set(said) & set("\n\r\u2028\u202e\u200b")


@pytest.mark.parametrize("value", ["{owner}", "{0.__class__}", "%s", "{", "}}"])
def test_braces_in_a_value_are_text(value):
    assert value in say("claimed_already", "en", owner=value)


def test_letters_can_ask_for_every_field_a_form_may_have():
    assert set(FIELD_NAMES) == set(BARE)
    assert field_name("phone", "pl") == "numer telefonu"
    assert field_name("shoe size", "en") is None


@pytest.mark.parametrize(
    ("points", "shown"), [(3, "+3"), (-5, "−5"), (0, "0")], ids=["plus", "minus", "nought"]
)
def test_points_show_their_sign(points, shown):
    assert signed(points) == shown
