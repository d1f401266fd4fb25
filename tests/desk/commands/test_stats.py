"""Stats: a chart with its words, turned in place; the words alone where nothing draws it."""

import pytest

from frontdesk.demo.chat import User
from support.chats import a_hot_form, quiet
from support.sales import a_sales_world, steps
from support.talk import ask, said
from support.world import ANN, MARK, PIOTR, SALES, VERA, button, until

SLA = steps(("owner", 5))


@pytest.fixture
async def counted(tmp_path, database_url):
    """A world where one lead was taken in time and one too late, and its clock."""
    async with a_sales_world(tmp_path, database_url, sla=SLA) as (world, clock):
        for number, person, late in ((1, PIOTR, 60), (2, ANN, 600)):
            who = {"email": f"a{number}@b{number}.example", "phone": f"+4851234520{number}"}
            await world.post(a_hot_form(**who, message=f"Portal {'x' * number} for us. " * 50))
            await world.card(SALES, f"#{number} ")
            clock.forward(late)
            await ask(world, person, f"/take {number}")
        await quiet(world)
        yield world, clock


def photos(world):
    return [call for call in world.chat.calls if call.method in ("sendPhoto", "editMessageMedia")]


async def turn(world, person, message, label):
    here = person.telegram
    user = User(here, person.name)
    query = world.chat.press(here, message.message_id, button(message, label), user=user)
    return (await world.chat.answer(query, 5)).text


def shown(world, person, message):
    return next(m for m in said(world, person) if m.message_id == message.message_id)


async def test_the_answer_is_a_picture_whose_caption_tells_the_figures(counted):
    world, _ = counted

    answer = await ask(world, MARK, "/stats")

    assert answer.document.is_photo
    assert answer.document.size > 5_000
    assert "came 2" in answer.text
    assert "taken 2 (100%)" in answer.text
    assert "taken in 1 min (p90 10 min)" in answer.text
    assert "taken too late: 1" in answer.text
    assert len(answer.text) <= 1_024
    assert [b.text for row in answer.rows for b in row] == [
        *("Month", "Quarter", "By person", "By source", "CSV")
    ]


async def test_a_button_turns_the_same_message(counted):
    world, _ = counted
    answer = await ask(world, VERA, "/stats")

    await turn(world, VERA, answer, "Quarter")
    await until(lambda: "90 days" in shown(world, VERA, answer).text)
    await turn(world, VERA, shown(world, VERA, answer), "By person")
    await until(lambda: "Piotr: 👤 taken 1 · taken in 1 min" in shown(world, VERA, answer).text)

    assert "Ann: 👤 taken 1 · taken in 10 min" in shown(world, VERA, answer).text
    assert "90 days" in shown(world, VERA, answer).text
    assert len(said(world, VERA)) == 1
    assert [call.method for call in photos(world)] == ["sendPhoto", "editMessageMedia", "editMessageMedia"]


async def test_the_file_comes_in_private(counted):
    world, _ = counted
    await ask(world, MARK, "/help")
    answer = await ask(world, MARK, "/stats", SALES)
    user = User(MARK.telegram, MARK.name)

    query = world.chat.press(SALES.id, answer.message_id, button(answer, "CSV"), user=user)

    assert "chat with me" in (await world.chat.answer(query, 5)).text
    await until(lambda: [m for m in said(world, MARK) if m.document and m.document.name.endswith(".csv")])
    assert not [m for m in world.chat.messages(SALES.id) if m.document and not m.document.is_photo]


@pytest.mark.parametrize("data", ["1|999999|ls|9|0", "1|17|ls|9|0", f"1|{2**62}|ls|9|0"])
async def test_forged_data_shows_something_harmless_or_nothing(counted, data):
    world, _ = counted
    answer = await ask(world, VERA, "/stats")

    query = world.chat.press(VERA.telegram, answer.message_id, data, user=User(VERA.telegram, "Vera"))

    assert (await world.chat.answer(query, 5)).text


async def test_a_stranger_reads_no_figures(counted):
    world, _ = counted
    answer = await ask(world, MARK, "/stats", SALES)

    query = world.chat.press(SALES.id, answer.message_id, button(answer, "CSV"), user=User(99, "Stranger"))

    assert "know you" in (await world.chat.answer(query, 5)).text
