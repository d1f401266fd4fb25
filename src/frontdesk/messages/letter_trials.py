"""Letter trials: the values that every letter is rendered with when it is read."""

from datetime import UTC, datetime
from typing import Final

from frontdesk.messages.field_words import FIELD_NAMES
from frontdesk.messages.letter import LetterValues

_FIELDS: Final = tuple(FIELD_NAMES)
#: A Monday at noon, one late in the evening, and a Saturday.
_NOON: Final = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
_NIGHT: Final = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
_SATURDAY: Final = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
_ADDRESS: Final = "https://unsubscribe.example/u/x"

#: Values, and the address to unsubscribe at.
TRIALS: Final = (
    (LetterValues(), None),
    (LetterValues(greeting="Maria", company="Acme", missing=_FIELDS[:1], now=_NOON), _ADDRESS),
    (LetterValues(greeting="Maria", missing=_FIELDS[:2], now=_NIGHT), _ADDRESS),
    (LetterValues(company="Acme", product="CRM", missing=_FIELDS[:3], now=_SATURDAY), None),
    (LetterValues(greeting="Maria", missing=_FIELDS), None),
)
