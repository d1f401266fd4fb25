"""Trouble with chats: a group moves, throws the bot out, asks it to wait; no card is lost or told twice."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from frontdesk.demo.chat import Door, Message, User
from frontdesk.store import alarms, chats
from support.alarms import alarmed
from support.chats import labels, quiet, rows, shows, tap
from support.world import MARK, OLGA, SALES, TRIAGE, a_form, until, until_async

GROUP = replace(TRIAGE, id=-555)
LENT = replace(GROUP, fallback=SALES.id)
NEW = -1_000_000_000_555
YES = "1|1|brief|yes|1"


@pytest.fixture
async def world(tmp_path, database_url):
    async with alarmed(tmp_path, database_url, GROUP, SALES) as running:
        yield running


async def a_card(world, last_name="Kowalski"):
    await posted(world, last_name)
    return await world.card(GROUP, last_name)


async def standing(world) -> dict[str, str]:
    return {alarm.key: alarm.text for alarm in await world.service.db.read(alarms.open_)}


async def chat_row(world, chat=GROUP) -> chats.Standing:
    return await world.service.db.read(lambda c: chats.standing(c, chat.id))


async def until_alarm(world, key) -> str:
    async def look():
        return (await standing(world)).get(key)

    return await until_async(look)


async def until_no_alarm(world, key) -> None:
    async def look():
        return key not in await standing(world)

    await until_async(look)


async def posted(world, *names, **fields) -> None:
    for name in names:
        await world.post(a_form(email=f"{name}@acme-client.example", last_name=name, **fields))


def cards_on(world, number) -> list[Message]:
    """What stands there but for alarms."""
    return [message for message in world.chat.messages(number) if message.text[0] not in "🚨✅"]


def on(world, number) -> list[str]:
    return [message.text.splitlines()[0] for message in cards_on(world, number)]


@pytest.mark.parametrize("told", [True, False], ids=["told by an update", "told by the answer to a card"])
async def test_a_group_that_becomes_a_supergroup_has_its_open_cards_there_once(world, told):
    await a_card(world)
    await posted(world, "Nowak")
    gone = await world.card(GROUP, "Nowak")
    await tap(world, GROUP, gone, "1|2|nurture|-|1", OLGA)
    await world.card(GROUP, "nurture")
    await quiet(world)
    before = len(shows(world, GROUP))

    world.chat.migrate(GROUP.id, NEW, told=told)
    if not told:
        await posted(world, "Kowalski", message="I wrote again.")

    await until(lambda: any("Kowalski" in line for line in on(world, NEW)))
    await posted(world, "Lis")
    await until(lambda: any("Lis" in line for line in on(world, NEW)))
    await quiet(world)
    assert sorted(line.split("·")[0] for line in on(world, NEW)) == ["🟡 #1 ", "🟡 #3 "]
    assert len(shows(world, GROUP)) <= before + 1
    assert (await chat_row(world)).now_id == NEW
    assert list(await standing(world)) == [f"moved:{GROUP.id}"]


async def test_of_both_messages_about_a_move_and_the_answer_to_a_card_one_counts(world):
    await a_card(world)
    world.chat.migrate(GROUP.id, NEW)
    await posted(world, "Kowalski", message="I wrote again.")
    await until(lambda: on(world, NEW))
    world.chat.push_update(
        {
            "message": {
                "message_id": 9,
                "date": 0,
                "chat": {"id": NEW, "type": "supergroup"},
                "migrate_from_chat_id": GROUP.id,
            }
        }
    )
    await posted(world, "Lis")
    await until(lambda: len(on(world, NEW)) == 2)
    await quiet(world)

    assert len(cards_on(world, NEW)) == 2


async def test_a_move_outlives_a_restart_and_the_new_number_in_the_rules_posts_nothing_again(world):
    card = await a_card(world)
    world.chat.migrate(GROUP.id, NEW)
    await until(lambda: on(world, NEW))
    await quiet(world)
    await world.stop()
    await world.begin()
    await posted(world, "Lis")
    await until(lambda: len(on(world, NEW)) == 2)
    await quiet(world)
    assert await until_alarm(world, f"moved:{GROUP.id}")
    await world.stop()
    sent = len(world.chat.calls)

    world._chats = (replace(GROUP, id=NEW), SALES)
    await world.begin()
    await until_no_alarm(world, f"moved:{GROUP.id}")
    new = cards_on(world, NEW)[0]
    assert "Noted" in await tap(world, replace(GROUP, id=NEW), new, YES, OLGA)
    await quiet(world)

    assert len(cards_on(world, NEW)) == 2
    after = world.chat.calls[sent:]
    assert [call.method for call in after if call.method == "sendMessage"] == []
    assert "Noted" in await tap(world, GROUP, card, "1|1|brief|no|2", OLGA)


async def test_old_cards_of_a_group_that_moved_act_and_so_do_the_new_ones(world):
    card = await a_card(world)
    world.chat.migrate(GROUP.id, NEW)
    await until(lambda: on(world, NEW))
    await quiet(world)

    assert "Noted" in await tap(world, GROUP, card, YES, OLGA)
    await until(lambda: "needs +2" in cards_on(world, NEW)[0].text)
    new = cards_on(world, NEW)[0]
    assert "taken back" in await tap(world, replace(GROUP, id=NEW), new, "1|1|brief|clear|2", OLGA)
    await quiet(world)
    assert len(cards_on(world, NEW)) == 1
    assert not (await world.lead(1)).answers


async def test_a_group_that_is_not_ours_moves_nobody(world):
    await a_card(world)
    stray = {"message_id": 9, "date": 0, "chat": {"id": -777, "type": "group"}, "migrate_to_chat_id": -1007}
    world.chat.push_update({"message": stray})
    world.chat.push_update({"message": {**stray, "chat": {"id": True}, "migrate_to_chat_id": "x"}})

    await a_card(world, "Lis")

    assert (await chat_row(world)).now_id == GROUP.id
    assert await rows(world, "chats") == []


SHUT = {
    "kicked": Door.KICKED,
    "left": Door.LEFT,
    "deleted": Door.DELETED,
    "no right to write": Door.MUTED,
}


@pytest.mark.parametrize("door", SHUT.values(), ids=SHUT)
async def test_a_broken_chat_has_one_alarm_keeps_its_cards_and_gets_them_when_it_is_mended(world, door):
    await a_card(world)
    world.chat.set_door(GROUP.id, door)
    text = await until_alarm(world, f"chat:{GROUP.id}")
    await posted(world, "Nowak", "Lis", "Wilk")
    await quiet_but_for(world, GROUP)
    assert "add the bot to it again" in text
    assert "Nowak" not in str(on(world, GROUP.id))
    before = len(shows(world, GROUP))
    await posted(world, "Zima", budget="40000 EUR", message="We need a portal. " * 50)
    assert await world.card(SALES, "Zima")  # the other chat goes on
    assert len(shows(world, GROUP)) == before

    world.chat.set_door(GROUP.id, Door.OPEN)

    await until(lambda: len(on(world, GROUP.id)) == 4)
    await until_no_alarm(world, f"chat:{GROUP.id}")
    assert [line.split("·")[1].split("—")[0].split()[-1] for line in on(world, GROUP.id)[1:]] == [
        "Wilk", "Lis", "Nowak",
    ]  # fmt: skip
    raised = [row for row in await rows(world, "alarms") if row.key == f"chat:{GROUP.id}"]
    assert [row.revision for row in raised] == [1]


async def quiet_but_for(world, chat) -> None:
    """Wait until nothing is left to judge, and nothing to show anywhere else."""

    async def look():
        waiting = any(row.state == "waiting" for row in await rows(world, "submissions"))
        return not waiting and not any(
            card.state in ("due", "claimed") and card.chat != chat.id for card in await rows(world, "cards")
        )

    await until_async(look)


async def test_a_broken_chat_of_which_telegram_says_nothing_is_asked_now_and_then(world):
    kicked = "Forbidden: bot was kicked from the group chat"
    world.chat.fail_next("sendMessage", 403, kicked, chat_id=GROUP.id)
    world.chat.fail_next("sendChatAction", 403, kicked, times=2)
    await posted(world, "Nowak")
    await until_alarm(world, f"chat:{GROUP.id}")
    for _ in range(3):
        asked = sum(call.method == "sendChatAction" for call in world.chat.calls)
        world.clock.forward(299)
        await asyncio.sleep(0.2)
        assert sum(call.method == "sendChatAction" for call in world.chat.calls) == asked
        world.clock.forward(2)
        await until(lambda n=asked: sum(c.method == "sendChatAction" for c in world.chat.calls) == n + 1)

    await world.card(GROUP, "Nowak")
    await until_no_alarm(world, f"chat:{GROUP.id}")
    assert len(shows(world, GROUP)) == 2


async def test_a_broken_chat_stays_so_over_a_restart_without_another_try_or_alarm(world):
    world.chat.set_door(GROUP.id, Door.KICKED)
    await posted(world, "Nowak")
    await until_alarm(world, f"chat:{GROUP.id}")
    await world.stop()
    sent = len(world.chat.calls)
    before = world.clock()
    await world.begin()
    await posted(world, "Lis")
    await quiet_but_for(world, GROUP)
    await asyncio.sleep(0.3)

    tried = [call for call in world.chat.calls[sent:] if call.params.get("chat_id") == str(GROUP.id)]
    assert tried == []
    raised = [row for row in await rows(world, "alarms") if row.key == f"chat:{GROUP.id}"]
    assert [(row.raised_at < before, row.cleared_at) for row in raised] == [(True, None)]


async def test_the_fallback_takes_the_cards_of_a_broken_chat_and_gives_them_back(tmp_path, database_url):
    async with alarmed(tmp_path, database_url, LENT, SALES) as world:
        await a_card(world)
        world.chat.set_door(GROUP.id, Door.KICKED)
        assert "Its cards go to chat -1002 meanwhile" in await until_alarm(world, f"chat:{GROUP.id}")
        await posted(world, "Nowak", "Lis")

        lent = await world.card(SALES, "Nowak")
        assert await world.card(SALES, "Lis")
        assert "Noted" in await tap(world, SALES, lent, "1|2|brief|yes|1", OLGA)
        await labels(world, SALES, "Nowak", "Olga")
        assert "nurture" in await tap(world, SALES, lent, "1|2|nurture|-|2", OLGA)
        await world.card(SALES, "nurture")
        world.chat.set_door(GROUP.id, Door.OPEN)

        await until(lambda: len(on(world, GROUP.id)) == 2)
        await until(lambda: any("Lis" in text and "triage" in text for text in on(world, SALES.id)))
        await quiet(world)
        assert "Lis" in on(world, GROUP.id)[-1]
        assert [line.split(" —")[0] for line in sorted(on(world, SALES.id))] == [
            "📤 #2 · Jan Nowak",
            "🟡 #3 · Jan Lis",
        ]
        assert sum(call.method == "sendMessage" for call in shows(world, SALES)) == 2


async def test_what_goes_to_the_fallback_by_its_own_right_stays_there(tmp_path, database_url):
    async with alarmed(tmp_path, database_url, LENT, SALES) as world:
        world.chat.set_door(GROUP.id, Door.KICKED)
        await posted(world, "Nowak")
        lent = await world.card(SALES, "Nowak")
        for data in ("1|1|budget|yes|1",):
            await tap(world, SALES, lent, data, OLGA)
        await labels(world, SALES, "Nowak", "Take")
        world.chat.set_door(GROUP.id, Door.OPEN)
        await until_no_alarm(world, f"chat:{GROUP.id}")
        await quiet(world)

        assert on(world, GROUP.id) == []
        card = await labels(world, SALES, "Nowak", "Take")
        assert card.message_id == lent.message_id
        assert "yours" in (await world.press(SALES, "Take", MARK, message=card)).lower()


async def test_429_stops_that_chat_only_for_as_long_as_it_lasts_over_a_restart(world):
    wait = {"retry_after": 120}
    for _ in range(3):
        world.chat.fail_next("sendMessage", 429, "Too Many Requests: retry after 120", wait, chat_id=GROUP.id)
    await posted(world, "Nowak", "Lis")
    for number in range(1, 4):
        await until(lambda n=number: len(shows(world, GROUP)) == n)
        await world.stop()
        world.clock.forward(100)
        await world.begin()
        await asyncio.sleep(0.3)
        assert len(shows(world, GROUP)) == number
        world.clock.forward(20.5)

    await world.card(GROUP, "Nowak")
    await world.card(GROUP, "Lis")

    async def shown():
        return [card.state for card in await rows(world, "cards")] == ["shown", "shown"]

    await until_async(shown)
    assert await standing(world) == {}


async def test_a_refused_token_pauses_all_and_is_an_alarm_until_it_is_taken(world):
    await a_card(world)
    for method in ("sendMessage", "getMe"):
        world.chat.fail_next(method, 401, "Unauthorized")
    await posted(world, "Nowak")
    assert "Cards and presses wait" in await until_alarm(world, "telegram")
    sent = len(shows(world, GROUP))
    assert sent <= 2
    async with world.session.get(f"{world.service.url}/health/ready") as response:
        assert "telegram" in (await response.json())["alarms"]

    asked = sum(call.method == "getMe" for call in world.chat.calls)
    world.clock.forward(301)
    await until(lambda: sum(call.method == "getMe" for call in world.chat.calls) > asked)
    assert "telegram" in await standing(world)
    world.clock.forward(301)

    await world.card(GROUP, "Nowak")
    await until_no_alarm(world, "telegram")


async def test_markup_that_telegram_cannot_read_is_sent_once_as_plain_text_with_one_alarm(world, capsys):
    told = 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 17'
    world.chat.fail_next("sendMessage", 400, told, times=3, chat_id=GROUP.id)
    # Each card is refused once, and then goes out without markup: the third fault meets the second card.
    await posted(world, "Nowak")

    await asyncio.sleep(0)
    text = await until_alarm(world, "markup:cards/triage.html")

    assert text == (
        "Telegram cannot read the markup of cards/triage.html at byte 17; the message was sent as plain text"
    )
    assert "offset=17" in capsys.readouterr().out


async def test_a_closed_lead_whose_card_was_deleted_gets_no_other(world):
    card = await a_card(world)
    await tap(world, GROUP, card, "1|1|spam|-|1", OLGA)
    await world.card(GROUP, "spam")
    await quiet(world)
    world.chat.remove(GROUP.id, card.message_id)

    await posted(world, "Kowalski", message="I wrote again.")
    await quiet(world)

    assert on(world, GROUP.id) == []


async def test_two_hours_without_telegram_delay_no_form_and_lose_no_card(world):
    world.chat.down = True
    took = []
    for number in range(12):
        began = asyncio.get_running_loop().time()
        await posted(world, f"Lead{number:02d}x")
        took.append(asyncio.get_running_loop().time() - began)
        world.clock.forward(600)
    await quiet_but_for(world, GROUP)
    assert sorted(took)[6] < 0.5

    world.chat.down = False

    await until(lambda: len(on(world, GROUP.id)) == 12)
    await quiet(world)
    shown = [line.split("·")[1].split("—")[0].split()[-1] for line in on(world, GROUP.id)]
    assert shown == sorted(shown)
    assert len(cards_on(world, GROUP.id)) == 12
    times = [call.at for call in shows(world, GROUP)]
    assert all(b - a >= timedelta(milliseconds=9) for a, b in pairwise(times))


async def test_a_lead_can_be_asked_for_in_a_group_that_moved(world):
    await a_card(world)
    await quiet(world)
    world.chat.migrate(GROUP.id, NEW)
    await until(lambda: on(world, NEW))
    await quiet(world)
    before = len(await rows(world, "updates"))

    world.chat.write("/lead_1", user=User(OLGA.telegram, OLGA.name), chat_id=NEW)

    await until_async(lambda: later(world, before))


async def later(world, before: int) -> bool:
    """Whether an update was kept since."""
    return len(await rows(world, "updates")) > before
