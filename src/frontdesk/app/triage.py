"""Triage: the part of a service that lives in Telegram: log-in, presses, and the cards of each chat."""

import asyncio
from typing import Final

import sqlalchemy as sa
import structlog

from frontdesk.app.config import Config
from frontdesk.bot import Bot
from frontdesk.delivery.channels.telegram import TelegramChannel
from frontdesk.desk.desk import Desk
from frontdesk.errors import Deferred, Paused
from frontdesk.model.delivery import View
from frontdesk.model.lead import Chat, Purpose, State
from frontdesk.store import cards
from frontdesk.worker.cards import ChatCards, Delays, pacer_of

LOGIN_S: Final = 2.0  #: before Telegram is asked again
LOCKED_OUT_S: Final = 60.0  #: the same after a wrong token
_HOME: Final = (
    (Purpose.TRIAGE, State.TRIAGE, View.TRIAGE),
    (Purpose.SALES, State.SALES_OPEN, View.SALES),
    (Purpose.SALES, State.CLAIMED, View.CLAIMED),
)

_log = structlog.get_logger(__name__)


class Triage:
    """One bot, its presses and its chats."""

    def __init__(self, config: Config, desk: Desk, node: str) -> None:
        """The settings must hold a token."""
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

    async def take_over(self) -> None:
        """Settle what a dead worker held, and ask for the cards that a chat has never got."""
        await self._desk.db.write(self._take_over)

    async def run(self) -> None:
        """Log in, then fetch and apply presses and show cards, until the desk stops."""
        chats = [await self._cards(chat) for chat in self._config.rules.chats]
        async with asyncio.TaskGroup() as group:
            self._fetching = group.create_task(self._fetch())
            group.create_task(self._bot.apply())
            for chat in chats:
                group.create_task(chat.run())

    def stop_fetching(self) -> None:
        """End the long poll; what it would bring is not confirmed and comes again."""
        if self._fetching:
            self._fetching.cancel()

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
        settings = self._config.settings
        delays = Delays(
            poll=settings.poll,
            edit_gap=settings.edit_gap,
            unsure=settings.unsure_retry,
            unsure_hot=settings.unsure_card_retry,
        )
        pacer = await pacer_of(self._desk, chat, settings.card_gap)
        return ChatCards(
            self._desk, self._channel, self._config.cards, chat, pacer, node=self._node, delays=delays
        )

    def _take_over(self, connection: sa.Connection) -> None:
        at, settings, rules = self._desk.clock(), self._config.settings, self._config.rules
        cards.take_over(connection, at, at + settings.unsure_card_retry)
        for purpose, state, view in _HOME:
            if chat := rules.chat(purpose):
                cards.want_missing(connection, chat.id, state, view, at)
