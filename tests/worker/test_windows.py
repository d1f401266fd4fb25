"""Windows: the card of an owned lead is redrawn when the time to call begins or ends, and then alone."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.rules.hours import hours
from support.chats import a_card, count, quiet, shows
from support.sales import a_sales_world
from support.world import PIOTR, SALES, until, until_async

OURS = hours({"zone": "UTC", "monday-sunday": "00:00-24:00"})


def until_hour(clock, hour):
    """Turn the clock to that hour in UTC of the next Wednesday."""
    now = clock()
    day = (now + timedelta(days=(2 - now.weekday()) % 7 + 7)).date()
    clock.forward((datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - now).total_seconds())


@pytest.fixture
async def calling(tmp_path, database_url):
    """A world that always works, on a Wednesday morning before people in Japan have left work."""
    async with a_sales_world(tmp_path, database_url, hours=OURS) as both:
        yield both


async def test_it_is_redrawn_when_the_window_opens_and_when_it_closes_and_not_between(calling):
    world, clock = calling
    until_hour(clock, 7)
    card = await a_card(world, SALES, phone="+81 3 1234 5678")
    assert "🕒 Tokyo, UTC+9 · office hours there" in card.text

    await world.press(SALES, "Take", PIOTR, message=card)
    await world.card(SALES, "call now, until")
    clock.forward(61)
    await undo_is_over(world)
    before = len(shows(world, SALES))
    clock.forward(3600)
    await quiet(world)
    assert len(shows(world, SALES)) == before

    clock.forward(3600)
    await world.card(SALES, "· call 2")
    await quiet(world)
    clock.forward(3600)
    await quiet(world)
    assert len(shows(world, SALES)) == before + 1

    clock.forward(14 * 3600)
    await world.card(SALES, "call now, until")
    assert len(shows(world, SALES)) == before + 2


async def test_a_restart_does_not_miss_the_window(calling):
    world, clock = calling
    until_hour(clock, 7)
    card = await a_card(world, SALES, phone="+81 3 1234 5678")
    await world.press(SALES, "Take", PIOTR, message=card)
    await world.card(SALES, "call now, until")
    clock.forward(61)
    await undo_is_over(world)

    await world.stop()
    clock.forward(2 * 3600)
    await world.start(clock=clock)

    await world.card(SALES, "· call 2")
    await until_async(lambda: _none_due(world))


async def _none_due(world) -> bool:
    return await count(world, "cards", "due") == 0


async def undo_is_over(world) -> None:
    """Wait until its button is gone: the edit for that is not one of those that count."""
    await until(lambda: "Undo" not in str([message.rows for message in world.chat.messages(SALES.id)]))
    await quiet(world)
