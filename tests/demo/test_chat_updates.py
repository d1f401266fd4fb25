"""Presses and updates of the stand-in Bot API, as the real python-telegram-bot meets them."""

import asyncio

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict

from demo.conftest import OLGA, TOKEN, TRIAGE, one, row
from frontdesk.demo.chat import User


async def test_press_arrives_and_is_answered(chat, bot):
    card = await bot.send_message(TRIAGE, "card", reply_markup=one(callback_data="1|142"))
    query_id = chat.press(TRIAGE, card.message_id, "1|142", user=OLGA)

    (update,) = await bot.get_updates()
    await update.callback_query.answer("Taken", show_alert=True)

    query = update.callback_query
    assert (query.id, query.data, query.from_user.id) == (query_id, "1|142", OLGA.id)
    assert (query.message.message_id, query.message.chat.id) == (card.message_id, TRIAGE)
    answer = await chat.answer(query_id, 1)
    assert (answer.text, answer.show_alert) == ("Taken", True)


@pytest.mark.parametrize(
    ("data", "arrives"),
    [
        row("other data", "9|9|admin", "9|9|admin"),
        row("more than 64 bytes", "x" * 5000, "x" * 5000),
        row("nothing", "", ""),
        row("no UTF-8", b"\xff\xfe\x00junk", "��\x00junk"),
        row("half a surrogate pair", "\ud800", "\ud800"),
    ],
)
async def test_forged_press_arrives_as_it_is(chat, bot, data, arrives):
    chat.press(TRIAGE, 999, data, user=User(666, "Mallory"))

    (update,) = await bot.get_updates()

    assert update.callback_query.data == arrives
    assert update.callback_query.message.is_accessible is False


async def test_answer_that_never_comes_is_waited_for_in_vain(chat):
    query_id = chat.press(TRIAGE, 1, "a", user=OLGA)

    with pytest.raises(TimeoutError):
        await chat.answer(query_id, 0.01)


async def test_presser_sees_the_first_answer(chat, bot):
    query_id = chat.press(TRIAGE, 1, "a", user=OLGA)

    await bot.answer_callback_query(query_id, "one")
    await bot.answer_callback_query(query_id, "two")

    assert (await chat.answer(query_id, 1)).text == "one"


async def test_late_or_unknown_query_cannot_be_answered(chat, bot, clock):
    query_id = chat.press(TRIAGE, 1, "a", user=OLGA)
    clock.pass_by(seconds=151)

    for wrong in (query_id, "12345"):
        with pytest.raises(
            BadRequest, match="Query is too old and response timeout expired or query id is invalid"
        ):
            await bot.answer_callback_query(wrong)


async def test_toast_has_at_most_200_characters(chat, bot):
    query_id = chat.press(TRIAGE, 1, "a", user=OLGA)

    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(query_id, "я" * 201)

    assert await bot.answer_callback_query(query_id, "я" * 200)


async def test_updates_come_again_until_their_offset_confirms_them(chat, bot):
    ids = [chat.push_update({"callback_query": _query(n)}) for n in range(3)]

    assert [update.update_id for update in await bot.get_updates(limit=2)] == ids[:2]
    assert [update.update_id for update in await bot.get_updates(offset=ids[1])] == ids[1:]
    assert await bot.get_updates(offset=ids[2] + 1) == ()
    assert chat.pending == 0


async def test_negative_offset_keeps_the_newest(chat, bot):
    ids = [chat.push_update({"callback_query": _query(n)}) for n in range(3)]

    assert [update.update_id for update in await bot.get_updates(offset=-1)] == ids[2:]


async def test_update_keeps_the_id_it_brings(chat, bot):
    chat.push_update({"update_id": 77, "callback_query": _query(1)})
    chat.push_update({"update_id": 77, "callback_query": _query(1)})

    assert [update.update_id for update in await bot.get_updates()] == [77, 77]


async def test_long_poll_ends_with_the_first_update(chat, bot):
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await called(chat, "getUpdates", 1)

    query_id = chat.press(TRIAGE, 1, "a", user=OLGA)

    (update,) = await asyncio.wait_for(poll, 2)
    assert update.callback_query.id == query_id


async def test_long_poll_ends_empty_after_its_time(bot):
    begun = asyncio.get_running_loop().time()

    assert await bot.get_updates(timeout=1) == ()

    assert 0.9 < asyncio.get_running_loop().time() - begun < 2


async def test_second_poll_ends_the_first(chat, bot):
    async with Bot(TOKEN, base_url=f"{chat.url}/bot") as rival:
        first = asyncio.create_task(bot.get_updates(timeout=5))
        await called(chat, "getUpdates", 1)
        second = asyncio.create_task(rival.get_updates(timeout=5))

        with pytest.raises(
            Conflict, match="terminated by other getUpdates request; make sure that only one bot"
        ):
            await asyncio.wait_for(first, 2)

        chat.press(TRIAGE, 1, "a", user=OLGA)
        assert len(await asyncio.wait_for(second, 2)) == 1


async def test_short_poll_disturbs_nobody(chat, bot):
    async with Bot(TOKEN, base_url=f"{chat.url}/bot") as rival:
        first = asyncio.create_task(bot.get_updates(timeout=5))
        await called(chat, "getUpdates", 1)

        assert await rival.get_updates() == ()

        chat.press(TRIAGE, 1, "a", user=OLGA)
        assert len(await asyncio.wait_for(first, 2)) == 1


async def test_only_allowed_updates_are_kept(chat, bot):
    await bot.get_updates(allowed_updates=[Update.CALLBACK_QUERY])

    chat.push_update({"message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}})
    chat.press(TRIAGE, 1, "a", user=OLGA)

    assert [update.message for update in await bot.get_updates()] == [None]


@pytest.mark.parametrize(
    ("kind", "seconds", "waits"),
    [
        row("press within 150 s", "callback_query", 149, 1),
        row("press after 150 s", "callback_query", 150, 0),
        row("message within a day", "message", 86_399, 1),
        row("message after a day", "message", 86_400, 0),
        row("member, which nobody asked for", "chat_member", 0, 0),
    ],
)
async def test_updates_wait_as_long_as_telegram_keeps_them(chat, clock, kind, seconds, waits):
    chat.push_update({kind: {}})
    clock.pass_by(seconds=seconds)

    assert chat.pending == waits


async def test_no_webhook_is_set_at_first(chat, bot):
    chat.press(TRIAGE, 1, "a", user=OLGA)
    info = await bot.get_webhook_info()

    assert (info.url, info.pending_update_count) == ("", 1)
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert chat.pending == 0


async def called(chat, method, times):
    """Wait until the bot has called it that often."""
    async with asyncio.timeout(2):
        while sum(call.method == method for call in chat.calls) < times:
            await asyncio.sleep(0.005)
    await asyncio.sleep(0.01)


def _query(n):
    return {
        "id": str(n),
        "from": {"id": 1, "is_bot": False, "first_name": "A"},
        "chat_instance": "1",
        "data": "x",
    }
