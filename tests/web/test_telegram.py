"""Telegram's webhook: who gets in, what is kept, and that a press which comes so does what any other does."""

import asyncio
import json
from io import BytesIO

import pytest

from frontdesk.desk.alarms import POLL
from frontdesk.desk.node import Part
from frontdesk.desk.secret import Secret
from frontdesk.desk.webhook import webhook_secret
from frontdesk.model.updates import KINDS
from support.chats import a_card, ask, count, quiet, rows, tap
from support.hooked import a_hooked_world, hooked
from support.world import OLGA, TRIAGE, World, a_world, until, until_async
from test_bot import YES, an_update
from web.served import free_port

HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = "a-secret-of-the-tests"


@pytest.fixture
async def world(tmp_path, database_url):
    """A desk to which updates come by its webhook, whose secret the tests know."""
    async with a_hooked_world(tmp_path, DATABASE=database_url, SECRET=SECRET) as running:
        yield running


async def proof() -> str:
    return await webhook_secret(Secret(None, SECRET))


async def sent(world, body, secret=None, method="POST", **headers):
    """Status and answer of a request to /telegram; `secret` None: the right one, blank: none."""
    given = await proof() if secret is None else secret
    body = json.dumps(body).encode() if isinstance(body, dict | list) else body
    headers |= {HEADER: given} if given else {}
    url = f"{world.service.url}/telegram"
    async with world.session.request(method, url, data=body, headers=headers) as response:
        return response.status, await response.text()


async def test_a_press_comes_by_the_webhook_and_is_answered(world):
    card = await a_card(world)

    toast = await tap(world, TRIAGE, card, YES, OLGA)

    assert "Noted" in toast
    assert not any(call.method == "getUpdates" for call in world.chat.calls)
    assert world.chat.pending == 0


async def test_the_webhook_asks_for_what_is_used_under_a_secret_of_its_own(world):
    [call] = [call for call in world.chat.calls if call.method == "setWebhook"]

    assert call.params["url"] == f"{world.service.url}/telegram"
    assert call.params["secret_token"] == await proof()
    assert SECRET not in call.params["secret_token"]
    assert set(json.loads(call.params["allowed_updates"])) == set(KINDS)


@pytest.mark.parametrize(
    "secret",
    ["", "wrong", SECRET, "ü", "\udcff", "0" * 64, "a" * 5000],
    ids=["none", "wrong", "the desk's own", "not ASCII", "bytes", "as long", "long"],
)
async def test_without_the_right_secret_nothing_is_taken(world, secret):
    await a_card(world)

    status, said = await sent(world, an_update(500), secret)

    assert status == 401
    assert await proof() not in said
    assert await rows(world, "updates") == []


async def test_nothing_of_a_body_is_read_without_the_secret(world):
    reader, writer = await asyncio.open_connection("127.0.0.1", int(world.variables["FRONTDESK_PORT"]))
    head = "POST /telegram HTTP/1.1\r\nHost: desk\r\nContent-Length: 2000000\r\n\r\n"

    writer.write(head.encode())

    async with asyncio.timeout(5):
        assert b" 401 " in await reader.readline()
    writer.close()


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
async def test_nothing_but_post_is_taken(world, method):
    assert (await sent(world, an_update(500), method=method))[0] == 405
    assert await rows(world, "updates") == []


async def test_a_body_of_two_megabytes_is_refused(world):
    update = an_update(500)
    update["callback_query"]["data"] = "x" * 2_000_000

    async def pieces():
        for piece in range(0, len(body), 60_000):
            yield body[piece : piece + 60_000]

    body = json.dumps(update).encode()
    assert (await sent(world, BytesIO(body)))[0] == 413
    assert (await sent(world, pieces()))[0] == 413
    assert await rows(world, "updates") == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"update_id": 7, "poll": {"id": "1"}}, id="an unknown kind"),
        pytest.param({"update_id": 7, "a_kind_of_next_year": {}}, id="a kind that is not yet"),
        pytest.param({"update_id": 7, "message": {"text": "hello", "chat": {"type": "group"}}}, id="talk"),
        pytest.param({"update_id": 7}, id="nothing"),
        pytest.param({"callback_query": {}}, id="no id"),
        pytest.param({"update_id": "7", "callback_query": {}}, id="an id that is no number"),
        pytest.param({"update_id": 2**63, "callback_query": {}}, id="an id too large"),
        pytest.param({"update_id": -1, "callback_query": {}}, id="a negative id"),
        pytest.param([1, 2], id="a list"),
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(b"[" * 100_000, id="deep"),
    ],
)
async def test_what_the_desk_cannot_use_is_answered_200_and_not_kept(world, body):
    assert (await sent(world, body))[0] == 200
    assert await rows(world, "updates") == []


async def test_an_update_is_on_disk_when_it_is_answered(world):
    body = json.dumps(an_update(500), indent=3).encode()

    assert (await sent(world, body))[0] == 200

    [row] = await rows(world, "updates")
    assert (row.id, row.body) == (500, body)


async def test_an_update_that_comes_again_has_no_second_effect(world):
    await a_card(world)

    answers = await asyncio.gather(*(sent(world, an_update(500)) for _ in range(10)))
    await until_done(world)
    answers += [await sent(world, an_update(500))]
    await quiet(world)

    assert {status for status, _ in answers} == {200}
    assert (await world.lead(1)).lead.revision == 2
    assert [row.id for row in await rows(world, "updates")] == [500]


async def until_done(world):
    while not await count(world, "updates", "done"):
        await asyncio.sleep(0.01)


async def test_an_update_as_deep_as_a_reader_takes_harms_nobody(world):
    card = await a_card(world)
    deep = b'{"update_id": 7, "callback_query": ' + b'{"a":' * 1000 + b"1" + b"}" * 1001

    assert (await sent(world, deep))[0] == 200

    assert "Noted" in await tap(world, TRIAGE, card, YES, OLGA)


async def test_while_updates_are_polled_for_there_is_no_such_address(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, SECRET=SECRET) as world:
        assert (await sent(world, an_update(500)))[0] == 404


async def test_from_webhook_to_polling_and_back_no_press_is_lost(tmp_path, database_url):
    async with a_hooked_world(tmp_path, DATABASE=database_url) as world:
        card = await a_card(world)
        modes = {"webhook": "1|1|brief|yes|1", "polling": "1|1|brief|clear|2"}
        await world.stop()
        for mode, data in reversed(modes.items()):
            world._given["TELEGRAM_MODE"] = mode
            waiting = asyncio.create_task(tap(world, TRIAGE, card, data, OLGA))
            await asyncio.sleep(0)
            await world.start()
            assert await waiting
            await world.stop()

        assert bool(world.chat.webhook["url"])
        assert world.chat.pending == 0


async def test_another_program_s_webhook_is_set_right_and_told_of(world):
    card = await a_card(world)
    wanted = world.chat.webhook["url"]

    await ask(world, "setWebhook", url="https://elsewhere.invalid/t", allowed_updates=["poll"])

    await until(lambda: world.chat.webhook["url"] == wanted)
    assert "another program" in await until_async(lambda: alarm(world))
    assert "Noted" in await tap(world, TRIAGE, card, YES, OLGA)

    async def cleared():
        return not await alarm(world)

    await until_async(cleared)


async def alarm(world):
    """What stands under the key."""
    found = [row.text for row in await rows(world, "alarms") if row.key == POLL and not row.cleared_at]
    return found[0] if found else ""


async def test_under_another_secret_the_webhook_is_set_anew_and_no_press_is_lost(world):
    card = await a_card(world)
    await ask(world, "setWebhook", url=world.chat.webhook["url"], secret_token="another")

    toast = await tap(world, TRIAGE, card, YES, OLGA)

    assert "Noted" in toast
    assert [call.method for call in world.chat.calls].count("setWebhook") == 3


async def test_a_webhook_that_does_not_get_through_raises_an_alarm(tmp_path, database_url):
    nowhere = f"http://127.0.0.1:{free_port()}"
    async with a_hooked_world(tmp_path, DATABASE=database_url, PUBLIC_URL=nowhere) as world:
        world.chat.push_update(an_update(500))

        text = await until_async(lambda: alarm(world))

    assert f"{nowhere}/telegram" in text
    assert "Connection refused" in text


async def test_telegram_away_at_the_start_the_webhook_is_set_when_it_is_back(tmp_path, database_url):
    settings = {"DATABASE": database_url, **hooked(free_port())}
    async with a_world(tmp_path, start=False, **settings) as world:
        world.chat.down = True
        await world.start()

        world.chat.down = False

        await until(lambda: world.chat.webhook["url"])


async def test_what_telegram_says_of_an_address_it_does_not_take_is_told(tmp_path, database_url):
    async with a_world(tmp_path, start=False, DATABASE=database_url, **hooked(free_port())) as world:
        words = "Bad Request: bad webhook: Failed to resolve host: Name or service not known"
        world.chat.fail_next("setWebhook", 400, words, times=1)

        await world.start()

        assert "resolve host" in await until_async(lambda: alarm(world))
        await until(lambda: world.chat.webhook["url"])


async def test_an_update_that_came_to_a_node_which_only_takes_forms_is_applied_by_a_worker(
    tmp_path, database_url
):
    async with a_world(tmp_path, start=False, DATABASE=database_url, **hooked(free_port())) as web:
        worker = World(tmp_path, **{**web._given, "PORT": "0"})
        worker.mailbox, worker.chat = web.mailbox, web.chat
        await web.start(part=Part.WEB)
        await worker.start(part=Part.WORKER)
        try:
            await until(lambda: web.chat.webhook["url"])
            card = await a_card(web)

            assert "Noted" in await tap(web, TRIAGE, card, YES, OLGA)
        finally:
            await worker.stop()
            await worker.session.close()
