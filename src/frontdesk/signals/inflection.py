"""Inflection: every form in which one word of a keyword phrase may stand in a text.

Russian, Ukrainian, Polish, Czech, Slovak, English, German and the Romance languages by their own endings,
because a stemmer merges words (`marketing`, `market`) and parts forms (`gra`, `grę`). All others, and the
verbs of French, Italian and Portuguese, by their Snowball stem.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import Stemmer

from frontdesk.signals import english, german, spanish
from frontdesk.signals.alternation import other_stems
from frontdesk.signals.folding import drawn_alike, fold_word
from frontdesk.signals.lexicon import LANGUAGES, Lexicon
from frontdesk.signals.words.endings import AFTER, CHANGED, ENDINGS, FLEETING, GENITIVE, SOFTENED
from frontdesk.signals.words.irregular_slavic import IRREGULAR_SLAVIC
from frontdesk.signals.words.languages import CYRILLIC_ONLY

_FIGURE: Final = re.compile(r"\d")
_VOWELS: Final = frozenset("aeiouyаеиоуыэюяієї")
#: Verbs that stand with a -ся of their own: записаться, навчатися.
_REFLEXIVE: Final = ("ться", "тись", "тися", "чься")
#: The future of an infinitive: писатиму.
_UKRAINIAN_FUTURE: Final = ("му", "меш", "ме", "мемо", "мете", "муть")
#: miasto, mieście: a vowel after i before softened consonants.
_POLISH_BEFORE_SOFT: Final = re.compile("(?<=[ij])[ao](?=[^aeiouy]+$)")
_ROMANCE_VERBS: Final = {
    "pt": ("ar", "er", "ir"),
    "it": ("are", "ere", "ire"),
    "fr": ("er", "ir", "re"),
}
_SPANISH_VERBS: Final = ("ar", "er", "ir", "arse", "erse", "irse")
#: Whose Cyrillic words we inflect by their own rules; all others as if they were Russian.
_OWN_CYRILLIC: Final = frozenset(("ru", "uk", "sr"))
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
    algorithm: str | None = None  #: a Snowball stemmer whose `stem` also counts as the word
    stem: str = ""


@lru_cache(maxsize=20_000)
def inflected(
    word: str, language: str, before: str = "", depends: bool = False, lexicon: Lexicon | None = None
) -> Inflected:
    """The forms of a word given in any one form, usually its dictionary form.

    `before` is a folded first part that the word is written together with; `depends` says that it stands
    after another word and so perhaps in the genitive (the second word of "продвижение сайта").
    """
    plain = fold_word(word)
    if not plain or plain.isdigit() or (word.isupper() and len(word) <= 4):
        # 1C is typed in either alphabet; the figure does not tell which.
        alike = drawn_alike(plain) if _FIGURE.search(plain) else set()
        return _listed({plain, plain + "s", *alike}, before)
    language = _language_of(plain, language)
    listed = lexicon.forms(word, language, depends) if lexicon and language in LANGUAGES else frozenset()
    forms = listed or _by_rule(word, plain, language, depends)
    return _listed(forms, before) if forms else _by_stemmer(plain, language, before)


def _by_rule(word: str, plain: str, language: str, depends: bool) -> set[str]:
    """The forms by the language's own rules; empty where we have none."""
    if language == "en":
        return english.forms(plain)
    if language == "de":
        return german.forms(word, plain)
    if language == "es" and plain.endswith(_SPANISH_VERBS) and len(plain) > 4:
        return spanish.verb(plain) | _by_endings(word.lower(), plain, language)
    if language not in ENDINGS or plain.endswith(_ROMANCE_VERBS.get(language, ("\0",))):
        return set()
    forms = _by_endings(word.lower(), plain, language)
    return forms | _of_genitive(plain, language) if depends else forms


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
    if "\u0400" <= plain[0] <= "\u052f":
        return language if language in _OWN_CYRILLIC else "ru"
    return "en" if plain[0].isascii() and language in CYRILLIC_ONLY else language


def _listed(forms: Iterable[str], before: str) -> Inflected:
    every = {form for form in forms if form}
    every.update(*(_latin(form) for form in list(every)))
    whole = frozenset(before + form for form in every)
    return Inflected(forms=whole)


def _latin(form: str) -> list[str]:
    if len(form) < _TRANSLITERATED_FROM or not "а" <= form[0] <= "я":
        return []
    return [form.translate(table) for table in _LATIN_VARIANTS]


def _by_stemmer(plain: str, language: str, before: str) -> Inflected:
    if not _has_stemmer(language):
        return _listed({plain}, before)
    whole = before + plain
    return Inflected(forms=frozenset({whole}), algorithm=language, stem=stem(whole, language))


def _by_endings(word: str, plain: str, language: str) -> set[str]:
    word = word.replace("ё", "е")
    if language in LANGUAGES and plain.endswith(_REFLEXIVE):
        forms = _by_endings(word[:-2], plain[:-2], language)
        return {form + own for form in forms for own in ("ся", "сь")}
    forms = _by_rows(word, plain, language)
    forms.update(fold_word(form) for form in IRREGULAR_SLAVIC.get(language, {}).get(word, "").split())
    if language == "uk" and plain.endswith("ти"):
        forms.update(plain + ending for ending in _UKRAINIAN_FUTURE)
    for other in other_stems(word, language):
        forms |= _by_rows(other, fold_word(other), language)
    return forms


def _by_rows(word: str, plain: str, language: str) -> set[str]:
    fitting = [row for row in ENDINGS[language] if word.endswith(row[0]) and len(word) > _room(row[0])]
    longest = max((len(ending) for ending, _ in fitting), default=0)
    forms = {plain}
    for ending, others in fitting:
        if len(ending) == longest:
            base = plain[: len(plain) - len(fold_word(ending))]
            forms.update(form for other in others.split() for form in _with(base, other, language))
    return forms


def _room(ending: str) -> int:
    """Letters that a word of that row has more of: мать is no verb."""
    return len(ending) + (len(ending) == 3 and ending.endswith(("ть", "ти")))


def _of_genitive(plain: str, language: str) -> set[str]:
    """The forms of a masculine noun whose genitive this is, if it is one."""
    if plain[-1] not in GENITIVE.get(language, ""):
        return set()
    noun = plain[:-1]
    slipped = [noun[:-1] + vowel + noun[-1:] for vowel in _slipping(noun, language)]
    return {form for each in (noun, *slipped) for form in _by_endings(each, each, language)}


def _slipping(base: str, language: str) -> tuple[str, ...]:
    """The vowels that may stand between the last two letters where no ending follows."""
    two = len(base) > 2 and not _VOWELS.intersection(base[-2:])
    return FLEETING.get(language, ()) if two else ()


def _with(base: str, ending: str, language: str) -> list[str]:
    """The forms that one entry of a row makes."""
    if ending == "-":
        return [base]
    if ending.startswith("*"):
        return [form + ending[1:] for form in _without_ending(base, language)]
    if ending.startswith("!"):
        return [base + ending[1:]] if base.endswith(AFTER) else []
    if ending.startswith("^"):
        return [_replaced(base, CHANGED.get(language, ())) + ending[1:]]
    if not ending.startswith("~"):
        return [base + fold_word(ending)]
    soft = _replaced(base, SOFTENED.get(language, ())) + fold_word(ending[1:].replace("-", ""))
    if language != "pl":
        return [soft]
    fronted = _POLISH_BEFORE_SOFT.sub("e", base)
    return [soft, _replaced(fronted, SOFTENED["pl"]) + fold_word(ending[1:].replace("-", ""))]


def _replaced(base: str, changes: Iterable[tuple[str, str]]) -> str:
    """The stem with its last consonants changed: the first change that fits."""
    for last, changed in changes:
        if base.endswith(last):
            return base.removesuffix(last) + changed
    return base


def _without_ending(base: str, language: str) -> list[str]:
    """How a stem stands without an ending: as it is, or with a vowel slipped in: сайт, ссылок."""
    vowels, last = FLEETING.get(language, ()), base[-1:]
    if len(base) < 3 or not vowels or last in _VOWELS:
        return [base]
    before = base[-2]
    if before == "ь":
        return [base[:-2] + vowel + last for vowel in vowels]
    if before in _VOWELS:
        return [base, *_closed(base, language)]
    slipped = [base[:-1] + vowel + last for vowel in vowels]
    # With another consonant before it -к cannot stand alone: войск, масок, but never банк for банка.
    return slipped if last in "kк" and before not in "sс" else [base, *slipped]


def _closed(base: str, language: str) -> list[str]:
    """Stems whose last vowel changes where no ending follows: строек, копійок (й is folded to и); робіт."""
    if base[-2] == "и" and base[-3] in _VOWELS:
        return [base[:-2] + "е" + base[-1], base[:-1] + "о" + base[-1]]
    return [base[:-2] + "і" + base[-1]] if language == "uk" and base[-2] in "ое" else []
