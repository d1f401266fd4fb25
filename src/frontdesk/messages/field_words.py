"""Field words: how a letter asks for what a form left blank."""

from collections.abc import Mapping
from typing import Final

from frontdesk.messages.words import text_in

#: field: how a letter asks for it, in the case that follows "please tell us".
FIELD_NAMES: Final[Mapping[str, tuple[str, str, str]]] = {
    "first_name": ("your first name", "ваше имя", "imię"),
    "last_name": ("your last name", "вашу фамилию", "nazwisko"),
    "email": ("your e-mail address", "адрес вашей почты", "adres e-mail"),
    "phone": ("your phone number", "ваш телефон", "numer telefonu"),
    "company": ("the name of your company", "название компании", "nazwę firmy"),
    "position": ("your position", "вашу должность", "stanowisko"),
    "business": ("what your company does", "чем занимается компания", "czym zajmuje się firma"),
    "message": ("a few words about the task", "пару слов о задаче", "kilka słów o zadaniu"),
    "country": ("your country", "вашу страну", "kraj"),
    "budget": ("the budget you have in mind", "примерный бюджет", "orientacyjny budżet"),
    "deadline": ("when you need it", "желаемый срок", "oczekiwany termin"),
}


def field_name(field: str, language: str) -> str | None:
    """How a letter in that language asks for a form field; None for a field that letters do not ask for."""
    row = FIELD_NAMES.get(field)
    return text_in(row, language) if row else None
