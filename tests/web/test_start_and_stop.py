"""Start and stop: what is wrong at the start is one line; the end comes in time and loses nothing."""

import asyncio
import json
import signal
import socket
import sqlite3
import time
from contextlib import AsyncExitStack, closing

import pytest

from frontdesk.app.service import GOODBYE_S
from frontdesk.demo.mailbox import HANG
from frontdesk.store.database import Database
from support.stored import count
from support.world import World, a_form, until
from web.raw import all_of, answers, connected, one, request
from web.served import a_served

pytestmark = pytest.mark.usefixtures("plain_words")

BROKEN = {
    "no database": b"This is no database." * 500,
    "half a header": b"SQLite format 3\0" + b"\xff" * 8176,
}


async def _refusal(desk, **variables) -> list[str]:
    """The lines that a start which must fail wrote."""
    async with a_served(desk, **variables) as served:
        await served.launch()
        code, lines = await served.ended()
    assert code == 1, lines
    return lines


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
async def test_a_file_that_is_no_database_is_refused_in_one_line_and_left_alone(tmp_path, content):
    path = tmp_path / "test.db"
    path.write_bytes(content)

    [line] = await _refusal(tmp_path)

    assert str(path) in line
    assert path.read_bytes() == content


async def _a_database(desk) -> bytes:
    """A database with leads in it, closed well; its bytes."""
    await Database("sqlite:///test.db", desk=desk).close()
    with closing(sqlite3.connect(desk / "test.db")) as connection, connection:
        rows = [(number, number, "web", 0, b"x" * 900, b"[]", b"{}") for number in range(1, 200)]
        connection.executemany("INSERT INTO leads (id, created_at) VALUES (?, 0)", [row[:1] for row in rows])
        columns = "id, lead, hook, received_at, headers, body, normalised"
        connection.executemany(f"INSERT INTO submissions ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return (desk / "test.db").read_bytes()


@pytest.mark.parametrize("page", [0, 1, 5], ids=["the schema", "the first table", "a page"])
async def test_a_damaged_database_is_refused_in_one_line_and_left_alone(tmp_path, page):
    good = await _a_database(tmp_path)
    start = page * 4096 + (100 if page == 0 else 0)
    damaged = good[:start] + bytes(byte ^ 0xFF for byte in good[start : start + 600]) + good[start + 600 :]
    (tmp_path / "test.db").write_bytes(damaged)

    [line] = await _refusal(tmp_path)

    assert "test.db" in line
    assert (tmp_path / "test.db").read_bytes() == damaged


@pytest.mark.parametrize(
    "address",
    ["sqlite:///nowhere/test.db", "sqlite:///.", "mysql://a:hunter2@b/c"],
    ids=["missing folder", "a folder", "another engine"],
)
async def test_a_database_that_cannot_be_used_is_refused_in_one_line(tmp_path, address):
    [line] = await _refusal(tmp_path, DATABASE=address)

    assert "hunter2" not in line


async def test_a_locked_database_is_refused_in_one_line(tmp_path):
    await _a_database(tmp_path)
    with closing(sqlite3.connect(tmp_path / "test.db")) as other:
        other.execute("BEGIN EXCLUSIVE")

        [line] = await _refusal(tmp_path, WRITE_WAIT="200ms")

    assert "locked" in line


async def test_a_taken_port_is_one_line(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        [line] = await _refusal(tmp_path, PORT=str(other.getsockname()[1]))

    assert "in use" in line


async def test_an_address_of_nobody_is_one_line(tmp_path):
    [line] = await _refusal(tmp_path, HOST="203.0.113.1")

    assert "203.0.113.1" in line


async def test_a_thank_you_page_that_is_no_text_is_one_line(tmp_path):
    page = tmp_path / "templates/pages/thanks.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"\xff\xfe<p>thanks")

    [line] = await _refusal(tmp_path)

    assert "thanks.html" in line


async def test_a_stop_with_stuck_uploads_and_stuck_letters_ends_in_time_and_loses_nothing(tmp_path):
    world = World(tmp_path)
    await world.start_peers()
    world.mailbox.script("dot", HANG, times=10)
    mail = {"SMTP": world.mailbox.url, "MAIL_FROM": "Acme <hello@acme.example>"}
    forms = [request(json.dumps(a_form(email=f"a@acme{n}.example"))) for n in range(20)]
    try:
        async with AsyncExitStack() as ends, a_served(tmp_path, STOP_TIMEOUT="2s", **mail) as served:
            await served.start()
            for _ in range(3):
                await _open(ends, served.url, forms[0][:-20])
            before = await asyncio.gather(*(one(served.url, form) for form in forms[:10]))
            await until(lambda: world.mailbox.connections == 4)
            during = [await _open(ends, served.url, form) for form in forms[10:]]
            began = time.monotonic()
            served.signal(signal.SIGTERM)
            said = [answers(await all_of(reader)) for reader in during]
            code, _ = await served.ended(20)
            took_s = time.monotonic() - began
    finally:
        await world.close()

    taken = [*before, *(answer for found in said for answer in found)]
    assert code == 0
    assert took_s < 2 + GOODBYE_S + 1
    assert {answer.status for answer in taken} == {200}
    assert count(tmp_path, "submissions") >= len(taken) >= 10
    assert count(tmp_path, "submissions", "state = 'judged'") >= 4


async def _open(ends: AsyncExitStack, url: str, data: bytes) -> asyncio.StreamReader:
    """Send these bytes and leave the connection open."""
    reader, writer = await connected(url)
    ends.callback(writer.close)
    writer.write(data)
    await writer.drain()
    return reader


async def test_a_second_signal_ends_it_at_once(tmp_path):
    async with a_served(tmp_path) as served:
        await served.start()
        _, writer = await connected(served.url)
        writer.write(request("{}")[:-1])
        await asyncio.sleep(0.2)
        served.signal(signal.SIGTERM)
        await asyncio.sleep(0.3)
        began = time.monotonic()
        served.signal(signal.SIGTERM)
        code, _ = await served.ended()
        writer.close()

    assert code == 1
    assert time.monotonic() - began < 1
