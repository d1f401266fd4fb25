"""The short patterns of the language files."""

import pytest

from frontdesk.rules.wordings import LANGUAGES
from frontdesk.rules.wordings.folded import words
from frontdesk.rules.wordings.patterns import any_of

ROWS = [
    ("friend", "a friend s mail", True),
    ("friend", "friendly", False),
    ("friend*", "friendly", True),
    ("friend*", "unfriendly", False),
    ("*letter", "newsletter", True),
    ("*letter", "newsletters", False),
    ("*letter*", "newsletters", True),
    ("accept* ... terms", "i accepted all of the terms", True),
    ("accept* ... terms", "accept terms", True),
    ("accept* ... terms", "accept whatever stands in the terms", False),
    ("data * person", "data of person", True),
    ("data * person", "data person", False),
    ("Große Öfen", "grosse ofen", True),
    ("Große Öfen", "grosse oefen", True),
    ("L'été", "l ete", True),
]


@pytest.mark.parametrize(("pattern", "text", "found"), ROWS, ids=[f"{row[0]} in {row[1]}" for row in ROWS])
def test_a_pattern_finds_what_it_says(pattern, text, found):
    assert bool(any_of([pattern]).search(text)) is found


@pytest.mark.parametrize("pattern", ["", "...", "*"])
def test_a_pattern_without_a_word_is_refused(pattern):
    with pytest.raises(ValueError, match="expected a word"):
        any_of([pattern])


@pytest.mark.parametrize(
    "name", ["soft", "privacy", "agreeing", "box_words", "other_boxes", "others", "figures"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_all_that_there_is_to_say(language, name):
    assert words(getattr(LANGUAGES[language], name))
