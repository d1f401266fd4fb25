"""Repeats: who is the first under a key, whatever happens to others who want it."""

import asyncio
import random
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from frontdesk.model.submission import Submission
from frontdesk.store import repeats, submissions
from frontdesk.store.database import Database
from frontdesk.store.engine import open_engine
from frontdesk.store.repeats import PARTS, Claim
from frontdesk.store.submissions import Arrival
from support import postgres
from support.stored import count, rows
from support.world import until

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SECOND = 1_000_000
BLOCKED = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def an_arrival(id: int, key: bytes = b"k" * 16, *, at: int = 0, kept: int = SECOND) -> Arrival:
    return Arrival(
        id=id,
        hook="web",
        at=AT,
        headers=b"[]",
        body=b"{}",
        submission=Submission(provider="json"),
        claim=Claim(key, id, None, at + kept, at),
    )


@contextmanager
def elsewhere(db: Database, url: str, folder):
    """A connection of another process, in a transaction that has stored the submission 1."""
    engine = open_engine(url, folder, timedelta(seconds=5))
    try:
        with engine.writing.connect() as connection:
            connection.begin()
            assert submissions.append_arrivals(connection, [an_arrival(1)]) == [1]
            yield connection
    finally:
        engine.close()


@pytest.mark.parametrize(
    ("end", "first", "stored"), [("rollback", 2, [2]), ("commit", 1, [1])], ids=["fails", "stands"]
)
async def test_who_waits_for_the_first_is_the_first_if_that_one(
    db, database_url, tmp_path, end, first, stored
):
    with elsewhere(db, database_url, tmp_path) as connection:
        second = asyncio.ensure_future(db.append(submissions.append_arrivals, an_arrival(2)))
        await asyncio.sleep(0)
        if db.dsn:
            await asyncio.to_thread(_wait_for_lock, db.dsn)
        assert not second.done()
        await asyncio.to_thread(getattr(connection, end))

        assert await second == first

    found = await db.read(lambda c: c.execute(sa.text("SELECT id FROM submissions ORDER BY id")).all())
    assert [row.id for row in found] == stored


def _wait_for_lock(url: str) -> None:
    asyncio.run(until(lambda: rows(url, BLOCKED)))


async def test_of_two_in_one_batch_the_earlier_is_the_first(db):
    came = [an_arrival(1), an_arrival(2, b"a" * 16), an_arrival(3), an_arrival(4, b"a" * 16)]

    assert await db.write(lambda c: submissions.append_arrivals(c, came)) == [1, 2, 1, 2]


async def test_one_that_nothing_is_known_of_is_always_new(db):
    known, unknown = (
        an_arrival(1),
        Arrival(id=2, hook="web", at=AT, headers=b"[]", body=b"{}", submission=Submission(provider="json")),
    )

    assert await db.write(lambda c: submissions.append_arrivals(c, [known, unknown, an_arrival(3)])) == [
        1,
        2,
        1,
    ]


async def test_two_nodes_that_take_the_same_forms_in_other_orders_never_wait_for_each_other(tmp_path):
    with postgres.a_database("postgresql") as url:
        nodes = [Database(url, desk=tmp_path) for _ in range(2)]
        chance, next_id = random.Random(1), iter(range(1, 10**6))
        for turn in range(20):
            keys = [bytes([turn, number]) * 8 for number in range(40)]
            posts = []
            for node in nodes:
                chance.shuffle(keys)
                posts += [
                    node.append(submissions.append_arrivals, an_arrival(next(next_id), k)) for k in keys
                ]
            await asyncio.gather(*posts)
        for node in nodes:
            await node.close()

        assert count(url, "submissions") == 20 * 40
        # What a session counts is passed on when it ends.
        deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        assert rows(url, deadlocks) == [(0,)]


async def filled(db: Database, count: int, expired: int) -> None:
    """So many keys, evenly spread, of which the first ones have expired."""
    step = 2**128 // count
    claims = [
        Claim((n * step).to_bytes(16, "big"), n, None, -1 if n < expired else SECOND, -2)
        for n in range(count)
    ]
    assert await db.write(lambda c: repeats.all_first(c, claims))


async def test_the_parts_together_are_all_keys(db):
    await filled(db, 1000, 1000)

    dropped = [
        await db.write(lambda c, part=part: repeats.forget(c, AT, part, 1000)) for part in range(PARTS)
    ]

    assert sum(dropped) == 1000
    assert max(dropped) <= 1000 // PARTS + 1


async def test_no_more_is_dropped_at_once_than_was_asked_for(db):
    await filled(db, 1000, 1000)

    dropped = [await db.write(lambda c: repeats.forget(c, AT, 0, 10)) for _ in range(3)]

    assert dropped == [10, 6, 0]
