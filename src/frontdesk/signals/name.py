"""Name: the first and last name, the one a letter may greet, and whether it is a name at all.

Nothing is greeted that is not a short run of letters: a letter must never carry a stranger's advert.
"""

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import normalize

from frontdesk.model.signals import NameSignal
from frontdesk.signals.folding import fold, fold_word
from frontdesk.signals.gibberish import is_mash
from frontdesk.signals.words.countries import region_of
from frontdesk.signals.words.names import (
    ADVERT,
    GIVEN,
    LEGAL_FORMS,
    OFFICES,
    PARTICLES,
    PATRONYMIC_ENDINGS,
    PLACEHOLDERS,
    SUFFIXES,
    SURNAME_ENDINGS,
    SURNAME_FIRST,
    TITLES,
)
from frontdesk.text import shown

LIMIT: Final = 60  #: characters of a name that a letter may show
_READ: Final = 200  #: characters of a field that are looked at
_WORDS: Final = 6  #: words of a whole name; more is a sentence

URL: Final = re.compile(
    r"https?:|www\.|://|\bt\.me/|(?<![\w.@])[a-z0-9-]{2,40}\.(?:com|net|org|info|biz|ru|pl|de|cz|ua|by|kz|io|me|su|xyz|"
    r"top|site|online|shop|club|store|link|click|live|pro|dev|app|example|co|eu|uk|рф)\b(?!\.?\w*@)",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(r"<[^<>]{0,200}>|&(?:lt|gt|#\d+);|\[/?url|javascript:", re.IGNORECASE)
_HEADER: Final = re.compile(
    r"(?:[\r\n]|%0[ad]|\\[rn])\s*(?:b?cc|to|from|subject|reply-to|content-type|mime-version|x-[\w-]+)\s*:",
    re.IGNORECASE,
)
_MONEY: Final = re.compile(r"[$€£₽%]\s?\d|\d\s?[$€£₽%]|\d{3,}\s?(?:usd|eur|руб|zł)", re.IGNORECASE)
#: Up to four words of letters alone: what most names look like.
_LETTERS: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}")
_NICKNAME: Final = re.compile('["“”„«»][^"“”„«»]{0,40}["“”„«»]|\\([^()]{0,40}\\)')
_NO_NAME: Final = re.compile(r"[@{}<>\[\]|=\\/_#$%^*+~\d\n\r\t;:!?&]")
_INITIALS: Final = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.-?){1,4}[^\W\d_]?")
_SPOKEN: Final = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*[.]?")
_PICTURES: Final = re.compile(
    "[\u2190-\u2bff\u2600-\u27bf\u3030\u303d\ufe0e\ufe0f\u200d\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
_APOSTROPHES: Final = str.maketrans("’‘ʼ`´", "'''''")


def name_signal(first: str, last: str, full: str, country: str = "") -> NameSignal:
    """The name out of its own two fields, else out of the full name; `country` decides the order of words."""
    raw = " ".join(part for part in (first, last, full) if part)
    if not raw.strip():
        return NameSignal()
    if is_advert(raw):
        return NameSignal(spam=True)
    region = region_of(country) if country else None
    one, two = _clean(first, region), _clean(last, region)
    if not (one or two) and full.strip():
        given, family = _parted(full, region)
    elif one and not last.strip() and len(one.split()) > 1:
        given, family = _parted(first, region)
    else:
        given, family = _two_fields(one, two)
    greeting = _greeting(given, family)
    return NameSignal(first=given or None, last=family or None, greeting=greeting)


def is_advert(text: str) -> bool:
    """Whether a name field holds an advert, a link, markup or a mail header instead of a name."""
    text = text[: _READ * 5]
    if _LETTERS.fullmatch(text):
        return len(_ADVERT.intersection(map(fold_word, text.split()))) >= 2
    if not text.isascii():
        text = shown(text)
    if _MARKUP.search(text) or _HEADER.search(text) or (("." in text or ":" in text) and URL.search(text)):
        return True
    words = fold(text).split()
    hits = {word.strip(".,!?:;\"'") for word in words} & _ADVERT
    return len(hits) >= 2 or (bool(hits) and (bool(_MONEY.search(text)) or len(words) > _WORDS + 2))


def has_link(text: str) -> bool:
    """Whether a URL or a domain stands in the text."""
    return ("." in text or ":" in text) and bool(URL.search(text[:_READ]))


def _two_fields(given: str, family: str) -> tuple[str, str]:
    """First and last name from fields of their own, put right where they are plainly mixed up."""
    if given and family and given != family and given.endswith(" " + family):
        given = given.removesuffix(" " + family)
    if not _is_given(given) and _is_given(family) and _is_surname(given):
        given, family = family, given
    words = given.split()
    if len(words) == 2 and _is_patronymic(words[1]):
        given = words[0]
    return given, family


def _parted(full: str, region: str | None) -> tuple[str, str]:
    """First and last name out of one field."""
    text = _NICKNAME.sub(" ", full[:_READ]) if not _NO_NAME.search(full) else full
    before, comma, after = text.partition(",")
    if comma and not _all(after.split(), SUFFIXES):
        return _clean(after, region), _clean(before, region)
    words = _clean(before if comma else text, region).split()
    if not words or len(words) > _WORDS:
        return "", ""
    if len(words) == 1:
        alone = _is_surname(words[0]) and not _is_given(words[0])
        return ("", words[0]) if alone else (words[0], "")
    return _ordered(words, region)


def _ordered(words: Sequence[str], region: str | None) -> tuple[str, str]:
    """Which of two or more words is the first name."""
    at = next((i for i, word in enumerate(words) if i and _is_patronymic(word)), 0)
    if at and (at == 1 or len(words) == at + 1):
        rest = [word for i, word in enumerate(words) if i not in (at - 1, at)]
        return words[at - 1], " ".join(rest)
    if _surname_first(words, region):
        return " ".join(words[1:]), words[0]
    length = 2 if len(words) > 2 and _is_given(words[0]) and _is_given(words[1]) else 1
    return " ".join(words[:length]), " ".join(words[length:])


def _surname_first(words: Sequence[str], region: str | None) -> bool:
    if _INITIALS.fullmatch(words[-1]) and not _INITIALS.fullmatch(words[0]):
        return not _is_given(words[0])
    one, two = _is_given(words[0]), _is_given(words[1])
    if one != two:
        return two and len(words) == 2
    if one:
        return False
    if region in SURNAME_FIRST:
        return len(words) == 2
    return _is_surname(words[0]) and not _is_surname(words[1])


def _clean(value: str, region: str | None) -> str:
    """The name in letters, its case put right; empty where it is no name."""
    if not value:
        return ""
    if not value.isascii():
        value = _PICTURES.sub(" ", shown(normalize("NFC", value))).translate(_APOSTROPHES)
    value = value.strip()
    if len(value) > _READ or _NO_NAME.search(value):
        return ""
    words = value.replace(",", " ").replace('"', " ").split()
    words = _without_titles(words)
    plain = [_plain(word) for word in words]
    if not words or _no_person(plain):
        return ""
    kept = [_cased(word, region) for word in words]
    return (
        " ".join(kept) if all(_SPOKEN.fullmatch(word) or _INITIALS.fullmatch(word) for word in kept) else ""
    )


def _without_titles(words: list[str]) -> list[str]:
    while len(words) > 1 and _plain(words[0]) in _TITLES and not _lone_initial(words[0]):
        words = words[1:]
    while len(words) > 1 and _plain(words[-1]) in SUFFIXES:
        words = words[:-1]
    return words


def _lone_initial(word: str) -> bool:
    """M. Duval may be Marie; only an M without a dot would be a title, and nobody writes that."""
    return len(word.strip(".")) == 1


def _no_person(plain: Sequence[str]) -> bool:
    """A placeholder, an office, a company or a hand that slid over the keys."""
    if _all(plain, _PLACEHOLDERS) or any(word in LEGAL_FORMS for word in plain):
        return True
    return (len(plain) > 1 or plain[0] not in _GIVEN) and (
        any(word in _OFFICES for word in plain) or all(is_mash(word) for word in plain)
    )


def _greeting(given: str, family: str) -> str | None:
    """The name as a letter may say it: letters, apostrophes, hyphens and spaces, at most `LIMIT`."""
    name = given.strip()
    letters = name.replace(" ", "").replace("'", "").replace("-", "")
    if not letters or not letters.isalpha() or len(name) > LIMIT or len(name.split()) > 3:
        return None
    if any(_INITIALS.fullmatch(word) and "." in word for word in name.split()):
        return None
    one_letter = len(letters) == 1 and letters.isascii()
    return None if one_letter or (len(letters) == 1 and letters.lower() != letters.upper()) else name


def _cased(word: str, region: str | None) -> str:
    """OLIVER and oliver as Oliver; LaToya stays."""
    if not (word.isupper() or word.islower()) or word in PARTICLES:
        return word
    if word.isupper() and len(word) == 2 and not _VOWELS.intersection(word.lower()):
        return word
    return "-".join("'".join(_title(part, region) for part in piece.split("'")) for piece in word.split("-"))


def _title(part: str, region: str | None) -> str:
    if not part:
        return part
    turkish = region in ("TR", "AZ")
    head, tail = part[0], part[1:]
    if turkish:
        head, tail = head.replace("i", "İ"), tail.replace("I", "ı")
    return head.upper()[:1] + tail.replace("İ", "i").lower()


def _plain(word: str) -> str:
    return fold_word(word).replace(".", "").replace(" ", "").strip("'\"()")


def _all(words: Sequence[str], among: frozenset[str]) -> bool:
    return bool(words) and all(_plain(word) in among for word in words)


def _is_given(name: str) -> bool:
    return fold_word(name.partition("-")[0].split(" ")[0]) in _GIVEN if name else False


def _is_surname(name: str) -> bool:
    return len(name) > 4 and name.lower().endswith(SURNAME_ENDINGS)


def _is_patronymic(name: str) -> bool:
    return len(name) > 5 and name.lower().endswith(PATRONYMIC_ENDINGS)


_VOWELS: Final = frozenset("aeiouyаеёиоуыэюяієї")
_TITLES: Final = frozenset(_plain(word) for word in TITLES)
_GIVEN: Final = frozenset(fold(word) for word in GIVEN)
_PLACEHOLDERS: Final = frozenset(_plain(word) for word in PLACEHOLDERS)
_OFFICES: Final = frozenset(_plain(word) for word in OFFICES)
_ADVERT: Final = frozenset(fold(word) for word in ADVERT)
