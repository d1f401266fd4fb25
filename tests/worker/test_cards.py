"""Cards: what stands in a chat follows the lead, whatever Telegram says."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from frontdesk.demo.chat import ChatRoom, ChatServer
from support.chats import Clock, FastClock, a_card, a_hot_form, quiet, rows, shows, tap
from support.world import MARK, OLGA, SALES, TOKEN, TRIAGE, World, a_form, a_world, until

YES, CLEAR = "1|1|brief|yes|1", "1|1|brief|clear|2"


async def posted(world, number, **fields):
    """Post that many forms of different people."""
    for n in range(number):
        await world.post(a_form(email=f"lead{n}@acme-client.example", last_name=f"Lead{n}x", **fields))


async def card_state(world, lead=1):
    """(state, reason) of the only card of a lead."""
    [card] = [card for card in await rows(world, "cards") if card.lead == lead]
    return card.state, card.reason


async def test_a_lead_has_one_message_in_a_chat_whatever_happens_to_it(world):
    card = await a_card(world)

    for data in (YES, CLEAR, YES, "1|1|budget|yes|4", "1|1|undo|-|5", "1|1|spam|-|6", "1|1|undo|-|7"):
        await tap(world, TRIAGE, card, data, OLGA)
        await quiet(world)

    assert [m.message_id for m in world.chat.messages(TRIAGE.id)] == [card.message_id]
    assert len(world.chat.messages(SALES.id)) == 1
    assert [call.method for call in shows(world, TRIAGE)].count("sendMessage") == 1


async def test_ten_quick_changes_cost_two_edits(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, EDIT_GAP="3s") as world:
        card = await a_card(world)

        for number in range(10):
            await tap(world, TRIAGE, card, YES if number % 2 == 0 else CLEAR, OLGA)
        await world.post(a_form(message="The last word."))
        last = await world.card(TRIAGE, "The last word")

        edits = [call for call in shows(world, TRIAGE) if call.method == "editMessageText"]
        assert len(edits) <= 2
        assert last.message_id == card.message_id


async def test_two_edits_of_a_card_keep_their_distance(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, EDIT_GAP="300ms") as world:
        card = await a_card(world)
        for number in range(6):
            await tap(world, TRIAGE, card, YES if number % 2 == 0 else CLEAR, OLGA)
            await asyncio.sleep(0.1)
        await quiet(world)

        times = [call.at for call in shows(world, TRIAGE) if call.method == "editMessageText"]
        assert len(times) > 1
        assert min(b - a for a, b in pairwise(times)) >= timedelta(milliseconds=290)


async def test_a_deleted_card_is_posted_once_by_the_next_change(world):
    card = await a_card(world)
    world.chat.remove(TRIAGE.id, card.message_id)
    await asyncio.sleep(0.3)
    assert world.chat.messages(TRIAGE.id) == []

    await world.post(a_form(message="Are you there?"))

    again = await world.card(TRIAGE, "wrote again (2)")
    await tap(world, TRIAGE, again, YES, OLGA)
    await quiet(world)
    await asyncio.sleep(0.3)
    methods = [call.method for call in shows(world, TRIAGE)]
    assert methods == ["sendMessage", "editMessageText", "sendMessage", "editMessageText"]


async def test_the_deleted_line_of_a_lead_that_left_does_not_come_back(world):
    card = await a_card(world)
    await world.press(TRIAGE, "To nurture", OLGA)
    line = await world.card(TRIAGE, "nurture")
    world.chat.remove(TRIAGE.id, card.message_id)

    await tap(world, TRIAGE, line, "1|1|undo|-|2", OLGA)
    back = await world.card(TRIAGE, "needs +3")
    await world.press(TRIAGE, "To nurture", OLGA)
    await world.card(TRIAGE, "nurture")
    world.chat.remove(TRIAGE.id, back.message_id)
    await world.post(a_form(message="Are you there?"))
    await quiet(world)

    assert world.chat.messages(TRIAGE.id) == []


async def test_a_text_that_telegram_cannot_parse_is_sent_as_plain_text(world):
    world.chat.fail_next("sendMessage", 400, "Bad Request: can't parse entities: unexpected end tag")

    card = await a_card(world)

    assert card.entities == ()
    assert "needs +3" in card.text
    first = shows(world, TRIAGE)[:2]  # the alarm about it follows
    assert [call.params.get("parse_mode") for call in first] == ["HTML", None]


async def test_a_chat_that_asks_to_wait_is_obeyed_and_the_other_goes_on(world):
    wait = {"retry_after": 2}
    world.chat.fail_next(
        "sendMessage", 429, "Too Many Requests: retry after 2", wait, chat_id=TRIAGE.id, times=1
    )
    await posted(world, 2)
    await until(lambda: shows(world, TRIAGE))
    asked = shows(world, TRIAGE)[0].at

    await a_card(world, SALES, email="hot@acme-client.example", last_name="Nowak")
    assert shows(world, SALES)[0].at - asked < timedelta(seconds=1)

    await world.card(TRIAGE, "#1 · Jan Lead0x")
    await world.card(TRIAGE, "#2 · Jan Lead1x")
    first = shows(world, TRIAGE)[1].at
    assert timedelta(seconds=1.99) <= first - asked <= timedelta(seconds=3)
    assert len(shows(world, TRIAGE)) == 3


@pytest.mark.parametrize(
    ("status", "said"),
    [
        pytest.param(403, "Forbidden: bot was kicked from the supergroup chat", id="kicked"),
        pytest.param(400, "Bad Request: chat not found", id="not yet in the chat"),
        pytest.param(400, "Bad Request: not enough rights to send text messages to the chat", id="muted"),
    ],
)
async def test_a_chat_that_lets_the_bot_not_in_gets_its_cards_later(tmp_path, database_url, status, said):
    clock = Clock()
    async with a_world(tmp_path, DATABASE=database_url, start=False) as world:
        await world.start(clock=clock)
        world.chat.fail_next("sendMessage", status, said, chat_id=TRIAGE.id)
        await posted(world, 2)
        await a_card(world, SALES, email="hot@acme-client.example", last_name="Nowak")
        await asyncio.sleep(0.3)
        assert len(shows(world, TRIAGE)) == 1

        clock.forward(301)

        await world.card(TRIAGE, "#1 · Jan Lead0x")
        await world.card(TRIAGE, "Lead1x")


async def test_a_card_that_telegram_refuses_is_held_with_the_reason_and_others_go_on(world):
    world.chat.fail_next("sendMessage", 400, "Bad Request: message is too long")

    await posted(world, 2)

    await world.card(TRIAGE, "Lead1x")
    await quiet(world)
    assert await card_state(world) == ("held", "Message is too long")
    assert len(world.chat.messages(TRIAGE.id)) == 1


async def test_a_held_card_is_tried_again_when_the_lead_changes(world):
    world.chat.fail_next("sendMessage", 400, "Bad Request: message is too long")
    await world.post(a_form())
    await until(lambda: shows(world, TRIAGE))

    await world.post(a_form(message="shorter"))

    assert await world.card(TRIAGE, "shorter")


@pytest.mark.parametrize(
    ("fault", "messages"),
    [
        pytest.param({"status": 502}, 1, id="a gateway's error"),
        pytest.param({"lost": True}, 2, id="a lost answer"),
    ],
)
async def test_a_new_card_without_an_answer_is_posted_once_more(tmp_path, database_url, fault, messages):
    async with a_world(tmp_path, DATABASE=database_url, UNSURE_CARD_RETRY="700ms") as world:
        world.chat.fail_next("sendMessage", **fault)

        await world.post(a_hot_form())

        await until(lambda: shows(world, SALES))
        await until(lambda: len(shows(world, SALES)) == 2)
        await quiet(world)
        found = world.chat.messages(SALES.id)
        assert len(found) == messages
        assert all("#1" in message.text for message in found)
        first, second = (call.at for call in shows(world, SALES))
        assert second - first >= timedelta(milliseconds=700)

        await world.press(SALES, "Take", MARK, message=found[0])
        assert (await world.card(SALES, "👤 Mark")).message_id == found[-1].message_id


async def test_a_new_card_without_an_answer_twice_is_held(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, UNSURE_CARD_RETRY="100ms") as world:
        world.chat.fail_next("sendMessage", 502, times=2)
        await world.post(a_hot_form())

        await until(lambda: len(shows(world, SALES)) == 2)
        await asyncio.sleep(1)

        assert (await card_state(world))[0] == "held"
        assert len(shows(world, SALES)) == 2


@pytest.mark.parametrize(
    "fault", [{"status": 502}, {"lost": True}], ids=["a gateway's error", "a lost answer"]
)
async def test_an_edit_without_an_answer_is_repeated(world, fault):
    card = await a_card(world)
    world.chat.fail_next("editMessageText", **fault)

    await tap(world, TRIAGE, card, YES, OLGA)

    await world.card(TRIAGE, "needs +2")
    await until(lambda: len(shows(world, TRIAGE)) == 3)
    await quiet(world)
    assert [m.message_id for m in world.chat.messages(TRIAGE.id)] == [card.message_id]
    assert (await card_state(world))[0] == "shown"


async def test_an_outage_costs_no_more_than_the_card_that_met_it(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url) as world:
        await a_card(world, email="first@acme-client.example", last_name="First")
        world.chat.down = True
        await posted(world, 5)
        await asyncio.sleep(0.7)

        world.chat.down = False

        for number in range(1, 5):
            await world.card(TRIAGE, f"Lead{number}x")
        assert (await card_state(world, 2))[0] == "unsure"


async def test_a_card_that_cannot_be_rendered_is_held_and_others_go_on(tmp_path, database_url):
    (tmp_path / "templates/cards").mkdir(parents=True)
    (tmp_path / "templates/cards/triage.html").write_text("{{ name }} {{ 1 // (number - 1) }}", "utf-8")
    async with a_world(tmp_path, DATABASE=database_url) as world:
        await posted(world, 2)

        await world.card(TRIAGE, "Lead1x")

        assert "ZeroDivisionError" in (await card_state(world))[1]


async def test_no_minute_holds_more_than_twenty_messages(tmp_path):
    """The clock of both sides runs sixty times as fast; the stand-in refuses the 21st."""
    clock = FastClock(60)
    world = World(tmp_path, CARD_GAP="1s", EDIT_GAP="3s", POLL="50ms")
    rooms = [ChatRoom(TRIAGE.id, "Triage"), ChatRoom(SALES.id, "Sales")]
    world.chat = ChatServer(TOKEN, rooms, clock=clock, flood=True)
    await world.start_peers()
    try:
        await world.start(clock=clock)
        await posted(world, 45)
        await until(lambda: len(world.chat.messages(TRIAGE.id)) == 45)
    finally:
        await world.close()

    times = [call.at for call in shows(world, TRIAGE)]
    assert len(times) == 45
    assert all(
        later - first >= timedelta(seconds=60) for first, later in zip(times, times[20:], strict=False)
    )


async def test_the_twenty_first_card_of_a_minute_waits(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url) as world:
        await posted(world, 25)
        await until(lambda: len(world.chat.messages(TRIAGE.id)) == 20)
        await asyncio.sleep(0.5)

        assert len(shows(world, TRIAGE)) == 20


async def test_a_restart_is_no_fresh_minute_for_a_chat(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url) as world:
        await posted(world, 25)
        await until(lambda: len(world.chat.messages(TRIAGE.id)) == 20)
        await world.stop()
        await world.start()
        await asyncio.sleep(0.5)

        assert len(shows(world, TRIAGE)) == 20
