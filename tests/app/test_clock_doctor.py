"""Clock doctor: whose clock differs by how much, and whether the past holds what is yet to come."""

import asyncio
import ssl
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from frontdesk.app.clock_doctor import clock_findings, others_ahead
from frontdesk.desk.clock import wall as now
from frontdesk.model.finding import State
from frontdesk.model.retention import Swept
from frontdesk.settings import read_settings
from frontdesk.store import schema
from frontdesk.store.looking import Look, Rows

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def a_look(*, clock=None, newest=None):
    """A whole desk; `clock`: its server's, None on SQLite."""
    rows = Rows(alarms=(), secret=None, bindings=(), newest=newest, swept=Swept())
    return Look(
        kind="sqlite" if clock is None else "postgresql",
        place="desk",
        file=Path("frontdesk.db") if clock is None else None,
        version="3",
        settings={},
        size=1,
        schema=schema.HEAD,
        stamp=None,
        now=clock,
        asked_at=NOON,
        rows=rows,
    )


@pytest.mark.parametrize(
    ("look", "ahead", "state", "said"),
    [
        pytest.param(None, {}, State.UNKNOWN, "nobody", id="nobody to ask"),
        pytest.param(a_look(), {}, State.UNKNOWN, "this machine's", id="a file alone"),
        pytest.param(a_look(), {"Telegram": timedelta(seconds=1)}, State.OK, "Telegram agrees", id="near"),
        pytest.param(None, {"Telegram": timedelta(seconds=-40)}, State.WARNING, "40 s behind", id="off"),
        pytest.param(None, {"Telegram": timedelta(hours=1)}, State.FAULT, "3,600 s ahead", id="far off"),
        pytest.param(a_look(clock=NOON), {}, State.OK, "the database agrees", id="a server that agrees"),
        pytest.param(
            a_look(clock=NOON - timedelta(minutes=5)),
            {},
            State.FAULT,
            "300 s behind",
            id="a server that differs",
        ),
    ],
)
def test_clocks_are_compared(look, ahead, state, said):
    one = next(clock_findings(look, ahead))

    assert one.state is state
    assert said in one.said


@pytest.mark.parametrize(
    ("newest", "state"),
    [
        pytest.param(NOON + timedelta(hours=1), State.FAULT, id="to come"),
        pytest.param(NOON + timedelta(seconds=20), State.OK, id="a correction"),
        pytest.param(NOON - timedelta(days=9), State.OK, id="past"),
    ],
)
def test_a_past_that_is_yet_to_come_tells_of_a_jump(newest, state):
    _, past = clock_findings(a_look(newest=newest), {})

    assert past.state is state


@asynccontextmanager
async def speaking(text):
    """The port of a server that says this to whoever connects, and hangs where it is blank."""

    async def speak(reader, writer):
        writer.write(text)
        await reader.read()
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def http(moment):
    return b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nDate: %s\r\n\r\n" % moment


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        pytest.param(http(format_datetime(now() + timedelta(hours=3), usegmt=True).encode()), 3, id="ahead"),
        pytest.param(http(b"yesterday, I think"), None, id="no date"),
        pytest.param(b"HTTP/1.1 nonsense", None, id="no HTTP"),
    ],
)
async def test_a_server_is_asked_its_time_over_http(text, hours):
    async with speaking(text) as port:
        settings = read_settings({"FRONTDESK_PUBLIC_URL": f"http://127.0.0.1:{port}"})
        found = await others_ahead(settings, ssl.create_default_context())

    assert [round(by / timedelta(hours=1)) for by in found.values()] == ([hours] if hours else [])


@pytest.mark.parametrize(
    ("greeting", "hours"),
    [
        pytest.param(f"220 mx ESMTP; {format_datetime(now() - timedelta(hours=2))}\r\n", -2, id="behind"),
        pytest.param("220 mx ESMTP ready\r\n", None, id="no time"),
        pytest.param("220 Mon, 99 Foo 2026 99:99:99 +9999\r\n", None, id="no time that there is"),
        pytest.param("\udcff".encode("utf-8", "surrogateescape").decode("latin-1"), None, id="no text"),
    ],
)
async def test_a_mail_server_is_asked_its_time_by_its_greeting(greeting, hours):
    async with speaking(greeting.encode("latin-1")) as port:
        given = {"FRONTDESK_SMTP": f"smtp://127.0.0.1:{port}", "FRONTDESK_MAIL_FROM": "a@acme.example"}
        found = await others_ahead(read_settings(given), ssl.create_default_context())

    assert [round(by / timedelta(hours=1)) for by in found.values()] == ([hours] if hours else [])
