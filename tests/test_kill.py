"""kill -9: what was answered 200 is not lost, and goes out once."""

import signal
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession

from support.crashing import Ledger, Node, quiet, write_rules
from support.siege import siege
from support.world import SALES, TRIAGE, World, a_form

pytestmark = pytest.mark.usefixtures("plain_words")


@asynccontextmanager
async def a_node(tmp_path, **variables):
    """A desk's peers, and a node that is not yet started."""
    write_rules(tmp_path)
    world = World(tmp_path, LETTER_RETRIES="200ms," * 30 + "200ms", **variables)
    await world.start_peers()
    async with ClientSession() as session:
        node = Node(tmp_path, session)
        try:
            yield world, node
        finally:
            await node.gone()
            await world.close()


async def test_a_form_answered_before_a_kill_gets_its_letter_once_and_its_card(tmp_path, database_url):
    async with a_node(tmp_path, DATABASE=database_url) as (world, node):
        world.mailbox.down = world.chat.down = True
        await node.start(world.variables)
        assert await node.post(a_form()) == 200
        await node.gone()
        world.mailbox.down = world.chat.down = False

        await node.start(world.variables)
        await quiet(Ledger(database_url, tmp_path))

        assert [mail.recipients for mail in world.mailbox.mails] == [("jan@acme-client.example",)]
        assert ["Kowalski" in message.text for message in world.chat.messages(TRIAGE.id)] == [True]
        assert world.chat.messages(SALES.id) == []


async def test_kills_at_random_under_load_lose_nothing(tmp_path, database_url):
    account = await siege(tmp_path, database_url, kills=3, card_every=40, seed=3)

    assert account.accepted > 0
    assert account.faults() == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
async def test_a_signal_ends_it_well(tmp_path, number):
    async with a_node(tmp_path) as (world, node):
        await node.start(world.variables, fresh=True)
        node.signal(number)

        assert await node.ended() == 0


async def test_a_signal_that_comes_double_ends_it_well_too(tmp_path):
    async with a_node(tmp_path) as (world, node):
        await node.start(world.variables, fresh=True)
        node.signal(signal.SIGTERM)
        node.signal(signal.SIGTERM)

        assert await node.ended() == 0
