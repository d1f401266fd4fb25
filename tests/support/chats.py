"""Chats: what tests of cards and presses look at and do."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from aiohttp import ClientSession

from frontdesk.demo.chat import Call, Message, User
from frontdesk.desk.clock import wall as now
from frontdesk.model.lead import Chat, Person
from frontdesk.store import history, tables
from support.world import TRIAGE, World, a_form, until

BUSY = ("due", "claimed")
SHOWS = ("sendMessage", "editMessageText")


class Clock:
    """The time, which a test can turn forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return now() + self.ahead

    def forward(self, seconds: float) -> None:
        """It is that much later at once."""
        self.ahead += timedelta(seconds=seconds)


def a_hot_form(**fields: str) -> dict[str, str]:
    """A form that goes to sales by itself."""
    return a_form(**{"budget": "40000 EUR", "message": "We need a portal. " * 50, **fields})


class FastClock:
    """The time, so many times as fast, from when it is made."""

    def __init__(self, times: int) -> None:
        self._began, self._times = now(), times

    def __call__(self) -> datetime:
        return self._began + (now() - self._began) * self._times


async def a_card(world: World, chat: Chat = TRIAGE, **fields: str) -> Message:
    """Post a form and wait for its card."""
    fields = {"last_name": "Kowalski", **fields}
    status, _ = await world.post(a_form(**fields) if chat is TRIAGE else a_hot_form(**fields))
    assert status == 200
    return await world.card(chat, fields["last_name"])


async def tap(world: World, chat: Chat, message: Message, data: str, by: Person) -> str:
    """Press with that callback data, whatever the message shows; the toast."""
    query = world.chat.press(chat.id, message.message_id, data, user=User(by.telegram, by.name))
    return (await world.chat.answer(query, 5)).text or ""


async def ask(world: World, method: str, **said: Any) -> Any:
    """Call the Bot API as another program with the same token would; the status and the answer."""
    url = f"{world.chat.url}/bot{world.chat.token}/{method}"
    async with ClientSession() as session, session.post(url, json=said) as response:
        return response.status, await response.json()


async def judged(world: World) -> None:
    """Wait until nothing is left to judge or press; a chat takes 20 messages a minute, so cards may wait."""
    while await count(world, "submissions", "waiting") or await count(world, "updates", "waiting"):
        await asyncio.sleep(0.02)


async def quiet(world: World) -> None:
    """Wait until nothing is left to judge, press or show."""
    await judged(world)
    assert world.service
    clock = world.service.desk.clock
    while any(card.state in BUSY and card.due_at <= clock() for card in await rows(world, "cards")):
        await asyncio.sleep(0.02)


async def rows(world: World, table: str) -> list[Any]:
    """All rows of a table."""
    assert world.service
    return await world.service.db.read(lambda c: c.execute(sa.select(tables.metadata.tables[table])).all())


async def count(world: World, table: str, state: str) -> int:
    """How many rows are in a state."""
    return sum(row.state == state for row in await rows(world, table))


async def told(world: World, lead: int = 1) -> list[tuple[str, str]]:
    """(who, what) of a lead's history, oldest first."""
    assert world.service
    lines = await world.service.db.read(lambda c: history.read_history(c, lead))
    return [(line.by, line.what) for line in reversed(lines)]


async def labels(world: World, chat: Chat, text: str, label: str) -> Message:
    """Wait for a card with that text and a button that bears that label."""

    def look() -> Message | None:
        for message in world.chat.messages(chat.id):
            if text in message.text and any(label in b.text for row in message.rows for b in row):
                return message
        return None

    return await until(look)


def buttons(message: Message) -> list[str]:
    """The labels under a message."""
    return [button.text for row in message.rows for button in row]


def shows(world: World, chat: Chat) -> list[Call]:
    """Every message and edit that was asked for in a chat."""
    here = str(chat.id)
    return [call for call in world.chat.calls if call.method in SHOWS and call.params["chat_id"] == here]
