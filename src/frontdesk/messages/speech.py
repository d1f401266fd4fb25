"""Speech: how a letter in each language greets, names days and dates, and writes numbers.

A table of our own: what is hard in a letter is the case behind a preposition ("во вторник", "we wtorek") and
the greeting, which the libraries for dates and numbers do not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

_SPACE: Final = "\u00a0"  # a number never breaks over two lines


@dataclass(frozen=True, kw_only=True, slots=True)
class Speech:
    """One language."""

    #: The greeting with {name}; None where a name in a greeting needs a case that cannot be told from the
    #: name alone, as the vocative of Polish, Czech and Ukrainian: "Anno", not "Anna".
    named: str | None
    nameless: str  #: the greeting without a name
    today: str
    days: tuple[str, ...]  #: when, Monday first: "on Monday"
    months: tuple[str, ...]  #: as they stand in a date
    dated: str  #: a date, with {day}, {month}, {year}
    thousands: str
    decimal: str
    money_first: str = ""  #: the signs that stand before the amount; all others stand behind it
    last: str  #: what stands before the last of several: "and"
    unsubscribe: str  #: the words of that link


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


#: language: how it speaks.
SPEECH: Final[Mapping[str, Speech]] = MappingProxyType(
    {
        "en": Speech(
            named="Hello {name},",
            nameless="Hello,",
            today="today",
            days=_words(
                "on Monday, on Tuesday, on Wednesday, on Thursday, on Friday, on Saturday, on Sunday"
            ),
            months=_words(
                "January, February, March, April, May, June, July, August, September, October, November,"
                " December"
            ),
            dated="{day} {month} {year}",
            thousands=",",
            decimal=".",
            money_first="€$£",
            last="and",
            unsubscribe="Unsubscribe from our letters",
        ),
        "ru": Speech(
            named="Здравствуйте, {name}!",
            nameless="Здравствуйте!",
            today="сегодня",
            days=_words("в понедельник, во вторник, в среду, в четверг, в пятницу, в субботу, в воскресенье"),
            months=_words(
                "января, февраля, марта, апреля, мая, июня, июля, августа, сентября, октября, ноября, декабря"
            ),
            dated="{day} {month} {year} года",
            thousands=_SPACE,
            decimal=",",
            last="и",
            unsubscribe="Отписаться от наших писем",
        ),
        "pl": Speech(
            named=None,
            nameless="Dzień dobry!",
            today="dzisiaj",
            days=_words("w poniedziałek, we wtorek, w środę, w czwartek, w piątek, w sobotę, w niedzielę"),
            months=_words(
                "stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października,"
                " listopada, grudnia"
            ),
            dated="{day} {month} {year}",
            thousands=_SPACE,
            decimal=",",
            last="i",
            unsubscribe="Nie chcę otrzymywać kolejnych wiadomości",
        ),
        "de": Speech(
            named="Guten Tag {name},",
            nameless="Guten Tag,",
            today="heute",
            days=_words(
                "am Montag, am Dienstag, am Mittwoch, am Donnerstag, am Freitag, am Samstag, am Sonntag"
            ),
            months=_words(
                "Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November,"
                " Dezember"
            ),
            dated="{day}. {month} {year}",
            thousands=".",
            decimal=",",
            last="und",
            unsubscribe="Keine weiteren Nachrichten erhalten",
        ),
        "uk": Speech(
            named=None,
            nameless="Добрий день!",
            today="сьогодні",
            days=_words("у понеділок, у вівторок, у середу, у четвер, у п’ятницю, у суботу, у неділю"),
            months=_words(
                "січня, лютого, березня, квітня, травня, червня, липня, серпня, вересня, жовтня, листопада,"
                " грудня"
            ),
            dated="{day} {month} {year} року",
            thousands=_SPACE,
            decimal=",",
            last="та",
            unsubscribe="Відписатися від наших листів",
        ),
        "cs": Speech(
            named=None,
            nameless="Dobrý den,",
            today="dnes",
            days=_words("v pondělí, v úterý, ve středu, ve čtvrtek, v pátek, v sobotu, v neděli"),
            months=_words(
                "ledna, února, března, dubna, května, června, července, srpna, září, října, listopadu,"
                " prosince"
            ),
            dated="{day}. {month} {year}",
            thousands=_SPACE,
            decimal=",",
            last="a",
            unsubscribe="Nechci dostávat další zprávy",
        ),
        "es": Speech(
            named="Hola, {name}:",
            nameless="Hola:",
            today="hoy",
            days=_words("el lunes, el martes, el miércoles, el jueves, el viernes, el sábado, el domingo"),
            months=_words(
                "enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre,"
                " diciembre"
            ),
            dated="{day} de {month} de {year}",
            thousands=".",
            decimal=",",
            last="y",
            unsubscribe="No recibir más mensajes",
        ),
        "fr": Speech(
            named="Bonjour {name},",
            nameless="Bonjour,",
            today="aujourd’hui",
            days=_words("lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche"),
            months=_words(
                "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre,"
                " décembre"
            ),
            dated="{day} {month} {year}",
            thousands=_SPACE,
            decimal=",",
            last="et",
            unsubscribe="Ne plus recevoir de messages",
        ),
    }
)


def speech(language: str) -> Speech | None:
    """How that language, or the one that it is a kind of (pt-br), speaks; None where nobody wrote it down."""
    return SPEECH.get(language) or SPEECH.get(language.partition("-")[0])


def greeting(spoken: Speech, name: str | None) -> str:
    """The first line of a letter, with the name where there is one and the language bears it."""
    return spoken.named.format(name=name) if name and spoken.named else spoken.nameless


def written_date(spoken: Speech, day: date) -> str:
    """23 November 2026"""
    return spoken.dated.format(day=day.day, month=spoken.months[day.month - 1], year=day.year)
