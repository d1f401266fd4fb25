"""Polling: one program polls a bot; where another does, or a webhook is set, the desk stands by."""

import asyncio
import itertools
import time
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import Conflict

from frontdesk.desk.alarms import POLL, Alarms
from frontdesk.desk.clock import wall as now
from frontdesk.errors import Taken
from frontdesk.worker.polling import TAKEN_S, Polling
from support.chats import a_card, ask, quiet, rows, tap
from support.world import OLGA, TOKEN, TRIAGE, a_world, until, until_async
from test_bot import YES

SLACK_S = 0.2  #: between our clock and the stand-in's


async def standing(world):
    """The text of the alarm; blank: none stands."""
    found = [row.text for row in await rows(world, "alarms") if row.key == POLL and not row.cleared_at]
    return found[0] if found else ""


async def cleared(world):
    return not await standing(world)


def polls(world):
    """When the desk polled; other programs here ask for no kinds."""
    mine = [call for call in world.chat.calls if call.method == "getUpdates"]
    return [call.at.timestamp() for call in mine if "allowed_updates" in call.params]


async def stands_by(world, before):
    """Wait for the next two polls after so many, and see that the second waited longer than the first."""
    first, second = (await until(lambda: len(found := polls(world)) >= before + 2 and found))[before:][:2]
    return second - first >= TAKEN_S[1] - SLACK_S


@pytest.fixture
async def world(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, TELEGRAM_POLL="1s") as running:
        yield running


@asynccontextmanager
async def a_rival(world):
    """Another program with the same token, which polls and never gives way."""

    async def poll():
        async with Bot(TOKEN, base_url=f"{world.chat.url}/bot") as bot:
            while True:
                try:
                    await bot.get_updates(timeout=20)
                except Conflict:
                    await asyncio.sleep(0)

    task = asyncio.create_task(poll())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_beside_another_program_the_desk_stands_by_and_says_so_once(world, capsys):
    await until(lambda: polls(world))
    async with a_rival(world):
        assert "another program polls" in await until_async(lambda: standing(world))
        assert await stands_by(world, len(polls(world)))

    assert capsys.readouterr().out.count("another program polls") == 1


async def test_alone_again_it_polls_and_the_alarm_clears(world):
    card = await a_card(world)
    async with a_rival(world):
        await until_async(lambda: standing(world))

    await until_async(lambda: cleared(world))

    assert "Noted" in await tap(world, TRIAGE, card, YES, OLGA)


async def test_a_webhook_set_while_it_polls_is_left_alone_and_told_of_once(world, capsys):
    card = await a_card(world)
    await ask(world, "setWebhook", url="https://elsewhere.invalid/t")

    assert "a webhook is set" in await until_async(lambda: standing(world))
    assert await stands_by(world, len(polls(world)))
    assert world.chat.webhook["url"] == "https://elsewhere.invalid/t"

    await ask(world, "deleteWebhook")

    await until_async(lambda: cleared(world))
    assert "Noted" in await tap(world, TRIAGE, card, YES, OLGA)
    await quiet(world)
    assert capsys.readouterr().out.count("a webhook is set") == 1


class Taking:
    """A Bot API that always says 409."""

    def __init__(self):
        self.asked = []

    async def updates(self, offset):
        self.asked.append(time.monotonic())
        raise Taken("Conflict: terminated by other getUpdates request")


async def test_a_conflict_that_never_ends_is_no_loop(db):
    channel = Taking()
    running = asyncio.create_task(Polling(channel, None, Alarms(db, now), timedelta(seconds=1)).run())

    await until(lambda: len(channel.asked) == 3)

    running.cancel()
    first, second = (later - earlier for earlier, later in itertools.pairwise(channel.asked))
    assert (first >= TAKEN_S[0], second >= TAKEN_S[1]) == (True, True)
    assert all(longer > shorter for shorter, longer in itertools.pairwise(TAKEN_S))
