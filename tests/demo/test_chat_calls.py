"""Calls of the stand-in Bot API: what it refuses, and the faults that a test asks for."""

import asyncio
import contextlib

import aiohttp
import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter

from demo.conftest import ROOMS, SALES, TOKEN, TRIAGE, row
from frontdesk.demo.chat import ChatServer

# python-telegram-bot warns at every RetryAfter that its number will become a timedelta.
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")


async def test_wrong_token_is_unauthorized(chat):
    async with aiohttp.ClientSession() as session, session.get(f"{chat.url}/bot42:wrong/getMe") as answer:
        assert answer.status == 401
        assert await answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    async with contextlib.AsyncExitStack() as stack:
        with pytest.raises(InvalidToken):
            await stack.enter_async_context(Bot("42:wrong", base_url=f"{chat.url}/bot"))

    assert chat.calls == []


@pytest.mark.parametrize(
    ("method", "sent", "status", "description"),
    [
        row("unknown method", "sendPigeon", {}, 404, "Not Found: method not found"),
        row("misspelt parameter", "getMe", {"x": "1"}, 400, 'Bad Request: getMe has no parameter "x"'),
        row(
            "parameter of long ago",
            "sendMessage",
            {"chat_id": str(TRIAGE), "text": "x", "reply_to_message_id": "1"},
            400,
            'Bad Request: sendMessage has no parameter "reply_to_message_id"',
        ),
        row(
            "unbuilt parameter",
            "sendMessage",
            {"chat_id": str(TRIAGE), "text": "x", "message_effect_id": "1"},
            400,
            'Bad Request: the stand-in does not know the parameter "message_effect_id" of sendMessage',
        ),
        row("no chat", "sendMessage", {"text": "x"}, 400, "Bad Request: chat_id is empty"),
        row(
            "no number",
            "deleteMessage",
            {"chat_id": str(TRIAGE), "message_id": "1e3"},
            400,
            'Bad Request: message_id: expected a whole number, found "1e3"',
        ),
        row(
            "other markup",
            "sendMessage",
            {"chat_id": str(TRIAGE), "text": "x", "parse_mode": "Markdown"},
            400,
            "Bad Request: unsupported parse_mode",
        ),
        row(
            "broken JSON",
            "sendMessage",
            {"chat_id": str(TRIAGE), "text": "x", "reply_markup": "{"},
            400,
            "Bad Request: can't parse reply markup JSON object",
        ),
        row(
            "misspelt option",
            "sendMessage",
            {"chat_id": str(TRIAGE), "text": "x", "link_preview_options": '{"disabled": true}'},
            400,
            'Bad Request: link_preview_options: unknown field "disabled"',
        ),
    ],
)
async def test_what_the_bot_api_does_not_document_is_refused(chat, method, sent, status, description):
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{chat.url}/bot{TOKEN}/{method}", data=sent) as answer,
    ):
        assert answer.status == status
        assert await answer.json() == {"ok": False, "error_code": status, "description": description}


@pytest.mark.parametrize("way", ["query", "urlencoded", "multipart", "json"])
async def test_every_way_of_sending_parameters_works(chat, way):
    sent = {"chat_id": TRIAGE, "text": "Привет", "reply_markup": {"inline_keyboard": []}}
    plain = {**sent, "chat_id": str(TRIAGE), "reply_markup": '{"inline_keyboard": []}'}
    form = aiohttp.FormData(plain, default_to_multipart=way == "multipart")
    body = {"query": {"params": plain}, "json": {"json": sent}}.get(way, {"data": form})

    async with (
        aiohttp.ClientSession() as session,
        session.request(
            "GET" if way == "query" else "POST", f"{chat.url}/bot{TOKEN}/sendmessage", **body
        ) as answer,
    ):
        assert (await answer.json())["ok"] is True

    assert [message.text for message in chat.messages(TRIAGE)] == ["Привет"]


async def test_calls_are_listed_in_order(chat, bot, clock):
    await bot.send_message(TRIAGE, "one")
    with pytest.raises(BadRequest):
        await bot.send_message(-1, "two")

    assert [call.method for call in chat.calls] == ["getMe", "sendMessage", "sendMessage"]
    assert chat.calls[1].params == {"chat_id": str(TRIAGE), "text": "one"}
    assert chat.calls[1].at == clock.now


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        row(
            "kicked",
            {"status": 403, "description": "Forbidden: bot was kicked from the supergroup chat"},
            Forbidden,
        ),
        row("gateway", {"status": 502, "description": "Bad Gateway"}, NetworkError),
        row("broken", {}, NetworkError),
        row(
            "too many",
            {
                "status": 429,
                "description": "Too Many Requests: retry after 7",
                "parameters": {"retry_after": 7},
            },
            RetryAfter,
        ),
        row(
            "migrated",
            {
                "status": 400,
                "description": "Bad Request: group chat was upgraded to a supergroup chat",
                "parameters": {"migrate_to_chat_id": -1009},
            },
            ChatMigrated,
        ),
    ],
)
async def test_scripted_fault_comes_once_and_does_nothing(chat, bot, fault, error):
    chat.fail_next("sendMessage", **fault)

    with pytest.raises(error):
        await bot.send_message(TRIAGE, "one")
    await bot.send_message(TRIAGE, "two")

    assert [message.text for message in chat.messages(TRIAGE)] == ["two"]


async def test_scripted_fault_can_be_for_one_chat_only(chat, bot):
    chat.fail_next(
        "sendMessage", 403, "Forbidden: bot was kicked from the group chat", times=2, chat_id=SALES
    )

    await bot.send_message(TRIAGE, "one")
    for _ in range(2):
        with pytest.raises(Forbidden):
            await bot.send_message(SALES, "two")
    await bot.send_message(SALES, "three")

    assert [message.text for message in chat.messages(SALES)] == ["three"]


async def test_lost_answer_leaves_the_message_posted(chat, bot):
    chat.fail_next("sendMessage", lost=True)

    with pytest.raises(NetworkError):
        await bot.send_message(TRIAGE, "one")

    assert [message.text for message in chat.messages(TRIAGE)] == ["one"]


async def test_server_that_is_down_drops_calls_and_polls(chat, bot):
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await called(chat, "getUpdates", 1)

    chat.down = True

    with pytest.raises(NetworkError):
        await asyncio.wait_for(poll, 2)
    with pytest.raises(NetworkError):
        await bot.send_message(TRIAGE, "one")
    chat.down = False
    await bot.send_message(TRIAGE, "two")
    assert [message.text for message in chat.messages(TRIAGE)] == ["two"]


async def test_group_takes_twenty_messages_and_edits_a_minute(flooded, clock):
    async with Bot(TOKEN, base_url=f"{flooded.url}/bot") as bot:
        card = await bot.send_message(TRIAGE, "card")
        clock.pass_by(seconds=10)
        for n in range(19):
            await bot.edit_message_text(f"card {n}", TRIAGE, card.message_id)

        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(TRIAGE, "one more")
        await bot.send_message(SALES, "elsewhere")
        clock.pass_by(seconds=50)
        await bot.send_message(TRIAGE, "now")

    assert refused.value.retry_after == 50


async def test_private_chat_knows_no_flood_rule_for_groups(flooded):
    async with Bot(TOKEN, base_url=f"{flooded.url}/bot") as bot:
        for n in range(21):
            await bot.send_message(11, str(n))

    assert len(flooded.messages(11)) == 21


async def test_change_is_told_to_those_who_wait(chat, bot):
    seen = chat.version
    waiting = asyncio.create_task(chat.wait_change(seen))

    await bot.send_message(TRIAGE, "card")

    assert await asyncio.wait_for(waiting, 2) > seen
    assert await chat.wait_change(seen) == chat.version


async def test_server_stops_while_a_poll_waits_and_starts_again(clock):
    server = ChatServer(TOKEN, ROOMS, clock=clock)
    await server.start()
    bot = Bot(TOKEN, base_url=f"{server.url}/bot")
    async with bot:
        poll = asyncio.create_task(bot.get_updates(timeout=30))
        await called(server, "getUpdates", 1)
        await asyncio.wait_for(server.stop(), 3)
        await asyncio.wait({poll}, timeout=2)
        assert poll.done()
        assert poll.exception() is None or isinstance(poll.exception(), NetworkError)

    port = int(server.url.rpartition(":")[2])
    await server.start(port=port)
    await server.stop()


async def called(chat, method, times):
    """Wait until the bot has called it that often."""
    async with asyncio.timeout(2):
        while sum(call.method == method for call in chat.calls) < times:
            await asyncio.sleep(0.005)
    await asyncio.sleep(0.01)
