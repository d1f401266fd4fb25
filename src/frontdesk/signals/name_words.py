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
    while len(words) > 1 and _kinds(words[-1]) & _SUFFIX:
        words = words[:-1]
    return words


def is_title(word: str, region: str | None) -> bool:
    """Whether it is a title; some are in their own countries only, and names elsewhere."""
    kinds = _kinds(word)
    return bool(kinds & _TITLE) or (bool(kinds & _HOME_TITLE) and region in _HOME_TITLES[_plain(word)])


def are_suffixes(words: Sequence[str]) -> bool:
    """Whether all words are what stands behind a name: PhD, Jr."""
    return _all(words, _SUFFIXES)


def is_no_person(words: Sequence[str]) -> bool:
    """Whether the words are a placeholder, an office, a company, a sentence, or a slide over the keys."""
    any_, all_ = 0, ~0
    for word in words:
        kinds = _kinds(word)
        any_, all_ = any_ | kinds, all_ & kinds
    if not any_ & _TELLING:
        return False
    if all_ & _PLACEHOLDER or any_ & _LEGAL_FORM or _ends_in_legal_form(words):
        return True
    if len(words) > 2 and any_ & _TALK:
        return True
    if len(words) == 1 and _plain(words[0]) in GIVEN_NAMES:
        return False
    return bool(any_ & _OFFICE or all_ & _MASH)


@lru_cache(maxsize=4096)  # names come again and again
def _kinds(word: str) -> int:
    """What a word may be besides a name: a sum of the signs below."""
    plain = _plain(word)
    found = sum(kind for kind, words in _LISTS.items() if plain in words)
    found += _SUFFIX * (plain in _SUFFIXES and (plain not in SHORT_SUFFIXES or word.isupper() or "." in word))
    found += _LEGAL_FORM * (plain in _LEGAL and _is_legal_form(word))
    return found + _MASH * is_mash(plain) + _DOTTED * ("." in word)


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


def _plain(word: str) -> str:
    return fold_word(word).replace(".", "").replace(" ", "").strip("'\"()")


def _all(words: Sequence[str], among: frozenset[str]) -> bool:
    return bool(words) and all(_plain(word) in among for word in words)


_SUFFIXES: Final = frozenset(_plain(word) for word in SUFFIXES)
_LEGAL: Final = frozenset(_plain(word) for word in LEGAL_FORMS)
_HOME_TITLES: Final = {_plain(word): regions for word, regions in HOME_TITLES.items()}
#: Signs of a word.
_TITLE, _HOME_TITLE, _PLACEHOLDER, _TALK, _OFFICE = 1, 2, 4, 8, 16
_SUFFIX, _LEGAL_FORM, _MASH, _DOTTED = 32, 64, 128, 256
_LISTS: Final = {
    # A title in some countries only is one of `TITLES` as well.
    _TITLE: frozenset(_plain(word) for word in TITLES).difference(_HOME_TITLES),
    _HOME_TITLE: frozenset(_HOME_TITLES),
    _PLACEHOLDER: frozenset(_plain(word) for word in PLACEHOLDERS),
    _TALK: frozenset(_plain(word) for word in TALK),
    _OFFICE: frozenset(_plain(word) for word in OFFICES),
}
#: Signs of which a word that is only a name has none; a legal form may be parted by full stops.
_TELLING: Final = _PLACEHOLDER | _TALK | _OFFICE | _LEGAL_FORM | _MASH | _DOTTED
