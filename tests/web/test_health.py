"""Health: ready or not within a second, and what a person must see to."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from frontdesk.desk.clock import wall as now
from frontdesk.desk.node import Part
from frontdesk.store import alarms, swept
from support.world import a_form, a_world

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def world(tmp_path, database_url):
    """A desk without mail and chats, that waits long for its database."""
    settings = {"SMTP": "", "TELEGRAM_TOKEN": "", "WRITE_WAIT": "60s"}
    async with a_world(tmp_path, DATABASE=database_url, **settings) as running:
        yield running


async def ready(world) -> tuple[int, dict]:
    async with world.session.get(f"{world.service.url}/health/ready") as response:
        return response.status, await response.json()


async def test_a_desk_without_alarms_says_nothing_of_them(world):
    status, told = await ready(world)

    assert (status, told["status"]) == (200, "ready")
    assert set(told) == {"status", "parts"}


async def test_an_alarm_is_told_while_it_stands_and_leaves_the_desk_ready(world):
    await world.service.db.write(lambda c: alarms.raise_(c, "audit", "2 forms lost", now()))
    status, told = await ready(world)
    await world.service.db.write(lambda c: alarms.clear(c, "audit", now()))

    assert (status, told["status"]) == (200, "ready")
    assert told["alarms"]["audit"].startswith("since 20")
    assert told["alarms"]["audit"].endswith(" UTC: 2 forms lost")
    assert "alarms" not in (await ready(world))[1]


@on_sqlite
async def test_who_asks_gets_an_answer_while_the_database_is_locked(world):
    with closing(sqlite3.connect(world.desk / "test.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        answers = [await ready(world) for _ in range(3)]

        other.execute("ROLLBACK")
    assert [status for status, _ in answers] == [503] * 3
    assert answers[0][1]["error"] == "the database does not answer"


@on_sqlite
async def test_it_is_ready_again_once_the_lock_is_gone(world):
    with closing(sqlite3.connect(world.desk / "test.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await ready(world)
        other.execute("ROLLBACK")

    statuses = [(await ready(world))[0] for _ in range(2)]

    assert statuses[-1] == 200


async def parts_until(world, part: str, words: str) -> str:
    """The line of a part, once it holds these words."""
    async with asyncio.timeout(20):
        while words not in (line := (await ready(world))[1]["parts"][part]):
            await asyncio.sleep(0.05)
    return line


async def test_each_part_has_a_line_with_what_waits_for_it(world):
    before = (await ready(world))[1]["parts"]
    await world.post(a_form())
    await parts_until(world, "mail", "1 waiting")
    line = await parts_until(world, "telegram", "1 waiting, the oldest for ")

    assert before == {
        "database": f"on: {world.service.db.kind}",
        "worker": "on: 1",
        "forms": "none waiting",
        "mail": "off: FRONTDESK_SMTP is not set; letters are kept; none waiting",
        "telegram": "off: FRONTDESK_TELEGRAM_TOKEN is not set; cards are kept; none waiting",
    }
    assert line.startswith("off: FRONTDESK_TELEGRAM_TOKEN is not set; cards are kept; 1 waiting, the oldest")


async def test_a_mail_server_that_is_gone_is_told_until_it_is_back(tmp_path, database_url):
    settings = {"TELEGRAM_TOKEN": "", "LETTER_RETRIES": "300ms,300ms"}
    async with a_world(tmp_path, DATABASE=database_url, **settings) as world:
        world.mailbox.down = True
        await world.post(a_form())
        await parts_until(world, "mail", "does not answer since ")
        line = await parts_until(world, "mail", "; 1 waiting")
        live = await world.session.get(f"{world.service.url}/health/live")
        world.mailbox.down = False
        await world.mail("jan@acme-client.example")
        after = await parts_until(world, "mail", "none waiting")

    assert "does not answer since " in line
    assert live.status == 200
    assert "does not answer" not in after


async def test_a_telegram_that_is_gone_is_told_though_nothing_is_to_be_shown(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, SMTP="", TELEGRAM_POLL="1s") as world:
        await parts_until(world, "telegram", "on (triage, sales)")
        world.chat.down = True
        await parts_until(world, "telegram", "does not answer since ")
        world.chat.down = False

        async with asyncio.timeout(20):
            while "does not answer" in (await ready(world))[1]["parts"]["telegram"]:
                await asyncio.sleep(0.05)


async def test_a_web_node_tells_that_no_worker_runs(tmp_path, database_url):
    settings = {"SMTP": "", "TELEGRAM_TOKEN": ""}
    async with a_world(tmp_path, start=False, DATABASE=database_url, **settings) as world:
        await world.start(part=Part.WEB)
        await world.post(a_form())
        status, told = await ready(world)

    assert (status, told["status"]) == (200, "ready")
    assert told["parts"]["worker"].startswith("none runs: forms are stored, and nobody judges")
    assert told["parts"]["forms"].startswith("1 waiting, the oldest for ")
    assert told["parts"]["mail"] == "a worker's; none waiting"


async def test_a_node_whose_heartbeat_is_not_written_is_not_ready(tmp_path, database_url):
    settings = {"SMTP": "", "TELEGRAM_TOKEN": "", "NODE_BEAT": "20s", "NODE_TIMEOUT": "1s"}
    async with a_world(tmp_path, DATABASE=database_url, **settings) as world:
        before = await ready(world)
        async with asyncio.timeout(10):
            while (found := await ready(world))[0] == 200:
                await asyncio.sleep(0.05)

    assert before[0] == 200
    assert found[0] == 503
    assert found[1]["error"].startswith("nothing was written for ")
    assert found[1]["parts"]["forms"] == "none waiting"


@pytest.mark.parametrize("hours", [47, 73], ids=["not yet overdue", "overdue"])
async def test_a_sweep_of_retention_that_is_overdue_is_told(tmp_path, database_url, hours):
    settings = {"SMTP": "", "TELEGRAM_TOKEN": ""}
    due = now() - timedelta(hours=hours)
    async with a_world(tmp_path, start=False, DATABASE=database_url, **settings) as world:
        await world.start(part=Part.WEB)
        await world.service.db.write(lambda c: swept.end(c, {}, at=due - timedelta(days=1), due_at=due))
        status, told = await ready(world)

    line = told["parts"].get("retention", "")
    assert (status, line.startswith("overdue for 3 days; last swept at 20")) == (200, hours == 73)
