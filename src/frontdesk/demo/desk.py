"""Desk of the demo: the real service between our own mailbox and our own stand-in Bot API."""

import asyncio
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from frontdesk.app.config import Config, read_config
from frontdesk.app.service import Service
from frontdesk.demo.chat import ChatRoom, ChatServer, User
from frontdesk.demo.clock import DemoClock
from frontdesk.demo.mailbox import Mailbox
from frontdesk.demo.page import Pressed, add_routes
from frontdesk.demo.snapshot import Snapshot
from frontdesk.model.lead import Chat, Person, Purpose, Role
from frontdesk.rules.rules import Rates
from frontdesk.settings import PREFIX, environment

TRIAGE: Final = Chat(id=-1001, purpose=Purpose.TRIAGE)
SALES: Final = Chat(id=-1002, purpose=Purpose.SALES)
TEAM: Final = (
    Person(name="Olga", telegram=11, role=Role.SECRETARY),
    Person(name="Piotr", telegram=12, role=Role.SALES),
    Person(name="Ann", telegram=13, role=Role.MANAGER),
)
STRANGER: Final = 99
LETTERS: Final = 10_000  #: letters or forms: the mailbox is ours, nobody is bombed
LOOK: Final = timedelta(milliseconds=150)  #: how often the page's state is compared


class DemoDesk:
    """Everything on loopback; gone when it stops."""

    def __init__(self, desk: Path, port: int) -> None:
        """`desk` may bring rules.toml and templates/ of its own; its settings are not used."""
        self._desk, self._port = desk, port
        self._token = f"1:{secrets.token_urlsafe(24)}"
        self._clock = DemoClock()
        rooms = [ChatRoom(TRIAGE.id, "Triage"), ChatRoom(SALES.id, "Sales")]
        self._chat = ChatServer(self._token, rooms, clock=self._clock)
        self._mailbox = Mailbox(clock=self._clock)
        self._folder = tempfile.TemporaryDirectory(prefix="frontdesk-demo-")
        self._service: Service | None = None
        self._snapshot: Snapshot | None = None

    @property
    def url(self) -> str:
        """Where the page is."""
        return self._service.url if self._service else ""

    def welcome(self) -> str:
        """What the terminal says."""
        return f"frontdesk demo: open {self.url}/ in a browser; Ctrl-C ends it, and nothing is kept."

    async def start(self) -> None:
        """Start mailbox, chat and service. Raises OSError when the port is taken."""
        await self._mailbox.start("127.0.0.1", 0)
        await self._chat.start("127.0.0.1", 0)
        service = Service(
            self._config(),
            clock=self._clock,
            more=lambda app: add_routes(app, self),
            reread=self._config,
        )
        self._service = service
        self._snapshot = Snapshot(service, self._mailbox, self._chat, self._clock, TEAM, STRANGER)
        await service.start()
        for person in TEAM:  # each has opened the bot, as everybody must
            self._chat.write("/start", user=User(person.telegram, person.name))

    async def stop(self) -> None:
        """Stop everything and throw the data away."""
        if self._service:
            await self._service.stop()
        await self._chat.stop()
        await self._mailbox.stop()
        self._folder.cleanup()

    async def snapshot(self) -> dict[str, Any]:
        """What the page draws."""
        assert self._snapshot is not None  # noqa: S101 - served only once started
        return await self._snapshot.read()

    async def wait_change(self, since: int, timeout_s: float) -> int:
        """The version as soon as it is not `since`, or `since` when the time is over."""
        assert self._snapshot is not None  # noqa: S101 - served only once started
        for _ in range(round(timeout_s / LOOK.total_seconds())):
            if (version := await self._snapshot.version()) != since:
                return version
            await asyncio.sleep(LOOK.total_seconds())
        return since

    async def press(self, chat: int, message_id: int, data: str, user: int) -> Pressed:
        """Tap a button as that account."""
        name = next((person.name for person in TEAM if person.telegram == user), "A stranger")
        query = self._chat.press(chat, message_id, data, user=User(user, name))
        answer = await self._chat.answer(query, 10)
        if answer.url:
            # What a client does where the link leads into the chat with the bot.
            self._chat.write(f"/start {answer.url.partition('start=')[2]}", user=User(user, name))
            return Pressed(answer.text or "", private=user)
        return Pressed(answer.text or "")

    def forward(self, span: timedelta) -> bool:
        """Make it that much later for everything here, and have whatever waits for a time look at once."""
        turned = self._clock.forward(span)
        if turned and self._service:
            self._service.desk.wake.hear()
        return turned

    def mail_html(self, id: int) -> str | None:
        """The HTML of one mail."""
        return next((mail.html for mail in self._mailbox.mails if mail.id == id), None)

    def _config(self, text: str | None = None) -> Config:
        config = read_config(self._desk, self._variables(), text=text)
        team = tuple(replace(person, language=config.rules.language) for person in TEAM)
        chats = tuple(replace(chat, language=config.rules.language) for chat in (TRIAGE, SALES))
        rules = replace(
            config.rules,
            team=team,
            chats=chats,
            letters_per_hour=LETTERS,
            letters_per_domain_minute=LETTERS,
            rates=Rates(source_form=LETTERS, source=LETTERS, form=LETTERS),
        )
        return replace(config, rules=rules, answers_own=True)

    def _variables(self) -> Mapping[str, str]:
        ours = {
            "DATABASE": f"sqlite:///{Path(self._folder.name) / 'demo.db'}",
            "FILES": str(Path(self._folder.name) / "files"),
            "PORT": str(self._port),
            "SMTP": self._mailbox.url,
            "MAIL_FROM": "Acme Software <hello@acme.example>",
            "TELEGRAM_TOKEN": self._token,
            "TELEGRAM_API": self._chat.url,
            "CARD_GAP": "200ms",
            "EDIT_GAP": "200ms",
            # Whoever turns the clock forward will not wait long for what it then asks for.
            "SWEEP_EVERY": "1s",
            "DNS": "off",
        }
        given = environment(self._desk)
        kept = {name: value for name, value in given.items() if not name.startswith(PREFIX)}
        return {**kept, **{PREFIX + name: value for name, value in ours.items()}}
