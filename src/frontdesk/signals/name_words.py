"""Name words: what stands in name fields besides names: titles, suffixes, offices, companies, sentences."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from frontdesk.signals.folding import fold_word
from frontdesk.signals.gibberish import is_mash
from frontdesk.signals.name_order import GIVEN_NAMES
from frontdesk.signals.words.names import (
    FACULTIES,
    HOME_TITLES,
    LEGAL_FORMS,
    OFFICES,
    PLACEHOLDERS,
    SHORT_FORMS,
    SHORT_SUFFIXES,
    SUFFIXES,
    TITLES,
)
from frontdesk.signals.words.spoken import TALK


def without_titles(words: list[str], region: str | None) -> list[str]:
    """The words without titles before and suffixes behind; at least one stays."""
    titled = False
    # M. Duval may be Marie: one letter is no title.
    while len(words) > 1 and len(words[0].strip(".")) > 1:
        if not is_title(words[0], region) and not (titled and _plain(words[0]) in FACULTIES):
            break
        words, titled = words[1:], True
    while len(words) > 1 and _is_suffix(words[-1]):
        words = words[:-1]
    return words


def is_title(word: str, region: str | None) -> bool:
    """Whether it is a title; some are in their own countries only, and names elsewhere."""
    plain = _plain(word)
    return region in HOME_TITLES[plain] if plain in HOME_TITLES else plain in _TITLES


def are_suffixes(words: Sequence[str]) -> bool:
    """Whether all words are what stands behind a name: PhD, Jr."""
    return _all(words, _SUFFIXES)


def is_no_person(words: Sequence[str]) -> bool:
    """Whether the words are a placeholder, an office, a company, a sentence, or a slide over the keys."""
    plain = [_plain(word) for word in words]
    if _PLACEHOLDERS.issuperset(plain) or _ends_in_legal_form(words):
        return True
    if not _LEGAL.isdisjoint(plain) and any(map(_is_legal_form, words)):
        return True
    if len(plain) > 2 and not _TALK.isdisjoint(plain):
        return True
    if len(plain) == 1 and plain[0] in GIVEN_NAMES:
        return False
    return not _OFFICES.isdisjoint(plain) or all(map(_is_mash, plain))


def _is_suffix(word: str) -> bool:
    plain = _plain(word)
    return plain in _SUFFIXES and (plain not in SHORT_SUFFIXES or word.isupper() or "." in word)


def _is_legal_form(word: str) -> bool:
    # Sá is a family, SA a company: marks count here.
    bare = word.lower().replace(".", "")
    return bare in LEGAL_FORMS and (bare not in SHORT_FORMS or word.isupper() or "." in word)


def _ends_in_legal_form(words: Sequence[str]) -> bool:
    """Whether the last words together are a legal form: Sp. z o.o."""
    if "." not in words[-1]:
        return False
    ends = ("".join(words[-count:]).lower().replace(".", "") for count in (2, 3) if len(words) > count)
    return any(end in LEGAL_FORMS and end not in SHORT_FORMS for end in ends)


@lru_cache(maxsize=4096)  # names come again and again
def _plain(word: str) -> str:
    return fold_word(word).replace(".", "").replace(" ", "").strip("'\"()")


def _all(words: Sequence[str], among: frozenset[str]) -> bool:
    return bool(words) and all(_plain(word) in among for word in words)


_is_mash: Final = lru_cache(maxsize=4096)(is_mash)
_TITLES: Final = frozenset(_plain(word) for word in TITLES)
_SUFFIXES: Final = frozenset(_plain(word) for word in SUFFIXES)
_PLACEHOLDERS: Final = frozenset(_plain(word) for word in PLACEHOLDERS)
_LEGAL: Final = frozenset(_plain(word) for word in LEGAL_FORMS)
_TALK: Final = frozenset(_plain(word) for word in TALK)
_OFFICES: Final = frozenset(_plain(word) for word in OFFICES)
