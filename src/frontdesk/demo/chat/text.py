"""Text as Telegram keeps it: cleaned, measured in UTF-16 units, with entities over it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

ENTITY_LIMIT: Final = 100  #: the rest is ignored
#: What the public server does to every text: some characters go, other controls become spaces.
_CLEANING: Final[Mapping[int, str | None]] = {
    **{code: " " for code in range(32) if code != 10},
    13: None,
    **dict.fromkeys(range(0x2028, 0x202F)),
    **dict.fromkeys((0x030A, 0x033F, 0x0333)),  # they draw lines through what is above and below
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Entity:
    """A stretch of text with a meaning; offset and length count UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    user_id: int | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.offset + self.length

    def json(self) -> dict[str, Any]:
        """The Bot API's MessageEntity."""
        known = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        if (user := known.pop("user_id", None)) is not None:
            known["user"] = {"id": user, "is_bot": False, "first_name": str(user)}
        return known


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text without its markup."""

    text: str
    entities: tuple[Entity, ...] = ()


def cleaned(text: str) -> str:
    """The text as the public server keeps it."""
    return text.translate(_CLEANING)


def units(text: str) -> int:
    """The length in UTF-16 units, which entities count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def trimmed(text: str, entities: tuple[Entity, ...] = ()) -> Parsed:
    """The text without blanks around it, and the entities moved along."""
    body = text.strip(" \n")
    start = units(text[: len(text) - len(text.lstrip(" \n"))]) if body else 0
    end = units(body)
    moved = []
    for entity in sorted(entities, key=lambda each: (each.offset, -each.length)):
        first = max(entity.offset - start, 0)
        length = min(entity.end - start, end) - first
        if length > 0:
            moved.append(replace(entity, offset=first, length=length))
    return Parsed(body, tuple(moved[:ENTITY_LIMIT]))
