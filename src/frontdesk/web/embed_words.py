"""Embed words: what the form for web pages and its script say, in every language frontdesk speaks."""

from collections.abc import Mapping
from typing import Final

FALLBACK: Final = "en"


def _row(en: str, ru: str, pl: str) -> Mapping[str, str]:
    return {"en": en, "ru": ru, "pl": pl}


#: The script's: what became of a form.
OUTCOMES: Final[Mapping[str, Mapping[str, str]]] = {
    "sending": _row("Sending…", "Отправляем…", "Wysyłanie…"),
    "success": _row(
        "Thank you! Your message has arrived.",
        "Спасибо! Ваше сообщение получено.",
        "Dziękujemy! Wiadomość dotarła.",
    ),
    "later": _row(
        "This could not be sent. Nothing you wrote is lost: please try again in a moment.",
        "Не удалось отправить. Всё, что вы написали, на месте: попробуйте ещё раз чуть позже.",
        "Nie udało się wysłać. Nic nie zginęło: spróbuj ponownie za chwilę.",
    ),
    "wrong": _row(
        "This could not be sent. Please check what you wrote.",
        "Не удалось отправить. Проверьте, пожалуйста, что вы написали.",
        "Nie udało się wysłać. Sprawdź, co zostało wpisane.",
    ),
    "large": _row(
        "This could not be sent: it is too large.",
        "Не удалось отправить: слишком большой объём.",
        "Nie udało się wysłać: to za dużo danych.",
    ),
}
#: The form's: what stands beside its fields.
LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "needed": _row("Fields with * are needed.", "Поля с * обязательны.", "Pola z * są wymagane."),
    "first_name": _row("First name", "Имя", "Imię"),
    "last_name": _row("Last name", "Фамилия", "Nazwisko"),
    "email": _row("E-mail", "Электронная почта", "E-mail"),
    "phone": _row("Phone", "Телефон", "Telefon"),
    "company": _row("Company", "Компания", "Firma"),
    "position": _row("Your position", "Ваша должность", "Stanowisko"),
    "business": _row("What does your company do?", "Чем занимается компания?", "Czym zajmuje się firma?"),
    "message": _row("How can we help?", "Чем мы можем помочь?", "W czym możemy pomóc?"),
    "trap": _row("Leave this field empty", "Не заполняйте это поле", "Zostaw to pole puste"),
    "send": _row("Send", "Отправить", "Wyślij"),
}
LANGUAGES: Final = tuple(LABELS["send"])


def spoken(*wanted: str | None) -> str:
    """The first of these languages that there are words in; "pl-PL" is Polish."""
    return next((short for one in wanted if (short := (one or "")[:2].lower()) in LANGUAGES), FALLBACK)


def said(table: Mapping[str, Mapping[str, str]], language: str) -> dict[str, str]:
    """A table in one of `LANGUAGES`."""
    return {name: row[language] for name, row in table.items()}
