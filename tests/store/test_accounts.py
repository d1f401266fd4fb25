"""Accounts: one for a company, and who of it wrote before."""

import asyncio

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.store import accounts, leads, tables
from frontdesk.store.database import Database
from support.desks import a_desk, accepted, judged


@pytest.fixture
def desk(db, tmp_path):
    return a_desk(db, tmp_path)


async def colleagues(db, lead: int) -> tuple[int, ...]:
    known = await db.read(lambda c: leads.read_around(c, lead, now()))
    return known.colleagues


async def wrote(desk, *addresses: str) -> None:
    for n, address in enumerate(addresses):
        await accepted(desk, email=address, phone=f"+48 512 345 2{n:02}")
        await judged(desk)


async def test_people_of_one_company_share_an_account(desk, db):
    await wrote(desk, "jan@acme.pl", "ann@mail.acme.pl", "eve@other.pl", "jan@gmail.com", "x@mailinator.com")

    found = await db.read(
        lambda c: c.execute(sa.select(tables.leads.c.account).order_by("id")).scalars().all()
    )
    assert found[0] == found[1] is not None
    assert found[2] not in (None, found[0])
    assert found[3:] == [None, None]


async def test_a_card_names_the_three_newest_who_wrote_before(desk, db):
    await wrote(desk, *(f"jan{n}@acme.pl" for n in range(6)))

    assert await colleagues(db, 5) == (4, 3, 2)
    assert await colleagues(db, 1) == ()


async def test_who_writes_again_learns_of_colleagues_that_came_since(desk, db):
    await wrote(desk, "jan@acme.pl", "ann@acme.pl")

    await accepted(desk, email="jan@acme.pl", phone="")
    await judged(desk)

    assert await colleagues(db, 1) == (2,)


async def test_a_suspected_advert_is_nobodys_colleague(desk, db):
    await accepted(desk, email="eve@acme.pl", first_name="Win at http://x.example", last_name="")
    await judged(desk)

    await wrote(desk, "jan@acme.pl")

    assert await colleagues(db, 2) == ()


async def test_the_same_new_companies_on_two_nodes_at_once_are_made_once(db, database_url, tmp_path):
    other = Database(database_url, desk=tmp_path)
    domains = [f"firma{n}.example" for n in range(50)]

    def ask(each, wanted):
        return each.write(lambda connection: accounts.ids_of(connection, wanted, now()))

    try:
        found = await asyncio.gather(ask(db, domains), ask(other, domains[::-1]))
    finally:
        await other.close()

    assert found[0] == found[1]
    assert sorted(found[0]) == sorted(domains)


async def known_colleague(db, lead: int) -> bool:
    known = await db.read(lambda c: leads.read_known(c, [lead], now()))
    return known[lead].colleague


async def test_who_wrote_first_of_a_company_has_no_colleague_until_another_writes(desk, db):
    await wrote(desk, "jan@acme.pl", "ann@mail.acme.pl")

    assert [await known_colleague(db, lead) for lead in (1, 2)] == [False, True]

    await accepted(desk, email="jan@acme.pl", phone="")
    await judged(desk)
    assert await known_colleague(db, 1) is True


async def test_a_lead_that_has_no_account_yet_has_the_colleagues_of_its_address(desk, db):
    await wrote(desk, "jan@acme.pl", "ann@acme.pl")
    new = sa.update(tables.leads).where(tables.leads.c.id == 2).values(account=None, state=None, revision=0)
    await db.write(lambda c: c.execute(new).rowcount)

    assert await known_colleague(db, 2) is True


@pytest.mark.parametrize(
    ("one", "two"), [("jan@gmail.com", "ann@gmail.com"), ("jan@acme.pl", "ann@other.pl"), ("jan@acme.pl", "")]
)
async def test_who_shares_no_company_has_no_colleague(desk, db, one, two):
    await wrote(desk, one, two)

    assert await known_colleague(db, 2) is False


async def test_a_suspected_advert_makes_nobody_a_colleague(desk, db):
    await accepted(desk, email="eve@acme.pl", first_name="Win at http://x.example", last_name="")
    await judged(desk)

    await wrote(desk, "jan@acme.pl")

    assert await known_colleague(db, 2) is False


async def test_colleagues_of_many_leads_are_asked_for_at_once(desk, db):
    await wrote(desk, *(f"jan@firma{n}.pl" for n in range(3)), *(f"ann@firma{n}.pl" for n in range(3)))
    asked = []

    def read(connection):
        sa.event.listen(connection, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
        return leads.read_known(connection, range(1, 7), now())

    known = await db.read(read)

    assert [known[lead].colleague for lead in range(1, 7)] == [False] * 3 + [True] * 3
    assert len([statement for statement in asked if "earliest" in statement]) == 1


async def test_nobody_is_their_own_colleague(desk, db):
    await wrote(desk, "jan@acme.pl")
    await accepted(desk, email="jan@acme.pl", phone="")
    await judged(desk)

    assert await known_colleague(db, 1) is False
