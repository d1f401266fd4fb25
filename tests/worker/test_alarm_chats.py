"""Alarms in chats: one message for one cause, in the chat that is for it, whatever happens meanwhile."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.store import alarms
from frontdesk.store.tables import alarm_messages
from support import postgres
from support.alarms import ALARMS, NIGHT, NOON, AlarmWorld, At, alarmed
from support.chats import shows
from support.world import SALES, TRIAGE, a_form, until, until_async


@pytest.fixture
async def world(tmp_path, database_url):
    async with alarmed(tmp_path, database_url) as running:
        yield running


async def standing(world) -> dict[str, str]:
    return {alarm.key: alarm.text for alarm in await world.service.db.read(alarms.open_)}


async def later(world, look) -> None:
    """Forward by five minutes until it is so: a chat that turned the bot away is let rest that long."""
    async with asyncio.timeout(20):
        while not look():
            world.clock.forward(301)
            await asyncio.sleep(0.1)


async def message_states(world) -> list[tuple[str, str]]:
    select = sa.select(alarm_messages.c.state, alarm_messages.c.reason)
    return [tuple(row) for row in await world.service.db.read(lambda c: c.execute(select).all())]


async def _settled(world) -> bool:
    return all(state == "shown" for state, _ in await message_states(world))


async def test_an_alarm_is_one_message_that_follows_it_to_its_end(world):
    await world.raised("drift:x", "2 forms")
    first = await world.shown(TRIAGE, "🚨 2 forms")
    world.clock.forward(16)
    await world.raised("drift:x", "3 forms")
    await world.shown(TRIAGE, "🚨 3 forms")
    world.clock.forward(12 * 60 - 16)
    await world.raised("drift:x", None)

    last = await world.shown(TRIAGE, "✅ over, 12:12, after 12 min")

    assert last.text.endswith("\n3 forms")
    assert last.message_id == first.message_id
    assert [call.method for call in shows(world, TRIAGE)] == [
        "sendMessage",
        "editMessageText",
        "editMessageText",
    ]
    assert shows(world, SALES) == []


async def test_a_text_that_keeps_changing_is_edited_each_fifteen_seconds_at_most(world):
    await world.raised("drift:x", "1 waits")
    await world.shown(TRIAGE, "🚨 1 waits")
    began = world.clock()

    for number in range(2, 30):
        world.clock.forward(1)
        await world.raised("drift:x", f"{number} wait")
        await asyncio.sleep(0.06)

    edits = len(shows(world, TRIAGE)) - 1
    assert 1 <= edits <= (world.clock() - began) / timedelta(seconds=15)
    world.clock.forward(15)
    await world.shown(TRIAGE, "🚨 29 wait")


async def test_one_that_comes_back_within_the_hour_is_the_same_message_and_later_another(world):
    await world.raised("rules", "line 4")
    await world.shown(TRIAGE, "🚨")
    for minutes in (20, 59):
        world.clock.forward(60)
        await world.raised("rules", None)
        await world.shown(TRIAGE, "✅")
        world.clock.forward(minutes * 60)
        await world.raised("rules", "line 4")
        await world.shown(TRIAGE, "🚨")
    assert len(world.chat.messages(TRIAGE.id)) == 1

    world.clock.forward(60)
    await world.raised("rules", None)
    await world.shown(TRIAGE, "✅")
    await until_async(lambda: _settled(world))
    world.clock.forward(61 * 60)
    await world.raised("rules", "line 4")
    await world.shown(TRIAGE, "🚨")

    assert [message.text[0] for message in world.chat.messages(TRIAGE.id)] == ["✅", "🚨"]


async def test_what_is_over_before_anybody_was_told_is_told_to_nobody(world):
    def flicker(connection) -> None:
        alarms.raise_(connection, "clock", "it jumped", world.clock())
        alarms.clear(connection, "clock", world.clock())

    async with asyncio.timeout(20):
        world.chat.fail_next("sendMessage", 429, "Too Many Requests: retry after 9", {"retry_after": 9})
        await world.raised("drift:x", "2 forms")
        await until(lambda: shows(world, TRIAGE))  # and now the chat waits
        await world.raised("rules", "line 4")
        await world.service.db.write(flicker)
        await world.raised("rules", None)
        world.clock.forward(60)

        await world.shown(TRIAGE, "🚨 2 forms")
        await asyncio.sleep(0.3)

    assert len(shows(world, TRIAGE)) == 2


async def test_a_chat_for_alarms_is_told_and_triage_is_not(tmp_path, database_url):
    async with alarmed(tmp_path, database_url, TRIAGE, SALES, ALARMS) as world:
        await world.raised("audit", "2 leads lost")
        await world.shown(ALARMS, "🚨 2 leads lost")
        await world.post(a_form())
        await world.card(TRIAGE, "Kowalski")

        assert (world.posted(TRIAGE), world.posted(SALES)) == ([], [])
        assert len(shows(world, ALARMS)) == 1


async def test_a_chat_that_lets_the_bot_not_in_is_told_of_elsewhere_until_mended(tmp_path, database_url):
    async with alarmed(tmp_path, database_url, TRIAGE, SALES, ALARMS, ALARM_MAIL="ops@acme.example") as world:
        kicked = "Forbidden: bot was kicked from the supergroup chat"
        world.chat.fail_next("sendMessage", 403, kicked, chat_id=ALARMS.id, times=2)
        await world.raised("mail", "no letter goes out")

        told = await world.shown(
            TRIAGE, "🚨 chat -1003 (alarms) lets the bot not in: Forbidden: bot was kicked"
        )
        mails = await world.mail("ops@acme.example", 2)
        async with world.session.get(f"{world.service.url}/health/ready") as response:
            assert response.status == 200
            health = await response.json()
        assert sorted(health["alarms"]) == ["chat:-1003", "mail"]
        assert sum("chat -1003" in mail.text for mail in mails) == 1
        await later(world, lambda: len(shows(world, ALARMS)) == 2)

        await later(world, lambda: world.chat.messages(ALARMS.id))
        await world.shown(ALARMS, "🚨 no letter goes out")
        over = await world.shown(TRIAGE, "✅")
        assert over.message_id == told.message_id
        assert await standing(world) == {"mail": "no letter goes out"}
        await world.mail("ops@acme.example", 3)
        assert not any("-1003" in call.params["text"] for call in shows(world, ALARMS))


async def test_the_only_chat_being_broken_nobody_writes_there_about_it(tmp_path, database_url):
    async with alarmed(tmp_path, database_url, TRIAGE, SALES, ALARM_MAIL="ops@acme.example") as world:
        world.chat.fail_next("sendMessage", 400, "Bad Request: chat not found", chat_id=TRIAGE.id)
        await world.post(a_form())
        [mail] = await world.mail("ops@acme.example")
        assert "chat -1001 (triage) lets the bot not in: Chat not found" in mail.text

        await later(world, lambda: world.chat.messages(TRIAGE.id))
        await world.card(TRIAGE, "Kowalski")
        await until_async(lambda: _nothing_stands(world))
        await world.mail("ops@acme.example", 2)
        assert len(shows(world, TRIAGE)) == 2
        assert world.posted(SALES) == []


async def _nothing_stands(world) -> bool:
    return not await standing(world)


async def test_a_mended_chat_that_nothing_waits_for_is_asked(tmp_path, database_url):
    async with alarmed(tmp_path, database_url) as world:
        world.chat.fail_next("sendMessage", 403, "Forbidden: bot was kicked", chat_id=TRIAGE.id)
        world.chat.fail_next("sendChatAction", 403, "Forbidden: bot was kicked", chat_id=TRIAGE.id)
        await world.raised("drift:x", "2 forms")
        await until_async(lambda: _stands(world, "chat:-1001"))
        await world.raised("drift:x", None)
        await world.stop()
        await world.begin()
        world.clock.forward(301)
        await until(lambda: [call for call in world.chat.calls if call.method == "sendChatAction"])
        assert "chat:-1001" in await standing(world)

        async with asyncio.timeout(20):
            while await standing(world):
                world.clock.forward(301)
                await asyncio.sleep(0.1)
        assert len(shows(world, TRIAGE)) == 1


async def _stands(world, key: str) -> bool:
    return key in await standing(world)


async def test_a_chat_that_is_no_longer_ours_is_not_broken_any_more(tmp_path, database_url):
    async with alarmed(tmp_path, database_url, start=False) as world:
        await world.begin()
        await world.raised("chat:-42", "chat -42 (triage) lets the bot not in")
        await world.stop()

        await world.begin()

        await until_async(lambda: _nothing_stands(world))


async def test_a_token_that_telegram_does_not_know_is_an_alarm_until_it_does(tmp_path, database_url):
    async with alarmed(tmp_path, database_url, start=False, ALARM_MAIL="ops@acme.example") as world:
        world.chat.fail_next("getMe", 401, "Unauthorized", times=99)
        await world.begin()
        [mail] = await world.mail("ops@acme.example")
        assert "Telegram lets the bot not in" in mail.text
        assert list(await standing(world)) == ["telegram"]


async def test_a_restart_tells_nothing_again(world):
    await world.raised("drift:x", "2 forms")
    await world.raised("rules", "line 4")
    await world.shown(TRIAGE, "🚨 2 forms")
    await world.shown(TRIAGE, "🚨 line 4")
    for _ in range(2):
        await world.stop()
        world.clock.forward(30)
        await world.begin()
        await asyncio.sleep(0.3)
    assert len(shows(world, TRIAGE)) == 2

    await world.raised("rules", None)

    await world.shown(TRIAGE, "✅")
    assert len(world.posted(TRIAGE)) == 2


async def test_of_two_nodes_that_raise_the_same_one_tells_it(tmp_path):
    with postgres.a_database("postgresql") as url:
        async with AsyncExitStack() as stack:
            first = await stack.enter_async_context(alarmed(tmp_path, url, ALARM_MAIL="ops@acme.example"))
            other = AlarmWorld(tmp_path, POLL="50ms", DATABASE=url, ALARM_MAIL="ops@acme.example")
            other.mailbox, other.chat = first.mailbox, first.chat
            await other.begin()
            stack.push_async_callback(other.stop)
            stack.push_async_callback(other.session.close)
            for number in range(5):
                both = (world.raised(f"drift:{number}", f"{number} forms") for world in (first, other))
                await asyncio.gather(*both)
            await first.mail("ops@acme.example", 5)
            await until(lambda: len(first.posted(TRIAGE)) == 5)
            await asyncio.sleep(0.5)

            assert len(first.posted(TRIAGE)) == 5
            assert len(first.mailbox.mails) == 5


async def test_an_alarm_does_not_wait_behind_a_burst_of_cards(world):
    for number in range(25):
        await world.post(a_form(email=f"a{number}@acme-client.example", last_name=f"Lead{number}x"))
    await until(lambda: len(shows(world, TRIAGE)) >= 2)
    before = len(shows(world, TRIAGE))
    if before > 15:
        world.clock.forward(61)

    await world.raised("audit", "2 leads lost")

    await world.shown(TRIAGE, "🚨")
    told = shows(world, TRIAGE)
    place = next(n for n, call in enumerate(told) if call.params["text"].startswith("🚨"))
    assert place < before + 12
    assert place < 24


@pytest.mark.parametrize(
    ("began", "key", "silent"),
    [
        pytest.param(NOON, "drift:web", False, id="a warning by day"),
        pytest.param(NIGHT, "drift:web", True, id="a warning at night"),
        pytest.param(NIGHT, "rules", True, id="rules with a fault, at night"),
        pytest.param(NIGHT, "mail", False, id="no letter goes out, at night"),
        pytest.param(NIGHT, "audit", False, id="lost leads, at night"),
    ],
)
async def test_at_night_only_what_keeps_forms_or_leads_from_being_served_rings(
    tmp_path, database_url, began, key, silent
):
    async with alarmed(tmp_path, database_url, replace(TRIAGE, quiet=None), start=False) as world:
        world.clock = At(began)
        await world.begin()

        await world.raised(key, "something")

        await world.shown(TRIAGE, "🚨")
        [call] = world.posted(TRIAGE)
        assert call.params.get("disable_notification", "false").lower() == str(silent).lower()


async def test_a_message_whose_answer_was_lost_is_repeated_once_and_its_end_is_shown(world):
    world.chat.fail_next("sendMessage", lost=True)
    await world.raised("drift:x", "2 forms")
    await until(lambda: len(shows(world, TRIAGE)) == 1)
    world.clock.forward(1)
    await until(lambda: len(shows(world, TRIAGE)) == 2)
    world.clock.forward(20)

    await world.raised("drift:x", None)

    await world.shown(TRIAGE, "✅")
    assert len(world.posted(TRIAGE)) == 2


async def test_one_that_a_person_dropped_is_not_told_until_it_comes_back(world):
    world.chat.fail_next("sendMessage", 400, "Bad Request: message is too long")
    await world.raised("drift:x", "2 forms")
    await until_async(lambda: _held(world))
    drop = sa.update(alarm_messages).values(state="cancelled", reason="dropped")
    await world.service.db.write(lambda c: c.execute(drop) and None)

    await world.raised("drift:x", "3 forms")
    await asyncio.sleep(0.3)
    assert len(shows(world, TRIAGE)) == 1
    world.clock.forward(60)
    await world.raised("drift:x", None)
    await world.raised("drift:x", "4 forms")

    await world.shown(TRIAGE, "🚨 4 forms")


async def _held(world) -> bool:
    return await message_states(world) == [("held", "Message is too long")]
