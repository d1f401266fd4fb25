"""Sample: a letter as one lead would get it."""

from frontdesk.app.config import Config
from frontdesk.app.looking import Looked
from frontdesk.messages.letter import LetterValues
from frontdesk.model.delivery import Letter


def sample_letter(config: Config, name: str, language: str, looked: Looked) -> Letter:
    """One letter as that lead would get it."""
    fields = looked.fields(config.rules)
    return config.letters.render(name, language, LetterValues.of(looked.signals, fields))
