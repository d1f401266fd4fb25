"""A machine's clock that jumps: nothing is sent too early, too late or not at all because of it."""

import asyncio
from datetime import datetime, timedelta

import pytest

from frontdesk.demo.mailbox import DROP
from frontdesk.desk.clock import SteadyClock
from frontdesk.desk.clock import wall as now
from frontdesk.desk.tick import TickPlan
from frontdesk.worker.ticking import Ticking
from support.chats import quiet, rows, shows
from support.world import SALES, TRIAGE, a_form, a_world, until_async

LATER, UNSURE = "later@acme-client.example", "unsure@acme-client.example"

jumps = pytest.mark.parametrize(
    "jump",
    [timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1)],
    ids=["an hour on", "an hour back", "a day on", "a day back"],
)


class Wall:
    """The machine's clock, which somebody puts wrong."""

    def __init__(self) -> None:
        self.off = timedelta()

    def __call__(self) -> datetime:
        return now() + self.off


@pytest.fixture
async def world(tmp_path):
    """A desk with a letter that waits an hour for its next try; its time comes from `wall`."""
    settings = {"LETTER_RETRIES": "1h", "UNSURE_RETRY": "1s", "POLL": "100ms"}
    async with a_world(tmp_path, start=False, **settings) as running:
        running.wall = Wall()
        running.clock = SteadyClock(running.wall)
        await running.start(clock=running.clock)
        running.mailbox.script("rcpt", "451 come back")
        await running.post(a_form(email=LATER))
        await reaches(running, LATER, "due", attempts=1)
        await running.card(TRIAGE, "Kowalski")
        await quiet(running)
        yield running


async def letter(world, to: str):
    """The letter to an address, or None."""
    return next((row for row in await rows(world, "deliveries") if row.recipient == to), None)


async def reaches(world, to: str, state: str, attempts: int = 0) -> None:
    async def look() -> bool:
        row = await letter(world, to)
        return row is not None and row.state == state and row.attempts >= attempts

    await until_async(look)


@jumps
async def test_what_is_due_later_stays_so_and_nothing_is_cancelled(world, jump):
    before = await letter(world, LATER)
    talks, calls = world.mailbox.connections, len(shows(world, TRIAGE)) + len(shows(world, SALES))

    for name, phone, off in (("Wrong", "48512345201", jump), ("Right", "48512345202", timedelta())):
        world.wall.off = off
        await world.post(a_form(email=f"jan@{name}.example", last_name=name, phone=phone))
        await world.mail(f"jan@{name.lower()}.example")
        await world.card(TRIAGE, name)
        await quiet(world)

    assert await letter(world, LATER) == before
    assert world.mailbox.connections <= talks + 2
    assert len(shows(world, TRIAGE)) + len(shows(world, SALES)) == calls + 2


@jumps
async def test_what_is_due_soon_is_done_soon(world, jump):
    world.mailbox.script("dot", DROP)
    await world.post(a_form(email=UNSURE, position="", phone=""))
    await reaches(world, UNSURE, "unsure")

    world.wall.off = jump

    await reaches(world, UNSURE, "sent")
    assert len(await world.mail(UNSURE)) == 2  # the copy that was in doubt, and the one more


async def test_a_jump_is_told_by_health_and_forgotten_when_it_is_taken_back(world):
    plan = TickPlan(
        sweep_every=timedelta(milliseconds=20),
        audit_every=timedelta(hours=1),
        overdue=timedelta(minutes=10),
        judge_retries=(),
        node_timeout=timedelta(seconds=30),
        mail=True,
    )
    ticking = Ticking(world.service.desk, plan, holds=lambda: True, drift=lambda: world.clock.drift)
    running = asyncio.create_task(ticking.run())

    world.wall.off = timedelta(hours=1)
    told = await until_async(lambda: alarms(world))
    assert "jumped by 3600 s" in told["clock"]

    world.wall.off = timedelta()
    await until_async(lambda: no_alarms(world))

    await world.stop()
    await running


async def alarms(world) -> dict[str, str]:
    async with world.session.get(f"{world.service.url}/health/ready") as response:
        assert response.status == 200
        return (await response.json()).get("alarms", {})


async def no_alarms(world) -> bool:
    return await alarms(world) == {}
