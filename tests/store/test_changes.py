"""Changes: what a look asks for is written once, whoever looks, and however often."""

import asyncio
import threading
from dataclasses import replace

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.model.change import Change
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.store import tables, touches
from frontdesk.store.changes import write_changes
from frontdesk.store.database import Database
from support import postgres
from support.desks import a_desk, accepted, changes, judged

WRITTEN = ("receipts", "history", "touches", "deliveries", "cards", "quotas", "accounts", "identities")


@pytest.fixture
def desk(db, tmp_path):
    return a_desk(db, tmp_path)


async def written(db) -> dict[str, int]:
    """How many rows each table holds."""

    def work(connection):
        many = (sa.select(sa.func.count()).select_from(tables.metadata.tables[name]) for name in WRITTEN)
        return [connection.execute(select).scalar_one() for select in many]

    return dict(zip(WRITTEN, await db.read(work), strict=True))


async def write(db, *found) -> list[bool]:
    return await db.write(lambda connection: write_changes(connection, found))


async def a_look(desk) -> Change:
    """What the next look would write, but for the letter."""
    [change] = await changes(desk)
    return replace(change, letters=())


async def test_of_two_looks_at_one_submission_the_second_is_not_written(desk, db):
    await accepted(desk)
    first, second = await a_look(desk), await a_look(desk)

    said = [await write(db, first), await write(db, second)]

    assert said == [[True], [False]]
    assert (await written(db))["receipts"] == (await written(db))["history"] == 1


async def test_of_two_changes_of_one_lead_in_a_batch_the_second_is_not_written(desk, db):
    await accepted(desk)
    first, second = await a_look(desk), await a_look(desk)

    assert await write(db, first, second) == [True, False]
    assert (await written(db))["history"] == 1


async def test_a_submission_that_is_judged_is_not_judged_again_however_fresh_the_look(desk, db):
    await accepted(desk)
    change = await a_look(desk)
    await write(db, change)
    before = await written(db)
    late = replace(change, before=change.lead, lead=replace(change.lead, revision=change.lead.revision + 1))

    assert await write(db, late) == [False]
    assert await written(db) == before


async def test_a_change_of_a_lead_that_is_not_as_it_was_is_not_written(desk, db):
    await accepted(desk)
    old = replace(await a_look(desk), judged=None)
    await judged(desk)
    before = await written(db)

    assert await write(db, old) == [False]
    assert await written(db) == before


async def test_a_row_may_name_a_lead_that_another_node_is_writing_to(tmp_path):
    """On SQLite nobody writes beside another."""
    with postgres.a_database("postgresql") as url:
        one, two = Database(url, desk=tmp_path), Database(url, desk=tmp_path)
        desk, locked, done = a_desk(one, tmp_path), threading.Event(), threading.Event()
        await accepted(desk)
        found = await changes(desk)

        def slow(connection):
            assert write_changes(connection, found) == [True]
            locked.set()
            return done.wait(10)

        writing = asyncio.create_task(one.write(slow))
        await asyncio.to_thread(locked.wait, 10)
        touch = Touch(kind=TouchKind.SENT, at=now(), key="sent:1")
        await two.write(lambda connection: touches.add(connection, [(1, touch)]))
        done.set()

        assert await writing
        await one.close()
        await two.close()


async def test_of_two_letters_to_one_mailbox_the_second_is_looked_at_again(desk, db):
    await accepted(desk, email="jan+a@acme-client.example", phone="")
    await accepted(desk, email="jan+b@acme-client.example", phone="")
    first, second = await changes(desk)

    assert await write(db, first) == [True]
    assert await write(db, second) == [False]

    await judged(desk)
    letters = await db.read(lambda c: c.execute(sa.select(tables.deliveries.c.reason)).scalars().all())
    assert sorted(letters, key=str) == [None, "quota"]


async def test_two_letters_to_one_mailbox_in_a_batch_are_one(desk, db):
    await accepted(desk, email="jan+a@acme-client.example", phone="")
    await accepted(desk, email="jan+b@acme-client.example", phone="")

    assert await write(db, *await changes(desk)) == [True, False]


async def test_two_desks_that_judge_the_same_forms_at_once_write_them_once(desk, db, database_url, tmp_path):
    other = a_desk(Database(database_url, desk=tmp_path), tmp_path)
    try:
        for n in range(30):
            # Numbers and companies that many share: both desks want the same rows at once.
            await accepted(desk, email=f"jan{n}@firma{n % 3}.example", phone=f"+48 512 345 20{n % 2}")
        looks = [await changes(each) for each in (desk, other)]
        looks[1].reverse()

        await asyncio.gather(*(each.record(look) for each, look in zip((desk, other), looks, strict=True)))
        await asyncio.gather(judged(desk), judged(other))
    finally:
        await other.db.close()

    found = await written(db)
    assert (found["receipts"], found["history"], found["deliveries"], found["quotas"]) == (30, 30, 30, 30)
    assert (found["accounts"], found["identities"]) == (3, 32)
    assert found["touches"] == 60


async def test_a_lead_that_another_wrote_to_meanwhile_is_judged_again(desk, db):
    await accepted(desk)
    [old] = await changes(desk)
    await judged(desk)
    await accepted(desk, message="One more thing.")

    assert await write(db, old) == [False]
    await judged(desk)
    assert (await written(db))["receipts"] == 2
