"""Forum: a world whose triage chat is divided into topics."""

from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from frontdesk.demo.chat import ChatRoom, ChatServer, Message
from frontdesk.desk.clock import wall as now
from frontdesk.model.lead import Chat, Person, Role
from frontdesk.model.topic import By, Topics
from support.world import SALES, TEAM, TOKEN, TRIAGE, World

BY_SOURCE = replace(TRIAGE, topics=Topics(by=By.SOURCE))
ADA = Person(name="Ada", telegram=16, role=Role.ADMIN)
SPARE = -1003  #: a group that nobody named


class Forum(World):
    """Its groups have topics; the team has an admin."""

    def __init__(self, desk: Any, *chats: Chat, **variables: str) -> None:
        super().__init__(desk, **variables)
        self._chats = chats
        self.rules: dict[str, Any] = {}  # what is to be otherwise than in the shipped ones
        rooms = [ChatRoom(id_, str(id_), is_forum=True) for id_ in (TRIAGE.id, SALES.id, SPARE)]
        self.chat = ChatServer(TOKEN, rooms)

    def config(self, text: str | None = None) -> Any:
        config = super().config(text)
        return replace(
            config, rules=replace(config.rules, chats=self._chats, team=(*TEAM, ADA), **self.rules)
        )

    def topics(self, chat: Chat = TRIAGE) -> dict[str, int]:
        """The topics of a chat: name, number."""
        return {topic.name: topic.id for topic in self.chat.topics(chat.id).all()}

    def topic_of(self, message: Message, chat: Chat = TRIAGE) -> str | None:
        """The name of the topic a message is in; None: the general one."""
        return next((name for name, id_ in self.topics(chat).items() if id_ == message.topic), None)

    async def shown(self, text: str, chat: Chat = TRIAGE) -> str | None:
        """Wait for a card; the topic it is in."""
        return self.topic_of(await self.card(chat, text), chat)


@asynccontextmanager
async def a_forum(
    desk: Any,
    *chats: Chat,
    clock: Callable[[], datetime] | None = now,
    rules: dict[str, Any] | None = None,
    **variables: str,
) -> Any:
    """One that runs, and is closed at the end."""
    world = Forum(desk, *chats, **variables)
    world.rules = rules or {}
    await world.start_peers()
    try:
        await world.start(clock=clock)
        yield world
    finally:
        await world.close()
