"""Nodes: several processes on one database take, judge and send as one, and go on when one of them dies."""

import asyncio
import os
import signal
import subprocess
import time
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager

import psycopg
import pytest
from aiohttp import ClientSession

from frontdesk.desk.node import Part
from frontdesk.desk.pressing import press_lead
from frontdesk.model.press import Move, Press
from frontdesk.store.tables import deliveries
from support import postgres
from support.chats import a_card, a_hot_form
from support.crashing import Ledger, Node, write_rules
from support.crashing import quiet as all_quiet
from support.stored import count, rows
from support.world import ANN, OLGA, PIOTR, SALES, TRIAGE, World, a_form, a_world, until, until_async
from web.served import a_served

QUICK = {"NODE_BEAT": "100ms", "NODE_TIMEOUT": "3s", "UNSURE_RETRY": "300ms", "UNSURE_CARD_RETRY": "300ms"}
#: A chat takes 20 messages a minute: where many come, none asks for a card.
CARDLESS = a_form(phone="", position="", company="")


@pytest.fixture
def server_url():
    """An empty database on PostgreSQL."""
    with postgres.a_database("postgresql") as url:
        yield url


@asynccontextmanager
async def several(folder, url, parts=(Part.ALL, Part.ALL), **variables):
    """Services in this process on one database, with one mail server and one Telegram."""
    async with AsyncExitStack() as stack:
        given = {"DATABASE": url, **QUICK, **variables}
        first = await stack.enter_async_context(a_world(folder, start=False, **given))
        worlds = [first]
        for _ in parts[1:]:
            world = World(folder, **given)
            world.mailbox, world.chat, world.session = first.mailbox, first.chat, None
            worlds.append(world)
        for world, part in zip(worlds, parts, strict=True):
            await world.start(part=part)
            if world is not first:
                stack.push_async_callback(world.session.close)
                stack.push_async_callback(world.stop)
        yield worlds


@asynccontextmanager
async def processes(tmp_path, url, number):
    """So many processes, not yet started, a desk folder each, and the world around them."""
    async with ClientSession() as session:
        world = World(tmp_path, DATABASE=url, LETTER_RETRIES="200ms," * 30 + "200ms", **QUICK)
        await world.start_peers()
        nodes = []
        for name in range(number):
            desk = tmp_path / f"desk{name}"
            desk.mkdir()
            write_rules(desk)
            nodes.append(Node(desk, session))
        try:
            yield world, *nodes
        finally:
            for node in nodes:
                await node.gone()
            await world.close()


async def test_two_nodes_answer_every_form_once(tmp_path, server_url):
    async with processes(tmp_path, server_url, 2) as (world, *nodes):
        for node in nodes:
            await node.start(world.variables)
        forms = [{**CARDLESS, "email": f"a{number}@acme-client.example"} for number in range(60)]

        statuses = await asyncio.gather(*(nodes[n % 2].post(form) for n, form in enumerate(forms)))
        await all_quiet(Ledger(server_url, tmp_path))

        assert set(statuses) == {200}
        assert sorted(mail.recipients for mail in world.mailbox.mails) == sorted((f["email"],) for f in forms)
        found = rows(server_url, "SELECT lead, count(*) FROM receipts GROUP BY lead")
        assert [times for _, times in found] == [1] * 60


async def test_one_person_at_two_doors_at_once_is_one_lead_with_one_letter_and_one_card(tmp_path, server_url):
    async with several(tmp_path, server_url) as worlds:
        forms = [a_form(message=f"form {number}") for number in range(50)]

        answers = await asyncio.gather(*(worlds[n % 2].post(form) for n, form in enumerate(forms)))
        await until(lambda: not count(server_url, "submissions", "state = 'waiting'"))

        assert {status for status, _ in answers} == {200}
        assert count(server_url, "leads") == 1
        assert count(server_url, "submissions", "state = 'judged'") == 50
        await worlds[0].mail("jan@acme-client.example")
        await until(lambda: not count(server_url, "deliveries", "state IN ('due', 'claimed')"))
        assert len(worlds[0].mailbox.mails) == 1
        assert len(worlds[0].chat.messages(TRIAGE.id)) == 1


@pytest.mark.parametrize(
    ("marks", "headers"),
    [({"submission_id": "f7"}, {}), ({}, {"Idempotency-Key": "k"}), ({}, {})],
    ids=["id", "key", "content"],
)
async def test_one_form_fifty_times_at_two_doors_at_once_counts_once(tmp_path, server_url, marks, headers):
    async with several(tmp_path, server_url) as worlds:

        async def post(world):
            url = f"{world.service.url}/hooks/web"
            async with world.session.post(url, json=a_form(**marks), headers=headers) as response:
                return response.status, await response.text()

        answers = await asyncio.gather(*(post(worlds[n % 2]) for n in range(50)))
        await until(lambda: not count(server_url, "submissions", "state = 'waiting'"))
        await worlds[0].mail("jan@acme-client.example")
        await worlds[0].card(TRIAGE, "Kowalski")
        await until(lambda: not count(server_url, "deliveries", "state IN ('due', 'claimed')"))

        assert len(set(answers)) == 1
        assert answers[0][0] == 200
        assert (count(server_url, "submissions"), count(server_url, "leads")) == (1, 1)
        assert len(worlds[0].mailbox.mails) == 1
        assert len(worlds[0].chat.messages(TRIAGE.id)) == 1


async def test_many_ways_to_write_one_mailbox_at_two_doors_get_one_letter(tmp_path, server_url):
    async with several(tmp_path, server_url) as worlds:
        forms = [{**CARDLESS, "email": f"jan+{number}@acme-client.example"} for number in range(40)]

        await asyncio.gather(*(worlds[n % 2].post(form) for n, form in enumerate(forms)))
        await until(lambda: not count(server_url, "submissions", "state = 'waiting'"))
        await until(lambda: not count(server_url, "deliveries", "state IN ('due', 'claimed')"))

        assert count(server_url, "leads") == 40
        assert len(worlds[0].mailbox.mails) == 1


async def test_two_who_take_one_lead_on_two_nodes_at_once_are_one_owner(tmp_path, server_url):
    async with several(tmp_path, server_url) as worlds:
        for number in range(10):
            await worlds[0].post(a_hot_form(email=f"a{number}@acme-client.example", last_name=f"Nr{number}x"))
        for number in range(10):
            await worlds[0].card(SALES, f"Nr{number}x")

        for lead in range(1, 11):
            press = Press(lead=lead, move=Move.CLAIM, revision=1)
            told = await asyncio.gather(
                *(
                    press_lead(
                        world.service.desk, press, chat=SALES.id, user=person.telegram, update=lead * 10 + n
                    )
                    for n, (world, person) in enumerate(zip(worlds, (PIOTR, ANN), strict=True))
                )
            )
            owner = (await worlds[0].lead(lead)).lead.owner
            assert sorted(one.toast for one in told) == ["claimed", "claimed_already"]
            assert {one.by for one in told if one.toast == "claimed_already"} == {owner}
        assert count(server_url, "history", "what = 'claim'") == 10
        assert count(server_url, "history", "what = 'refused claim'") == 10


async def test_a_killed_node_s_letters_cards_and_presses_are_taken_over(tmp_path, server_url):
    async with processes(tmp_path, server_url, 2) as (world, first, second):
        world.mailbox.script("dot", None, after_s=60)
        await first.start(world.variables)
        await first.post(a_form(email="held@acme-client.example", last_name="Held"))
        await world.card(TRIAGE, "Held")
        await until(lambda: count(server_url, "deliveries", "state = 'claimed'"))
        await second.start(world.variables)

        await first.gone()
        await second.post(a_form(email="next@acme-client.example", last_name="Next"))

        await world.card(TRIAGE, "Next")
        card = await world.card(TRIAGE, "Held")
        await world.press(TRIAGE, "Spam", PIOTR, message=card)
        await world.mail("next@acme-client.example")
        ledger = Ledger(server_url, tmp_path)
        await until(lambda: not ledger.count("deliveries", deliveries.c.state.in_(("claimed", "unsure"))))
        states = rows(server_url, "SELECT recipient, state FROM deliveries WHERE state <> 'withheld'")
        assert dict(states)["next@acme-client.example"] == "sent"
        assert len({mail.recipients for mail in world.mailbox.mails}) == len({r for r, _ in states})


async def test_a_node_that_only_takes_forms_leaves_the_rest_to_a_worker(tmp_path, database_url):
    async with several(tmp_path, database_url, (Part.WEB, Part.WORKER)) as (web, worker):
        await web.post(a_form())

        await web.mail("jan@acme-client.example")
        card = await web.card(TRIAGE, "Kowalski")
        assert "Noted" in await web.press(TRIAGE, "brief", OLGA, message=card)
        assert not web.service.node.holds("telegram")
        await until(lambda: worker.service.node.holds("telegram"))


async def test_without_a_worker_what_a_web_node_took_waits_for_one(tmp_path, database_url):
    async with several(tmp_path, database_url, (Part.WEB,)) as (web,):
        await web.post(a_form())
        await asyncio.sleep(0.5)
        assert count(web, "submissions", "state = 'waiting'") == 1
        await web.stop()

        await web.start(part=Part.WORKER)

        await web.mail("jan@acme-client.example")


async def test_forms_wake_the_worker_on_another_node_at_once(tmp_path, server_url):
    parts = (Part.WEB, Part.WORKER)
    async with several(tmp_path, server_url, parts, POLL="60s", NODE_BEAT="1s") as (web, worker):
        await until(lambda: web.service.node.others == 1)

        await web.post(a_form())

        await web.mail("jan@acme-client.example")
        assert worker.service.node.others == 1


async def test_a_lost_line_for_wake_ups_only_costs_a_poll(tmp_path, server_url):
    parts = (Part.WEB, Part.WORKER)
    async with several(tmp_path, server_url, parts, POLL="500ms") as (web, _):
        await web.post(a_form())
        await web.mail("jan@acme-client.example")

        hang_up(server_url, "LISTEN%")
        await web.post(a_form(email="next@acme-client.example"))

        await web.mail("next@acme-client.example")
        await until(lambda: rows(server_url, LISTENERS)[0][0] == 2)


LISTENERS = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"


def hang_up(url: str, query: str) -> None:
    """End the sessions whose last statement looks so."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query LIKE %s AND datname = current_database() AND pid <> pg_backend_pid()",
            (query,),
        )


async def test_sessions_that_the_server_ends_are_opened_anew(tmp_path, server_url):
    async with a_world(tmp_path, DATABASE=server_url) as world:
        await a_card(world)

        for number in range(3):
            hang_up(server_url, "%")
            answers = [await world.post(a_form(email=f"a{number}{n}@acme-client.example")) for n in range(8)]

            assert {status for status, _ in answers} <= {200, 503}
            assert (await world.post(a_form(email=f"b{number}@acme-client.example")))[0] == 200
            await world.mail(f"b{number}@acme-client.example")
        taken = count(server_url, "submissions")
        await until(lambda: count(server_url, "submissions", "state = 'judged'") == taken)


async def test_a_server_that_stops_and_starts_costs_nothing_but_time(tmp_path):
    server = postgres.new_server()
    url = server.get_uri()
    try:
        async with several(tmp_path, url) as worlds:
            assert (await worlds[0].post(a_form()))[0] == 200
            await worlds[0].mail("jan@acme-client.example")
            server.stop()
            status, _ = await worlds[1].post(a_form(email="lost@acme-client.example"))
            await asyncio.sleep(4)
            assert status == 503

            server.start()

            async def taken():
                return (await worlds[1].post(a_form(email="next@acme-client.example")))[0] == 200

            await until_async(taken)
            await worlds[0].mail("next@acme-client.example")
            card = await until_async(lambda: _last(worlds[0]))
            assert "Noted" in await worlds[0].press(TRIAGE, "brief", OLGA, message=card)
            assert count(url, "submissions", "state <> 'judged'") == 0
            assert count(url, "deliveries", "state = 'sent'") == 2
    finally:
        server.cleanup()


async def test_a_server_that_hangs_keeps_nobody_waiting_for_long(tmp_path):
    server = postgres.new_server()
    try:
        async with a_world(tmp_path, DATABASE=server.get_uri(), WRITE_WAIT="500ms") as world:
            assert (await world.post(a_form()))[0] == 200
            await world.mail("jan@acme-client.example")

            with frozen(server.get_pid()):
                began = time.monotonic()
                posts = [world.post(a_form(email=f"lost{n}@acme-client.example")) for n in range(2)]
                answers = [status for status, _ in await asyncio.gather(*posts)]
                waited_s = time.monotonic() - began
                async with world.session.get(f"{world.service.url}/health/live") as live:
                    alive = live.status

            assert (answers, alive, waited_s < 5) == ([503, 503], 200, True)
            assert (await world.post(a_form(email="next@acme-client.example")))[0] == 200
            await world.mail("next@acme-client.example")
    finally:
        server.cleanup()


@contextmanager
def frozen(pid):
    """A server and all its processes do nothing, and go on at the end."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=True).stdout
    pids = [pid, *map(int, children.split())]
    for each in pids:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in pids:
            os.kill(each, signal.SIGCONT)


async def _last(world):
    shown = world.chat.messages(TRIAGE.id)
    return shown[-1] if len(shown) == 2 else None


@pytest.mark.parametrize(
    ("role", "says"),
    [("web", "forms go to http://127.0.0.1:"), ("worker", "works on what others take in")],
)
async def test_a_process_may_do_one_half_of_the_work(tmp_path, role, says):
    async with a_served(tmp_path, serve=("serve", "--role", role)) as served:
        first = await served.started()
        assert says in first

        served.signal(signal.SIGTERM)

        assert (await served.ended())[0] == 0
