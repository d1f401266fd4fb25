"""kill -9: what was answered 200 is not lost, and goes out once."""

import asyncio
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager

import pytest

from support.world import SALES, TRIAGE, World, a_form, until

RULES = """
[[chats]]
id = -1001
purpose = "triage"
[[chats]]
id = -1002
purpose = "sales"
[[team]]
name = "Olga"
telegram = 11
role = "secretary"
"""


class Node:
    """`frontdesk serve` in a process of its own."""

    def __init__(self, world: World, port: int) -> None:
        self._world, self._port = world, port
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it and wait until it takes forms."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDESK_")}
        environment = {**kept, **self._world.variables, "FRONTDESK_PORT": str(self._port)}
        command = (sys.executable, "-m", "frontdesk", "--desk", str(self._world.desk), "serve")
        self._process = await asyncio.create_subprocess_exec(
            *command, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
        )
        assert self._process.stdout
        async with asyncio.timeout(20):
            assert b"forms go to" in await self._process.stdout.readline()

    def signal(self, number: int) -> None:
        """Send it a signal."""
        assert self._process
        self._process.send_signal(number)

    async def end(self, number: int) -> int:
        """Send it a signal; its exit code."""
        assert self._process
        self._process.send_signal(number)
        code = await asyncio.wait_for(self._process.wait(), 15)
        transport = self._process._transport
        transport.close()
        return code

    async def post(self, form: dict[str, str]) -> int:
        """Post a form; the status."""
        assert self._world.session
        url = f"http://127.0.0.1:{self._port}/hooks/web"
        async with self._world.session.post(url, json=form) as response:
            await response.read()
            return response.status


@asynccontextmanager
async def a_node(tmp_path, **variables):
    from aiohttp import ClientSession

    from frontdesk.settings import shipped_folder

    shipped = (shipped_folder() / "rules.toml").read_text("utf-8")
    (tmp_path / "rules.toml").write_text(shipped.replace("_minute = 3", "_minute = 1000") + RULES, "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    world = World(tmp_path, LETTER_RETRIES="200ms," * 30 + "200ms", **variables)
    await world.start_peers()
    world.session = ClientSession()
    try:
        yield world, Node(world, port)
    finally:
        await world.close()


async def test_a_form_answered_before_a_kill_gets_its_letter_once_and_its_card(tmp_path):
    async with a_node(tmp_path) as (world, node):
        world.mailbox.down = world.chat.down = True
        await node.start()
        assert await node.post(a_form()) == 200
        await node.end(signal.SIGKILL)
        world.mailbox.down = world.chat.down = False

        await node.start()
        await world.mail("jan@acme-client.example")
        card = await world.card(TRIAGE, "Kowalski")
        await asyncio.sleep(1)
        assert await node.end(signal.SIGTERM) == 0

    assert len(world.mailbox.mails) == 1
    assert [message.message_id for message in world.chat.messages(TRIAGE.id)] == [card.message_id]
    assert world.chat.messages(SALES.id) == []


async def test_a_kill_in_the_middle_of_anything_loses_nothing(tmp_path):
    """Whatever the worker held in its hands at the kill may come twice, never not at all."""
    kills = 3
    async with a_node(tmp_path, UNSURE_RETRY="300ms", UNSURE_CARD_RETRY="300ms") as (world, node):
        taken: list[str] = []
        for number in range(kills):
            await node.start()
            posts = [f"lead{number}-{n}@acme-client.example" for n in range(5)]
            answers = [asyncio.ensure_future(node.post(a_form(email=email))) for email in posts]
            await asyncio.sleep(0.02 + 0.03 * number)
            await node.end(signal.SIGKILL)
            results = await asyncio.gather(*answers, return_exceptions=True)
            taken += [email for email, result in zip(posts, results, strict=True) if result == 200]
        await node.start()
        await until(lambda: set(taken) <= {m.recipients[0] for m in world.mailbox.mails}, 30)
        await until(lambda: len(world.chat.messages(TRIAGE.id)) >= len(taken), 60)
        await node.end(signal.SIGTERM)

    copies = [mail.recipients[0] for mail in world.mailbox.mails]
    assert taken
    assert max(copies.count(email) for email in copies) <= 2
    assert len(copies) - len(set(copies)) <= kills * 4


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
async def test_a_signal_ends_it_well(tmp_path, number):
    async with a_node(tmp_path) as (_, node):
        await node.start()

        assert await node.end(number) == 0


async def test_a_signal_that_comes_double_ends_it_well_too(tmp_path):
    async with a_node(tmp_path) as (_, node):
        await node.start()
        node.signal(signal.SIGTERM)

        assert await node.end(signal.SIGTERM) == 0
