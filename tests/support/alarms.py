"""Alarms: a world with chats of the test's choosing, and alarms that are raised and cleared in it."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from frontdesk.app.config import Config
from frontdesk.demo.chat import Call, ChatRoom, ChatServer
from frontdesk.desk.alarms import Alarms
from frontdesk.desk.clock import wall as now
from frontdesk.model.lead import Chat, Purpose
from support.chats import Clock, shows
from support.world import LETTERS, SALES, TOKEN, TRIAGE, World, until

ALARMS = Chat(id=-1003, purpose=Purpose.ALARMS)
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  #: of a Monday in Warsaw
NIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class At(Clock):
    """The time, which began at that moment."""

    def __init__(self, began: datetime = NOON) -> None:
        super().__init__()
        self._shift = began - now()

    def __call__(self) -> datetime:
        return super().__call__() + self._shift


class AlarmWorld(World):
    """A world with these chats and so many letters an hour."""

    def __init__(
        self, desk: Path, chats: tuple[Chat, ...] = (TRIAGE, SALES), letters: int = LETTERS, **variables: str
    ) -> None:
        super().__init__(desk, **variables)
        self._chats, self._letters, self.clock = chats, letters, At()
        self.chat = ChatServer(TOKEN, [ChatRoom(chat.id, chat.purpose) for chat in chats])

    def config(self, text: str | None = None) -> Config:
        """The world's, with the test's chats and budget."""
        config = super().config(text)
        rules = replace(config.rules, chats=self._chats, letters_per_hour=self._letters)
        return replace(config, rules=rules)

    async def begin(self) -> None:
        """Start the service by the world's clock."""
        await self.start(clock=self.clock)

    async def raised(self, key: str, text: str | None) -> None:
        """Raise an alarm, or clear it."""
        assert self.service
        await Alarms(self.service.db, self.clock).set(key, text)

    def posted(self, chat: Chat, mark: str = "🚨") -> list[Call]:
        """The new messages about alarms in a chat."""
        calls = [call for call in shows(self, chat) if call.method == "sendMessage"]
        return [call for call in calls if call.params["text"].startswith(mark)]

    async def shown(self, chat: Chat, text: str) -> Any:
        """Wait until a message in a chat begins so."""

        def look() -> Any:
            found = (each for each in self.chat.messages(chat.id) if each.text.startswith(text))
            return next(found, None)

        return await until(look)


@asynccontextmanager
async def alarmed(desk: Path, url: str, *chats: Chat, start: bool = True, **given: Any) -> Any:
    """An alarm world that is closed at the end."""
    quick = {"POLL": "50ms", "UNSURE_CARD_RETRY": "300ms", "DATABASE": url}
    world = AlarmWorld(desk, chats or (TRIAGE, SALES), **{**quick, **given})
    await world.start_peers()
    try:
        if start:
            await world.begin()
        yield world
    finally:
        await world.close()
