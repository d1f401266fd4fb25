"""Judging: forms go in first, and yet every lead is judged."""

import asyncio
from datetime import timedelta

import pytest

from frontdesk.desk.backlog import Backlog
from frontdesk.store.tables import receipts
from frontdesk.worker.judging import Door
from support.world import a_form, a_world, until_async

FOREVER = timedelta(minutes=10)


class Visitors:
    """Forms that come one after the other, one in each turn of the event loop."""

    def __init__(self, most: int | None = None) -> None:
        self.came, self._most = 0, most

    async def come(self) -> None:
        while self._most is None or self.came < self._most:
            self.came += 1
            await asyncio.sleep(0)


@pytest.fixture
async def world(tmp_path, database_url):
    """A desk that judges, and nothing else: no mail, no chats."""
    async with a_world(tmp_path, DATABASE=database_url, SMTP="", TELEGRAM_TOKEN="") as running:
        yield running


async def test_judging_waits_until_the_last_visitor_is_in():
    visitors = Visitors(most=200)
    door = Door(lambda: visitors.came, FOREVER)
    coming = asyncio.create_task(visitors.come())

    await door.let_in()

    assert visitors.came == 200
    assert door.rush
    await coming


async def test_judging_goes_on_while_visitors_never_stop():
    visitors = Visitors()
    door = Door(lambda: visitors.came, timedelta(milliseconds=5))
    coming = asyncio.create_task(visitors.come())

    for _ in range(3):
        await door.let_in()

    assert not coming.done()
    coming.cancel()


async def test_a_form_that_came_before_work_began_keeps_nobody_waiting():
    visitors = Visitors()
    door = Door(lambda: visitors.came, FOREVER)
    visitors.came = 1
    door.begin()

    await door.let_in()

    assert not door.rush


async def test_leads_are_judged_while_forms_keep_coming(world):
    judged = asyncio.Event()

    async def visitor(name: str) -> int:
        count = 0
        while not judged.is_set():
            await world.post(a_form(email=f"{name}{count}@acme-client.example"))
            count += 1
        return count

    coming = [asyncio.create_task(visitor(name)) for name in ("ann", "ben", "eva")]
    await until_async(lambda: receipts_of(world, 20), 30)
    judged.set()

    assert sum(await asyncio.gather(*coming)) >= 20


async def test_everything_that_came_in_a_rush_is_judged_after_it(world):
    await asyncio.gather(*(world.post(a_form(email=f"jan{n}@acme-client.example")) for n in range(120)))

    assert await until_async(lambda: receipts_of(world, 120), 30) == 120
    assert await Backlog(world.service.desk).waiting() == []


async def receipts_of(world, at_least: int) -> int | None:
    """How many leads were judged, once there are as many."""
    rows = await world.service.db.read(lambda c: c.execute(receipts.select()).all())
    return len(rows) if len(rows) >= at_least else None


async def test_all_that_one_person_sent_at_once_is_judged_without_another_bell_or_poll(
    tmp_path, database_url
):
    variables = {"DATABASE": database_url, "SMTP": "", "TELEGRAM_TOKEN": "", "POLL": "1h"}
    async with a_world(tmp_path, **variables) as world:
        forms = [a_form(message=f"Question {number}") for number in range(5)]

        await asyncio.gather(*(world.post(form) for form in forms))

        assert await until_async(lambda: receipts_of(world, 5)) == 5
