"""Card private: what only the private card shows: every field, the files, and ways to reach the person.

Nothing is masked there; what strangers wrote is defused all the same.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from frontdesk.messages.defuse import short
from frontdesk.messages.guard_words import guard_name
from frontdesk.messages.words import WORDS, say, word
from frontdesk.model.delivery import Button, CardFacts, View
from frontdesk.text import one_line

LONG: Final = 1_000  #: characters of the message; a card has 4,096 in all (Bot API), and defusing adds some
FIELDS_LIMIT: Final = 20
FILES_LIMIT: Final = 10
NOTES_LIMIT: Final = 3
PAST_LIMIT: Final = 5  #: lines of its history
_PAST_CHARACTERS: Final = 100  #: of one line
_NOTE_CHARACTERS: Final = 200
_NAME_LIMIT: Final = 60  #: characters of the name of a file
_LABEL_LIMIT: Final = 40
_VALUE_LIMIT: Final = 150
_FIELDS_CHARACTERS: Final = 900  #: of all labels and values
_COPY_LIMIT: Final = 256  #: characters of a text to copy (Bot API)
#: Fields that have a place of their own on a card, or that are no answer of the person.
_PLACED: Final = frozenset(
    str.split("first_name last_name full_name email phone company position message files ip")
)


def own_mask(facts: CardFacts) -> str:
    """How numbers inside of names and other short texts are shown."""
    return "none" if facts.view is View.PRIVATE else "partial"


def everything(facts: CardFacts, language: str) -> dict[str, Any]:
    """The names that only the private card's template uses; empty on any other card."""
    if facts.view is not View.PRIVATE:
        nothing = dict.fromkeys(("stands", "guards", "more_fields", "more_files"))
        return nothing | {"fields": [], "files": [], "notes": [], "past": []}
    found = list(_fields(facts))
    fields = _fitting(found)
    more = len(found) - len(fields)
    files = [
        {"name": short(file.name, _NAME_LIMIT, "none"), "size": _size(file.size)} for file in facts.files
    ]
    return {
        "stands": _stands(facts, language),
        "guards": ", ".join(guard_name(code, language) for code in facts.receipt.verdict.quarantine) or None,
        "fields": fields,
        "more_fields": say("more", language, number=more) if more else None,
        "files": files[-FILES_LIMIT:],
        "notes": [
            {"by": short(note.by, _LABEL_LIMIT), "text": short(note.shown, _NOTE_CHARACTERS, "none")}
            for note in facts.notes[-NOTES_LIMIT:]
        ],
        "past": [short(line, _PAST_CHARACTERS, "none") for line in facts.past[:PAST_LIMIT]],
        "more_files": "…" if len(files) > FILES_LIMIT else None,
    }


def contact_rows(facts: CardFacts) -> Iterator[tuple[Button, ...]]:
    """Copy the phone and the e-mail address; open a chat with the number."""
    phone, email, language = facts.signals.phone.e164, facts.signals.email.address, facts.chat.language
    copies = [
        Button(word(f"button_{what}", language), copy=value)
        for what, value in (("phone", phone), ("email", email))
        if value and len(value) <= _COPY_LIMIT
    ]
    if copies:
        yield tuple(copies)
    if phone:
        links = ("Telegram", f"https://t.me/{phone}"), ("WhatsApp", f"https://wa.me/{phone.lstrip('+')}")
        yield tuple(Button(label, url=url) for label, url in links)


def _stands(facts: CardFacts, language: str) -> str | None:
    """Where the lead stands, where the line of a card that left says it otherwise."""
    key = f"stands_{facts.lead.state}"
    return word(key, language) if key in WORDS else None


def _fields(facts: CardFacts) -> Iterator[dict[str, str]]:
    """What else the person said: the known fields, then the newest answers under the form's own labels."""
    said: Mapping[str, Any] = facts.latest.submission.extra
    known = {name: value for name, value in facts.contacts.items() if name not in _PLACED}
    shown = set(known.values())
    known |= {label: text for label, value in said.items() if (text := _text(value)) and text not in shown}
    for label, value in known.items():
        name, answer = short(label, _LABEL_LIMIT, "none"), short(value, _VALUE_LIMIT, "none")
        if name and answer and not name.startswith("_"):
            yield {"name": name, "value": answer}


def _fitting(found: list[dict[str, str]]) -> list[dict[str, str]]:
    left, fields = _FIELDS_CHARACTERS, []
    for one in found[:FIELDS_LIMIT]:
        left -= len(one["name"]) + len(one["value"])
        if left < 0:
            break
        fields.append(one)
    return fields


def _text(value: Any) -> str:
    """An answer as one line; files and other objects have none."""
    if isinstance(value, list):
        return ", ".join(text for each in value[:FIELDS_LIMIT] if (text := _text(each)))
    plain = str(value) if isinstance(value, str | int | float) else ""
    return one_line(plain[: 8 * _VALUE_LIMIT], _VALUE_LIMIT)


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1_000, 1)} kB"
