"""Quoting: rows that quote a person in some text of theirs, found by looking through each."""

import re
from collections.abc import Iterator
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.store.persons import Who

_DIGITS: Final = 9  #: of a number, its last ones: people leave out the code of the country
_NO_DIGIT: Final = re.compile(r"\D+")


def quoting(connection: sa.Connection, table: sa.Table, columns: tuple[str, ...], who: Who) -> list[Any]:
    """The primary keys of the rows that quote the person in one of the columns."""
    keys, said = tuple(table.primary_key.columns), [table.c[name] for name in columns]
    filled = sa.or_(*(column.is_not(None) for column in said))
    rows = connection.execute(sa.select(*keys, *said).where(filled))
    quotes = _Quotes(who)
    return [tuple(row[: len(keys)]) for row in rows if any(quotes.found(one) for one in row[len(keys) :])]


class _Quotes:
    """What tells that a value is about the person."""

    def __init__(self, who: Who) -> None:
        self._words = who.addresses
        self._numbers = tuple(number[-_DIGITS:] for number in who.numbers)
        self._messages = who.messages
        ids = "|".join(map(str, who.leads))
        self._lead = re.compile(rf"(?<!\d)(?:{ids})(?!\d)") if ids else None

    def found(self, value: str | bytes | None) -> bool:
        """Whether it quotes the address or number; of JSON, also whether it names a lead or a card."""
        if value is None:
            return False
        if isinstance(value, str):
            return self._quoted(value)
        try:
            return any(map(self._about, _parts(orjson.loads(value))))
        except ValueError:
            return self._quoted(value.decode("utf-8", "replace"))

    def _quoted(self, text: str) -> bool:
        small = text.lower()
        if any(word in small for word in self._words):
            return True
        digits = _NO_DIGIT.sub("", text) if self._numbers else ""
        return any(number in digits for number in self._numbers)

    def _about(self, part: Any) -> bool:
        if isinstance(part, str):
            return self._quoted(part) or bool(self._lead and self._lead.search(part))
        chat = part.get("chat")
        return isinstance(chat, dict) and (chat.get("id"), part.get("message_id")) in self._messages


def _parts(value: Any) -> Iterator[Any]:
    """Every text and every object in a JSON value, names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield value
        for name, each in value.items():
            yield name
            yield from _parts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _parts(each)
