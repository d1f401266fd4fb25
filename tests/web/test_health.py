"""Health: ready or not within a second, and what a person must see to."""

import sqlite3
from contextlib import closing

import pytest

from frontdesk.desk.clock import wall as now
from frontdesk.store import alarms
from support.world import a_world

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
