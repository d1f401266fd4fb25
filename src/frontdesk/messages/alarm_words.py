"""Alarm words: what an alarm says, in the language of whoever reads it.

Alarms are kept in English, in a few fixed shapes; what has another shape is shown as it is kept.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from frontdesk.messages.words import text_in

_UTC: Final = r"\d{4}-\d\d-\d\d \d\d:\d\d UTC"
_FORM: Final = r"(?P<form>\[forms\.[^\]]{1,100}\](?: \"[^\"]{0,80}\")?): "


@dataclass(frozen=True, slots=True)
class Shape:
    """One text with its facts as named groups, and how it is said elsewhere."""

    english: re.Pattern[str]
    ru: str
    pl: str


def _shape(english: str, ru: str, pl: str) -> Shape:
    return Shape(re.compile(english, re.S), ru, pl)


_SHAPES: Final = (
    _shape(
        r"letters go out again, after the mail server had turned us away; this ends when it stays so",
        "письма снова уходят, раньше почтовый сервер нас не пускал; тревога кончится, если так и останется",
        "listy znów wychodzą, wcześniej serwer poczty nas nie wpuszczał; alarm minie, jeśli tak zostanie",
    ),
    _shape(
        r"no letter goes out: (?P<why>.+)\. They wait, and one of them asks now and then",
        "письма не уходят: {why}. Они ждут, время от времени одно из них пробует снова",
        "listy nie wychodzą: {why}. Czekają, a co jakiś czas jeden z nich próbuje ponownie",
    ),
    _shape(
        r"letters that wait: (?P<count>\d+), since the budget of (?P<budget>\d+) an hour is used up; the "
        rf"last goes out about (?P<until>{_UTC}), and what has waited for 24 hours is cancelled\. See "
        r"whether somebody floods your forms; else raise letters_per_hour in rules\.toml",
        "писем в ожидании: {count}, лимит {budget} в час исчерпан; последнее уйдёт около {until}, а что "
        "прождало 24 часа, отменяется. Проверьте, не засыпают ли ваши формы; если нет, увеличьте "
        "letters_per_hour в rules.toml",
        "listy w oczekiwaniu: {count}, limit {budget} na godzinę wyczerpany; ostatni wyjdzie około {until}, "
        "a co czekało 24 godziny, zostanie anulowane. Sprawdź, czy ktoś nie zalewa formularzy; jeśli nie, "
        "zwiększ letters_per_hour w rules.toml",
    ),
    _shape(
        rf"letters are late, the first since (?P<since>{_UTC}): the mail server takes none, or the hour's "
        r"budget is used up; see `frontdesk outbox list`",
        "письма запаздывают, первое с {since}: почтовый сервер их не берёт или исчерпан лимит часа; см. "
        "`frontdesk outbox list`",
        "listy są spóźnione, pierwszy od {since}: serwer poczty ich nie przyjmuje albo wyczerpano limit "
        "godziny; zob. `frontdesk outbox list`",
    ),
    _shape(
        r"forms that could not be judged: (?P<count>\d+); `frontdesk audit` shows their errors, and "
        r"`frontdesk leads retry` has them judged again",
        "форм, которые не удалось оценить: {count}; `frontdesk audit` покажет ошибки, "
        "`frontdesk leads retry` оценит их снова",
        "formularze, których nie dało się ocenić: {count}; `frontdesk audit` pokaże błędy, "
        "a `frontdesk leads retry` oceni je ponownie",
    ),
    _shape(
        rf"{_FORM}nothing since (?P<since>{_UTC}), where (?P<weekly>\S+) forms a week are usual: see whether "
        r"it still works on the site, or let it rest with watch = \"off\"",
        "{form}: ничего с {since}, хотя обычно бывает {weekly} в неделю: проверьте, работает ли форма на "
        'сайте, или отключите наблюдение: watch = "off"',
        "{form}: nic od {since}, choć zwykle jest {weekly} na tydzień: sprawdź, czy formularz działa na "
        'stronie, albo wyłącz obserwację: watch = "off"',
    ),
    _shape(
        rf"{_FORM}the last (?P<newest>\d+) forms have no (?P<field>[^;]+)",
        "{form}: в последних {newest} формах нет поля {field}",
        "{form}: ostatnie formularze ({newest}) nie mają pola {field}",
    ),
    _shape(
        r"the last (?P<newest>\d+) forms have no (?P<field>[^;]+)",
        "в последних {newest} формах нет поля {field}",
        "ostatnie formularze ({newest}) nie mają pola {field}",
    ),
    _shape(
        r"(?P<had>\d+) of the (?P<before>\d+) before had one",
        "раньше оно было в {had} из {before}",
        "wcześniej miało je {had} z {before}",
    ),
    _shape(r"and (?P<count>\d+) more fields", "и ещё полей: {count}", "i jeszcze pola: {count}"),
    _shape(
        rf"form (?P<form>\S+): answers not fetched: (?P<count>\d+), the first since (?P<since>{_UTC}): "
        r"(?P<why>.+)",
        "форма {form}: ответов не получено: {count}, первый с {since}: {why}",
        "formularz {form}: niepobrane odpowiedzi: {count}, pierwsza od {since}: {why}",
    ),
    _shape(
        r"the machine's clock has jumped by (?P<seconds>-?\d+) s, the desk goes by the time before: put that "
        r"clock right or, if it is right now, start frontdesk again",
        "часы машины прыгнули на {seconds} с, frontdesk идёт по прежнему времени: поправьте часы или, если "
        "они теперь верны, перезапустите frontdesk",
        "zegar maszyny przeskoczył o {seconds} s, frontdesk trzyma się poprzedniego czasu: popraw zegar "
        "albo, jeśli jest już dobry, uruchom frontdesk ponownie",
    ),
    _shape(
        r"the old rules stay in force: (?P<why>.+)",
        "действуют прежние правила: {why}",
        "obowiązują poprzednie reguły: {why}",
    ),
    _shape(
        r"chat (?P<chat>-?\d+) \((?P<purpose>\w+)\) lets the bot not in: (?P<why>.+)\. Its messages wait: "
        r"add the bot to it again, with the right to write",
        "чат {chat} ({purpose}) не пускает бота: {why}. Сообщения ждут: снова добавьте бота в чат, с правом "
        "писать",
        "czat {chat} ({purpose}) nie wpuszcza bota: {why}. Wiadomości czekają: dodaj bota ponownie, z prawem "
        "pisania",
    ),
    _shape(
        r"chat (?P<chat>-?\d+) \((?P<purpose>\w+)\) lets the bot not in: (?P<why>.+)\. Its cards go to "
        r"chat (?P<other>-?\d+) meanwhile: add the bot to it again, with the right to write",
        "чат {chat} ({purpose}) не пускает бота: {why}. Карточки пока идут в чат {other}: снова добавьте "
        "бота, с правом писать",
        "czat {chat} ({purpose}) nie wpuszcza bota: {why}. Karty trafiają tymczasem do czatu {other}: dodaj "
        "bota ponownie, z prawem pisania",
    ),
    _shape(
        r"chat (?P<chat>-?\d+) \((?P<purpose>\w+)\) became (?P<now>-?\d+), since its group is a supergroup "
        r"now\. Its cards go there: put that number in place of the old one into rules\.toml",
        "чат {chat} ({purpose}) стал супергруппой с номером {now}. Карточки идут туда: впишите этот номер "
        "вместо старого в rules.toml",
        "czat {chat} ({purpose}) stał się supergrupą o numerze {now}. Karty trafiają tam: wpisz ten numer "
        "zamiast starego do rules.toml",
    ),
    _shape(
        r"Telegram cannot read the markup of (?P<template>\S+?)(?: at byte (?P<offset>\d+))?; the message "
        r"was sent as plain text",
        "Telegram не понял разметку {template}; сообщение ушло простым текстом",
        "Telegram nie rozumie znaczników {template}; wiadomość poszła jako zwykły tekst",
    ),
    _shape(
        r"Telegram lets the bot not in: (?P<why>.+)\. Cards and presses wait",
        "Telegram не пускает бота: {why}. Карточки и нажатия ждут",
        "Telegram nie wpuszcza bota: {why}. Karty i naciśnięcia czekają",
    ),
)

#: key: the text in English, Russian and Polish.
_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "over": ("over", "прошло", "koniec"),
    "after": ("after {span}", "длилось {span}", "po {span}"),
    "min": ("min", "мин", "min"),
    "h": ("h", "ч", "godz."),
    "d": ("d", "д", "d"),
    "since": ("Since {time}.", "С {time}.", "Od {time}."),
    "mail_raised": ("frontdesk: alarm", "frontdesk: тревога", "frontdesk: alarm"),
    "mail_over": ("frontdesk: over", "frontdesk: прошло", "frontdesk: koniec"),
    "mail_many": (
        "frontdesk: {count} alarms",
        "frontdesk: тревог: {count}",
        "frontdesk: alarmy: {count}",
    ),
    "mail_rest": (
        "The hour's mails are used up: this one tells of all that waited, {count} in all.",
        "Писем за час больше нет: здесь всё, что ждало, всего {count}.",
        "Limit wiadomości na godzinę wyczerpany: tu jest wszystko, co czekało, razem {count}.",
    ),
    "mail_end": (
        "What stands now is named by /health/ready.",
        "Что ещё не прошло, показывает /health/ready.",
        "Co jeszcze trwa, pokazuje /health/ready.",
    ),
}


def alarm_told(text: str, language: str) -> str:
    """What an alarm says, in words of that language as far as its shape is known."""
    if language not in ("ru", "pl"):
        return text
    if (whole := _told(text, language)) is not None:
        return whole
    return "; ".join(_told(piece, language) or piece for piece in text.split("; "))


def alarm_word(key: str, language: str) -> str:
    """A word about alarms, with its places."""
    return text_in(_WORDS[key], language)


def _told(text: str, language: str) -> str | None:
    for shape in _SHAPES:
        if found := shape.english.fullmatch(text):
            return (shape.ru if language == "ru" else shape.pl).format(**found.groupdict())
    return None
