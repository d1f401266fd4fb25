"""Triage: the part of a service that lives in Telegram: log-in, presses, and the cards of each chat."""

import asyncio
from typing import Final

import structlog

from frontdesk.app.config import Config
from frontdesk.bot import Bot
from frontdesk.delivery.channels.telegram import TelegramChannel
from frontdesk.desk.desk import Desk
from frontdesk.desk.node import Node
from frontdesk.desk.wake import Bell
from frontdesk.errors import Deferred, FrontdeskError, Paused
from frontdesk.files.folder import Folder
from frontdesk.model.delivery import View
from frontdesk.model.lead import Chat, Person, Purpose, State
from frontdesk.store import cards, digest_work
from frontdesk.store.database import Connection
from frontdesk.worker.cards import ChatCards, Delays, pacer_of
from frontdesk.worker.private import PrivateChat
from frontdesk.worker.private_chats import PrivateChats

LOGIN_S: Final = 2.0  #: before Telegram is asked again
LOCKED_OUT_S: Final = 60.0  #: the same after a wrong token
_HOME: Final = (
    (Purpose.TRIAGE, State.TRIAGE, View.TRIAGE),
    (Purpose.SALES, State.SALES_OPEN, View.SALES),
    (Purpose.SALES, State.CLAIMED, View.CLAIMED),
)

POLLING: Final = "telegram"  #: the lease of the one node that fetches updates
PRIVATE: Final = "private"  #: the lease of the one node that writes to private chats

_log = structlog.get_logger(__name__)


class Triage:
    """One bot, its presses and its chats."""

    def __init__(self, config: Config, desk: Desk, node: Node) -> None:
        """The settings must hold a token; `node` says which of its chats are this process's."""
        settings = config.settings
        assert settings.telegram_token is not None  # noqa: S101 - the service looked
        self._config, self._desk, self._node = config, desk, node
        proxy = settings.telegram_proxy
        self._channel = TelegramChannel(
            settings.telegram_token.get_secret_value(),
            api=settings.telegram_api,
            proxy=proxy.get_secret_value() if proxy else None,
            timeout=settings.telegram_timeout,
            poll=settings.telegram_poll,
        )
        self._bot = Bot(desk, self._channel, settings.poll)
        self._fetching: asyncio.Task[None] | None = None
        self._bell = desk.wake.bell("leases")
        node.wants(POLLING, PRIVATE, *(_chat_lease(chat) for chat in config.rules.chats))
        node.takes_over(self._take_over)

    async def run(self) -> None:
        """Fetch and apply presses and show cards, each while this node holds it, until the desk stops."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._poll())
            group.create_task(self._private(self._desk.wake.bell("leases")))
            for chat in self._config.rules.chats:
                group.create_task(self._chat(chat, self._desk.wake.bell("leases")))

    def stop_fetching(self) -> None:
        """End the long poll; what it would bring is not confirmed and comes again."""
        if self._fetching:
            self._fetching.cancel()

    async def _poll(self) -> None:
        """One node fetches and applies presses: Telegram ends the older of two polls."""
        while await self._held(POLLING, self._bell):
            self._fetching = asyncio.create_task(self._fetch())
            applying = asyncio.create_task(self._bot.apply(lambda: self._node.holds(POLLING)))
            try:
                await applying
            finally:
                self._fetching.cancel()
                await asyncio.gather(self._fetching, return_exceptions=True)

    async def _chat(self, chat: Chat, bell: Bell) -> None:
        """One node writes to a chat: it alone knows what the chat's budget still allows."""
        while await self._held(_chat_lease(chat), bell):
            try:
                shown = await self._cards(chat)
            except FrontdeskError as error:
                _log.warning("chat postponed", chat=chat.id, error=str(error))
                await bell.wait(self._config.settings.poll)
            else:
                await shown.run()

    async def _private(self, bell: Bell) -> None:
        """One node writes to the people's own chats."""
        chats = PrivateChats(
            self._desk,
            self._opened,
            others={chat.id for chat in self._config.rules.chats},
            delays=self._delays,
            mine=lambda: self._node.holds(PRIVATE),
        )
        while await self._held(PRIVATE, bell):
            await chats.run()

    async def _opened(self, person: Person) -> PrivateChat:
        chat, gap = Chat.private(person), self._config.settings.card_gap
        return PrivateChat(
            self._desk,
            self._channel,
            self._config.cards,
            person,
            await pacer_of(self._desk, chat, gap),
            folder=Folder(self._config.files),
            node=self._node.id,
            delays=self._delays,
            mine=lambda: self._node.holds(PRIVATE),
        )

    async def _held(self, lease: str, bell: Bell) -> bool:
        """Wait until this node holds it; False when the desk stops."""
        while not self._desk.wake.stopping:
            if self._node.holds(lease):
                return True
            await bell.wait(self._config.settings.node_beat)
        return False

    async def close(self) -> None:
        """Let go of the connections."""
        await self._channel.close()

    async def _fetch(self) -> None:
        while not self._desk.wake.stopping:
            try:
                _log.info("bot started", name=await self._channel.start())
                await self._bot.fetch()
            except Deferred as error:
                _log.warning("bot postponed", error=str(error))
                await asyncio.sleep(LOGIN_S)
            except Paused as error:
                _log.error("bot locked out", error=str(error))
                await asyncio.sleep(LOCKED_OUT_S)

    async def _cards(self, chat: Chat) -> ChatCards:
        pacer = await pacer_of(self._desk, chat, self._config.settings.card_gap)
        return ChatCards(
            self._desk,
            self._channel,
            self._config.cards,
            chat,
            pacer,
            node=self._node.id,
            delays=self._delays,
            mine=lambda: self._node.holds(_chat_lease(chat)),
        )

    @property
    def _delays(self) -> Delays:
        settings = self._config.settings
        return Delays(
            poll=settings.poll,
            edit_gap=settings.edit_gap,
            unsure=settings.unsure_retry,
            unsure_hot=settings.unsure_card_retry,
        )

    def _take_over(self, connection: Connection) -> None:
        at, settings, rules = self._desk.clock(), self._config.settings, self._config.rules
        cards.take_over(connection, at, at + settings.unsure_card_retry)
        digest_work.take_over(connection, at, at + settings.unsure_retry)
        for purpose, state, view in _HOME:
            if chat := rules.chat(purpose):
                cards.want_missing(connection, chat.id, state, view, at)


def _chat_lease(chat: Chat) -> str:
    """The lease of the one node that writes to a chat."""
    return f"chat:{chat.id}"
