"""Card examples: what the cards' templates are tried with when they are read."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from frontdesk.messages.card_facts import plain_words
from frontdesk.messages.markup import moment

_SAMPLE_TIME: Final = moment(datetime(2026, 11, 20, 13, 2, tzinfo=UTC))
_SAMPLE_LEAD: Final = {"number": 12, "name": "Anna Nowak", "wrote": _SAMPLE_TIME, "owner": "Piotr"}
_SAMPLE_ROW: Final = {"name": "budget fits", "points": "+3", "by": "Olga", "mark": "✅", "because": "40000"}
_FULL: Final[Mapping[str, Any]] = {
    "word": plain_words("en"),
    "number": 142,
    "name": "Jan Kowalski",
    "company": "ACME Sp. z o.o.",
    "position": "CTO",
    "score": "4",
    "needs": "needs +3",
    "parts": [_SAMPLE_ROW, _SAMPLE_ROW],
    "gates": ["lacks an e-mail address"],
    "open": [_SAMPLE_ROW, _SAMPLE_ROW],
    "answers": [_SAMPLE_ROW, _SAMPLE_ROW],
    "form": "Contact form",
    "received": _SAMPLE_TIME,
    "letter": "answered with phone_given",
    "again": "wrote again (2)",
    "unchecked": "captcha not checked",
    "message": "We need a customer portal.",
    "phone": "+48 6•• ••• 200",
    "email": "j•••@acme.example",
    "doubtful": "📞 123 (not valid)",
    "news": [{"icon": "📞", "value": "+48 7•• ••• 201"}, {"icon": "👤", "value": "Jan Nowak"}],
    "colleagues": [_SAMPLE_LEAD, _SAMPLE_LEAD],
    "joins": ["same phone as #12 Anna Nowak", "Join #142 into #12 for good?"],
    "owner": "Piotr",
    "taken": _SAMPLE_TIME,
    "offered": {"name": "Piotr", "account": 12, "until": _SAMPLE_TIME},
    "unopened": "Piotr has not opened the bot",
    "choosing": "Ann is choosing…",
    "snoozed": _SAMPLE_TIME,
    "later": "back on 2026-12-20",
    "icon": "🟢",
    "outcome": "sales, 7",
    "confirmed": "confirmed by Olga",
    "stands": "in triage",
    "guards": "links",
    "fields": [{"name": "Budget", "value": "40000 EUR"}, {"name": "city", "value": "Gdynia"}],
    "files": [{"name": "brief.pdf", "size": "1.2 MB"}, {"name": "logo.png", "size": "40 kB"}],
    "notes": [{"by": "Olga", "text": "asked to be called after lunch"}],
    "past": ["20.11. 13:02 Piotr: took it"],
    "more_fields": "and 3 more",
    "more_files": "and more",
    "there": {
        "zone": "Warsaw",
        "offset": "UTC+1",
        "office": "office hours there",
        "call": "call",
        "opens": _SAMPLE_TIME,
        "closes": _SAMPLE_TIME,
    },
}
_ALWAYS: Final = frozenset({"word", "number", "score", "form", "received", "letter", "icon", "outcome"})
#: Everything known, and nothing but what always is.
EXAMPLES: Final[tuple[Mapping[str, Any], ...]] = (
    _FULL,
    {name: value if name in _ALWAYS else type(value)() if isinstance(value, list) else None
     for name, value in _FULL.items()},
)  # fmt: skip
