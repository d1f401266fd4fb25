"""Unsubscribe page: what the link in a letter opens, in the letter's language."""

from collections.abc import Mapping
from typing import Final

from jinja2 import TemplateError

from frontdesk.errors import Faults
from frontdesk.messages import names

FILE: Final = "templates/pages/unsubscribe.html"
NAMES: Final = ("button", "company", "language", "text", "title")
_FALLBACK: Final = "en"
#: language: what a letter says at its link, and the pages: the question, that it is done, that the link is
#: not whole.
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "ask": "No more letters?",
        "ask_text": "Press the button, and {company} sends no more automatic letters to your mailbox.",
        "button": "No more letters",
        "done": "Done",
        "done_text": "{company} sends no more automatic letters to your mailbox. If you write to us, "
        "a person will still answer you.",
        "broken": "This link does not work",
        "broken_text": "A part of it may be missing. Open it from the letter itself, or answer the letter "
        "and say that you want no more.",
    },
    "ru": {
        "ask": "Больше не писать?",
        "ask_text": "Нажмите кнопку, и {company} больше не пришлёт вам автоматических писем.",
        "button": "Больше не писать",
        "done": "Готово",
        "done_text": "{company} больше не пришлёт вам автоматических писем. Если вы напишете нам сами, "
        "вам ответит человек.",
        "broken": "Ссылка не работает",
        "broken_text": "Возможно, она скопирована не целиком. Откройте её прямо из письма или ответьте на "
        "него, что больше писать не нужно.",
    },
    "pl": {
        "ask": "Nie pisać więcej?",
        "ask_text": "Po naciśnięciu przycisku {company} nie wyśle już do Państwa automatycznych wiadomości.",
        "button": "Nie pisać więcej",
        "done": "Gotowe",
        "done_text": "{company} nie wyśle już do Państwa automatycznych wiadomości. Jeśli napiszą Państwo "
        "do nas, odpowie człowiek.",
        "broken": "Ten link nie działa",
        "broken_text": "Być może brakuje jego części. Prosimy otworzyć go wprost z wiadomości albo odpisać, "
        "że nie chcą Państwo kolejnych.",
    },
    "uk": {
        "ask": "Більше не писати?",
        "ask_text": "Натисніть кнопку, і {company} більше не надсилатиме вам автоматичних листів.",
        "button": "Більше не писати",
        "done": "Готово",
        "done_text": "{company} більше не надсилатиме вам автоматичних листів. Якщо ви напишете нам самі, "
        "вам відповість людина.",
        "broken": "Посилання не працює",
        "broken_text": "Можливо, його скопійовано не повністю. Відкрийте його з листа або дайте відповідь, "
        "що більше писати не потрібно.",
    },
    "de": {
        "ask": "Keine Nachrichten mehr?",
        "ask_text": "Nach einem Klick auf die Schaltfläche schickt Ihnen {company} keine automatischen "
        "Nachrichten mehr.",
        "button": "Keine Nachrichten mehr",
        "done": "Erledigt",
        "done_text": "{company} schickt Ihnen keine automatischen Nachrichten mehr. Wenn Sie uns selbst "
        "schreiben, antwortet Ihnen ein Mensch.",
        "broken": "Dieser Link funktioniert nicht",
        "broken_text": "Vielleicht fehlt ein Teil davon. Öffnen Sie ihn direkt aus der Nachricht, oder "
        "antworten Sie darauf, dass Sie keine weiteren möchten.",
    },
}
LANGUAGES: Final = tuple(_WORDS)

_JINJA: Final = names.environment(autoescape=True)


class UnsubscribePage:
    """The page, ready to fill in."""

    def __init__(self, source: str) -> None:
        """`source`: its template.

        Raises:
            Faults: it is wrong, each fault with its line.
        """
        if wrong := names.problems(_JINJA, source, "this page", dict.fromkeys(NAMES)):
            raise Faults([f"{FILE}:{line}: {told}" for line, told in wrong])
        try:
            self._template = names.template(_JINJA, source)
            for what in ("ask", "done", "broken"):
                self._page(what, _FALLBACK, _FALLBACK, "Acme")
        except TemplateError as error:
            raise Faults([f"{FILE}: {error}"]) from error

    def ask(self, language: str, ours: str, company: str) -> str:
        """What whoever opens the link is asked; in `ours`, the desk's language, where it lacks that one."""
        return self._page("ask", language, ours, company)

    def done(self, language: str, ours: str, company: str) -> str:
        """That it is done."""
        return self._page("done", language, ours, company)

    def broken(self, language: str, company: str) -> str:
        """That this is none of our links, or not the whole of one."""
        return self._page("broken", language, language, company)

    def _page(self, what: str, language: str, ours: str, company: str) -> str:
        said = _said(language, ours)
        return self._template.render(
            language=next(code for code, words in _WORDS.items() if words is said),
            title=said[what],
            text=said[f"{what}_text"].replace("{company}", company),
            button=said["button"] if what == "ask" else None,
            company=company,
        )


def _said(language: str, ours: str) -> Mapping[str, str]:
    """The words in a language, else in that of its family (pt of pt-br), else in ours, else in English."""
    for each in (language, language.partition("-")[0], ours):
        if each in _WORDS:
            return _WORDS[each]
    return _WORDS[_FALLBACK]
