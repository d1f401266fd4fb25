"""Inflection: every form in which one word of a keyword phrase may stand in a text.

Russian, Ukrainian, Polish, Czech, Slovak, English, German and the Romance languages by their own endings,
because a stemmer merges words (`marketing`, `market`) and parts forms (`gra`, `grę`). All others, and the
verbs of the Romance languages, by their Snowball stem.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import Stemmer

from frontdesk.signals.folding import fold_word
from frontdesk.signals.words.endings import ENDINGS, FLEETING, GENITIVE, SOFTENED
from frontdesk.signals.words.irregular import IRREGULAR, PLURAL_ER, VERBS

_VOWELS: Final = frozenset("aeiouyаеиоуыэюяієї")
_ROMANCE_VERBS: Final = {
    "es": ("ar", "er", "ir"),
    "pt": ("ar", "er", "ir"),
    "it": ("are", "ere", "ire"),
    "fr": ("er", "ir", "re"),
}
_CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщъыьэюя"
#: Three ways to write Russian in Latin letters, parted by commas.
_LATIN_VARIANTS: Final = tuple(
    str.maketrans(dict(zip(_CYRILLIC, line.split(","), strict=True)))
    for line in (
        "a,b,v,g,d,e,zh,z,i,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya",
        "a,b,v,g,d,e,zh,z,i,k,l,m,n,o,p,r,s,t,u,f,h,c,ch,sh,sch,,y,,e,ju,ja",
        "a,b,v,g,d,e,j,z,i,k,l,m,n,o,p,r,s,t,u,f,h,ts,ch,sh,sh,,i,,e,u,ia",
    )
)
_TRANSLITERATED_FROM: Final = 6  #: letters; a shorter word is too likely to be a word of its own


@dataclass(frozen=True, kw_only=True, slots=True)
class Inflected:
    """The forms of one word, all folded."""

    forms: frozenset[str]
    stems: frozenset[str]  #: what every form begins with, one or another
    algorithm: str | None = None  #: a Snowball stemmer whose `stem` also counts as the word
    stem: str = ""


@lru_cache(maxsize=20_000)
def inflected(word: str, language: str, before: str = "", depends: bool = False) -> Inflected:
    """The forms of a word given in any one form, usually its dictionary form.

    `before` is a folded first part that the word is written together with; `depends` says that it stands
    after another word and so perhaps in the genitive (the second word of "продвижение сайта").
    """
    plain = fold_word(word)
    if not plain or plain.isdigit() or (word.isupper() and len(word) <= 4):
        return _listed({plain, plain + "s"}, before)
    language = _language_of(plain, language)
    if language == "en":
        return _listed(_english(plain), before)
    if language == "de":
        return _listed(_german(word, plain), before)
    if language in ENDINGS and not plain.endswith(_ROMANCE_VERBS.get(language, ("\0",))):
        forms = _by_endings(word.lower(), plain, language)
        return _listed(forms | _of_genitive(plain, language) if depends else forms, before)
    return _by_stemmer(plain, language, before)


def stem(word: str, algorithm: str) -> str:
    """The Snowball stem of a folded word."""
    return str(_stemmer(algorithm).stemWord(word))


@lru_cache(maxsize=64)
def _has_stemmer(language: str) -> bool:
    try:
        Stemmer.Stemmer(language)
    except KeyError:
        return False
    return True


@lru_cache(maxsize=64)
def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(algorithm)


def _language_of(plain: str, language: str) -> str:
    """The phrase's language, unless the word is of another script: `CRM` in a Russian phrase."""
    cyrillic = "\u0400" <= plain[0] <= "\u052f"
    if cyrillic and language not in ("ru", "uk", "be", "bg", "sr", "mk", "kk"):
        return "ru"
    if language in ("be", "bg", "mk", "kk") and cyrillic:
        return "ru"
    return "en" if plain[0].isascii() and language in ("ru", "uk", "be", "bg", "mk", "kk") else language


def _listed(forms: Iterable[str], before: str) -> Inflected:
    every = {form for form in forms if form}
    every.update(*(_latin(form) for form in list(every)))
    whole = frozenset(before + form for form in every)
    return Inflected(forms=whole, stems=_stems(whole))


def _latin(form: str) -> list[str]:
    if len(form) < _TRANSLITERATED_FROM or not "а" <= form[0] <= "я":
        return []
    return [form.translate(table) for table in _LATIN_VARIANTS]


def _stems(forms: frozenset[str]) -> frozenset[str]:
    """Few beginnings that together cover the forms: those of three letters or more, cut to common ones."""
    short = frozenset(form for form in forms if len(form) <= 3)
    rest = sorted(form for form in forms if len(form) > 3)
    stems: list[str] = []
    for form in rest:
        common = _common(stems[-1], form) if stems else ""
        if stems and len(common) >= max(3, len(form) // 2):
            stems[-1] = common
        else:
            stems.append(form)
    return short | frozenset(stems)


def _common(one: str, other: str) -> str:
    length = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return one[: min(len(one), len(other)) if length is None else length]


def _by_stemmer(plain: str, language: str, before: str) -> Inflected:
    if not _has_stemmer(language):
        return _listed({plain}, before)
    base = stem(before + plain, language)
    whole = before + plain
    return Inflected(
        forms=frozenset({whole}), stems=frozenset({_common(base, whole)}), algorithm=language, stem=base
    )


def _by_endings(word: str, plain: str, language: str) -> set[str]:
    forms = {plain}
    fitting = [row for row in ENDINGS[language] if word.endswith(row[0]) and len(word) > len(row[0])]
    longest = max(len(ending) for ending, _ in fitting)
    for ending, others in fitting:
        if len(ending) == longest:
            base = plain[: len(plain) - len(fold_word(ending))]
            forms.update(form for other in others.split() for form in _with(base, other, language))
    if not longest and language == "uk" and "і" in plain[-4:]:
        forms.update(_with_open_vowel(plain, language))
    return forms


def _of_genitive(plain: str, language: str) -> set[str]:
    """The forms of a masculine noun whose genitive this is, if it is one."""
    if plain[-1] not in GENITIVE.get(language, ""):
        return set()
    return _by_endings(plain[:-1], plain[:-1], language)


def _with(base: str, ending: str, language: str) -> list[str]:
    """The forms that one entry of a row makes."""
    if ending == "-":
        return [base]
    if ending == "*":
        return [base, *(base[:-1] + vowel + base[-1:] for vowel in _slipping(base, language))]
    if not ending.startswith("~"):
        return [base + fold_word(ending)]
    for last, soft in SOFTENED.get(language, ()):
        if base.endswith(last):
            return [base.removesuffix(last) + soft + fold_word(ending[1:].replace("-", ""))]
    return [base + fold_word(ending[1:].replace("-", ""))]


def _slipping(base: str, language: str) -> tuple[str, ...]:
    two = len(base) > 1 and not _VOWELS.intersection(base[-2:])
    return FLEETING.get(language, ()) if two else ()


def _with_open_vowel(plain: str, language: str) -> list[str]:
    """The Ukrainian і of a closed syllable opens: кіт, кота; папір, паперу."""
    head, _, tail = plain.rpartition("і")
    if len(tail) != 1:
        return []
    row = ENDINGS[language][0][1].split()
    return [head + vowel + tail + fold_word(ending) for vowel in "ое" for ending in row if ending != "-"]


def _english(plain: str) -> set[str]:
    forms = {plain, plain + "s", *IRREGULAR.get(plain, "").split()}
    if plain.endswith(("s", "x", "z", "ch", "sh")):
        forms |= {plain + "es"}
    if plain.endswith("y") and plain[-2:-1] not in _VOWELS:
        forms |= {plain[:-1] + "ies"}
    if plain.endswith("sis"):
        forms |= {plain[:-2] + "es"}
    if plain in VERBS:
        forms |= _english_verb(plain)
    return forms


def _english_verb(plain: str) -> set[str]:
    if plain.endswith("e"):
        return {plain + "d", plain[:-1] + "ing"}
    if plain.endswith("y") and plain[-2] not in _VOWELS:
        return {plain[:-1] + "ied", plain + "ing"}
    doubled = plain + plain[-1] if plain[-1] not in _VOWELS and plain[-2] in _VOWELS else plain
    return {plain + "ed", plain + "ing", doubled + "ed", doubled + "ing"}


def _german(word: str, plain: str) -> set[str]:
    forms = _german_noun(plain)
    if word[:1].islower():
        forms |= _german_other(plain)
    spelled = fold_word(word.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))
    return forms if spelled == plain else forms | _german_noun(spelled)


def _german_noun(plain: str) -> set[str]:
    if plain.endswith("e"):
        return {plain, plain + "n", plain + "s", plain + "ns"}
    if plain.endswith(("er", "el")):
        return {plain, plain + "s", plain + "n"}
    forms = {plain + ending for ending in ("", "s", "es", "e", "en", "n")}
    if plain.endswith("in"):
        forms |= {plain + "nen"}
    if plain.endswith("nis"):
        forms |= {plain + "se", plain + "sen", plain + "ses"}
    if plain.endswith(("um", "us", "ma")):
        forms |= {plain[:-2] + "en", plain[:-1] + "en", plain[:-2] + "a"}
    if plain.endswith(PLURAL_ER):
        forms |= {plain + "er", plain + "ern"}
    return forms


def _german_other(plain: str) -> set[str]:
    """Adjectives and verbs, which German writes small."""
    base = next((plain.removesuffix(e) for e in ("er", "es", "en", "em", "e") if plain.endswith(e)), plain)
    if len(base) < 3:
        return set()
    adjective = {base + ending for ending in ("", "e", "er", "es", "en", "em")}
    if not plain.endswith("en"):
        return adjective | {base[:-2] + "l" + e for e in ("e", "er", "es", "en") if base.endswith("el")}
    verb = {base + ending for ending in ("e", "st", "t", "en", "te", "ten", "et", "est", "ete")}
    return adjective | verb | {"ge" + base + "t", "ge" + base + "et"}
