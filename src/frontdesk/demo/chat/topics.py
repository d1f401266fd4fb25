"""Topics: the threads of a forum, which people and bots open, close and delete."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from frontdesk.demo.chat.errors import bad

NAME_CHARACTERS: Final = 128
LIMIT: Final = 1_000


@dataclass(slots=True)
class Topic:
    """One thread; the general one has no id that could be sent."""

    id: int
    name: str
    closed: bool = False
    own: bool = False  #: the bot made it


@dataclass(slots=True)
class Topics:
    """The threads of one room; `forum`: whether it has any."""

    forum: bool = False
    _known: dict[int, Topic] = field(default_factory=dict)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1_000_001))

    @classmethod
    def of(cls, ids: Iterable[int], forum: bool = False) -> "Topics":
        """Those that a room begins with; `forum`: it may have some, though it has none."""
        known = {id_: Topic(id_, str(id_)) for id_ in ids}
        return cls(forum=forum or bool(known), _known=known)

    def all(self) -> list[Topic]:
        """Every one but the general one, oldest first."""
        return list(self._known.values())

    def open(self, name: str, *, own: bool = False) -> Topic:
        """A new one.

        Raises:
            ApiError: 400, the group has no topics, or that is no name for one.
        """
        if not self.forum:
            raise bad("the chat is not a forum")
        if not 1 <= len(name.strip()) <= NAME_CHARACTERS:
            raise bad("TOPIC_TITLE_EMPTY" if not name.strip() else "TOPIC_TITLE_INVALID")
        if len(self._known) >= LIMIT:
            raise bad("too many topics")
        topic = Topic(next(self._ids), name, own=own)
        self._known[topic.id] = topic
        return topic

    def found(self, id_: int) -> Topic:
        """The one of that id; the general one is none: it is sent as no thread.

        Raises:
            ApiError: 400, there is none, or topics were switched off.
        """
        if not self.forum or id_ not in self._known:
            raise bad("message thread not found")
        return self._known[id_]

    def written(self, id_: int | None) -> None:
        """Nothing where the bot may post there.

        Raises:
            ApiError: 400, it is closed or not there.
        """
        if id_ is not None and self.found(id_).closed:
            raise bad("TOPIC_CLOSED")

    def delete(self, id_: int) -> None:
        """Take it away with all that stands in it.

        Raises:
            ApiError: 400, there is none.
        """
        del self._known[self.found(id_).id]
