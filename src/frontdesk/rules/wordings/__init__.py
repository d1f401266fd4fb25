"""Wordings: how forms name their fields, one language a file.

A new language is one new file that makes a `Wording`, and one line below.
"""

from collections.abc import Mapping
from typing import Final

from frontdesk.rules.wordings.cs import CZECH
from frontdesk.rules.wordings.de import GERMAN
from frontdesk.rules.wordings.en import ENGLISH
from frontdesk.rules.wordings.es import SPANISH
from frontdesk.rules.wordings.fr import FRENCH
from frontdesk.rules.wordings.it import ITALIAN
from frontdesk.rules.wordings.nl import DUTCH
from frontdesk.rules.wordings.pl import POLISH
from frontdesk.rules.wordings.pt import PORTUGUESE
from frontdesk.rules.wordings.ru import RUSSIAN
from frontdesk.rules.wordings.uk import UKRAINIAN
from frontdesk.rules.wordings.wording import Wording

LANGUAGES: Final[Mapping[str, Wording]] = {
    "en": ENGLISH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
    "pl": POLISH,
    "de": GERMAN,
    "es": SPANISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "cs": CZECH,
    "nl": DUTCH,
}
