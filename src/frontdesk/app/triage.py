"""Triage: the part of a service that lives in Telegram: log-in, presses, and the cards of each chat."""

import asyncio
from functools import partial
from typing import Final

import structlog

from frontdesk.app.config import Config
from frontdesk.app.places import Places, chat_lease, want_missing
from frontdesk.app.updates import Updates
from frontdesk.bot.bot import Bot
from frontdesk.delivery.channels.telegram import TelegramChannel
from frontdesk.desk.alarms import Alarms
from frontdesk.desk.commands.table import Scope, menu
from frontdesk.desk.desk import Desk
from frontdesk.desk.node import Node
from frontdesk.desk.replies import Replies
from frontdesk.desk.wake import Bell
from frontdesk.errors import Deferred, FrontdeskError, Paused, Refused
from frontdesk.files.folder import Folder
from frontdesk.messages.words import LANGUAGES
from frontdesk.model.alarm import CHAT, MARKUP, MOVED, TELEGRAM, TOPICS
from frontdesk.model.lead import Chat, Person
from frontdesk.model.post import BurstPlan
from frontdesk.store import cards, chats, digest_work, posts, reminder_work
from frontdesk.store.database import Connection
from frontdesk.worker.cards import ChatCards
from frontdesk.worker.chat import Delays, Kit, pacer_of
from frontdesk.worker.private import PrivateChat
from frontdesk.worker.private_chats import PrivateChats
from frontdesk.worker.seen import see_telegram

LOGIN_S: Final = 2.0  #: before Telegram is asked again
LOCKED_OUT_S: Final = 60.0  #: the same after a wrong token
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
        self._bot = Bot(desk, self._channel, settings.poll, Replies(desk, settings.card_gap))
        self._updates = Updates(settings, desk, self._channel)
        self._fetching: asyncio.Task[None] | None = None
        self._bell, self._alarms = desk.wake.bell("leases"), Alarms(desk.db, desk.clock)
        self._places = Places(desk, node, self._chat, config.settings.node_beat)
        node.wants(POLLING, PRIVATE)
        self._places.want()
        node.takes_over(self._take_over)

    async def run(self) -> None:
        """Fetch and apply presses and show cards, each while this node holds it, until the desk stops."""
        await self._forget_alarms()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._poll())
            group.create_task(self._private(self._desk.wake.bell("leases")))
            group.create_task(self._places.run(group))

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
        while self._places.has(chat) and await self._held(chat_lease(chat), bell):
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
            delays=self._kit.delays,
            mine=partial(self._node.holds, PRIVATE),
        )
        while await self._held(PRIVATE, bell):
            await chats.run()

    async def _opened(self, person: Person) -> PrivateChat:
        chat, gap = Chat.private(person), self._config.settings.card_gap
        pacer, folder = await pacer_of(self._desk, chat, gap), Folder(self._config.files)
        mine = partial(self._node.holds, PRIVATE)
        return PrivateChat(self._desk, self._kit, person, pacer, folder=folder, mine=mine)

    async def _held(self, lease: str, bell: Bell) -> bool:
        """Wait until this node holds it; False when the desk stops."""
        while not self._desk.wake.stopping:
            if self._node.holds(lease):
                return True
            await bell.wait(self._config.settings.node_beat)
        return False

    async def close(self) -> None:
        """Let go of the connections."""
        await self._updates.close()
        await self._channel.close()

    async def _fetch(self) -> None:
        while not self._desk.wake.stopping:
            try:
                _log.info("bot started", name=await self._channel.start())
                await self._offer()
                await self._tell(TELEGRAM, None)
                await self._updates.run()
            except Deferred as error:
                see_telegram(self._desk.figures, self._desk.clock(), well=False)
                _log.warning("bot postponed", error=str(error))
                await asyncio.sleep(LOGIN_S)
            except Paused as error:
                see_telegram(self._desk.figures, self._desk.clock(), well=False)
                _log.error("bot locked out", error=str(error))
                await self._tell(TELEGRAM, f"Telegram lets the bot not in: {error}. Cards and presses wait")
                await asyncio.sleep(LOCKED_OUT_S)

    async def _offer(self) -> None:
        """Tell Telegram the commands, in every language; a bot without its menus works all the same."""
        ours = self._config.rules.language
        try:
            for private, scope in ((True, Scope.PRIVATE), (False, Scope.GROUP)):
                for language in (None, *LANGUAGES):
                    commands = menu(scope, language or ours)
                    await self._channel.offer(commands, private=private, language=language)
        except (Refused, Deferred) as error:
            _log.warning("commands not offered", error=str(error))

    async def _forget_alarms(self) -> None:
        """A chat that is no longer one of the desk's cannot be broken, and templates may have been mended."""
        ids = [chat.id for chat in self._desk.judge.rules.chats]
        known = {f"{kind}{id_}" for kind in (CHAT, MOVED, TOPICS) for id_ in ids}
        try:
            for kind in (CHAT, MOVED, TOPICS, MARKUP):
                for key in await self._alarms.standing(kind) - known:
                    await self._alarms.set(key, None)
        except FrontdeskError as error:
            _log.warning("alarms postponed", error=str(error))

    async def _tell(self, key: str, text: str | None) -> None:
        try:
            await self._alarms.set(key, text)
        except FrontdeskError as error:  # the next try tells it
            _log.warning("alarm postponed", key=key, error=str(error))

    async def _cards(self, chat: Chat) -> ChatCards:
        pacer = await pacer_of(self._desk, chat, self._config.settings.card_gap)
        return ChatCards(
            self._desk,
            self._kit,
            chat,
            pacer,
            mine=lambda: self._node.holds(chat_lease(chat)) and self._places.has(chat),
            chats=self._desk.judge.rules.chats,
        )

    @property
    def _kit(self) -> Kit:
        settings = self._config.settings
        delays = Delays(
            poll=settings.poll,
            edit_gap=settings.edit_gap,
            unsure=settings.unsure_retry,
            unsure_hot=settings.unsure_card_retry,
            burst=BurstPlan(
                cards=settings.burst_cards, every=settings.burst_every, quiet=settings.burst_quiet
            ),
        )
        templates = self._config.cards
        return Kit(node=self._node.id, channel=self._channel, templates=templates, delays=delays)

    def _take_over(self, connection: Connection) -> None:
        at, settings, rules = self._desk.clock(), self._config.settings, self._desk.judge.rules
        chats.rename(connection, [chat.id for chat in rules.chats])
        cards.take_over(connection, at, at + settings.unsure_card_retry)
        digest_work.take_over(connection, at, at + settings.unsure_retry)
        posts.take_over(connection, at, at + settings.unsure_card_retry)
        reminder_work.take_over(connection)
        want_missing(connection, rules, at)
