"""Lexicon: the forms of Russian and Ukrainian words by pymorphy3's dictionaries, where the extra `morph` is.

A word that they do not know (a brand, a new loan word) is left to the endings.
"""

from functools import cache
from importlib.util import find_spec
from typing import Any, Final

from frontdesk.signals.folding import fold_word

LANGUAGES: Final = ("ru", "uk")


class Lexicon:
    """Dictionaries that are read when a word of their language is first asked for."""

    def forms(self, word: str, language: str, depends: bool) -> frozenset[str]:
        """Every form of the word, folded; empty where no dictionary knows it.

        A word that is a dictionary form stands for itself alone (банка is no банк), unless it `depends` on
        another word and so may be in the genitive.
        """
        analyzer = _analyzer(language) if language in LANGUAGES else None
        known = [parse for parse in analyzer.parse(word.lower()) if parse.is_known] if analyzer else []
        own = [parse for parse in known if fold_word(parse.normal_form) == fold_word(word)]
        return frozenset(
            fold_word(form.word) for parse in (own if own and not depends else known) for form in parse.lexeme
        )


@cache
def installed() -> Lexicon | None:
    """The lexicon, or None where the extra `morph` is not installed."""
    return Lexicon() if find_spec("pymorphy3") else None


def forget() -> None:
    """Let go of the dictionaries that were read, 16 MB each; they are read again when asked for."""
    _analyzer.cache_clear()


@cache
def _analyzer(language: str) -> Any:
    """The analyzer of a language; None where its dictionary is not installed."""
    if not find_spec("pymorphy3"):
        return None
    import pymorphy3

    try:
        return pymorphy3.MorphAnalyzer(lang=language)
    except ValueError:
        return None
