"""Guard words: what guards are called, and what they saw, in the language of whoever reads it.

Receipts hold the sentence of a guard in English; it stays there. The sentences below are known by their
English form, another one is shown as it is stored.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from frontdesk.messages.words import text_in

#: guard: what people call it, in English, Russian and Polish.
GUARD_NAMES: Final[Mapping[str, tuple[str, str, str]]] = {
    "honeypot": ("honeypot", "скрытое поле", "ukryte pole"),
    "too_fast": ("too fast", "слишком быстро", "za szybko"),
    "links": ("links", "ссылки", "linki"),
    "phrases": ("phrases", "рекламные фразы", "zwroty reklamowe"),
    "repeated_text": ("repeated text", "повтор текста", "powtórzony tekst"),
    "rate": ("rate", "слишком часто", "zbyt często"),
    "disposable": ("disposable", "одноразовая почта", "jednorazowy e-mail"),
    "nonsense": ("nonsense", "бессмыслица", "bezsens"),
    "captcha": ("captcha", "капча", "captcha"),
    "script": ("script", "чужой алфавит", "inny alfabet"),
    "person": ("person", "человек", "osoba"),
}

#: What guards saw. `{said}` and `{other}` may be a visitor's or a service's own words, `{number}` is ours.
GUARD_SENTENCES: Final = (
    ("the hidden field {said} is filled", "заполнено скрытое поле {said}", "wypełnione ukryte pole {said}"),
    (
        "sent {number} s after the form was shown",
        "отправлено через {number} с после показа формы",
        "wysłano {number} s po wyświetleniu formularza",
    ),
    ("the name holds a link", "в имени ссылка", "w nazwisku jest link"),
    ("the name is an advert", "вместо имени реклама", "reklama zamiast nazwiska"),
    ("{said}; links: {number}", "{said}; ссылок: {number}", "{said}; linków: {number}"),
    (
        "{number} others sent the same text within a week",
        "тот же текст за неделю прислали другие: {number}",
        "ten sam tekst w ciągu tygodnia przysłali inni: {number}",
    ),
    (
        "name, company and message are the same text",
        "имя, компания и сообщение — один и тот же текст",
        "imię, firma i wiadomość to ten sam tekst",
    ),
    (
        "{number} submissions within an hour",
        "обращений за час: {number}",
        "zgłoszeń w ciągu godziny: {number}",
    ),
    (
        "{number} forms in 10 min from one source to all forms",
        "форм за 10 мин из одного места, всех вместе: {number}",
        "formularzy w 10 min z jednego miejsca, wszystkich razem: {number}",
    ),
    (
        "{number} forms in 10 min from one source",
        "форм за 10 мин из одного места: {number}",
        "formularzy w 10 min z jednego miejsca: {number}",
    ),
    (
        "{number} forms in 10 min to this form",
        "за 10 мин через эту форму: {number}",
        "w 10 min przez ten formularz: {number}",
    ),
    ("a disposable e-mail address", "одноразовый адрес почты", "jednorazowy adres e-mail"),
    ("the captcha was left out", "капчу пропустили", "captchę pominięto"),
    ("the captcha: {said}", "капча: {said}", "captcha: {said}"),
    ("captcha not checked: {said}", "капча не проверена: {said}", "captcha niesprawdzona: {said}"),
    (
        "the name mixes two alphabets in one word: {said}",
        "в одном слове имени два алфавита: {said}",
        "dwa alfabety w jednym słowie nazwiska: {said}",
    ),
    (
        "the name is written in {said} letters, the message in {other} ones",
        "имя и сообщение написаны разными буквами: {said}, {other}",
        "nazwisko i wiadomość są pisane różnymi literami: {said}, {other}",
    ),
    ("an empty form", "пустая форма", "pusty formularz"),
    (
        "name and message are random letters",
        "имя и сообщение из случайных букв",
        "imię i wiadomość to przypadkowe litery",
    ),
    ("a test entry", "проверочная запись", "wpis testowy"),
    ("name and message are gibberish", "имя и сообщение бессмысленны", "imię i wiadomość nie mają sensu"),
)
_LONGEST: Final = 500  #: characters of what a guard saw
_PLACES: Final[Mapping[str, str]] = {"said": ".+", "other": ".+", "number": r"[\d.]+"}


def guard_name(code: str, language: str) -> str:
    """What people call a guard; a code without a name as it stands."""
    row = GUARD_NAMES.get(code)
    return text_in(row, language) if row else code


def seen_told(because: str, language: str, hide: Callable[[str], str] = str) -> str:
    """What a guard saw, in words; `hide` is applied to what may be a visitor's, and to a sentence unknown."""
    because = because[:_LONGEST]
    for pattern, texts in _patterns():
        if found := pattern.fullmatch(because):
            places = found.groupdict()
            shown = {name: said if name == "number" else hide(said) for name, said in places.items()}
            return text_in(texts, language).format(**shown)
    return hide(because)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, str, str]], ...]:
    return tuple((re.compile(_pattern(texts[0]), re.S), texts) for texts in GUARD_SENTENCES)


def _pattern(text: str) -> str:
    """The sentence with its places open."""
    pieces = re.split(r"\{(\w+)\}", text)
    return "".join(
        f"(?P<{piece}>{_PLACES[piece]})" if number % 2 else re.escape(piece)
        for number, piece in enumerate(pieces)
    )
