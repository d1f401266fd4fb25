"""Identities: whose a submission is, found once, whatever else goes on."""

import asyncio
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from frontdesk.model.submission import Received, Submission
from frontdesk.store import identities, submissions
from frontdesk.store.database import Database
from frontdesk.store.identities import Identity
from frontdesk.store.locks import lock
from frontdesk.store.submissions import Arrival
from frontdesk.store.tables import identities as known
from frontdesk.store.tables import leads
from support.postgres import a_database

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
JAN: Identity = ("email", "jan@acme.example")


async def stored(db: Database, *ids: int) -> list[Received]:
    """Submissions that are nobody's."""
    said = Submission(provider="json", fields={"email": "jan@acme.example"})
    for id_ in ids:
        came = Arrival(id=id_, hook="web", at=AT, headers=b"[]", body=b"{}", submission=said)
        await db.append(submissions.append_arrivals, came)
    return await db.read(lambda c: submissions.some(c, ids))


async def given(db: Database, came: list[Received], *whose: Identity | None) -> bool:
    return await db.write(lambda c: identities.give_leads(c, list(zip(came, whose, strict=True))))


async def owners(db: Database) -> dict[int, int | None]:
    return dict(await db.read(lambda c: submissions.waiting(c, 100)))


async def test_one_person_is_one_lead_and_who_gives_nothing_a_lead_of_their_own(db):
    came = await stored(db, 1, 2, 3, 4)

    await given(db, came, JAN, None, ("phone", "+48600100200"), None)

    assert len(set((await owners(db)).values())) == 4
    assert await db.read(lambda c: c.execute(sa.select(sa.func.count()).select_from(known)).scalar()) == 2


@pytest.mark.parametrize("count", [1, 7, 8, 9, 64, 65, 130])
async def test_however_many_come_at_once_the_same_address_is_the_same_lead(db, count):
    came = await stored(db, *range(1, count + 1))
    whose = [("email", f"{number % 40}@acme.example") for number in range(count)]

    await given(db, came, *whose)
    later = await stored(db, *range(1001, 1001 + count))
    await given(db, later, *whose)

    rows = await db.read(lambda c: c.execute(sa.text("SELECT id, lead FROM submissions")).all())
    leads_of = dict(rows)
    assert len(set(leads_of.values())) == min(count, 40)
    assert all(leads_of[1 + n] == leads_of[1001 + n] == leads_of[1 + n % 40] for n in range(count))


async def test_what_was_given_stays_where_it_is_and_makes_no_lead(db):
    came = await stored(db, 1)
    await given(db, came, JAN)
    before = await owners(db)

    assert await given(db, came, ("email", "other@acme.example"))

    assert await owners(db) == before
    assert await db.read(lambda c: c.execute(sa.select(sa.func.count()).select_from(leads)).scalar()) == 1


@pytest.fixture
def shared_url():
    """A database that several nodes can write to at once."""
    with a_database("postgresql") as url:
        yield url


async def test_while_another_node_is_at_it_nothing_is_given(tmp_path, shared_url):
    one, other = Database(shared_url, desk=tmp_path), Database(shared_url, desk=tmp_path)
    came, held, done = await stored(one, 1), asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def hold(connection):
        lock(connection, "give_leads")
        loop.call_soon_threadsafe(held.set)
        asyncio.run_coroutine_threadsafe(done.wait(), loop).result()

    holding = asyncio.ensure_future(other.write(hold))
    await held.wait()
    assert not await given(one, came, JAN)
    assert await owners(one) == {1: None}
    done.set()
    await holding

    assert await given(one, came, JAN)
    assert (await owners(one))[1] is not None
    await one.close()
    await other.close()
