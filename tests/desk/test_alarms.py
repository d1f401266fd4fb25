"""Alarms: however many stand, each is raised once, told once in the log and cleared."""

import asyncio

from structlog.testing import capture_logs

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.clock import wall as now
from frontdesk.store import alarms
from frontdesk.store.alarms import OPEN_LIMIT


async def test_an_alarm_is_logged_once_however_often_it_is_raised_and_by_how_many(db):
    nodes = [Alarms(db, now) for _ in range(4)]

    with capture_logs() as logs:
        for text in ("1 form lost", "2 forms lost", "2 forms lost"):
            await asyncio.gather(*(node.set("audit", text) for node in nodes))
        for _ in range(2):
            await asyncio.gather(*(node.set("audit", None) for node in nodes))

    assert [line["event"] for line in logs] == ["alarm raised", "alarm cleared"]


async def test_an_alarm_beyond_those_that_are_shown_is_cleared_too(db):
    told = Alarms(db, now)
    keys = [f"drift:form:{number:03}" for number in range(OPEN_LIMIT + 5)]
    for key in keys:
        await told.set(key, "a field is gone")

    await told.only("drift:", {keys[0]: "a field is gone"})

    assert await db.read(lambda c: alarms.keys(c, "")) == keys[:1]


async def test_an_address_in_an_alarm_is_masked(db):
    await Alarms(db, now).set("mail", "550 <jan@acme-client.example> unknown")

    assert await db.read(lambda c: alarms.text_of(c, "mail")) == "550 <•••@acme-client.example> unknown"
