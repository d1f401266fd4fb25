"""Topics: into which topic of a chat a message goes; makes what is missing, opens what was closed, once.

Where a topic cannot be used, its messages go to the general one for a while, and an alarm says why.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Protocol

import structlog

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.desk import Desk
from frontdesk.errors import Deferred, FrontdeskError, NoTopic, Unsure
from frontdesk.messages.words import word
from frontdesk.model.alarm import TOPICS
from frontdesk.model.delivery import Card
from frontdesk.model.lead import Chat
from frontdesk.model.topic import About, Bound
from frontdesk.store import topics
from frontdesk.store.alarm_work import AlarmWork
from frontdesk.store.cards import CardWork
from frontdesk.store.database import Connection
from frontdesk.store.leads import read_known
from frontdesk.store.reminder_work import ReminderWork
from frontdesk.store.topics import Place
from frontdesk.text import clean
from frontdesk.triage.topics import bound_topic, key_of, lead_topic, thread_in, topic_name
from frontdesk.worker.settling import settled
from frontdesk.worker.turns import Work

RESTS: Final = timedelta(hours=1)  #: before a topic that cannot be used is tried again
TAKEN_S: Final = 2.0  #: before it is looked again whether another node has made it

_log = structlog.get_logger(__name__)

Post = Callable[[Card], Awaitable[int | None]]


class Channel(Protocol):
    """Where topics are."""

    async def make_topic(self, chat: int, name: str) -> int:
        """Open a topic; raises NoTopic, Unsure, Closed, Moved, Deferred, Paused."""

    async def reopen_topic(self, chat: int, thread: int) -> None:
        """Let it take messages again; raises NoTopic, Closed, Moved, Deferred, Paused."""


class Topics:
    """The topics of one chat; a person's own chat has none."""

    def __init__(
        self, desk: Desk, channel: Channel, chat: Chat, node: str, spend: Callable[[], Awaitable[None]]
    ) -> None:
        """`spend` uses up one message of the chat's budget: each call about a topic counts as one."""
        self._desk, self._channel, self._chat, self._node, self._spend = desk, channel, chat, node, spend
        self._has_any = bool(chat.topics or chat.bound)
        self._alarms, self._raised = Alarms(desk.db, desk.clock), True  # perhaps, before this start
        self._always = (topic_name(word("topic_digest", chat.language)), word("topic_other", chat.language))

    async def send(self, number: int, work: Work, card: Card, post: Post) -> int | None:
        """Post a message into its topic of the chat, which has that number now; the message's number.

        Raises: as `post` does; Deferred: not now, since the topic cannot be made at the moment.
        """
        if not self._has_any:
            return await post(card)
        if work.message_id is not None and not isinstance(work, ReminderWork):
            return await self._edited(number, work, card, post)
        place = await self._made(number, await self._place(work))
        try:
            message = await self._posted(work, place, card, post)
        except NoTopic as error:
            message = await self._again(number, work, place, card, post, error)
        await self._tell(None)
        return message

    async def _edited(self, number: int, work: Work, card: Card, post: Post) -> int | None:
        """A message in a closed topic may be one that cannot be changed: it is opened, once."""
        try:
            return await post(card)
        except NoTopic:
            _, thread = await self._desk.db.read(lambda c: topics.of_card(c, self._chat.id, work.lead))
            if thread is None:
                raise
            await self._spend()
            await self._channel.reopen_topic(number, thread)
            await self._spend()
            return await post(card)

    async def _again(
        self, number: int, work: Work, place: Place | None, card: Card, post: Post, error: NoTopic
    ) -> int | None:
        """The topic took nothing: mend it and post once more; then without it."""
        place = await self._mended(number, place, error)
        await self._spend()
        try:
            return await self._posted(work, place, card, post)
        except NoTopic as failure:
            place = await self._rested(place, failure)
        await self._spend()
        return await self._posted(work, place, card, post)

    async def _posted(self, work: Work, place: Place | None, card: Card, post: Post) -> int | None:
        if place is None:
            return await post(card)
        if isinstance(work, CardWork):
            await self._desk.db.write(lambda c: topics.put(c, work.lead, place))
        return await post(replace(card, thread=place.thread))

    async def _mended(self, number: int, place: Place | None, error: NoTopic) -> Place:
        if place is None or place.thread is None:
            raise error
        now, thread = self._desk.clock(), place.thread
        if error.closed:
            await self._spend()
            try:
                await self._channel.reopen_topic(number, thread)
            except NoTopic as failure:
                return await self._rested(place, failure)
            _log.info("topic opened again", chat=self._chat.id, thread=thread)
            return place
        if thread_in(place.name) is not None:  # what it was called is not known
            return await self._rested(place, error)
        lost = await self._desk.db.write(lambda c: topics.lost(c, place, now, self._node, RESTS, now + RESTS))
        if not lost.makes and lost.thread is None:
            return await self._rested(lost, error)
        return await self._made(number, lost) or lost

    async def _place(self, work: Work) -> Place | None:
        """Where it belongs; None: the chat has no topic for it."""
        if isinstance(work, ReminderWork):
            return await self._desk.db.read(lambda c: self._reminded(c, work))
        key = await self._key(work)
        if key is None:
            return None
        now = self._desk.clock()
        place = await self._desk.db.write(lambda c: self._placed(c, key, now))
        if place.waits:
            raise Deferred("another node is making the topic", TAKEN_S)
        return place

    def _placed(self, connection: Connection, key: str, now: datetime) -> Place:
        if (thread := thread_in(key)) is not None:
            return topics.hand_made(connection, self._chat.id, key, thread, now)
        return topics.placed(connection, self._chat.id, key, now, self._node, always=self._always)

    def _reminded(self, connection: Connection, work: ReminderWork) -> Place:
        """Beside the card it answers, wherever that is."""
        name, thread = topics.of_card(connection, self._chat.id, work.lead)
        return Place(chat=self._chat.id, name=name or key_of(0), thread=thread)

    async def _key(self, work: Work) -> str | None:
        if not isinstance(work, CardWork):
            alarms = bound_topic(self._chat, Bound.ALARMS) if isinstance(work, AlarmWork) else None
            own = self._always[0] if self._chat.topics else bound_topic(self._chat, Bound(self._chat.purpose))
            return alarms or own
        lead, now = work.lead, self._desk.clock()
        stays, known = await self._desk.db.read(
            lambda c: (topics.of_card(c, self._chat.id, lead)[0], read_known(c, [lead], now).get(lead))
        )
        if stays is not None or known is None:
            return stays
        source = self._desk.judge.signals(known).source
        about = About(product=source.product, utm_source=source.utm_source, form=source.form)
        key = lead_topic(self._chat, about, common=self._always[1])
        return self._always[1] if key == self._always[0] else key

    async def _made(self, number: int, place: Place | None) -> Place | None:
        """The same place, which is there now if it can be made."""
        if place is None or not place.makes:
            return place
        db, now = self._desk.db, self._desk.clock()
        await self._spend()
        try:
            thread = await self._channel.make_topic(number, place.name)
        except NoTopic as error:
            await db.write(lambda c: topics.refused(c, place, now + RESTS))
            return await self._told_of(place, error)
        except Unsure as error:
            await db.write(lambda c: topics.doubt(c, place, now + RESTS))
            raise Deferred(f"no word whether the topic was made: {error}") from error
        except FrontdeskError:
            await db.write(lambda c: topics.give_back(c, place))
            raise
        # It is there, and nobody else knows: a second one would be made.
        await settled(db, lambda c: topics.made(c, place, thread), timedelta(seconds=TAKEN_S))
        _log.info("topic made", chat=self._chat.id, thread=thread)
        return replace(place, thread=thread, makes=False)

    async def _rested(self, place: Place, error: NoTopic) -> Place:
        until = self._desk.clock() + RESTS
        await self._desk.db.write(lambda c: topics.rest(c, place, until))
        return await self._told_of(place, error)

    async def _told_of(self, place: Place, error: NoTopic) -> Place:
        _log.warning("topic not usable", chat=self._chat.id, thread=place.thread, error=clean(str(error)))
        await self._tell(_text(self._chat, clean(str(error))))
        return replace(place, thread=None, makes=False)

    async def _tell(self, text: str | None) -> None:
        """Raise the alarm about the chat's topics; None: a message got where it belongs."""
        key, now = f"{TOPICS}{self._chat.id}", self._desk.clock()
        if text is None and not self._raised:
            return
        try:
            if text is None and await self._desk.db.read(lambda c: topics.resting(c, self._chat.id, now)):
                return
            await self._alarms.set(key, text)
            self._raised = text is not None
        except FrontdeskError as error:  # the next message tells it
            _log.warning("alarm postponed", key=key, error=str(error))


def _text(chat: Chat, reason: str) -> str:
    return (
        f"chat {chat.id} ({chat.purpose}) has a topic that cannot be used: {reason.rstrip('.')}. Its "
        "messages go to the general topic: switch topics on, and make the bot an administrator with "
        "“Manage topics”"
    )
