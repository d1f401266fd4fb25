"""Alarms: one for one cause, however often somebody looks, and a new one when the cause comes back."""

import asyncio
from datetime import timedelta

from frontdesk.store import alarms
from support.books import AT

LATER = AT + timedelta(hours=1)


async def raised(db, key="audit", text="2 leads lost", at=AT) -> bool:
    return await db.write(lambda c: alarms.raise_(c, key, text, at))


async def standing(db) -> list[tuple[str, str]]:
    return [(alarm.key, alarm.text) for alarm in await db.read(alarms.open_)]


async def test_a_cause_raises_one_alarm(db):
    assert await raised(db)
    assert not await raised(db, at=LATER)

    [alarm] = await db.read(alarms.open_)
    assert alarm.raised_at == AT


async def test_what_a_standing_alarm_says_follows(db):
    await raised(db)

    assert not await raised(db, text="3 leads lost")

    assert await standing(db) == [("audit", "3 leads lost")]


async def test_a_cleared_alarm_stands_no_more_and_is_cleared_once(db):
    await raised(db)

    assert await db.write(lambda c: alarms.clear(c, "audit", LATER))
    assert not await db.write(lambda c: alarms.clear(c, "audit", LATER))

    assert await standing(db) == []


async def test_a_cause_that_comes_back_is_a_new_alarm(db):
    await raised(db)
    await db.write(lambda c: alarms.clear(c, "audit", AT))

    assert await raised(db, at=LATER)

    [alarm] = await db.read(alarms.open_)
    assert alarm.raised_at == LATER


async def test_what_was_never_raised_cannot_be_cleared(db):
    assert not await db.write(lambda c: alarms.clear(c, "audit", AT))


async def test_of_many_who_raise_it_at_once_one_did(db):
    told = await asyncio.gather(*(raised(db) for _ in range(20)))

    assert told.count(True) == 1


async def test_the_oldest_comes_first(db):
    await raised(db, "late", at=LATER)
    await raised(db, "early")

    assert [key for key, _ in await standing(db)] == ["early", "late"]
