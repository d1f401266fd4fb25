"""Presses that nobody should have made, or made twice, late or in the wrong order, however updates come."""

import asyncio

import pytest
import sqlalchemy as sa

from frontdesk.demo.chat import ChatRoom, ChatServer
from support.chats import a_card, count, quiet, shows, tap, told
from support.hooked import a_hooked_world
from support.press_kills import MODES
from support.world import (
    MARK,
    OLGA,
    PIOTR,
    SALES,
    STRANGER,
    TOKEN,
    TRIAGE,
    VERA,
    World,
    a_world,
    until_async,
)
from test_bot import YES, an_update

LARGEST = 2**63 - 1


@pytest.fixture(params=MODES)
async def world(request, tmp_path, database_url):
    """A desk to which presses come by polling, and one to which they come by its webhook."""
    opened = a_hooked_world if request.param == "webhook" else a_world
    async with opened(tmp_path, DATABASE=database_url) as running:
        yield running


@pytest.mark.parametrize(
    ("data", "by", "toast", "logged"),
    [
        pytest.param("\x00\x7f|" * 21 + "x", OLGA, "not here", "press refused", id="64 bytes of junk"),
        pytest.param("1" * 64, OLGA, "not here", "press refused", id="64 digits"),
        pytest.param(b"\xff" * 64, OLGA, "not here", "press refused", id="64 bytes that are no text"),
        pytest.param(YES, STRANGER, "I do not know you", "outcome=stranger", id="a stranger"),
        pytest.param(YES, VERA, "does not allow", "outcome=not_allowed", id="a viewer"),
        pytest.param("1|1|claim|-|1", OLGA, "does not allow", "outcome=not_allowed", id="not her role"),
        pytest.param("1|2|brief|yes|1", OLGA, "not here", "outcome=gone", id="a lead that is not there"),
        pytest.param(f"1|{LARGEST}|brief|yes|{LARGEST}", OLGA, "not here", "outcome=gone", id="the largest"),
        pytest.param("1|1|rl|1|1", OLGA, "not here", "press refused", id="a move that is not there"),
    ],
)
async def test_a_forged_press_is_answered_logged_and_changes_nothing(world, capsys, data, by, toast, logged):
    card = await a_card(world)
    before, history = await world.lead(1), await told(world)

    said = await tap(world, TRIAGE, card, data, by)

    assert toast in said
    await quiet(world)
    after = await world.lead(1)
    assert (after.lead, after.answers) == (before.lead, before.answers)
    assert [line for line in await told(world) if not line[1].startswith("refused")] == history
    assert len(shows(world, TRIAGE)) == 1
    assert logged in capsys.readouterr().out


async def test_a_press_from_another_chat_changes_nothing(world):
    await a_card(world)
    elsewhere = await a_card(world, SALES, email="other@acme-client.example", last_name="Nowak")

    assert "not here" in await tap(world, SALES, elsewhere, "1|1|spam|-|1", MARK)

    assert (await world.lead(1)).lead.quarantined_by is None


async def test_a_press_from_a_chat_that_the_desk_does_not_know_changes_nothing(world):
    await a_card(world)

    world.chat.push_update(an_update(500, chat=-100999))

    await until_async(lambda: count(world, "updates", "done"))
    assert (await world.lead(1)).answers == {}


async def test_the_same_press_ten_times_is_one_change_and_ten_answers(world):
    card = await a_card(world)

    said = await asyncio.gather(*(tap(world, TRIAGE, card, YES, OLGA) for _ in range(10)))

    assert sorted("Noted" in toast for toast in said) == [False] * 9 + [True]
    assert sum("Already done: Olga" in toast for toast in said) == 9
    assert (await world.lead(1)).lead.revision == 2


async def test_of_presses_in_the_wrong_order_only_what_is_allowed_is_done_and_nobody_sees_an_error(world):
    card = await a_card(world, SALES)

    said = [
        await tap(world, SALES, card, data, by)
        for data, by in [("1|1|undo|-|2", PIOTR), ("1|1|claim|-|1", PIOTR), ("1|1|claim|-|1", MARK)]
    ]

    assert said[0] == "The card has changed, look again."
    assert said[2] == "Already taken: Piotr."
    assert (await world.lead(1)).lead.owner == "Piotr"
    assert await count(world, "updates", "failed") == 0


async def test_a_press_on_an_old_card_is_answered_and_leaves_the_new_one(world):
    card = await a_card(world)
    await tap(world, TRIAGE, card, "1|1|spam|-|1", OLGA)

    said = await tap(world, TRIAGE, card, "1|1|nurture|-|1", OLGA)

    assert said == "The card has changed, look again."
    assert (await world.lead(1)).lead.quarantined_by == "Olga"


async def test_a_press_whose_query_is_too_old_is_kept_and_nothing_is_lost_or_logged_as_such(
    tmp_path, database_url, capsys
):
    world = World(tmp_path, DATABASE=database_url)
    rooms = [ChatRoom(TRIAGE.id, "Triage"), ChatRoom(SALES.id, "Sales")]
    world.chat = ChatServer(TOKEN, rooms, query_lives_s=-1)
    await world.start_peers()
    try:
        await world.start()
        await a_card(world)

        world.chat.push_update(an_update(500))

        await until_async(lambda: count(world, "updates", "done"))
        assert (await world.lead(1)).answers["brief"].yes
        await quiet(world)
    finally:
        await world.close()
    assert any(call.method == "answerCallbackQuery" for call in world.chat.calls)
    assert "toast lost" not in capsys.readouterr().out


async def test_the_buttons_of_the_lead_with_the_largest_number_fit_and_work(world):
    await a_card(world, email="first@acme-client.example", last_name="First")
    await world.service.db.write(_near_the_end)

    card = await a_card(world, email="last@acme-client.example", last_name="Last")

    data = [button.callback_data for row in card.rows for button in row if button.callback_data]
    assert data
    assert all(str(LARGEST) in each and len(each.encode()) <= 64 for each in data)
    assert "Noted" in await world.press(TRIAGE, "Has a brief", OLGA, message=card)


def _near_the_end(connection):
    """The next lead has the largest number that there is."""
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text(f"INSERT INTO leads (id, created_at) VALUES ({LARGEST - 1}, 0)"))
    else:
        connection.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('leads', 'id'), {LARGEST - 1})"))
