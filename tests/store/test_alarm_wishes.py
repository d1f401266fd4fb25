"""Alarm wishes: what a chat and a mailbox are to be told, as one row each, however often somebody looks."""

import asyncio
from datetime import timedelta

import sqlalchemy as sa

from frontdesk.store import alarm_wishes, alarm_work, alarms
from frontdesk.store.alarm_wishes import Told
from frontdesk.store.tables import alarm_messages
from support.books import AT

CHAT, BOX = Told.chat(-1001), Told.mailbox("ops@acme.example")
GAP = timedelta(seconds=15)


async def told(db, who=CHAT, at=AT, hears=lambda key: True) -> list[tuple]:
    """(state, revision) of the rows after a look."""
    await db.write(lambda c: alarm_wishes.want(c, who, at, hears))
    select = sa.select(alarm_messages.c.state, alarm_messages.c.revision).where(who.rows)
    return [tuple(row) for row in await db.read(lambda c: c.execute(select).all())]


async def raised(db, text="2 leads lost", at=AT) -> None:
    await db.write(lambda c: alarms.raise_(c, "audit", text, at))


async def claimed(db, at=AT):
    return await db.write(lambda c: alarm_work.claim_next(c, -1001, at, "n", GAP))


async def test_many_looks_at_once_make_one_row(db):
    await raised(db)

    await asyncio.gather(*(told(db) for _ in range(20)))

    assert await told(db) == [("due", 0)]


async def test_a_chat_that_is_not_to_hear_of_it_has_no_row(db):
    await raised(db)

    assert await told(db, hears=lambda key: key != "audit") == []


async def test_what_ended_before_anybody_looked_makes_no_row(db):
    await raised(db)
    await db.write(lambda c: alarms.clear(c, "audit", AT))

    assert await told(db) == []
    assert await told(db, BOX) == []


async def test_of_two_who_claim_it_one_gets_it(db):
    await raised(db)
    await told(db)

    found = await asyncio.gather(*(claimed(db) for _ in range(5)))

    assert sum(work is not None for work in found) == 1


async def test_a_change_while_it_is_in_hand_is_seen_after_it_was_shown(db):
    await raised(db)
    await told(db)
    work = await claimed(db)
    await raised(db, "3 leads lost")
    assert await told(db) == [("claimed", 0)]

    await db.write(lambda c: alarm_work.message_work.settle_shown(c, work, 7, "hash", AT, AT))

    assert await told(db) == [("due", 1)]
    assert await claimed(db, AT + timedelta(seconds=14)) is None
    assert (await claimed(db, AT + timedelta(seconds=15))).alarm.text == "3 leads lost"


async def test_what_a_dead_node_had_in_hand_may_stand_in_the_chat(db):
    await raised(db)
    await told(db)
    await claimed(db)

    await db.write(lambda c: alarm_work.take_over(c, AT, AT + GAP))

    assert await told(db) == [("unsure", 0)]
    assert await claimed(db) is None
    assert (await claimed(db, AT + GAP)).doubtful


async def test_who_has_nothing_new_to_hear_is_not_written_about(db):
    await raised(db)
    assert await db.read(lambda c: alarm_wishes.lags(c, BOX))

    await told(db, BOX)

    assert not await db.read(lambda c: alarm_wishes.lags(c, BOX))


async def test_what_was_raised_while_the_look_began_is_no_other_alarm(db):
    late = AT + timedelta(milliseconds=3)
    await raised(db, at=late)
    await told(db, BOX)
    refused = sa.update(alarm_messages).values(state="refused")
    await db.write(lambda c: c.execute(refused) and None)
    await raised(db, "3 leads lost")

    assert await told(db, BOX) == [("refused", 1)]
