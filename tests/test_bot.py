"""Bot: updates that come twice, while nobody listens, or unreadable; answers that get lost."""

import json

from frontdesk.demo.chat import User
from frontdesk.desk.clock import wall as now
from frontdesk.store import updates
from frontdesk.store.database import Database
from support.chats import a_card, ask, count, quiet, shows, tap
from support.world import OLGA, SALES, TRIAGE, World, a_form, a_world, until_async

YES = "1|1|brief|yes|1"


def an_update(number: int, data: str = YES, query: str = "77", chat: int = TRIAGE.id) -> dict:
    """A press as the Bot API sends it."""
    sender = {"id": OLGA.telegram, "is_bot": False, "first_name": "Olga"}
    message = {"message_id": 1, "date": 0, "chat": {"id": chat, "type": "supergroup", "title": "Triage"}}
    press = {"id": query, "from": sender, "message": message, "chat_instance": "1", "data": data}
    return {"update_id": number, "callback_query": press}


async def test_an_update_that_comes_again_has_no_second_effect(world):
    await a_card(world)
    world.chat.push_update(an_update(500))
    await until_async(lambda: count(world, "updates", "done"))

    world.chat.push_update(an_update(500))
    world.chat.push_update(an_update(501, "1|1|brief|clear|2"))

    async def two():
        return await count(world, "updates", "done") == 2

    await until_async(two)
    known = await world.lead(1)
    assert (known.lead.revision, known.answers) == (3, {})


async def test_an_update_with_a_lower_id_is_not_lost(world):
    """After a quiet week Telegram begins anew with any id."""
    await a_card(world)
    world.chat.push_update(an_update(900_000))
    await until_async(lambda: count(world, "updates", "done"))
    await world.stop()
    await world.start()

    world.chat.push_update(an_update(300, "1|1|brief|clear|2"))

    async def cleared():
        return not (await world.lead(1)).answers

    assert await until_async(cleared)


async def test_a_press_stored_before_a_crash_is_applied_after_it(world):
    await a_card(world)
    await world.stop()
    db = Database(world.variables["FRONTDESK_DATABASE"], desk=world.desk)
    page = [(500, json.dumps(an_update(500)).encode())]
    await db.append(updates.append_updates, (page, now()))
    await db.close()

    await world.start()

    await until_async(lambda: count(world, "updates", "done"))
    assert (await world.lead(1)).answers["brief"].yes


async def test_a_press_made_while_nobody_ran_is_applied_at_the_start(world):
    card = await a_card(world)
    await world.stop()
    query = world.chat.press(TRIAGE.id, card.message_id, YES, user=User(OLGA.telegram, OLGA.name))

    await world.start()

    assert "Noted" in (await world.chat.answer(query)).text


async def test_an_update_that_nobody_can_read_holds_up_no_other(world):
    card = await a_card(world)
    world.chat.push_update({"update_id": 500, "callback_query": {"id": 5, "data": YES}})
    world.chat.push_update({"update_id": 501, "callback_query": "nonsense"})
    world.chat.push_update(
        {"update_id": 502, "callback_query": {**an_update(502)["callback_query"], "from": 7}}
    )

    assert "Noted" in await tap(world, TRIAGE, card, YES, OLGA)


async def test_a_press_answered_too_late_is_applied_all_the_same(world):
    await a_card(world)

    world.chat.push_update(an_update(500, query="long ago"))

    await until_async(lambda: count(world, "updates", "done"))
    assert (await world.lead(1)).answers["brief"].yes


async def test_a_toast_that_gets_lost_undoes_nothing(world):
    card = await a_card(world)
    world.chat.fail_next("answerCallbackQuery", 502, times=2)
    world.chat.fail_next("answerCallbackQuery", lost=True)

    for data in (YES, "1|1|brief|clear|2", YES):
        world.chat.press(TRIAGE.id, card.message_id, data, user=User(OLGA.telegram, OLGA.name))
    toast = await tap(world, TRIAGE, card, YES, OLGA)

    assert toast == "Already done: Olga."
    await quiet(world)
    assert (await world.lead(1)).lead.revision == 4


async def test_a_wrong_token_stops_no_letter_and_is_in_the_log(tmp_path, database_url, capsys):
    async with a_world(tmp_path, DATABASE=database_url, TELEGRAM_TOKEN="1:wrong") as world:
        assert (await world.post({"email": "jan@acme-client.example", "message": "Hello there"}))[0] == 200

        assert await world.mail("jan@acme-client.example")

    assert "FRONTDESK_TELEGRAM_TOKEN" in capsys.readouterr().out


async def test_while_telegram_is_down_forms_and_letters_go_on_and_cards_come_after(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, start=False) as world:
        world.chat.down = True
        await world.start()
        assert (await world.post(a_form()))[0] == 200
        assert await world.mail("jan@acme-client.example")

        world.chat.down = False

        card = await world.card(TRIAGE, "Kowalski")
        assert "Noted" in await tap(world, TRIAGE, card, YES, OLGA)


async def test_cards_kept_while_telegram_was_off_are_shown_when_it_is_on(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, start=False) as world:
        off = World(tmp_path, DATABASE=database_url, TELEGRAM_TOKEN="")
        off.mailbox, off.chat = world.mailbox, world.chat
        await off.start()
        assert (await off.post(a_form()))[0] == 200
        await off.mail("jan@acme-client.example")
        await off.stop()
        await off.session.close()
        assert world.chat.messages(TRIAGE.id) == []

        await world.start()

        assert await world.card(TRIAGE, "Kowalski")


async def test_a_restart_posts_nothing_again(world):
    await a_card(world)
    await a_card(world, SALES, email="hot@acme-client.example", last_name="Nowak")
    await quiet(world)
    before = shows(world, TRIAGE) + shows(world, SALES)

    await world.stop()
    await world.start()
    await a_card(world, email="next@acme-client.example", last_name="Lis")
    await quiet(world)

    assert len(shows(world, TRIAGE) + shows(world, SALES)) == len(before) + 1


async def test_a_webhook_left_from_earlier_is_taken_away_and_loses_no_press(world):
    card = await a_card(world)
    await world.stop()
    await ask(world, "setWebhook", url="https://forms.acme.invalid/left")
    query = world.chat.press(TRIAGE.id, card.message_id, YES, user=User(OLGA.telegram, OLGA.name))

    await world.start()

    assert "Noted" in (await world.chat.answer(query)).text
    assert [call.method for call in world.chat.calls].count("deleteWebhook") == 1
