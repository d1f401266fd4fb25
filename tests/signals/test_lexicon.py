"""Lexicon: Russian and Ukrainian words by their dictionaries, where the extra `morph` is installed."""

import gc
from importlib.util import find_spec

import pytest

from frontdesk.rules.rules import Phrase
from frontdesk.signals.keywords import KeywordFinder
from frontdesk.signals.lexicon import Lexicon, forget, installed

MORPH = pytest.mark.skipif(not find_spec("pymorphy3"), reason="the extra morph is not installed")


def matches(language: str, keyword: str, text: str) -> bool:
    finder = KeywordFinder({"group": (Phrase(text=keyword, language=language),)}, "en", Lexicon())
    return bool(finder.find({"message": text}))


def test_a_lexicon_is_there_exactly_when_the_extra_is():
    assert (installed() is None) == (find_spec("pymorphy3") is None)


@MORPH
@pytest.mark.parametrize(
    ("language", "word", "form"),
    [
        ("ru", "заяц", "зайцев"),
        ("ru", "идти", "шёл"),
        ("ru", "кусок", "кусками"),
        ("uk", "ніготь", "нігтів"),
        ("uk", "лоб", "лобі"),
    ],
)
def test_a_word_that_the_dictionary_knows_is_found_in_every_form(language, word, form):
    assert matches(language, word, f"... {form} ...")


@MORPH
@pytest.mark.parametrize(("keyword", "other"), [("банка", "банком"), ("банк", "банкой"), ("урок", "урки")])
def test_a_dictionary_form_stands_for_itself_alone(keyword, other):
    assert not matches("ru", keyword, other)


@MORPH
def test_a_word_that_depends_on_another_may_be_in_the_genitive():
    assert matches("ru", "кредит банка", "кредиты банков")


def test_a_word_that_no_dictionary_knows_goes_by_its_endings():
    assert matches("ru", "лидогенератор", "о лидогенераторах")


@pytest.mark.parametrize("language", ["pl", "en"])
def test_other_languages_have_no_dictionary(language):
    assert Lexicon().forms("dom", language, depends=False) == frozenset()


@MORPH
def test_dictionaries_that_are_let_go_of_take_no_memory_and_are_read_again():
    forget()
    assert matches("ru", "заяц", "зайцев")
    assert analyzers() == 1

    forget()

    assert analyzers() == 0
    assert matches("ru", "заяц", "зайцев")


def analyzers() -> int:
    gc.collect()
    return sum(type(one).__name__ == "MorphAnalyzer" for one in gc.get_objects())
