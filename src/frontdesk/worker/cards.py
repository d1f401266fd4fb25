"""Cards: the loop of one chat, which shows what is wanted, within the chat's budget."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk import crash
from frontdesk.desk.all_spam import work_off
from frontdesk.desk.desk import Desk
from frontdesk.errors import Closed, Deferred, FrontdeskError, Moved, Paused, Refused, Unparsed, Unsure
from frontdesk.model.delivery import Card, View
from frontdesk.model.lead import Chat
from frontdesk.pacing import Pacer
from frontdesk.store import message_work, paces, spares
from frontdesk.store.card_turns import Turn
from frontdesk.store.cards import CardWork
from frontdesk.store.database import Connection
from frontdesk.store.reminder_work import ReminderWork
from frontdesk.store.spares import Spare
from frontdesk.text import clean
from frontdesk.worker.chat import Kit
from frontdesk.worker.chat_alarms import ChatAlarms
from frontdesk.worker.chat_budget import ChatBudget
from frontdesk.worker.door import Door
from frontdesk.worker.drawn import drawn, hash_of, hushed
from frontdesk.worker.endings import answers, ending, settle_shown
from frontdesk.worker.reminders import show_reminder
from frontdesk.worker.seen import see_telegram
from frontdesk.worker.topics import Topics
from frontdesk.worker.turns import Found, Look, Work, find, may_post, next_due

EDIT_EVERY: Final = 3  #: in a flood of new cards each third message may be an edit
_SOON: Final = timedelta(milliseconds=20)
_EDITS: Final = (View.LINE, View.ERASED)  #: nothing to show where no card was

_log = structlog.get_logger(__name__)


class ChatCards:
    """Shows the cards of one chat, one after the other."""

    def __init__(
        self,
        desk: Desk,
        kit: Kit,
        chat: Chat,
        pacer: Pacer,
        *,
        mine: Callable[[], bool],
        chats: tuple[Chat, ...] = (),
    ) -> None:
        """`mine`: whether this node may write to the chat; one of them keeps its budget.

        `chats`: all of the desk, which says who is told of alarms; none for a person's own chat.
        """
        self._desk, self._db, self._clock, self._chat = desk, desk.db, desk.clock, chat
        self._channel, self._templates = kit.channel, kit.templates
        self._node, self._delays = kit.node, kit.delays
        self._bell = desk.wake.bell("cards")
        self._budget = ChatBudget(desk, chat.id, pacer, poll=kit.delays.poll, bell=self._bell)
        self._mine, self._unheard = mine, True  # a claim may have been written without our learning of it
        self._plan, self._since_edit = kit.delays.burst, 0
        self._plain_at: datetime | None = None  # when the last card of a burst that is over went out
        self._alarms = ChatAlarms(desk, chat, chats)
        self._door = Door(desk, kit.channel, chat, chats)
        self._topics = Topics(desk, kit.channel, chat, kit.node, self._budget.spend)

    async def run(self) -> None:
        """Show whatever is wanted, until the desk stops or the chat is another node's."""
        while self._mine() and not self._desk.wake.stopping:
            try:
                rest = await self._step()
            except FrontdeskError as error:
                _log.warning("cards postponed", chat=self._chat.id, error=str(error))
                rest, self._unheard = self._delays.poll, True
            if rest and not self._desk.wake.stopping:
                await self._bell.wait(rest)

    async def _step(self) -> timedelta:
        """Show one card; how long to rest after it."""
        now = self._clock()
        if wait := self._budget.wait(now):
            return min(wait, self._delays.poll)
        if self._budget.is_in_doubt and not await self._reached():
            return timedelta()
        look = self._look()
        found = await self._db.write(lambda connection: self._claim(connection, look))
        self._unheard = False
        if found.burst and found.burst.works:
            await work_off(self._desk, found.burst)
        if found.work is None:
            if wait := self._budget.wait(now):
                return min(wait, self._delays.poll)
            return await self._rest(now, look, found)
        await self._show(found.work)
        return timedelta()

    async def _reached(self) -> bool:
        """After a failure: whether Telegram answers, found out without risking a card."""
        try:
            await self._channel.reach()
        except (Deferred, Paused) as error:
            see_telegram(self._desk.figures, self._clock(), well=False)
            self._budget.rest(error)
            _log.warning("cards wait", chat=self._chat.id, error=str(error))
            if isinstance(error, Paused):
                await self._door.locked_out(error)
            return False
        await self._door.locked_out(None)
        see_telegram(self._desk.figures, self._clock(), well=True)
        self._budget.answered()
        return True

    def _look(self) -> Look:
        now = self._clock()
        return Look(
            chat=self._chat.id,
            now=now,
            node=self._node,
            edit_gap=self._delays.edit_gap,
            edits_first=self._since_edit >= EDIT_EVERY - 1,
            plan=self._plan,
            sent=self._budget.lately(now),
            plain_at=self._plain_at,
        )

    def _claim(self, connection: Connection, look: Look) -> Found:
        """What comes next, if anything is due: an alarm in its turn, else what `turns` finds."""
        if self._unheard:
            message_work.give_back(connection, self._chat.id, self._node)
            self._alarms.give_back(connection, self._node)
        nothing = Found(turn=Turn(edit_gap=look.edit_gap))
        self._alarms.want(connection, look.now)
        self._budget.see_others(connection, look.now)
        if not self._door.look(connection, look.now) or self._budget.wait(look.now):
            return nothing
        look = replace(look, sent=self._budget.lately(look.now))
        room = may_post(connection, look, self._alarms)
        alarm = self._alarms.claim_next(connection, look.now, self._node, room=room, in_turn=True)
        return replace(nothing, work=alarm) if alarm else find(connection, look, self._alarms)

    async def _rest(self, now: datetime, look: Look, found: Found) -> timedelta:
        """Nothing is due, or the chat lets the bot not in, or a message too many is to be taken away."""
        await self._door.tell()
        if await self._door.knock():
            return timedelta()
        if self._door.is_shut(now):
            return min(max(self._door.wait(now), _SOON), self._delays.poll)
        due, spare = await self._db.read(
            lambda c: (next_due(c, look, found, self._alarms), spares.first(c, look.chat))
        )
        if spare:
            await self._take_away(spare)
            return timedelta()
        if due is None or due > now:
            await self._door.tell(well=True)
        return min(max(due - now, _SOON), self._delays.poll) if due else self._delays.poll

    async def _take_away(self, spare: Spare) -> None:
        """Of two messages about one lead the older goes."""
        await self._budget.spend()
        error: FrontdeskError | None = None
        try:
            await self._channel.remove(self._door.number, spare.message_id)
        except (Refused, Deferred, Paused, Moved) as failure:
            error = failure
        self._budget.arrived()
        _log.info("message taken away", chat=self._chat.id, lead=spare.lead, error=error and str(error))
        if error is None or isinstance(error, Refused):
            return await self._budget.settle(lambda c: spares.settle(c, spare))
        self._budget.rest(error)
        return await self._budget.settle(self._door.failed(error, self._clock()) or (lambda c: None))

    async def _show(self, work: Work) -> None:
        drawn_at = self._clock()
        try:
            card = await self._rendered(work)
        except FrontdeskError:
            raise
        except Exception as error:
            _log.exception("card not rendered", chat=self._chat.id, lead=work.lead)
            return await self._settle_failed(work, Refused(f"{type(error).__name__}: {error}"))
        if card is None or (work.view in _EDITS and work.message_id is None):
            return await self._settle_shown(work, work.message_id, None, drawn_at)
        shown = hash_of(card)
        if shown == work.shown:
            return await self._settle_shown(work, work.message_id, shown, drawn_at, card.look_at)
        self._since_edit = 0 if work.message_id else self._since_edit + 1
        if isinstance(work, CardWork) and not work.message_id and not work.hot:
            self._plain_at = drawn_at
        card = hushed(card, work, self._chat, self._desk, drawn_at)
        await self._budget.spend()
        crash.point("before sendMessage")
        try:
            message_id = await self._sent(work, card)
        except (Refused, Deferred, Unsure, Paused, Moved) as error:
            self._budget.arrived()
            return await self._settle_failed(work, error)
        crash.point("after answer before mark")
        self._budget.arrived()
        await self._settle_shown(work, message_id, shown, drawn_at, card.look_at)
        await self._door.tell(well=True)
        self._desk.figures.cards.add(work.view, "shown")
        _log.info("card shown", chat=self._chat.id, lead=work.lead, view=work.view)
        return None

    async def _sent(self, work: Work, card: Card) -> int | None:
        """The message id, of the message in the topic where it belongs."""
        number = self._door.number
        return await self._topics.send(number, work, card, lambda card: self._posted(number, work, card))

    async def _posted(self, number: int, work: Work, card: Card) -> int | None:
        """The message id; what Telegram cannot read as markup goes out once more without it."""
        if isinstance(work, ReminderWork):
            return await show_reminder(self._channel, number, work, card)
        try:
            return await self._channel.send(number, card, work.message_id)
        except Unparsed as error:
            template = f"cards/{work.view}.html" if isinstance(work, CardWork) else work.view
            await self._alarms.unparsed(template, error.offset)
            return await self._channel.send(number, card, work.message_id, plain=True)

    async def _rendered(self, work: Work) -> Card | None:
        return await drawn(self._desk, self._templates, self._chat, work)

    async def _settle_shown(
        self,
        work: Work,
        message_id: int | None,
        shown: str | None,
        drawn_at: datetime,
        look_at: datetime | None = None,
    ) -> None:
        now, more = self._clock(), {"look_at": look_at} if isinstance(work, CardWork) else {}
        settle = settle_shown(work)
        await self._budget.settle(lambda c: settle(c, work, message_id, shown, now, drawn_at, **more))

    async def _settle_failed(self, work: Work, error: FrontdeskError) -> None:
        kind, reason, now = type(error).__name__.lower(), clean(str(error)), self._clock()
        self._desk.figures.cards.add(work.view, kind)
        _log.warning(f"card {kind}", chat=self._chat.id, lead=work.lead, reason=reason)
        settle, about_chat = self._settling(work, error, reason, now), self._door.failed(error, now)

        def both(connection: Connection) -> None:
            if about_chat:
                about_chat(connection)
            if isinstance(error, Deferred) and error.after_s is not None:
                paces.halt(connection, self._chat.id, now + timedelta(seconds=error.after_s))
            settle(connection)

        await self._budget.settle(both)
        if isinstance(error, Paused) and not isinstance(error, Closed):
            await self._door.locked_out(error)

    def _settling(
        self, work: Work, error: FrontdeskError, reason: str, now: datetime
    ) -> Callable[[Connection], None]:
        rest = timedelta() if answers(error) else self._budget.rest(error)
        return ending(work, error, now, reason=reason, rest=rest, delays=self._delays)
