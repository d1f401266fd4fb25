"""Words: what cards, buttons and toasts say, in every language frontdesk speaks.

The tables stand beside this file, one for each subject. The letters' own wording is in `templates/letters/`.
"""

from collections.abc import Mapping
from typing import Any, Final

from frontdesk.messages.card_words import CARD_WORDS
from frontdesk.messages.choice_words import CHOICE_WORDS
from frontdesk.messages.command_words import COMMAND_WORDS
from frontdesk.messages.move_words import MOVE_WORDS
from frontdesk.messages.past_words import PAST_WORDS
from frontdesk.messages.people_words import PEOPLE_WORDS
from frontdesk.messages.post_words import POST_WORDS
from frontdesk.messages.privacy_words import PRIVACY_WORDS
from frontdesk.messages.receipt_words import RECEIPT_WORDS
from frontdesk.messages.sla_words import SLA_WORDS
from frontdesk.messages.toast_words import TOAST_WORDS
from frontdesk.messages.topic_words import TOPIC_WORDS
from frontdesk.text import cut, one_line

TOAST_LIMIT: Final = 200  #: characters of an answer to a press (Bot API, answerCallbackQuery)
_PLACE_LIMIT: Final = 60
#: In which order the tables have their texts; the first stands for every other language.
LANGUAGES: Final = ("en", "ru", "pl")
_AT: Final = {language: at for at, language in enumerate(LANGUAGES)}
TABLES: Final[tuple[Mapping[str, tuple[str, str, str]], ...]] = (
    CARD_WORDS,
    CHOICE_WORDS,
    COMMAND_WORDS,
    MOVE_WORDS,
    PAST_WORDS,
    PEOPLE_WORDS,
    POST_WORDS,
    PRIVACY_WORDS,
    RECEIPT_WORDS,
    SLA_WORDS,
    TOAST_WORDS,
    TOPIC_WORDS,
)
#: key: the text in each of `LANGUAGES`. `{name}` is a place that the caller fills.
WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    key: row for table in TABLES for key, row in table.items()
}


def text_in(row: tuple[str, str, str], language: str) -> str:
    """The text in that language; in English where it is not there."""
    return row[_AT.get(language, 0)]


def word(key: str, language: str) -> str:
    """The text as it stands in the table, with its places."""
    return text_in(WORDS[key], language)


def say(key: str, language: str, **values: object) -> str:
    """The text with its places filled, on one line of at most 200 characters: fit for a toast or a button.

    A value is data: its own braces, line ends and bidirectional controls do nothing. A place without a value
    shows a dash; a value without a place is ignored.

    Raises:
        KeyError: there is no such text.
    """
    return cut(word(key, language).format_map(_Places(values)), TOAST_LIMIT)


def signed(points: int) -> str:
    """+3, −5, 0: with a real minus sign."""
    return f"+{points}" if points > 0 else f"−{-points}" if points else "0"


def told_score(points: int) -> str:
    """7, −2: with a real minus sign."""
    return str(points).replace("-", "−")


class _Places(dict[str, Any]):
    """Values of places as short plain lines."""

    def __getitem__(self, name: str) -> str:
        value = self.get(name)
        if value is None or value == "":
            return "—"
        if isinstance(value, int):
            return str(value)
        return one_line(str(value)[: 8 * _PLACE_LIMIT], _PLACE_LIMIT)
