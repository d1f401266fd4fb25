"""Overdue: what /sla tells, page by page, to whoever reads it."""

import pytest

from frontdesk.rules.assignment import Concern
from support.chats import a_hot_form, quiet
from support.sales import a_sales_world, steps
from support.talk import ask
from support.world import ANN, PIOTR, SALES, VERA, button, until

SLA = (*steps(("owner", 5), ("manager", 15)), *steps(("owner", 60), concern=Concern.DECIDE))


@pytest.fixture
async def waiting(tmp_path, database_url):
    """A world whose leads are waited for, and its clock."""
    async with a_sales_world(tmp_path, database_url, sla=SLA) as both:
        yield both


async def hot(world, number):
    """The number-th hot lead, in sales."""
    fields = {"email": f"jan{number}@client{number}.example", "phone": f"+48 512 345 {200 + number}"}
    message = f"Portal number {'x' * number} for us. " * 50
    await world.post(a_hot_form(**fields, company=f"<i>Client {number}", message=message))
    await world.card(SALES, f"#{number} ")


async def test_what_waits_past_a_step_is_told_with_the_next(waiting):
    world, clock = waiting
    await hot(world, 1)
    assert "Nothing is overdue" in (await ask(world, ANN, "/sla")).text

    clock.forward(6 * 60)
    answer = (await ask(world, ANN, "/sla")).text

    assert "Overdue: 1" in answer
    assert "taken by nobody" in answer
    assert "#1 · <i>Client 1 · waits 6 min · limit 5 min · next: manager " in answer
    clock.forward(10 * 60)
    assert "no further step" in (await ask(world, ANN, "/sla")).text


async def test_a_contacted_lead_stands_under_its_owner(waiting):
    world, clock = waiting
    await hot(world, 1)
    await ask(world, PIOTR, "/take 1")
    card = await world.card(SALES, "taken")
    await world.press(SALES, "Contacted", PIOTR, message=card)
    clock.forward(2 * 3600)

    answer = (await ask(world, ANN, "/sla")).text

    assert "👤 Piotr\n#1 ·" in answer
    assert "waits 2 h · limit 1 h · no further step" in answer


async def test_a_viewer_and_a_group_read_it_without_contacts(waiting):
    world, clock = waiting
    await hot(world, 1)
    clock.forward(6 * 60)

    for answer in (await ask(world, VERA, "/sla"), await ask(world, ANN, "/sla", SALES)):
        assert "#1 " in answer.text
        assert "512" not in answer.text
        assert "@" not in answer.text


async def test_the_eleventh_stands_on_the_second_page(waiting):
    world, clock = waiting
    for number in range(1, 12):
        await hot(world, number)
    await quiet(world)
    clock.forward(6 * 60)
    first = await ask(world, VERA, "/sla")
    assert "Overdue: 11" in first.text
    assert "#11 " not in first.text

    here = VERA.telegram
    world.chat.press(here, first.message_id, button(first, "▶"), user=_user(VERA))

    def turned():
        return next(m for m in world.chat.messages(here) if m.message_id == first.message_id)

    await until(lambda: "Page 2" in turned().text)
    assert "#11 " in turned().text
    assert [b.text for row in turned().rows for b in row] == ["◀"]


async def test_without_steps_it_says_so(tmp_path, database_url):
    async with a_sales_world(tmp_path, database_url, sla=()) as (world, _):
        assert "[[sla]]" in (await ask(world, ANN, "/sla")).text


def _user(person):
    from frontdesk.demo.chat import User

    return User(person.telegram, person.name)
