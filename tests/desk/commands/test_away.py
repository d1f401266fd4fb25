"""Away: who is away is offered nothing, hands on what was offered, and everybody concerned is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.model.lead import State
from frontdesk.rules.assignment import Seat
from frontdesk.store import absences
from support.chats import a_hot_form, labels
from support.sales import a_sales_world, assignment
from support.talk import ask, said, write
from support.world import ANN, MARK, OLGA, PIOTR, SALES, TEAM, VERA, until, until_async

RULES = {"assignment": replace(assignment(), offer=timedelta(hours=2))}


@pytest.fixture
async def selling(tmp_path, database_url):
    """A world that offers leads, and its clock."""
    async with a_sales_world(tmp_path, database_url, **RULES) as both:
        yield both


def another(number):
    """A hot form of somebody else, in words of their own."""
    who = {"email": f"a{number}@b{number}.example", "phone": f"+4851234520{number}"}
    return a_hot_form(**who, message=f"Portal number {'x' * number} for us. " * 50)


async def offered(world, number=1):
    """The lead, as soon as it is offered to somebody."""

    async def look():
        known = await world.lead(number)
        return known.lead if known and known.lead.offered_to else None

    return await until_async(look)


async def test_an_offer_goes_on_at_once_when_its_person_goes_away(selling):
    world, _ = selling
    await world.post(a_hot_form())
    assert (await offered(world)).offered_to == "Piotr"

    answer = await ask(world, PIOTR, "/away 3d")

    assert "Offers passed on: 1" in answer.text
    assert "offered to: Ann" in answer.text
    assert (await world.lead(1)).lead.offered_to == "Ann"
    await labels(world, SALES, "For Ann", "Take")


async def test_who_is_away_is_offered_nothing_until_back(selling):
    world, clock = selling
    await ask(world, PIOTR, "/away 2h")

    for number in (1, 2):
        await world.post(another(number))
        assert (await offered(world, number)).offered_to == "Ann"

    clock.forward(2 * 3600 + 1)
    await world.post(another(3))
    assert (await offered(world, 3)).offered_to == "Piotr"


async def test_with_nobody_left_a_lead_is_anybodys_and_that_is_said(selling):
    world, _ = selling
    await world.post(a_hot_form())
    await offered(world)
    await ask(world, ANN, "/away 1d")

    assert "nobody to offer leads to" in (await ask(world, PIOTR, "/away 1d")).text
    assert (await world.lead(1)).lead.state is State.SALES_OPEN


async def test_a_manager_sends_another_away_who_is_told_by_whom(selling):
    world, _ = selling
    await ask(world, PIOTR, "/lang pl")

    here = await ask(world, MARK, "/away piotr 3d")

    assert here.text.startswith("Away: Piotr. Back on ")
    assert "set by" in here.text
    assert await until(lambda: [m for m in said(world, PIOTR) if "ustawione przez: Mark" in m.text])
    assert "Piotr: away until" in (await ask(world, OLGA, "/away")).text
    assert "Piotr: away until" in (await ask(world, MARK, "/stats person")).text


async def test_back_is_back_and_nobody_is_listed(selling):
    world, _ = selling
    await ask(world, PIOTR, "/away until 1.1.")

    assert "Back: Piotr" in (await ask(world, PIOTR, "/away off")).text
    assert "Nobody is away" in (await ask(world, PIOTR, "/away")).text


@pytest.mark.parametrize(
    ("person", "text", "answer"),
    [
        (ANN, "/away Piotr 3d", "role"),
        (VERA, "/away 3d", "role"),
        (MARK, "/away <b>Nobody</b> 3d", "nobody of this name"),
        (PIOTR, "/away until 2020-01-01", "/away until"),
        (PIOTR, "/away until " + "9" * 3_000, "/away until"),
    ],
    ids=["another's", "a viewer's", "a stranger's", "the past", "digits"],
)
async def test_what_may_not_be_set_is_not(selling, person, text, answer):
    world, clock = selling

    assert answer in (await ask(world, person, text)).text
    assert not await world.service.db.read(lambda c: absences.away(c, clock()))


async def test_in_a_group_the_answer_stands_there(selling):
    world, _ = selling

    assert "Away: Piotr" in (await ask(world, PIOTR, "/away 3d", SALES)).text


async def test_who_covers_is_who_is_offered_leads(tmp_path, database_url):
    seats = (Seat(person=MARK, capacity=3),)
    async with a_sales_world(tmp_path, database_url, team=TEAM, seats=seats, **RULES) as (world, _):
        assert "offered to: Ann, Mark" in (await ask(world, PIOTR, "/away 3d")).text


async def test_a_time_is_the_companys_own(tmp_path, database_url):
    from frontdesk.rules.hours import hours

    zone = hours({"zone": "Asia/Tokyo"})
    async with a_sales_world(tmp_path, database_url, hours=zone, **RULES) as (world, clock):
        write(world, PIOTR, "/away until 1.1.")
        ends = await until_async(lambda: world.service.db.read(lambda c: absences.ends(c, clock())))

        assert (ends["Piotr"].hour, ends["Piotr"].minute) == (15, 0)
