"""World: a running service, a real SMTP server and the stand-in Bot API, on loopback."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from frontdesk.app.config import Config
from frontdesk.app.service import Service
from frontdesk.demo.chat import ChatRoom, ChatServer, Message, User
from frontdesk.demo.mail import Mail
from frontdesk.demo.mailbox import Mailbox
from frontdesk.desk.clock import wall as now
from frontdesk.desk.node import Part
from frontdesk.model.lead import Chat, Person, Purpose, Role
from frontdesk.rules.rules import Rates
from frontdesk.store import leads
from support import shipped

LETTERS = 100_000  # the mailbox is ours: nobody is bombed
NO_RATES = Rates(source_form=LETTERS, source=LETTERS, form=LETTERS)  # and all its visitors are we
TOKEN = "1:token-of-the-tests"
NEVER = (0, 0)  #: never quiet, at whatever time of day tests run
TRIAGE = Chat(id=-1001, purpose=Purpose.TRIAGE, quiet=NEVER)
SALES = Chat(id=-1002, purpose=Purpose.SALES, quiet=NEVER)
OLGA = Person(name="Olga", telegram=11, role=Role.SECRETARY)
PIOTR = Person(name="Piotr", telegram=12, role=Role.SALES)
ANN = Person(name="Ann", telegram=13, role=Role.SALES)
MARK = Person(name="Mark", telegram=14, role=Role.MANAGER)
VERA = Person(name="Vera", telegram=15, role=Role.VIEWER)
STRANGER = Person(name="Stranger", telegram=99, role=Role.VIEWER)
TEAM = (OLGA, PIOTR, ANN, MARK, VERA)

COMPLETE: Mapping[str, str] = {
    "first_name": "Jan",
    "last_name": "Kowalski",
    "position": "CTO",
    "company": "Acme Sp. z o.o.",
    "phone": "+48 512 345 200",
    "email": "jan@acme-client.example",
    "business": "logistics",
    "message": "We need a customer portal.",
}


def a_form(**fields: str) -> dict[str, str]:
    """A complete form; a field set to "" is left blank."""
    return {**COMPLETE, **fields}


class World:
    """Everything that stands around one desk."""

    def __init__(self, desk: Path, **variables: str) -> None:
        self.desk, self._given = desk, variables
        self.mailbox = Mailbox()
        self.chat = ChatServer(TOKEN, [ChatRoom(TRIAGE.id, "Triage"), ChatRoom(SALES.id, "Sales")])
        self.service: Service | None = None
        self.session: ClientSession | None = None

    @property
    def variables(self) -> dict[str, str]:
        """The settings of the desk, quick enough for tests."""
        quick = {
            "DATABASE": "sqlite:///test.db",
            "PORT": "0",
            "SMTP": self.mailbox.url,
            "MAIL_FROM": "Acme <hello@acme.example>",
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API": self.chat.url,
            "CARD_GAP": "10ms",
            "EDIT_GAP": "10ms",
            "BURST_CARDS": "0",
            "POLL": "1s",
            "DNS": "off",
            "TELEGRAM_POLL": "2s",
            "STOP_TIMEOUT": "3s",
        }
        return {f"FRONTDESK_{name}": value for name, value in {**quick, **self._given}.items() if value}

    async def start_peers(self) -> None:
        """The mail server and the Bot API."""
        await self.mailbox.start("127.0.0.1", 0)
        await self.chat.start("127.0.0.1", 0)

    async def start(self, *, clock: Callable[[], datetime] | None = now, part: Part = Part.ALL) -> Service:
        """Start the service on what the desk folder holds."""
        self.session = self.session or ClientSession()
        self.service = Service(self.config(), clock=clock, part=part, reread=self.config)
        await self.service.start()
        return self.service

    def config(self, text: str | None = None) -> Config:
        """The shipped rules with the tests' team and chats, unless the desk has its own."""
        config = shipped.config(self.desk, self.variables, text=text)
        rules = config.rules
        team = rules.team or TEAM
        chats = rules.chats or (TRIAGE, SALES)
        return replace(
            config,
            rules=replace(
                rules,
                team=team,
                chats=chats,
                letters_per_hour=LETTERS,
                letters_per_domain_minute=LETTERS,
                rates=NO_RATES if rules.rates == Rates() else rules.rates,
            ),
        )

    async def stop(self) -> None:
        """Stop the service, not the peers."""
        if self.service:
            await self.service.stop()
            self.service = None

    async def close(self) -> None:
        """Stop everything."""
        await self.stop()
        if self.session:
            await self.session.close()
        await self.chat.stop()
        await self.mailbox.stop()

    async def post(self, form: Mapping[str, Any], hook: str = "web") -> tuple[int, dict[str, Any]]:
        """Post a form as JSON; status and answer."""
        assert self.service
        assert self.session
        async with self.session.post(f"{self.service.url}/hooks/{hook}", json=form) as response:
            return response.status, await response.json()

    async def press(self, chat: Chat, label: str, by: Person, *, message: Message | None = None) -> str:
        """Press the button whose label contains that text; the toast."""
        message = message or self.chat.messages(chat.id)[-1]
        data = button(message, label)
        query = self.chat.press(chat.id, message.message_id, data, user=User(by.telegram, by.name))
        return (await self.chat.answer(query, 5)).text or ""

    async def mail(self, to: str, count: int = 1) -> list[Mail]:
        """Wait for that many mails to an address."""
        return await until(lambda: _enough([m for m in self.mailbox.mails if m.recipients == (to,)], count))

    async def card(self, chat: Chat, text: str) -> Message:
        """Wait for a card in a chat that contains a text."""
        return await until(lambda: next((m for m in self.chat.messages(chat.id) if text in m.text), None))

    async def lead(self, number: int) -> Any:
        """What is known about a lead."""
        assert self.service
        read = await self.service.db.read(lambda c: leads.read_known(c, [number], now()))
        return read.get(number)


def button(message: Message, label: str) -> str:
    """The callback data of the button whose label contains that text."""
    found = [b.callback_data for row in message.rows for b in row if label in b.text]
    assert found, f"no button {label!r} among {[b.text for row in message.rows for b in row]}"
    return found[0] or ""


def _enough(found: list[Any], count: int) -> list[Any] | None:
    return found if len(found) >= count else None


async def until(look: Callable[[], Any], timeout_s: float = 20.0) -> Any:
    """Look again and again until something is there; fails when the time is over."""
    async with asyncio.timeout(timeout_s):
        rests = _rests()
        while not (found := look()):
            await asyncio.sleep(next(rests))
        return found


async def until_async(look: Callable[[], Awaitable[Any]], timeout_s: float = 20.0) -> Any:
    """The same for a look that must be awaited."""
    async with asyncio.timeout(timeout_s):
        rests = _rests()
        while not (found := await look()):
            await asyncio.sleep(next(rests))
        return found


def _rests() -> Iterator[float]:
    """Seconds before the next look: longer and longer, for to look costs what others need."""
    rest = 0.01
    while True:
        yield rest
        rest = min(rest * 1.2, 0.05)


@asynccontextmanager
async def a_world(desk: Path, *, start: bool = True, **variables: str) -> Any:
    """A world that is closed at the end."""
    world = World(desk, **variables)
    await world.start_peers()
    try:
        if start:
            await world.start()
        yield world
    finally:
        await world.close()
