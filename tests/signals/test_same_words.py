"""Signals are the same in every run of Python, whose sets have another order each time."""

import os
import subprocess
import sys

import pytest

from frontdesk.rules.rules import Phrase
from frontdesk.signals.keywords import KeywordFinder

TEXTS = (
    "Two vacancies, or one vacancy",
    "One vacancy, or two vacancies",
    "logos, a logo, design, designs, designing a logo",
    "mobile apps and a mobile app and mobiles with apps",
    "back links, backlinks, a backlink",
)
PHRASES = ("vacancy", "logo design", "mobile app", "backlink")


def words(text):
    finder = KeywordFinder({"group": tuple(Phrase(text=phrase) for phrase in PHRASES)}, "en")
    return [(one.phrase, one.words) for one in finder.find({"message": text})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two vacancies, or one vacancy", ("vacancies",)),
        ("One vacancy, or two vacancies", ("vacancy",)),
        ("Cheap back links and backlinks", ("back", "links")),
        ("Backlinks, cheap back links", ("Backlinks",)),
    ],
)
def test_of_several_forms_of_a_phrase_the_first_in_the_text_is_told(text, expected):
    assert [told for _, told in words(text)] == [expected]


def test_the_same_words_are_told_whatever_order_the_sets_have():
    told = {_told_under(seed) for seed in ("0", "1", "2")}

    assert told == {repr([words(text) for text in TEXTS])}


def _told_under(seed):
    """What a process with that seed of hashes tells."""
    code = "from signals.test_same_words import TEXTS, words; print([words(text) for text in TEXTS])"
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()
