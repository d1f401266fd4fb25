"""What keywords cost: µs on 1 KB for 200 phrases, ms on hostile texts of 20,000 characters and to build.

CPU time of this thread, the best of some rounds: other work on the machine only makes figures larger.

python tests/bench/keywords.py
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle, islice
from time import thread_time

from stopwatch import cost

from frontdesk.rules.rules import Phrase
from frontdesk.signals.folding import fold, fold_text
from frontdesk.signals.inflection import inflected
from frontdesk.signals.keywords import LIMIT, KeywordFinder
from frontdesk.signals.lexicon import Lexicon, installed
from frontdesk.signals.tokens import tokens

MESSAGES = (
    "We would like to see a customer portal with order tracking for our {} dispatchers. When could we talk?",
    "Proszę o telefon po 15:00. Potrzebujemy sklepu internetowego z magazynem na {} produktów i z ERP.",
    "Ищем подрядчика на разработку мобильных приложений для {} филиалов. Бюджет согласован, ждём звонка.",
    "Dzień dobry, ile kosztuje wdrożenie dla {} osób?",
    "Wir suchen eine Lösung für unser Lager mit {} Stellplätzen. Bitte um ein Angebot und einen Termin.",
    "Добрий день! Цікавить демо вашого продукту для {} користувачів, коли можна поговорити?",
    "Could you send a quote for {} seats? Our site is https://cole-and-sons.example and we start in March.",
)
EVERYDAY = "Dziękujemy za szybką odpowiedź, wrócimy do tematu po urlopach i świętach, najpóźniej wiosną. "
ENGLISH = ("web", "site", "link", "shop", "order", "offer", "work", "train", "book", "house", "game", "price")
STEMS = (*ENGLISH, "сайт", "игра", "цена", "книга", "работа", "магазин")
PHRASES = [f"{one} {two}" for one in STEMS for two in STEMS if one != two][:200]
HOSTILE = {
    "one word again and again": "site " * 4_000,
    "all words in a heap": " ".join(STEMS * 300),
    "words far apart": "site " * 2_000 + "shop " * 2_000,
    "all words, one a sentence": " ".join(f"{word}." for word in STEMS * 300),
    "all words, never near": " ".join(f"{word} a b c d e f" for word in STEMS * 200),
    "all words, halved": " ".join(f"{word[:3]} {word[3:]}" for word in ("backlinks", "webdesign") * 1_000),
    "two scripts in turns": "aа" * 10_000,
    "apostrophes": "a'" * 10_000,
    "line ends": "\n " * 10_000,
    "full stops": ". " * 10_000,
    "marks upon marks": "a" + "\u0301" * 19_999,
    "a word without an end": "сайт" * 5_000,
    "a word like phrases' beginnings": "webs webd sitea shopo gamel цену книгу " * 600,
}


def a_kilobyte(texts: Sequence[str]) -> str:
    """About so much text, of which 1,024 characters are left."""
    return " ".join(islice(cycle(texts), 40))[:1_024]


def two_hundred_phrases() -> KeywordFinder:
    """Pairs of everyday words in three languages, many of which stand in `MESSAGES`."""
    texts = {
        "en": "customer portal order demo quote seat site price lease hire crew boat hotel school clinic",
        "pl": "sklep internetowy magazyn produkt wdrożenie telefon kredyt praca szkolenie reklama",
        "ru": "разработка приложение филиал бюджет звонок вакансия реклама продвижение сайт игра",
    }
    words = {code: text.split() for code, text in texts.items()}
    pairs = [(f"{a} {b}", code) for code, every in words.items() for a in every for b in every if a < b]
    phrases = tuple(Phrase(text=text, language=code) for text, code in pairs[:200])
    return KeywordFinder({"group": phrases}, "en")


def after_tokens(rounds: int = 15) -> dict[str, float]:
    """µs of 200 phrases against 1 KB once its tokens are made: many of them there, and few."""
    finder = two_hundred_phrases()
    many = tokens(a_kilobyte([message.format(7) for message in MESSAGES]))
    few = tokens((a_kilobyte([EVERYDAY]) + MESSAGES[0])[:1_024])
    return {
        f"{len(finder.among(made))} found": cost(partial(finder.among, made), times=200, rounds=rounds)
        for made in (many, few)
    }


def anew(work: Callable[[], object]) -> object:
    """The work, as on a text that nobody has folded yet."""
    fold_text.cache_clear()
    return work()


def small(finder: KeywordFinder, name: str, text: str) -> None:
    made = tokens(text)
    parts: dict[str, Callable[[], object]] = {
        "fold": lambda: fold(text),
        "tokens, folding too": lambda: anew(lambda: tokens(text)),
        "phrases, after the tokens": lambda: finder.among(made),
        "all": lambda: anew(lambda: finder.find({"message": text})),
        r"bare re.findall(\w+), to compare": lambda: re.findall(r"\w+", text),
    }
    print(f"\n{name}: {len(text)} characters, {len(made)} tokens, {len(finder.among(made))} phrases found")
    for part, work in parts.items():
        print(f"  {part:34} {cost(work, times=200):7.1f} µs")


def building(lexicon: Lexicon | None) -> None:
    inflected.cache_clear()
    began = thread_time()
    KeywordFinder({"all": tuple(Phrase(text=phrase) for phrase in PHRASES)}, "en", lexicon)
    took = (thread_time() - began) * 1e3
    print(f"building 200 phrases {'with' if lexicon else 'without'} morph: {took:.0f} ms")


def main() -> None:
    many = two_hundred_phrases()
    small(many, "200 phrases, many of them there", a_kilobyte([message.format(7) for message in MESSAGES]))
    small(many, "200 phrases, an everyday text", (a_kilobyte([EVERYDAY]) + MESSAGES[0])[:1_024])
    every = [*PHRASES[:198], "backlink", "web-design"]
    hostile = KeywordFinder({"all": tuple(Phrase(text=phrase) for phrase in every)}, "en", installed())
    print(f"\n200 phrases, hostile texts of {LIMIT} characters")
    for name, text in HOSTILE.items():
        texts = {"message": (text * 3)[:LIMIT]}
        ms = cost(lambda texts=texts: anew(lambda: hostile.find(texts)), times=1) / 1e3
        print(f"  {name:34} {ms:7.1f} ms")
    print()
    building(None)
    if installed():
        building(installed())


if __name__ == "__main__":
    main()
