"""Name: the first and last name, the one a letter may greet, and whether it is a name at all.

Nothing is greeted that is not a short run of letters: a letter must never carry a stranger's advert.
"""

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import category, normalize

from frontdesk.model.signals import NameSignal
from frontdesk.signals.folding import fold_word
from frontdesk.signals.name_advert import is_advert
from frontdesk.signals.name_order import are_initials, is_given, is_patronymic, is_surname, ordered
from frontdesk.signals.name_words import are_suffixes, is_no_person, is_title, without_titles
from frontdesk.signals.words.countries import region_of
from frontdesk.signals.words.names import LEAD_INS, PARTICLES
from frontdesk.text import shown

LIMIT: Final = 60  #: characters of a name that a letter may show
_READ: Final = 200  #: characters of a field that are looked at
_WORDS: Final = 6  #: words of a whole name; more is a sentence
_LEAD_INS: Final = 2  #: that may stand before one name
_SHOUTED: Final = 3  #: letters of a word in capitals that are no initials

#: Vowels and other signs that stand on or beside a letter, where a script cannot do without them.
_SIGNS: Final = "".join(
    chr(code)
    for code in (*range(0x0591, 0x1200), *range(0x1780, 0x1800))
    if category(chr(code)) in ("Mn", "Mc")
)
_LETTER: Final = f"[^\\W\\d_][{_SIGNS}]{{0,3}}"
_NICKNAME: Final = re.compile('["“”„«»][^"“”„«»]{0,40}["“”„«»]|\\([^()]{0,40}\\)')
#: A dash or a bar with blanks parts a name from a job or a company.
_ASIDE: Final = re.compile(r"\s[|/–—-]\s")
_LEAD_IN: Final = re.compile(
    rf"\A(?:{'|'.join(sorted(LEAD_INS, key=len, reverse=True))})[,:]? (?=[^\W\d_])", re.IGNORECASE
)
_NO_NAME: Final = re.compile(r"[@{}<>\[\]|=\\/_#$%^*+~\d\n\r\t;:!?&]")
_SPOKEN: Final = re.compile(rf"(?:{_LETTER})+(?:[ '’-](?:{_LETTER})+)*[.]?")
_GREETABLE: Final = re.compile(rf"(?:{_LETTER})+(?:[ '-]+(?:{_LETTER})+)*")
_PICTURES: Final = re.compile(
    "[\u2190-\u2bff\u2600-\u27bf\u3030\u303d\ufe0e\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
_JOINERS: Final = re.compile("[\u200c\u200d]")
#: Full-width letters and letters drawn as mathematics, which are ordinary ones in costume.
_COSTUME: Final = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff\u2100-\u214f\u24b6-\u24e9]")
_APOSTROPHES: Final = str.maketrans("’‘ʼ`´", "'''''")
#: Whole letters of Latin and Cyrillic, each of which is one character in every form of Unicode: nothing that
#: hides, dresses up or ornaments a name is among them.
_PLAIN: Final = re.compile("[A-Za-zÀ-ÖØ-öø-įĲ-ňŊ-žА-яЁЄІЇҐёєіїґ '-]{1,60}")


def name_signal(first: str, last: str, full: str, country: str = "") -> NameSignal:
    """The name out of its own two fields, else out of the full name; `country` decides the order of words."""
    raw = " ".join([part for part in (first, last, full) if part])
    if not raw or raw.isspace():
        return _NOTHING
    if is_advert(raw):
        return NameSignal(spam=True)
    region = region_of(country) if country else None
    one, two = _clean(first, region), _clean(last, region)
    if not (one or two) and full.strip():
        given, family = _parted(full, region)
    elif one and not last.strip() and len(one.split()) > 1:
        given, family = _parted(first, region)
    else:
        given, family = _two_fields(one, two, region)
    return NameSignal(first=given or None, last=family or None, greeting=_greeting(given))


def _two_fields(given: str, family: str, region: str | None) -> tuple[str, str]:
    """First and last name from fields of their own, put right where they are plainly mixed up."""
    if given and family and given != family and given.endswith(" " + family):
        given = given.removesuffix(" " + family)
    if given and is_title(given, region) and not is_given(given):
        return "", family
    if not is_given(given) and is_given(family) and is_surname(given):
        given, family = family, given
    words = given.split()
    if len(words) == 2 and is_patronymic(words[1]):
        given = words[0]
    return given, family


def _parted(full: str, region: str | None) -> tuple[str, str]:
    """First and last name out of one field."""
    text = _without_lead_in(_ASIDE.split(_NICKNAME.sub(" ", full[:_READ]).strip())[0])
    before, comma, after = text.partition(",")
    behind = after.replace(",", " ").split()
    if comma and behind and not are_suffixes(behind) and not _is_whole(before, behind):
        given = _clean(after, region)
        if given or not is_given(before.strip()):
            return given, _clean(before, region)
    kept = _words(before if comma else text, region)
    words = _put_right(kept, region).split()
    if not words or len(words) > _WORDS:
        return "", ""
    if len(words) == 1 and _is_addressed(text, words[0], region):
        return "", words[0]
    return ordered(words, region, _shouted(kept, words) if len(kept) == len(words) else 0)


def _without_lead_in(text: str) -> str:
    """The text without what is said before a name: Hello, my name is …"""
    for _ in range(_LEAD_INS):
        if not (found := _LEAD_IN.match(text)):
            break
        text = text[found.end() :]
    return text


def _is_whole(before: str, behind: Sequence[str]) -> bool:
    """Whether a whole name stands before the comma, and something else behind it: Anna Nowak, CEO."""
    words = before.split()
    return len(words) > 1 and is_given(words[0]) and not is_given(behind[0])


def _is_addressed(text: str, name: str, region: str | None) -> bool:
    """Mrs Patel: a title before one word, which is a last name where it is not plainly a first one."""
    return len(text.split()) > 1 and is_title(text.split()[0], region) and not is_given(name)


def _shouted(raw: Sequence[str], words: Sequence[str]) -> int:
    """How many words at the beginning stand in capitals, where the rest does not."""
    loud = [
        word.isupper() and (len(word) >= _SHOUTED or fold_word(word) in PARTICLES) and "." not in word
        for word in raw
    ]
    count = loud.index(False) if False in loud else 0
    return count if count and not any(loud[count:]) and len(max(words[:count], key=len)) >= _SHOUTED else 0


def _clean(value: str, region: str | None) -> str:
    """The name in letters, its case put right; empty where it is no name."""
    return _put_right(_words(value, region), region) if value else ""


def _words(value: str, region: str | None) -> list[str]:
    """The words of a name without titles and pictures; empty where it is no name."""
    if _PLAIN.fullmatch(value):
        words = without_titles(value.split(), region)
        return [] if not words or is_no_person(words) else words
    if not value.isascii():
        value = _JOINERS.sub("", shown(normalize("NFC", value)))
        if _COSTUME.search(value):
            value = normalize("NFKC", value)
        value = _PICTURES.sub(" ", value).translate(_APOSTROPHES)
    value = value.strip()
    if len(value) > _READ or _NO_NAME.search(value):
        return []
    words = without_titles(value.replace(",", " ").replace('"', " ").split(), region)
    return [] if not words or is_no_person(words) else words


def _put_right(words: Sequence[str], region: str | None) -> str:
    kept = [_cased(word, region) for word in words]
    return " ".join(kept) if all(map(_is_spoken, kept)) else ""


def _is_spoken(word: str) -> bool:
    """Whether it is a word of a name: letters, a hyphen or an apostrophe among them, or initials."""
    return word.isalpha() or _SPOKEN.fullmatch(word) is not None or are_initials(word)


def _greeting(given: str) -> str | None:
    """The name as a letter may say it: letters, apostrophes, hyphens and spaces, at most `LIMIT`."""
    name = given.strip()
    if name.isalpha() and 1 < len(name) <= LIMIT:
        return name
    words = name.split()
    if not name or len(name) > LIMIT or len(words) > 3 or not _GREETABLE.fullmatch(name):
        return None
    letters = name.replace(" ", "").replace("'", "").replace("-", "")
    # Figures such as ¼ and Ⅷ are no letters, whatever regular expressions say.
    if not letters.isalpha() and any(category(letter)[0] not in "LM" for letter in letters):
        return None
    one_letter = len(letters) == 1 and (letters.isascii() or letters.lower() != letters.upper())
    return None if one_letter else name


def _cased(word: str, region: str | None) -> str:
    """OLIVER and oliver as Oliver; LaToya stays."""
    if not (word.isupper() or word.islower()) or word in PARTICLES:
        return word
    if "." in word and are_initials(word):
        return word.upper()
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
    # Georgian has capitals that nobody begins a name with: the title case, not the upper case.
    return head.title()[:1] + tail.replace("İ", "i").lower()


_VOWELS: Final = frozenset("aeiouyаеёиоуыэюяіїє")
_NOTHING: Final = NameSignal()
