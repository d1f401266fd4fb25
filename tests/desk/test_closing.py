"""Closing: a lead's way after somebody took it, in the chats: contacted, won, lost, later, given."""

from contextlib import asynccontextmanager

from frontdesk.demo.chat import User
from frontdesk.store import history
from support.chats import Clock, a_card, buttons, labels, quiet, tap
from support.world import ANN, OLGA, PIOTR, SALES, TRIAGE, VERA, a_world, until

DAY_S = 24 * 60 * 60


async def taken(world):
    """A lead that Piotr took; its card."""
    await a_card(world)
    await world.press(TRIAGE, "Budget fits", OLGA)
    sales = await world.card(SALES, "Kowalski")
    await world.press(SALES, "Take", PIOTR, message=sales)
    return await labels(world, SALES, "👤 Piotr", "Contacted")


async def spoken(world):
    """One that he also spoke to."""
    await world.press(SALES, "Contacted", PIOTR, message=await taken(world))
    return await labels(world, SALES, "☎️ Piotr", "Won")


async def past(world):
    """The lines of the lead's history, newest first."""
    return await world.service.db.read(lambda c: history.read_history(c, 1))


@asynccontextmanager
async def turning(desk, url):
    """A world whose clock can be turned forward, and the clock."""
    clock = Clock()
    async with a_world(desk, start=False, DATABASE=url, SWEEP_EVERY="100ms") as world:
        await world.start(clock=clock)
        yield world, clock


async def test_a_lead_is_contacted_and_won_and_its_card_becomes_a_line(world):
    card = await spoken(world)

    assert "Well done" in await world.press(SALES, "Won", PIOTR, message=card)

    line = await world.card(SALES, "won: Piotr")
    assert line.message_id == card.message_id
    assert buttons(line) == ["↩ Undo"]
    assert (await past(world))[0].to_state == "won"


async def test_a_lost_lead_has_its_reason_and_comes_back_by_undo(world):
    card = await spoken(world)
    await world.press(SALES, "Lost", PIOTR, message=card)
    menu = await labels(world, SALES, "Piotr is choosing…", "no answer")

    await world.press(SALES, "no answer", PIOTR, message=menu)

    line = await world.card(SALES, "lost (no answer): Piotr")
    assert (await past(world))[0].what == "lost: no_answer"
    await world.press(SALES, "Undo", PIOTR, message=line)
    back = await labels(world, SALES, "☎️ Piotr", "Won")
    assert back.message_id == card.message_id
    assert (await world.lead(1)).lead.lost_because is None


async def test_a_menu_is_there_for_all_to_see_and_goes_by_the_way_back(world):
    card = await taken(world)
    before = buttons(card)

    await world.press(SALES, "⋯", OLGA, message=card)
    menu = await labels(world, SALES, "Olga is choosing…", "History")
    assert buttons(menu)[-1] == "« Back"
    await world.press(SALES, "Back", ANN, message=menu)

    back = await labels(world, SALES, "👤 Piotr", "Contacted")
    assert "choosing" not in back.text
    assert [label for label in buttons(back) if "Undo" not in label] == [b for b in before if "Undo" not in b]


async def test_a_menu_closes_by_itself_after_a_minute(tmp_path, database_url):
    async with turning(tmp_path, database_url) as (world, clock):
        card = await taken(world)
        await world.press(SALES, "⋯", PIOTR, message=card)
        await labels(world, SALES, "Piotr is choosing…", "History")

        clock.forward(61)

        back = await labels(world, SALES, "👤 Piotr", "Contacted")
        assert "choosing" not in back.text


async def test_a_viewer_opens_no_menu(world):
    card = await taken(world)

    assert "role" in await world.press(SALES, "⋯", VERA, message=card)
    await quiet(world)
    assert "choosing" not in world.chat.messages(SALES.id)[-1].text


async def test_a_lead_given_away_has_a_new_owner_who_gets_the_private_card(world):
    card = await taken(world)
    world.chat.write("/start", user=User(ANN.telegram, ANN.name))

    assert "Given to Ann" in await tap(world, SALES, card, "1|1|gv|13|3", PIOTR)

    assert await labels(world, SALES, "👤 Ann", "Contacted")
    assert (await world.lead(1)).lead.owner == "Ann"
    lines = await world.service.db.read(lambda c: history.read_history(c, 1))
    assert "give Ann" in [line.what for line in lines]
    assert await until(lambda: [m for m in world.chat.messages(ANN.telegram) if "Kowalski" in m.text])


async def test_a_lead_put_aside_comes_back_on_its_day_free_to_take(tmp_path, database_url):
    async with turning(tmp_path, database_url) as (world, clock):
        card = await taken(world)
        await tap(world, SALES, card, "1|1|rc|7|3", PIOTR)
        line = await world.card(SALES, "nurture · confirmed by Piotr · back on ")
        assert (await world.lead(1)).lead.state == "nurture"

        clock.forward(7 * DAY_S + 1)

        back = await labels(world, SALES, "Kowalski", "Take")
        assert back.message_id == line.message_id
        lead = (await world.lead(1)).lead
        assert (lead.state, lead.owner, lead.recycle_at) == ("sales_open", None, None)


async def test_the_history_is_told_in_an_alert(world):
    card = await taken(world)
    query = world.chat.press(
        SALES.id, card.message_id, "1|1|history|-|3", user=User(OLGA.telegram, OLGA.name)
    )

    answer = await world.chat.answer(query, 5)

    assert answer.show_alert
    assert [line.split(" ", 2)[2] for line in answer.text.splitlines()][:2] == [
        "Piotr: saw contacts",
        "Piotr: took it",
    ]
