"""Shutdown: SIGTERM in the middle of everything: what is whole is answered, what was begun is given back."""

import asyncio
import json
import signal
import sqlite3
import time
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
from aiohttp import ClientSession

from frontdesk.demo.mailbox import HANG
from frontdesk.store.tables import cards, deliveries
from support.crashing import Ledger, Node, quiet, write_rules
from support.stored import rows
from support.world import World, a_form, a_world, until
from web.raw import all_of, answers, connected, one, request, whole

pytestmark = pytest.mark.usefixtures("plain_words")

#: A chat takes 20 messages a minute: where many come, few ask for a card.
CARDLESS = a_form(phone="", position="", company="")
QUICK = {"UNSURE_RETRY": "300ms", "UNSURE_CARD_RETRY": "300ms"}
LIVE = request(method="GET", path="/health/live")


class Silent:
    """Stands before a Bot API, and keeps the answer to every sendMessage to itself."""

    def __init__(self) -> None:
        self.kept = 0  #: answers that nobody got
        self._talks: list[asyncio.Task[None]] = []

    async def start(self, url: str) -> str:
        """Listen; the address to use in place of `url`."""
        peer = urlsplit(url)

        def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            talk = asyncio.create_task(self._talk(reader, writer, peer.hostname, peer.port))
            talk.add_done_callback(lambda _: writer.close())
            self._talks.append(talk)

        self._server = await asyncio.start_server(serve, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Hang up everywhere."""
        self._server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _talk(self, reader, writer, host, port) -> None:
        peer_reader, peer_writer = await asyncio.open_connection(host, port)
        said = bytearray()
        with closing(peer_writer):
            async with asyncio.TaskGroup() as passing:
                passing.create_task(self._ask(reader, peer_writer, said))
                passing.create_task(self._answer(peer_reader, writer, said))

    async def _ask(self, reader, writer, said) -> None:
        while data := await reader.read(65536):
            said += data
            writer.write(data)
        writer.close()

    async def _answer(self, reader, writer, said) -> None:
        while data := await reader.read(65536):
            if b"/sendMessage " in said:
                self.kept += 1
                continue
            said.clear()
            writer.write(data)
        writer.close()


@contextmanager
def _locked(url, desk):
    """Another process writes, and does not end."""
    if url.startswith("postgresql"):
        with psycopg.connect(url) as other:
            other.execute("LOCK leads, submissions IN EXCLUSIVE MODE")
            yield
            other.rollback()
        return
    with closing(sqlite3.connect(desk / "test.db", isolation_level=None, timeout=20)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@asynccontextmanager
async def a_desk(tmp_path, **variables):
    """A node in a process of its own, not yet started, and the world around it."""
    write_rules(tmp_path)
    world = World(tmp_path, **QUICK, **variables)
    await world.start_peers()
    async with ClientSession() as session:
        node = Node(tmp_path, session)
        try:
            yield world, node
        finally:
            await node.gone()
            await world.close()


class Open:
    """Connections that stay open until the end."""

    def __init__(self, stack: AsyncExitStack, url: str) -> None:
        self._stack, self._url = stack, url

    async def send(self, data: bytes):
        """Send these bytes on a fresh connection."""
        reader, writer = await connected(self._url)
        self._stack.callback(writer.close)
        writer.write(data)
        await writer.drain()
        return reader, writer

    async def heard(self) -> None:
        """What was sent so far has been read: later connections are looked at later."""
        for _ in range(3):
            assert (await one(self._url, LIVE)).status == 200


async def _refused(url: str) -> bool:
    """Whether nobody listens any more."""
    try:
        _, writer = await connected(url)
    except ConnectionError:
        return True
    writer.close()
    return False


async def _until_refused(url: str) -> None:
    async with asyncio.timeout(8):
        while not await _refused(url):
            await asyncio.sleep(0.01)


def _post(number: int, **fields: str) -> bytes:
    return request(json.dumps({**CARDLESS, "email": f"late{number}@acme-client.example", **fields}))


async def test_a_stop_in_the_middle_of_everything_answers_gives_back_and_loses_nothing(
    tmp_path, database_url
):
    silent = Silent()
    async with AsyncExitStack() as stack, a_desk(tmp_path, DATABASE=database_url) as (world, node):
        world.mailbox.script("dot", HANG, times=4)
        api = await silent.start(world.chat.url)
        stack.push_async_callback(silent.stop)
        await node.start({**world.variables, "FRONTDESK_TELEGRAM_API": api}, fresh=True)
        ledger = Ledger(database_url, tmp_path)
        forms = [{**CARDLESS, "email": f"job{number}@acme-client.example"} for number in range(19)]
        first = [await node.post(form) for form in (*forms, a_form(email="card@acme-client.example"))]
        await until(lambda: ledger.count("deliveries") == 20)
        await until(lambda: len(world.mailbox.mails) == 4 and silent.kept)

        line = Open(stack, node.url)
        with _locked(database_url, tmp_path):
            complete = [await line.send(_post(number)) for number in range(12)]
            uploads = [await line.send(_post(number)[:-20]) for number in range(12, 19)]
            stuck, _ = await line.send(_post(19)[:-20])
            await line.heard()
            began = time.monotonic()
            node.signal(signal.SIGTERM)
            await _until_refused(node.url)
        for number, (_, writer) in enumerate(uploads, 12):
            writer.write(_post(number)[-20:])
        said = [answers(await all_of(reader)) for reader, _ in (*complete, *uploads)]
        [told] = answers(await all_of(stuck))
        code = await node.ended()
        took_s = time.monotonic() - began

        assert first == [200] * 20
        assert [[answer.status for answer in each] for each in said] == [[200]] * 19
        assert (told.status, "retry-after" in told.headers) == (503, True)
        assert code == 0
        assert took_s < 10
        stored = {id for (id,) in rows(world, "SELECT id FROM submissions")}
        assert {int(each.json["id"], 16) for [each] in said} <= stored
        assert len(stored) == 39
        assert ledger.count("deliveries", deliveries.c.state == "claimed") == 0
        assert ledger.count("cards", cards.c.state == "claimed") == 0
        assert ledger.count("deliveries", deliveries.c.state == "unsure") == 4

        await node.start(world.variables)
        await quiet(ledger)
        copies = [mail.recipients[0] for mail in world.mailbox.mails]
        assert len(set(copies)) == 39
        assert len(copies) <= 39 + 4


async def test_a_stop_while_the_database_is_locked_tells_visitors_to_come_back_and_ends(
    tmp_path, database_url
):
    limits = {"WRITE_WAIT": "60s", "STOP_TIMEOUT": "1s"}
    async with AsyncExitStack() as stack, a_desk(tmp_path, DATABASE=database_url, **limits) as (world, node):
        await node.start(world.variables, fresh=True)
        line = Open(stack, node.url)
        with _locked(database_url, tmp_path):
            waiting = [(await line.send(_post(number)))[0] for number in range(10)]
            await line.heard()
            began = time.monotonic()
            node.signal(signal.SIGTERM)
            said = [answers(await all_of(reader)) for reader in waiting]
            await node.ended()
            took_s = time.monotonic() - began

    assert {answer.status for each in said for answer in each} == {503}
    assert all(len(each) == 1 and int(each[0].headers["retry-after"]) > 0 for each in said)
    assert took_s < 1 + 2 + 2


async def test_a_kept_connection_is_answered_once_more_and_then_closed(tmp_path):
    async with AsyncExitStack() as stack, a_world(tmp_path) as world:
        url, service = world.service.url, world.service
        line = Open(stack, url)
        kept = request(json.dumps(a_form()), Connection="keep-alive")
        reader, writer = await line.send(kept)
        before = await _answer(reader)
        await line.send(_post(1)[:-20])  # keeps the desk from closing for a while
        await line.heard()
        stopping = asyncio.create_task(service.stop())
        world.service = None
        await _until_refused(url)
        writer.write(kept)
        [after] = answers(await all_of(reader))
        await stopping

    assert (before.status, before.headers.get("connection")) == (200, None)
    assert (after.status, after.headers["connection"]) == (200, "close")


async def _answer(reader):
    found = b""
    while not whole(found):
        found += await reader.read(65536)
    return answers(found)[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
async def test_a_second_signal_ends_it_at_once_whatever_is_in_hand(tmp_path, number):
    async with AsyncExitStack() as stack, a_desk(tmp_path, STOP_TIMEOUT="60s") as (world, node):
        world.mailbox.script("dot", HANG, times=4)
        await node.start(world.variables, fresh=True)
        line = Open(stack, node.url)
        await node.post(a_form())
        await until(lambda: world.mailbox.mails)
        await line.send(_post(1)[:-20])
        await line.heard()
        node.signal(number)
        await _until_refused(node.url)
        await asyncio.sleep(0.3)  # a shell's double Ctrl-C is one
        began = time.monotonic()
        node.signal(number)
        code = await node.ended()
        took_s = time.monotonic() - began

    assert code == 1
    assert took_s < 2
