"""Spares: the answer to a card gets lost: at most one more message, and only one of the two lives on."""

import pytest

from support.alarms import alarmed
from support.chats import buttons, quiet, rows, shows, tap
from support.world import OLGA, SALES, TRIAGE, a_form, until, until_async

YES = "1|1|brief|yes|1"
HTML_502 = {"status": 502}


@pytest.fixture
async def world(tmp_path, database_url):
    async with alarmed(tmp_path, database_url, TRIAGE, SALES, UNSURE_RETRY="400ms") as running:
        yield running


async def doubled(world):
    """A card that stands there twice: the older, and the newer, which is edited."""
    world.chat.fail_next("sendMessage", lost=True, chat_id=TRIAGE.id)
    await world.post(a_form())
    await until(lambda: len(world.chat.messages(TRIAGE.id)) == 2)
    await quiet(world)
    return world.chat.messages(TRIAGE.id)


async def test_a_press_on_the_older_of_two_counts_and_takes_it_away(world):
    older, newer = await doubled(world)
    assert "#1" in older.text
    assert "#1" in newer.text

    assert "Noted" in await tap(world, TRIAGE, older, YES, OLGA)

    await until(lambda: [m.message_id for m in world.chat.messages(TRIAGE.id)] == [newer.message_id])
    await until(lambda: "needs +2" in world.chat.messages(TRIAGE.id)[0].text)
    await quiet(world)
    assert await rows(world, "spare_messages") == []


async def test_a_press_on_the_newer_of_two_takes_nothing_away(world):
    older, newer = await doubled(world)

    await tap(world, TRIAGE, newer, YES, OLGA)
    await until(lambda: "needs +2" in world.chat.messages(TRIAGE.id)[1].text)
    await quiet(world)

    assert [m.message_id for m in world.chat.messages(TRIAGE.id)] == [older.message_id, newer.message_id]


async def test_one_that_is_too_old_to_be_deleted_loses_its_buttons(world):
    older, newer = await doubled(world)
    world.chat.fail_next("deleteMessage", 400, "Bad Request: message can't be deleted for everyone")

    await tap(world, TRIAGE, older, YES, OLGA)

    await until(lambda: not buttons(world.chat.messages(TRIAGE.id)[0]))
    await until(lambda: buttons(world.chat.messages(TRIAGE.id)[1]))
    assert [m.message_id for m in world.chat.messages(TRIAGE.id)] == [older.message_id, newer.message_id]


@pytest.mark.parametrize("fault", [{"status": 429}, HTML_502], ids=["asked to wait", "a gateway's error"])
async def test_taking_it_away_is_tried_until_it_is_gone(world, fault):
    older, newer = await doubled(world)
    more = {"description": "Too Many Requests: retry after 1", "parameters": {"retry_after": 1}}
    world.chat.fail_next("deleteMessage", **fault, **(more if fault["status"] == 429 else {}))

    await tap(world, TRIAGE, older, YES, OLGA)

    await until(lambda: [m.message_id for m in world.chat.messages(TRIAGE.id)] == [newer.message_id])


async def test_a_message_whose_answers_were_lost_twice_is_the_card_once_somebody_presses_it(world):
    world.chat.fail_next("sendMessage", lost=True, times=2, chat_id=TRIAGE.id)
    await world.post(a_form())

    async def held():
        return [card.state for card in await rows(world, "cards")] == ["held"]

    await until_async(held)
    first, second = world.chat.messages(TRIAGE.id)

    await tap(world, TRIAGE, first, YES, OLGA)
    await until(lambda: "needs +2" in world.chat.messages(TRIAGE.id)[0].text)
    await tap(world, TRIAGE, second, "1|1|brief|clear|2", OLGA)
    await until(lambda: [m.message_id for m in world.chat.messages(TRIAGE.id)] == [second.message_id])
    await quiet(world)

    assert len([call for call in shows(world, TRIAGE) if call.method == "sendMessage"]) == 2


async def test_the_card_of_another_lead_is_never_taken_for_a_second_message(world):
    _, newer = await doubled(world)
    await world.post(a_form(email="lis@acme-client.example", last_name="Lis"))
    lis = await world.card(TRIAGE, "Lis")
    await quiet(world)

    await tap(world, TRIAGE, lis, YES, OLGA)  # a modified client names lead 1 under the card of lead 2
    await until(lambda: "needs +2" in world.chat.messages(TRIAGE.id)[1].text)
    await quiet(world)

    cards = {card.lead: card.message_id for card in await rows(world, "cards")}
    assert cards == {1: newer.message_id, 2: lis.message_id}
    assert len(world.chat.messages(TRIAGE.id)) == 3


async def test_what_answers_a_card_is_no_second_card(world):
    older, _ = await doubled(world)
    reply = {
        "message_id": 999,
        "date": 0,
        "chat": {"id": TRIAGE.id, "type": "supergroup", "title": "Triage"},
        "reply_to_message": {"message_id": older.message_id, "date": 0},
    }
    sender = {"id": OLGA.telegram, "is_bot": False, "first_name": "Olga"}
    query = {"id": "7", "from": sender, "message": reply, "chat_instance": "1", "data": YES}
    world.chat.push_update({"callback_query": query})
    await until(lambda: "needs +2" in world.chat.messages(TRIAGE.id)[1].text)
    await quiet(world)

    assert len(world.chat.messages(TRIAGE.id)) == 2
    assert await rows(world, "spare_messages") == []


async def test_a_card_that_was_never_doubtful_is_pressed_without_a_second_look(world):
    await world.post(a_form())
    card = await world.card(TRIAGE, "Kowalski")
    await quiet(world)
    world.chat.push_update(
        {
            "callback_query": {
                "id": "7",
                "from": {"id": OLGA.telegram, "is_bot": False, "first_name": "Olga"},
                "message": {"message_id": 999, "date": 0, "chat": {"id": TRIAGE.id, "type": "supergroup"}},
                "chat_instance": "1",
                "data": YES,
            }
        }
    )
    await until(lambda: "needs +2" in world.chat.messages(TRIAGE.id)[0].text)
    await quiet(world)

    assert [row.message_id for row in await rows(world, "cards")] == [card.message_id]
