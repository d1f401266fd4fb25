"""Ticking: the rhythm of sweeps and audits, on one node, whatever the clock does."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from frontdesk.desk.tick import TickPlan
from frontdesk.store import alarms, watching
from frontdesk.worker.ticking import Ticking
from support.books import Hands, a_desk, a_sound_desk, spoil
from support.world import until_async

#: The rhythm is the same on either engine; what a step does is looked at on both, beside `desk/`.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PLAN = TickPlan(
    sweep_every=timedelta(seconds=60),
    audit_every=timedelta(hours=1),
    overdue=timedelta(minutes=10),
    judge_retries=(timedelta(minutes=1),),
    node_timeout=timedelta(seconds=30),
    mail=True,
)


class Ticker:
    """A node's ticking, with time in a test's hands."""

    def __init__(self, db, folder) -> None:
        self.db, self.clock, self.passed_s, self.holds = db, Hands(), 1_000.0, True
        self.desk = a_desk(db, folder, self.clock)
        self.ticking = Ticking(self.desk, PLAN, holds=lambda: self.holds, monotonic=lambda: self.passed_s)

    async def swept(self, seconds: float = 0) -> bool:
        """Whether a step after so many seconds sweeps."""
        self.passed_s += seconds
        spoil(self.db, "DELETE FROM cards WHERE lead = 1")
        await self.ticking.step()
        return bool(await self.count("cards WHERE lead = 1"))

    async def audits(self, seconds: float = 0) -> int:
        """How many audits a step after so many seconds makes."""
        self.passed_s += seconds
        with capture_logs() as log:
            await self.ticking.step()
        return [line["event"] for line in log].count("audit done")

    async def watches(self, seconds: float = 0) -> bool:
        """Whether a step after so many seconds looks at the habits of forms."""
        self.passed_s += seconds
        self.clock.forward(seconds=seconds + 1)
        await self.ticking.step()
        known = await self.db.read(watching.progress)
        return known is not None and known.looked_at == self.clock()

    async def count(self, of: str) -> int:
        return await self.db.read(lambda c: c.execute(sa.text(f"SELECT count(*) FROM {of}")).scalar_one())


@pytest.fixture
async def ticker(db, tmp_path):
    await a_sound_desk(db)
    return Ticker(db, tmp_path)


async def test_the_first_sweep_comes_at_once_and_then_one_each_interval(ticker):
    assert await ticker.swept()
    assert not await ticker.swept(59)
    assert await ticker.swept(1)


async def test_the_first_audit_comes_an_interval_of_sweeps_later_and_then_every_hour(ticker):
    assert await ticker.audits() == 0
    assert await ticker.audits(60) == 1
    assert await ticker.audits(3599) == 0
    assert await ticker.audits(1) == 1


async def test_the_first_look_at_habits_comes_an_interval_of_sweeps_later_and_then_each_of_its_own(ticker):
    assert not await ticker.watches()
    assert await ticker.watches(60)
    assert not await ticker.watches(899)
    assert await ticker.watches(1)


async def test_a_node_that_does_not_hold_the_work_leaves_it(ticker):
    ticker.holds = False

    assert not await ticker.swept()
    assert not await ticker.swept(3600)


async def test_who_takes_the_work_over_sweeps_at_once(ticker):
    await ticker.swept()
    ticker.holds = False
    await ticker.swept(1)

    ticker.holds = True

    assert await ticker.swept(1)


@pytest.mark.parametrize(
    "jump",
    [timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1)],
    ids=["an hour on", "an hour back", "a day on", "a day back"],
)
async def test_a_jump_of_the_clock_brings_no_storm_and_no_stall(ticker, jump):
    await ticker.swept()

    ticker.clock.at += jump

    assert [await ticker.swept(10) for _ in range(12)] == ([False] * 5 + [True]) * 2
    assert await ticker.audits(3600) == 1


async def test_one_step_that_fails_keeps_no_other_from_being_done(ticker):
    spoil(ticker.db, "DROP TABLE quotas")

    assert await ticker.swept()


async def test_one_step_that_breaks_keeps_no_other_from_being_done(ticker):
    ticker.ticking = Ticking(
        ticker.desk, PLAN, holds=lambda: True, drift=lambda: 1 // 0, monotonic=lambda: ticker.passed_s
    )

    assert await ticker.audits() == 0
    assert await ticker.audits(60) == 1


async def test_after_a_long_silence_one_sweep_is_enough(ticker):
    await ticker.swept()

    assert await ticker.swept(86_400)
    assert not await ticker.swept()


async def test_it_runs_until_the_desk_stops(ticker):
    spoil(ticker.db, "UPDATE submissions SET tries = 9 WHERE id = 7")
    running = asyncio.create_task(ticker.ticking.run())

    await until_async(lambda: ticker.db.read(alarms.open_))
    ticker.desk.wake.stop()

    await asyncio.wait_for(running, 5)
