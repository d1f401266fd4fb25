"""The database: three verbs, nothing answered before the commit."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from frontdesk.errors import Faults, Unavailable
from frontdesk.model.submission import Submission
from frontdesk.store import quotas, schema, submissions, updates
from frontdesk.store.database import Database
from frontdesk.store.submissions import Arrival
from frontdesk.store.tables import answers, leads, metadata
from support.stored import count

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def an_arrival(id: int) -> Arrival:
    return Arrival(
        id=id,
        hook="web",
        at=AT,
        headers=b"[]",
        body=b"{}",
        submission=Submission(provider="json", fields={"email": "jan@acme.example"}),
    )


def rows_in(db: Database, table: str) -> int:
    """What another connection finds, so nothing but what is committed counts."""
    return count(db.dsn or f"sqlite:///{db.place}", table)


async def test_an_append_is_in_the_file_when_it_returns(db):
    await db.append(submissions.append_arrivals, an_arrival(1))

    assert rows_in(db, "submissions") == 1


async def test_many_appends_at_once_are_answered_in_order(db):
    came = [an_arrival(n) for n in range(30)]

    ids = await asyncio.gather(*(db.append(submissions.append_arrivals, arrival) for arrival in came))

    assert ids == [arrival.id for arrival in came]
    assert rows_in(db, "submissions") == 30


async def test_one_bad_row_in_a_batch_fails_alone(db):
    came = [an_arrival(7), an_arrival(8), an_arrival(7)]

    results = await asyncio.gather(
        *(db.append(submissions.append_arrivals, arrival) for arrival in came), return_exceptions=True
    )

    assert sum(isinstance(result, Exception) for result in results) == 1
    assert rows_in(db, "submissions") == 2


async def test_a_write_that_fails_leaves_its_neighbours_alone(db):
    def bad(connection):
        quotas.use(connection, ["bad"], AT)
        raise RuntimeError("after writing")

    results = await asyncio.gather(
        *(db.write(lambda c, n=n: quotas.use(c, [f"good{n}"], AT)) for n in range(5)),
        db.write(bad),
        return_exceptions=True,
    )

    assert [type(result) for result in results] == [type(None)] * 5 + [RuntimeError]
    assert rows_in(db, "quotas") == 5


@pytest.mark.parametrize("neighbours", [0, 1])
@pytest.mark.parametrize("verb", ["append", "write"])
async def test_a_commit_that_fails_leaves_the_next_transactions_alone(db, verb, neighbours):
    await db.append(submissions.append_arrivals, an_arrival(1))

    bad = db.append(_of_nobody, 1) if verb == "append" else db.write(lambda c: _of_nobody(c, []))
    good = [db.write(_of_somebody) for _ in range(neighbours)]
    failed, *_ = await asyncio.gather(bad, *good, return_exceptions=True)

    assert isinstance(failed, sa.exc.IntegrityError)
    assert await db.append(submissions.append_arrivals, an_arrival(2)) == 2
    assert await db.write(_of_somebody) == []
    assert rows_in(db, "answers") == 0


def _of_somebody(connection: sa.Connection) -> list[int]:
    return list(connection.execute(sa.select(leads.c.id)).scalars())


def _of_nobody(connection: sa.Connection, items: list[int]) -> list[int]:
    """An answer about a lead that is not there, which SQLite finds at the commit."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    row = {"lead": 999, "criterion": "budget", "yes": True, "by": "Olga", "at": AT, "revision": 1}
    connection.execute(sa.insert(answers), [row])
    return items


async def test_every_commit_is_synced(db):
    asked, sure = ("PRAGMA synchronous", 2) if db.kind == "sqlite" else ("SHOW synchronous_commit", "on")

    assert await db.read(lambda c: c.exec_driver_sql(asked).scalar()) == sure
    assert await db.write(lambda c: c.exec_driver_sql(asked).scalar()) == sure


async def test_readers_cannot_write(db):
    with pytest.raises((Unavailable, sa.exc.InternalError)):
        await db.read(lambda c: c.execute(sa.insert(leads), [{"created_at": AT}]))


async def test_a_lock_held_too_long_is_unavailable_and_passes(tmp_path):
    db = Database("sqlite:///test.db", desk=tmp_path, wait=timedelta(milliseconds=100))
    other = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(Unavailable):
        await db.append(submissions.append_arrivals, an_arrival(1))
    other.execute("ROLLBACK")
    other.close()

    assert await db.append(submissions.append_arrivals, an_arrival(2)) == 2
    await db.close()


async def test_closing_finishes_what_waits(tmp_path, database_url):
    db = Database(database_url, desk=tmp_path)
    waiting = [
        asyncio.ensure_future(db.append(submissions.append_arrivals, an_arrival(n))) for n in range(200)
    ]
    await asyncio.sleep(0)

    await db.close()
    await asyncio.gather(*waiting)

    assert rows_in(db, "submissions") == 200
    with pytest.raises(Unavailable):
        await db.write(lambda c: None)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        pytest.param("sqlite:///no/such/folder/x.db", "existing folder", id="no folder"),
        pytest.param("mysql://x/y", "found mysql", id="another engine"),
        pytest.param("nonsense", "sqlite:///FILE", id="no address"),
    ],
)
def test_an_address_that_cannot_be_used_is_a_fault(tmp_path, url, says):
    with pytest.raises(Faults, match=says):
        Database(url, desk=tmp_path)


def test_a_corrupt_file_is_a_fault_and_stays_as_it_is(tmp_path):
    file = tmp_path / "test.db"
    file.write_bytes(b"this is no database at all" * 100)

    with pytest.raises(Faults, match="not a database"):
        Database("sqlite:///test.db", desk=tmp_path)

    assert file.read_bytes() == b"this is no database at all" * 100


async def test_the_migrations_make_what_the_tables_say(db):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def differences(connection):
        return compare_metadata(MigrationContext.configure(connection), metadata)

    assert await db.read(differences) == []
    assert await db.read(schema.version) == schema.HEAD


async def test_a_database_opens_again_with_what_it_had(tmp_path, database_url):
    first = Database(database_url, desk=tmp_path)
    await first.append(submissions.append_arrivals, an_arrival(1))
    await first.close()

    second = Database(database_url, desk=tmp_path)
    waiting = await second.read(lambda c: submissions.waiting(c, 10))
    await second.close()

    assert waiting == [(1, None)]


async def test_an_update_that_comes_again_is_stored_once(db):
    page = ([(7, b"{}"), (8, b"{}")], AT)
    await db.append(updates.append_updates, page)
    await db.write(lambda c: updates.settle(c, 7))

    await db.append(updates.append_updates, page)

    assert await db.read(lambda c: updates.waiting(c, 10)) == [(8, b"{}")]
