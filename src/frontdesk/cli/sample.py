"""Sample: a letter as one lead would get it."""

from typing import Final

from frontdesk.app.config import Config
from frontdesk.app.looking import Looked
from frontdesk.messages.letter import LetterValues
from frontdesk.model.delivery import Letter

#: Stands where a letter that goes out has a link of its own reader.
UNSUBSCRIBE: Final = "https://desk.example/u/preview"


def sample_letter(
    config: Config, name: str, language: str, looked: Looked, unsubscribe: str | None = UNSUBSCRIBE
) -> Letter:
    """One letter as that lead would get it."""
    at = config.letters.due_at(name, language, looked.known.now)
    values = LetterValues.of(looked.signals, looked.fields(config.rules), at)
    return config.letters.render(name, language, values, unsubscribe=unsubscribe)
