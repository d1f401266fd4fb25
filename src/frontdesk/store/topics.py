"""Topics: the threads of each chat by name, which the bot makes when they are first needed, once.

Whoever wants one claims its row first: of two nodes one makes it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from frontdesk.store.nodes import living
from frontdesk.store.tables import UtcTime, cards, topics
from frontdesk.store.upsert import inserted

LIMIT: Final = 50  #: topics a chat, beside those that are always there
TRIES: Final = 2  #: of which nobody knows the outcome, after which none is made for a while
_c, _k = topics.c, cards.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where in a chat something goes."""

    chat: int
    name: str
    thread: int | None = None  #: None: the general topic
    makes: bool = False  #: this node is to make it
    waits: bool = False  #: another node is making it


def placed(
    connection: sa.Connection, chat: int, name: str, now: datetime, node: str, *, always: Collection[str]
) -> Place:
    """The place of that name; one of too many names is the last of `always`, which do not count."""
    row = _read(connection, chat, name)
    if row is None and name not in always and _is_full(connection, chat, always):
        name = tuple(always)[-1]
        row = _read(connection, chat, name)
    if row is None:
        inserted(connection, topics, {"chat": chat, "name": name})
        row = _read(connection, chat, name)
    return _place(connection, row, now, node)


def hand_made(connection: sa.Connection, chat: int, name: str, thread: int, now: datetime) -> Place:
    """The place of a topic that a person made."""
    inserted(connection, topics, {"chat": chat, "name": name, "thread": thread})
    row = _read(connection, chat, name)
    rests = row.not_before is not None and row.not_before > now
    return Place(chat=chat, name=name, thread=None if rests else thread)


def made(connection: sa.Connection, place: Place, thread: int) -> None:
    """It is there now."""
    values = {"thread": thread, "claimed_by": None, "tries": 0, "not_before": None}
    connection.execute(_mine(place).values(values))


def lost(
    connection: sa.Connection, place: Place, now: datetime, node: str, lately: timedelta, until: datetime
) -> Place:
    """It is not there any more: it is made once again, unless that was done lately or none can be made."""
    row = _read(connection, place.chat, place.name)
    if row is not None and row.thread not in (None, place.thread):  # another node was quicker
        return Place(chat=place.chat, name=place.name, thread=row.thread)
    again = row is None or row.remade_at is None or row.remade_at <= now - lately
    if row is None or not again or _is_refused(connection, place.chat, now):
        rest(connection, place, until)
        return Place(chat=place.chat, name=place.name)
    # Until it is made anew the old number stays: topics that are switched off come back with it.
    connection.execute(_mine(place).values(claimed_by=node, remade_at=now))
    return Place(chat=place.chat, name=place.name, makes=True)


def doubt(connection: sa.Connection, place: Place, until: datetime) -> None:
    """Nobody knows whether it was made: once more, then not before `until`."""
    tries = _c.tries + 1
    rests = sa.case((tries >= TRIES, sa.literal(until, UtcTime)), else_=None)
    connection.execute(_mine(place).values(claimed_by=None, tries=tries, not_before=rests))


def give_back(connection: sa.Connection, place: Place) -> None:
    """It was not made, and may be at any time."""
    connection.execute(_mine(place).values(claimed_by=None))


def rest(connection: sa.Connection, place: Place, until: datetime) -> None:
    """It cannot be used: until then what belongs there goes to the general topic."""
    connection.execute(_mine(place).values(claimed_by=None, tries=0, not_before=until))


def refused(connection: sa.Connection, place: Place, until: datetime) -> None:
    """The chat lets the bot make none: until then nobody asks it for one again."""
    connection.execute(_mine(place).values(claimed_by=None, tries=0, not_before=until))
    blank = sa.update(topics).where(_c.chat == place.chat, _c.thread.is_(None))
    connection.execute(blank.values(claimed_by=None, not_before=until))


def resting(connection: sa.Connection, chat: int, now: datetime) -> bool:
    """Whether a topic of the chat cannot be used for now."""
    mine = sa.select(_c.name).where(_c.chat == chat, _c.not_before > now)
    return connection.execute(mine.limit(1)).first() is not None


def put(connection: sa.Connection, lead: int, place: Place) -> None:
    """The card of a lead belongs there, and is about to be posted there."""
    mine = sa.update(cards).where(_k.chat == place.chat, _k.lead == lead)
    connection.execute(mine.values(topic=place.name, thread=place.thread))


def of_card(connection: sa.Connection, chat: int, lead: int) -> tuple[str | None, int | None]:
    """The name of the place of a card, and the thread that its message is in."""
    row = connection.execute(sa.select(_k.topic, _k.thread).where(_k.chat == chat, _k.lead == lead)).first()
    return (row.topic, row.thread) if row else (None, None)


def _place(connection: sa.Connection, row: Any, now: datetime, node: str) -> Place:
    place = Place(chat=row.chat, name=row.name)
    if row.not_before is not None and row.not_before > now:
        return place
    if row.thread is not None and row.claimed_by is None:
        return Place(chat=row.chat, name=row.name, thread=row.thread)
    if _is_refused(connection, row.chat, now):
        return place
    # One that this node claimed and has not settled, or that a dead one did, may have been made.
    tries = row.tries + (row.claimed_by is not None)
    free = sa.or_(_c.claimed_by.is_(None), _c.claimed_by == node, _c.claimed_by.not_in(living()))
    claim = sa.update(topics).where(_c.chat == row.chat, _c.name == row.name, free)
    if not connection.execute(claim.values(claimed_by=node, tries=tries)).rowcount:
        return Place(chat=row.chat, name=row.name, waits=True)
    return Place(chat=row.chat, name=row.name, makes=True)


def _is_refused(connection: sa.Connection, chat: int, now: datetime) -> bool:
    """Whether the chat lately let the bot make none: one that was never made, or never again, waits."""
    mine = sa.select(_c.name).where(_c.chat == chat, _c.thread.is_(None), _c.not_before > now)
    return connection.execute(mine.limit(1)).first() is not None


def _is_full(connection: sa.Connection, chat: int, always: Collection[str]) -> bool:
    mine = (_c.chat == chat, _c.name.not_in(always))
    return connection.execute(sa.select(sa.func.count()).where(*mine)).scalar_one() >= LIMIT


def _read(connection: sa.Connection, chat: int, name: str) -> Any:
    mine = sa.select(topics).where(_c.chat == chat, _c.name == name)
    return connection.execute(mine.with_for_update()).first()


def _mine(place: Place) -> sa.Update:
    return sa.update(topics).where(_c.chat == place.chat, _c.name == place.name)
