"""Ahead: letters are claimed beyond the free connections only while the server is quick."""

import asyncio
from contextlib import asynccontextmanager
from itertools import count

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.desk.wake import Wake
from frontdesk.errors import Paused
from frontdesk.store import deliveries as outbox
from frontdesk.store.database import Database
from frontdesk.store.tables import leads
from frontdesk.worker.ahead import Ahead
from frontdesk.worker.mail import Mail
from support.outbox import PLAN, Outbox
from support.world import until, until_async

LINES, MANY = PLAN.in_flight, 60


class Desk:
    """Takes letters at once, up to the one at which it stands still or shuts."""

    def __init__(self, stops_at: int = MANY, error: Exception | None = None) -> None:
        self.begun: list[str] = []
        self.gate, self._stops_at, self._error = asyncio.Event(), stops_at, error
        self._number = count()

    async def send(self, delivery):
        self.begun.append(delivery.message_id)
        if next(self._number) >= self._stops_at and not self.gate.is_set():
            if self._error:
                raise self._error
            await self.gate.wait()


@pytest.fixture
async def box(tmp_path, database_url):
    db = Database(database_url, desk=tmp_path)
    await db.write(lambda c: c.execute(sa.insert(leads), [{"created_at": now()}]) and None)
    yield Outbox(db)
    await db.close()


@asynccontextmanager
async def sent_to(box: Outbox, channel: Desk):
    """The mail loop; ends once it is stopped and the channel lets go."""
    wake = Wake()
    loop = asyncio.create_task(Mail(box.db, channel, wake, now, PLAN).run())
    yield wake
    wake.stop()
    channel.gate.set()
    await asyncio.wait_for(loop, 5)


async def most_claimed(box: Outbox, channel: Desk) -> int:
    """How many letters were ever claimed at once, until all have gone out."""
    most = 0

    async def all_sent():
        nonlocal most
        most = max(most, await box.count("claimed"))
        return await box.count("sent") == MANY

    async with sent_to(box, channel):
        await until_async(all_sent)
    return most


@pytest.mark.parametrize(
    ("letters_s", "turns_s", "places"),
    [
        pytest.param([], [0.001], 0, id="nothing known yet"),
        pytest.param([0.001], [0.001], 4, id="as quick as a claim"),
        pytest.param([0.0001], [0.001], 4, id="never more than connections"),
        pytest.param([0.004], [0.001], 1, id="one gets free meanwhile"),
        pytest.param([0.2], [0.001], 0, id="slow server"),
        pytest.param([0.001] * 50 + [0.2], [0.001], 0, id="one slow letter outweighs many quick ones"),
    ],
)
def test_places_are_what_gets_free_while_a_claim_is_written(letters_s, turns_s, places):
    ahead = Ahead()

    for took_s in letters_s:
        ahead.sent(took_s)
    for took_s in turns_s:
        ahead.turned(took_s)

    assert ahead.places(4) == places


async def test_of_many_letters_each_goes_out_once_and_few_are_claimed_at_once(box):
    await box.put_all([f"k{number}" for number in range(MANY)], "%s@client.example")
    channel = Desk()

    most = await most_claimed(box, channel)

    assert sorted(channel.begun) == sorted(f"<k{number}@acme.example>" for number in range(MANY))
    assert most <= 2 * LINES


async def test_what_was_claimed_ahead_of_a_server_that_then_hangs_is_due_again_as_if_never_tried(box):
    await box.put_all([f"k{number}" for number in range(MANY)], "%s@client.example")
    channel = Desk(stops_at=MANY // 2)

    async with sent_to(box, channel):
        await until(lambda: len(channel.begun) == MANY // 2 + LINES)
        await until_async(lambda: _claimed_are(box, LINES))
        due = await box.count("due")
        rows = [await box.row(f"k{number}") for number in range(MANY)]
        channel.gate.set()
        await until_async(lambda: _sent_are(box, MANY))

    assert due == MANY // 2 - LINES
    assert {row.attempts for row in rows if row.state == "due"} == {0}
    assert len(channel.begun) == len(set(channel.begun)) == MANY


async def test_a_letter_given_back_is_withheld_where_its_lead_came_into_quarantine_meanwhile(box):
    await box.put_all([f"k{number}" for number in range(MANY)], "%s@client.example")
    channel = Desk(stops_at=MANY // 2)

    async with sent_to(box, channel):
        await until(lambda: len(channel.begun) == MANY // 2 + LINES)
        await until_async(lambda: _claimed_are(box, LINES))
        spam = sa.update(leads).values(quarantined_by="telegram:1")
        await box.db.write(lambda c: c.execute(spam) and None)
        channel.gate.set()
        await until_async(lambda: _sent_are(box, MANY // 2 + LINES))
        await until_async(lambda: _nothing_is_due(box))

    assert await box.count("withheld") == MANY // 2 - LINES
    assert len(channel.begun) == MANY // 2 + LINES


async def test_a_desk_that_stops_sends_what_was_begun_and_gives_back_the_rest(box):
    await box.put_all([f"k{number}" for number in range(MANY)], "%s@client.example")
    channel = Desk(stops_at=MANY // 2)

    async with sent_to(box, channel):
        await until(lambda: len(channel.begun) == MANY // 2 + LINES)

    counts = {state: await box.count(state) for state in ("sent", "claimed", "due")}
    assert counts == {"sent": MANY // 2 + LINES, "claimed": 0, "due": MANY // 2 - LINES}
    assert len(channel.begun) == MANY // 2 + LINES


async def test_a_server_that_lets_nobody_in_is_shown_no_letter_that_was_claimed_ahead(box):
    await box.put_all([f"k{number}" for number in range(MANY)], "%s@client.example")
    channel = Desk(stops_at=MANY // 2, error=Paused("a wrong password"))

    async with sent_to(box, channel):
        await until_async(lambda: _alarm(box))
        begun = len(channel.begun)
        await until_async(lambda: _claimed_are(box, 0))
        attempts = {(await box.row(f"k{number}")).attempts for number in range(MANY)}
        channel.gate.set()
        await until_async(lambda: _sent_are(box, MANY))

    assert begun <= MANY // 2 + LINES + 1  # those under way, and one that asks
    assert attempts == {0, 1}


async def test_a_node_taken_for_dead_does_not_settle_what_another_has_sent_meanwhile(box):
    await box.put_all(["mine", "others", "doubtful"])
    ids = {key: (await box.row(key)).id for key in ("mine", "others", "doubtful")}
    await box.db.write(lambda c: outbox.claim_due(c, now(), "test", 3) and None)
    for key, values in (("others", {"claimed_by": "other"}), ("doubtful", {"state": "unsure"})):
        change = sa.update(outbox.deliveries).where(outbox.deliveries.c.key == key).values(values)
        await box.db.write(lambda c, change=change: c.execute(change) and None)

    await box.db.write(lambda c: outbox.settle_sent(c, [(id_, now()) for id_ in ids.values()], "test"))

    assert [(await box.row(key)).state for key in ids] == ["sent", "claimed", "sent"]


async def _claimed_are(box: Outbox, many: int) -> bool:
    return await box.count("claimed") == many


async def _sent_are(box: Outbox, many: int) -> bool:
    return await box.count("sent") == many


async def _nothing_is_due(box: Outbox) -> bool:
    return not await box.count("due")


async def _alarm(box: Outbox) -> bool:
    return bool(await box.alarms())
