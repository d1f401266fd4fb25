"""Cards: the loop of one chat, which shows what is wanted, within the chat's budget."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final, Protocol

import structlog

from frontdesk import crash
from frontdesk.desk.desk import Desk
from frontdesk.errors import Deferred, FrontdeskError, Gone, Paused, Refused, Unsure
from frontdesk.messages.card import Cards
from frontdesk.model.delivery import Card, View
from frontdesk.model.lead import Chat, Known
from frontdesk.pacing import WINDOW, Pacer
from frontdesk.store import cards, digest_work, documents, leads, quotas
from frontdesk.store.cards import CardWork
from frontdesk.store.database import Connection
from frontdesk.store.digest_work import DigestWork
from frontdesk.text import clean
from frontdesk.worker.digests import drawn_digest
from frontdesk.worker.facts import card_facts
from frontdesk.worker.settling import settled

#: Delays before a card is tried again; the last one repeats for as long as the chat does not answer.
RETRIES: Final = tuple(timedelta(seconds=s) for s in (2, 5, 15, 60))
#: The same for the whole chat, which is asked for an answer first: so one card does not keep back the others.
RESTS: Final = tuple(timedelta(seconds=s) for s in (0.5, 2, 5, 15))
LOCKED_OUT: Final = timedelta(minutes=5)  #: before a chat that threw the bot out is tried again
EDIT_EVERY: Final = 3  #: in a flood of new cards each third message may be an edit

Work = CardWork | DigestWork

_log = structlog.get_logger(__name__)


class Channel(Protocol):
    """Where cards go."""

    async def send(self, chat: int, card: Card, message_id: int | None) -> int:
        """Post or edit; raises Refused, Gone, Deferred, Unsure, Paused."""

    async def reach(self) -> None:
        """Ask for an answer; raises Deferred, Paused."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delays:
    """How long things wait."""

    poll: timedelta
    edit_gap: timedelta  #: between two edits of one card
    unsure: timedelta  #: before a card that may have been posted is tried again
    unsure_hot: timedelta  #: the same for a hot lead


class ChatCards:
    """Shows the cards of one chat, one after the other."""

    def __init__(
        self,
        desk: Desk,
        channel: Channel,
        templates: Cards,
        chat: Chat,
        pacer: Pacer,
        *,
        node: str,
        delays: Delays,
        mine: Callable[[], bool],
    ) -> None:
        """`mine`: whether this node may write to the chat; one of them keeps its budget."""
        self._desk, self._db, self._clock = desk, desk.db, desk.clock
        self._channel, self._templates, self._chat, self._pacer = channel, templates, chat, pacer
        self._node, self._delays, self._bell = node, delays, desk.wake.bell("cards")
        self._mine, self._unheard = mine, True  # a claim may have been written without our learning of it
        self._since_edit = 0
        self._failures = 1  # since Telegram last answered: nobody knows yet whether it does

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
        if (ready := self._pacer.ready_at(now)) > now:
            return min(ready - now, self._delays.poll)
        if self._failures and not await self._reached():
            return timedelta()
        work = await self._db.write(self._claim)
        self._unheard = False
        if work is None:
            return await self._rest(now)
        await self._show(work)
        return timedelta()

    async def _reached(self) -> bool:
        """After a failure: whether Telegram answers, found out without risking a card."""
        try:
            await self._channel.reach()
        except (Deferred, Paused) as error:
            self._failures += 1
            self._pacer.halt(self._clock() + self._pause(error))
            _log.warning("cards wait", chat=self._chat.id, error=str(error))
            return False
        self._failures = 0
        return True

    def _claim(self, connection: Connection) -> Work | None:
        """A card that is due, else the digest."""
        if self._unheard:
            cards.give_back(connection, self._chat.id, self._node)
            digest_work.give_back(connection, self._chat.id, self._node)
        now, gap = self._clock(), self._delays.edit_gap
        return cards.claim_next(
            connection,
            self._chat.id,
            now,
            self._node,
            edit_gap=gap,
            edits_first=self._since_edit >= EDIT_EVERY - 1,
        ) or digest_work.claim_next(connection, self._chat.id, now, self._node, gap)

    async def _rest(self, now: datetime) -> timedelta:
        due = await self._db.read(self._next_due)
        return (
            min(max(due - now, timedelta(milliseconds=20)), self._delays.poll) if due else self._delays.poll
        )

    def _next_due(self, connection: Connection) -> datetime | None:
        chat, gap = self._chat.id, self._delays.edit_gap
        found = (cards.next_due(connection, chat, gap), digest_work.next_due(connection, chat, gap))
        return min((due for due in found if due), default=None)

    async def _show(self, work: Work) -> None:
        drawn_at = self._clock()
        try:
            card = await self._rendered(work)
        except FrontdeskError:
            raise
        except Exception as error:
            _log.exception("card not rendered", chat=self._chat.id, lead=work.lead)
            return await self._settle_failed(work, Refused(f"{type(error).__name__}: {error}"))
        if card is None or (work.view is View.LINE and work.message_id is None):
            return await self._settle_shown(work, work.message_id, None, drawn_at)
        shown = _hash(card)
        if shown == work.shown:
            return await self._settle_shown(work, work.message_id, shown, drawn_at)
        self._since_edit = 0 if work.message_id else self._since_edit + 1
        await self._spend()
        crash.point("before sendMessage")
        try:
            message_id = await self._channel.send(self._chat.id, card, work.message_id)
        except (Refused, Deferred, Unsure, Paused) as error:
            self._pacer.arrived(self._clock())
            return await self._settle_failed(work, error)
        crash.point("after answer before mark")
        self._pacer.arrived(self._clock())
        await self._settle_shown(work, message_id, shown, drawn_at)
        _log.info("card shown", chat=self._chat.id, lead=work.lead, view=work.view)
        return None

    async def _rendered(self, work: Work) -> Card | None:
        if isinstance(work, DigestWork):
            return await drawn_digest(self._desk, self._chat, work.day)
        now = self._clock()
        judge = self._desk.judge

        def look(connection: Connection) -> tuple[Known | None, frozenset[int]]:
            return leads.read_around(connection, work.lead, now), documents.shut_chats(connection, work.lead)

        known, shut = await self._db.read(look)
        if known is None or known.receipt is None:
            return None
        return self._templates.render(card_facts(judge, self._chat, known, work, shut), judge.rules)

    async def _spend(self) -> None:
        """Use up one message of the chat's budget, on record before it goes out."""
        now = self._clock()
        self._pacer.sent(now)
        await self._settle(lambda c: quotas.use(c, [chat_quota(self._chat.id)], now))

    async def _settle_shown(
        self, work: Work, message_id: int | None, shown: str | None, drawn_at: datetime
    ) -> None:
        now = self._clock()
        await self._settle(lambda c: _kept(work).settle_shown(c, work, message_id, shown, now, drawn_at))

    async def _settle_failed(self, work: Work, error: FrontdeskError) -> None:
        kind, reason, now = type(error).__name__.lower(), clean(str(error)), self._clock()
        _log.warning(f"card {kind}", chat=self._chat.id, lead=work.lead, reason=reason)
        await self._settle(self._settling(work, error, reason, now))

    async def _settle(self, work: Callable[[Connection], None]) -> None:
        await settled(self._db, work, self._delays.poll)

    def _settling(
        self, work: Work, error: FrontdeskError, reason: str, now: datetime
    ) -> Callable[[Connection], None]:
        if isinstance(error, Gone):
            return lambda c: _kept(work).settle_gone(c, work, now)
        if isinstance(error, Refused):
            return lambda c: _kept(work).settle_held(c, work, reason)
        self._failures += 1
        pause = self._pause(error)
        self._pacer.halt(now + pause)
        if isinstance(error, Unsure):
            again = now + (self._delays.unsure_hot if work.hot else self._delays.unsure)
            return lambda c: _kept(work).settle_unsure(c, work, again, reason)
        asked = isinstance(error, Paused) or (isinstance(error, Deferred) and error.after_s is not None)
        due_at = now + (pause if asked else RETRIES[min(work.attempts, len(RETRIES)) - 1])
        return lambda c: _kept(work).settle_due(c, work, due_at, reason)

    def _pause(self, error: FrontdeskError) -> timedelta:
        """How long the whole chat waits."""
        if isinstance(error, Paused):
            return LOCKED_OUT
        if isinstance(error, Deferred) and error.after_s is not None:
            return timedelta(seconds=error.after_s)
        return RESTS[min(self._failures, len(RESTS)) - 1]


def chat_quota(chat: int) -> str:
    """The quota that holds when a chat was written to."""
    return f"chat:{chat}"


async def pacer_of(desk: Desk, chat: Chat, gap: timedelta) -> Pacer:
    """The chat's budget as the last minute left it."""
    since = desk.clock() - WINDOW
    return Pacer(gap, await desk.db.read(lambda c: quotas.moments(c, chat_quota(chat.id), since)))


def _kept(work: Work) -> Any:
    """Where that kind of work is settled: both have the same five endings."""
    return digest_work if isinstance(work, DigestWork) else cards


def _hash(card: Card) -> str:
    return sha256(repr((card.text, card.rows)).encode()).hexdigest()
