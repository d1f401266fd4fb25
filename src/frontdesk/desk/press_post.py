"""Press post: the taps under the live message of a burst, and under the morning's digest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from frontdesk.desk.desk import Desk
from frontdesk.desk.told import Told
from frontdesk.messages.burst import NEXT
from frontdesk.model.lead import Person, Role
from frontdesk.model.post import BURST, MORNING, Asked, Burst
from frontdesk.model.press import Move, Press
from frontdesk.store import bursts, card_turns, posts, updates
from frontdesk.store.database import Connection
from frontdesk.triage.closing import LEADERS

POST_MOVES: Final = frozenset(
    {Move.NEXT_CARDS, Move.ASK_SPAM, Move.ALL_SPAM, Move.UNDO_SPAM, Move.KEEP, Move.PAGE}
)
ASKS_S: Final = 60  #: how long the message asks
_SORTERS: Final = frozenset({Role.SECRETARY, Role.MANAGER, Role.HEAD, Role.ADMIN})


async def press_post(desk: Desk, press: Press, *, chat: int, user: int, update: int) -> Told:
    """Do what the tap asks for, in one transaction, and say what the presser is told.

    It counts where that chat has such a message: callback data can be forged.

    Raises:
        Unavailable: the database does not answer.
    """
    person, now = desk.judge.rules.person(user), desk.clock()

    def work(connection: Connection) -> Told:
        updates.settle(connection, update)
        if person is None:
            return Told(toast="stranger")
        if person.role is Role.VIEWER:
            return Told(toast="not_allowed", person=person)
        if press.move is Move.PAGE:
            return _paged(connection, press, chat, now)
        burst = bursts.standing(connection, chat)
        if burst is None:
            return Told(toast="changed")
        return _WAYS[press.move](_Tap(press, person, update, now), connection, burst)

    told = await desk.db.write(work)
    desk.wake.ring("cards")
    return replace(told, person=person)


class _Tap:
    """A tap under a live message that stands."""

    def __init__(self, press: Press, person: Person, update: int, now: datetime) -> None:
        self.press, self.person, self.update, self.now = press, person, update, now

    def next_cards(self, connection: Connection, burst: Burst) -> Told:
        # A second tap, or a second person's, brings no more than one.
        if card_turns.asked_waiting(connection, burst.chat) >= NEXT:
            return Told(toast="next_coming")
        number = card_turns.ask_best(connection, burst.chat, NEXT)
        posts.redraw(connection, burst.chat, BURST, self.now)
        return Told(toast="next_cards" if number else "next_none", score=number)

    def ask_spam(self, connection: Connection, burst: Burst) -> Told:
        if self.person.role not in _SORTERS:
            return Told(toast="not_allowed")
        source = bursts.source(connection, burst)
        if source is None or source.lead != self.press.lead or burst.works:
            return Told(toast="changed")
        asked = Asked(lead=source.lead, way=source.way, until=int(self.now.timestamp()) + ASKS_S)
        bursts.keep(connection, burst, self.now, asked=asked)
        return Told(toast="all_spam_asked")

    def all_spam(self, connection: Connection, burst: Burst) -> Told:
        if self.person.role not in _SORTERS:
            return Told(toast="not_allowed")
        asked = burst.asked
        lapsed = asked is None or asked.lead != self.press.lead or asked.until < self.now.timestamp()
        if asked is None or lapsed or asked.by:
            return Told(toast="changed")
        number = len(bursts.from_source(connection, burst, asked)[2])
        sure = replace(asked, by=self.person.telegram, update=self.update)
        bursts.keep(connection, burst, self.now, asked=sure)
        return Told(toast="all_spam", score=number)

    def keep(self, connection: Connection, burst: Burst) -> Told:
        if burst.works:
            return Told(toast="changed")
        bursts.keep(connection, burst, self.now)
        return Told(toast="burst_kept")

    def undo_spam(self, connection: Connection, burst: Burst) -> Told:
        called = burst.called
        if called is None or called.undo:
            return Told(toast="changed")
        if called.by != self.person.telegram and self.person.role not in LEADERS:
            return Told(toast="not_allowed")
        if called.until < self.now.timestamp():
            return Told(toast="undo_late")
        back = replace(called, undo=self.update, undoer=self.person.telegram)
        bursts.keep(connection, burst, self.now, called=back)
        return Told(toast="all_spam_undone")


_WAYS: Final[dict[Move, Callable[[_Tap, Connection, Burst], Told]]] = {
    Move.NEXT_CARDS: _Tap.next_cards,
    Move.ASK_SPAM: _Tap.ask_spam,
    Move.ALL_SPAM: _Tap.all_spam,
    Move.UNDO_SPAM: _Tap.undo_spam,
    Move.KEEP: _Tap.keep,
}


def _paged(connection: Connection, press: Press, chat: int, now: datetime) -> Told:
    day = f"{press.revision:08d}"
    key = f"{MORNING}{day[:4]}-{day[4:6]}-{day[6:8]}"
    said = posts.about(connection, chat, key)
    if said is None:
        return Told(toast="gone")
    page = press.number or 0
    if page != said["page"]:
        posts.change(connection, chat, key, {**said, "page": page}, now)
    return Told(toast="paged", score=page + 1)
