"""Fixtures of the stand-in Bot API: a server with four rooms, and the real python-telegram-bot on it."""

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from frontdesk.demo.chat import ChatRoom, ChatServer, User

TOKEN = "42:AAF-secret"
TRIAGE, SALES, TOPICS = -1001000000001, -500, -1001000000003
ROOMS = [
    ChatRoom(TRIAGE, "Triage"),
    ChatRoom(SALES, "Sales"),
    ChatRoom(TOPICS, "Topics", (7,)),
    ChatRoom(11, "Olga"),
]
OLGA = User(11, "Olga")


class Clock:
    """The time, as the test sets it."""

    def __init__(self):
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def pass_by(self, **span):
        self.now += timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


@contextlib.asynccontextmanager
async def serving(**options):
    server = ChatServer(TOKEN, ROOMS, **options)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@pytest.fixture
async def chat(clock):
    async with serving(clock=clock) as server:
        yield server


@pytest.fixture
async def bot(chat):
    async with Bot(TOKEN, base_url=f"{chat.url}/bot") as bot:
        yield bot


@pytest.fixture
async def flooded(clock):
    async with serving(clock=clock, flood=True) as server:
        yield server


def keyboard(*rows):
    return InlineKeyboardMarkup([[InlineKeyboardButton(**button) for button in row] for row in rows])


def one(**button):
    return keyboard([{"text": "Take", **button}])


def row(name, *values):
    return pytest.param(*values, id=name)
