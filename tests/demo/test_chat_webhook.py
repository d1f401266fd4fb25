"""The stand-in's webhook: who may set what, what comes where, and what happens when it is not taken."""

import asyncio
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from frontdesk.demo.chat import ChatRoom, ChatServer, User
from support.world import until
from web.served import free_port

TOKEN, TRIAGE, SALES = "42:AAF-secret", -1001, -1002
OLGA = User(11, "Olga")
ACTIVE = "use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class Receiver:
    """Takes updates; answers as `script` says, then 200."""

    def __init__(self):
        self.came, self.script, self.url, self.at_once, self.most = [], [], "", 0, 0

    async def take(self, request):
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        body = await request.json()
        self.came.append((asyncio.get_running_loop().time(), request.headers, body))
        status, headers = self.script.pop(0) if self.script else (200, {})
        await asyncio.sleep(0.05)
        self.at_once -= 1
        return web.Response(status=status, headers=headers)

    @property
    def ids(self):
        return [body["update_id"] for _, _, body in self.came]

    @property
    def gaps(self):
        times = [at for at, _, _ in self.came]
        return [later - earlier for earlier, later in pairwise(times)]


@asynccontextmanager
async def a_receiver():
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/telegram", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port := free_port())
    await site.start()
    receiver.url = f"http://127.0.0.1:{port}/telegram"
    try:
        yield receiver
    finally:
        await runner.cleanup()


@pytest.fixture
async def receiver():
    async with a_receiver() as receiver:
        yield receiver


@pytest.fixture
async def chat():
    server = ChatServer(TOKEN, [ChatRoom(TRIAGE, "Triage"), ChatRoom(SALES, "Sales")], webhook_delay_s=0.1)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def bot(chat):
    async with Bot(TOKEN, base_url=f"{chat.url}/bot") as bot:
        yield bot


def press(chat, room=TRIAGE):
    return chat.press(room, 1, "a", user=OLGA)


async def test_an_update_comes_with_the_secret_and_waits_no_more(chat, bot, receiver):
    await bot.set_webhook(receiver.url, secret_token="s3cret_-", allowed_updates=["callback_query"])

    press(chat)

    await until(lambda: chat.pending == 0)
    [(_, headers, body)] = receiver.came
    assert headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret_-"
    assert body["callback_query"]["data"] == "a"


async def test_what_waited_before_comes_too_and_what_was_not_asked_for_does_not(chat, bot, receiver):
    press(chat)
    await bot.set_webhook(receiver.url, allowed_updates=["callback_query"])
    chat.write("Hello", user=OLGA)
    press(chat)

    await until(lambda: chat.pending == 0)

    assert [list(body) for _, _, body in receiver.came] == [["callback_query", "update_id"]] * 2


@pytest.mark.parametrize(
    "answer",
    [(500, {}), (401, {}), (302, {"Location": "/elsewhere"}), (503, {})],
    ids=["500", "401", "a redirect", "503"],
)
async def test_what_is_not_taken_comes_again_and_ever_more_slowly(chat, bot, receiver, answer):
    receiver.script = [answer] * 3
    await bot.set_webhook(receiver.url)

    press(chat)

    await until(lambda: chat.pending == 0)
    assert len(receiver.came) == 4
    first, second, third = receiver.gaps
    assert first >= 0.1
    assert second >= 0.2
    assert third >= 0.4


async def test_retry_after_is_honoured(chat, bot, receiver):
    receiver.script = [(503, {"Retry-After": "1"})]
    await bot.set_webhook(receiver.url)

    press(chat)

    await until(lambda: chat.pending == 0)
    assert receiver.gaps[0] >= 1


async def test_updates_of_one_chat_come_in_order_and_hold_up_no_other_chat(chat, bot, receiver):
    receiver.script = [(500, {})]
    await bot.set_webhook(receiver.url)

    press(chat, TRIAGE)
    press(chat, TRIAGE)
    press(chat, SALES)

    await until(lambda: chat.pending == 0)
    assert [id_ for id_ in receiver.ids if id_ != 3] == [1, 1, 2]
    assert receiver.ids.index(3) < receiver.ids.index(2)


async def test_no_more_connections_than_asked_for(chat, bot, receiver):
    await bot.set_webhook(receiver.url, max_connections=2)

    for number in range(8):
        chat.push_update({"inline_query": {"id": str(number)}})

    await until(lambda: chat.pending == 0)
    assert receiver.most == 2


async def test_what_went_wrong_last_is_told(chat, bot, receiver):
    receiver.script = [(401, {})] * 3
    await bot.set_webhook(receiver.url, max_connections=7, allowed_updates=["message", "callback_query"])
    assert (await bot.get_webhook_info()).last_error_message is None

    press(chat)
    await until(lambda: receiver.came)
    await until(lambda: "last_error_message" in chat.webhook)

    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 401 Unauthorized"
    assert (info.url, info.pending_update_count, info.max_connections) == (receiver.url, 1, 7)
    assert set(info.allowed_updates) == {"message", "callback_query"}


async def test_nobody_there_is_told_and_the_update_waits(chat, bot):
    await bot.set_webhook(f"http://127.0.0.1:{free_port()}/telegram")

    press(chat)

    await until(lambda: chat.webhook.get("last_error_message") == "Connection refused")
    assert chat.pending == 1


async def test_nobody_polls_while_a_webhook_is_set(bot, receiver):
    await bot.set_webhook(receiver.url)

    with pytest.raises(Conflict, match=ACTIVE):
        await bot.get_updates()


async def test_setting_a_webhook_ends_the_poll_that_waits(chat, bot, receiver):
    async with Bot(TOKEN, base_url=f"{chat.url}/bot") as rival:
        polling = asyncio.create_task(bot.get_updates(timeout=5))
        await until(lambda: any(call.method == "getUpdates" for call in chat.calls))

        await rival.set_webhook(receiver.url)

    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await polling


@pytest.mark.parametrize("away", ["deleteWebhook", "setWebhook"])
async def test_without_a_webhook_what_waits_can_be_polled_for(chat, bot, receiver, away):
    receiver.script = [(500, {})] * 100
    await bot.set_webhook(receiver.url)
    press(chat)
    await until(lambda: receiver.came)

    await (bot.delete_webhook() if away == "deleteWebhook" else bot.set_webhook(""))

    assert len(await bot.get_updates()) == 1
    assert (await bot.get_webhook_info()).url == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        pytest.param({"url": "http://acme.invalid/t"}, "An HTTPS URL must be provided", id="no TLS"),
        pytest.param({"url": "https://acme.invalid:8080/t"}, "only on ports 80, 88, 443 or 8443", id="port"),
        pytest.param({"url": "https://acme.invalid:x/t"}, "invalid webhook URL", id="no port at all"),
        pytest.param({"secret_token": "a b"}, "contains unallowed characters", id="a blank"),
        pytest.param({"secret_token": "ü"}, "contains unallowed characters", id="not ASCII"),
        pytest.param({"secret_token": "a" * 257}, "secret token is too long", id="too long"),
    ],
)
async def test_what_telegram_would_not_take_is_refused(bot, receiver, given, words):
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await bot.set_webhook(**{"url": receiver.url, **given})

    assert (await bot.get_webhook_info()).url == ""
