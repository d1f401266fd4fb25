"""Fetching: the answers to a notice are fetched, once, and judged like any form; or a person is told."""

import asyncio
import json
import signal
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import ClientSession
from structlog.testing import capture_logs

from frontdesk.rules.rules import Form
from frontdesk.settings import shipped_folder
from frontdesk.store import lookups
from frontdesk.store.lookups import NEVER
from frontdesk.store.tables import micros, submissions
from support.crashing import Ledger, Node
from support.desks import judged
from support.lookups import KEY, RETRIES, TOKEN, Asking, an_asking
from support.outside import Reply, an_outside
from support.world import World, until

JAN = {"full_name": "Jan Kowalski", "email": "jan@acme-client.example", "phone_number": "+48512345200"}
NOTICE = {
    "object": "page",
    "entry": [{"id": "1", "changes": [{"field": "leadgen", "value": {"leadgen_id": "77", "form_id": "5"}}]}],
}


@pytest.fixture
async def node(db, tmp_path):
    async with an_asking(db, tmp_path) as node:
        yield node


async def test_a_notice_is_not_judged_before_its_answers_are_there(node):
    id_ = await node.notice()

    await judged(node.desk)

    assert (await node.row(id_)).state == "thin"
    assert await node.rows("SELECT id FROM leads") == []


async def test_the_answers_are_judged_like_any_form(node):
    node.outside.lead("77", **JAN, how_many_people="40")
    id_ = await node.notice(page_id="12")

    assert await node.answers.once() == 1
    waiting = await node.row(id_)
    await judged(node.desk)

    said = json.loads(waiting.normalised)
    assert (waiting.state, waiting.tries, waiting.error) == ("waiting", 0, None)
    assert (said["provider"], said["submission_id"]) == ("meta", "77")
    assert said["fields"] == {
        "full_name": "Jan Kowalski",
        "email": "jan@acme-client.example",
        "phone": "+48512345200",
    }
    assert said["extra"] == {"page_id": "12", "how_many_people": "40"}
    assert (await node.row(id_)).state == "judged"
    assert await node.rows("SELECT kind, value FROM identities ORDER BY kind") == [
        ("email", "jan@acme-client.example"),
        ("phone", "+48512345200"),
    ]


async def test_each_lead_of_several_in_one_notice_is_fetched(node):
    for number in range(10):
        node.outside.lead(str(number), email=f"a{number}@acme-client.example")
        await node.notice(str(number))

    while await node.answers.once():
        pass
    await judged(node.desk)

    assert await node.rows("SELECT count(*) FROM leads") == [(10,)]
    assert sorted(asked.path for asked in node.outside.asked) == [f"/v24.0/{n}" for n in range(10)]


async def test_the_oldest_is_asked_for_first(node):
    for number in range(6):
        node.outside.lead(str(number), email="a@acme-client.example")
        await node.notice(str(number))
        node.clock.forward(seconds=1)

    await node.answers.once()

    assert {asked.path for asked in node.outside.asked} == {f"/v24.0/{n}" for n in range(4)}


async def test_labels_of_the_form_hold_for_its_answers(node):
    rules = node.desk.judge.rules
    node.forms(replace(rules.forms["bitrix24"], labels=rules.labels.extended({"position": ["UF_CRM_1"]})))
    node.outside.says(f"/rest/1/{KEY}/crm.lead.get.json", {"result": {"NAME": "Jan", "UF_CRM_1": "CTO"}})
    id_ = await node.notice("39", "bitrix24", event="ONCRMLEADADD")

    await node.answers.once()

    said = json.loads((await node.row(id_)).normalised)
    assert said["fields"] == {"first_name": "Jan", "position": "CTO"}
    assert (said["provider"], said["submission_id"]) == ("bitrix24", "39")


HOSTILE = {
    "an id of another submission": {"submission_id": "4711", "form": "other"},
    "NUL, surrogates and a right-to-left mark": {"name": "a\0b\u202ec", "message": "{{ 7*7 }} <script>"},
    "a long message": {"message": "x" * 60_000},
    "a label that is long": {"x" * 5_000: "y"},
    "a captcha's token": {"cf-turnstile-response": "t" * 50},
}


@pytest.mark.parametrize("answers", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_answers_are_bounded_and_cannot_say_whose_they_are(node, answers):
    node.outside.lead("77", email="jan@acme-client.example", **answers)
    id_ = await node.notice()

    await node.answers.once()
    await judged(node.desk)

    row = await node.row(id_)
    said = json.loads(row.normalised)
    assert row.state == "judged"
    assert (said["submission_id"], said["fields"]["email"]) == ("77", "jan@acme-client.example")
    assert (
        max(len(str(v)) for v in (*said["fields"].values(), *said["extra"].values(), *said["extra"]))
        <= 20_000
    )
    assert "\0" not in str(said)


@pytest.mark.parametrize(
    "answers",
    [{"email": "a" * 300 + "@acme.example"}, {f"f{n}": "x" for n in range(1_500)}],
    ids=["an address that is none", "too many"],
)
async def test_answers_that_no_form_may_have_are_a_persons(node, answers):
    node.outside.lead("77", **answers)
    id_ = await node.notice()

    await node.answers.once()

    row = await node.row(id_)
    assert (row.state, row.due_at) == ("thin", micros(NEVER))
    assert row.error.startswith("the answers cannot be read: ")


async def test_what_passes_is_tried_again_with_growing_pauses_and_then_left_to_a_person(node):
    node.outside.says("/v24.0/77", Reply(status=500, data={}))
    id_ = await node.notice()
    asked = []

    for _ in range(len(RETRIES) + 1):
        assert await node.answers.once() == 1
        assert await node.answers.once() == 0
        asked.append((await node.row(id_)).due_at - micros(node.clock()))
        node.clock.at += max(RETRIES)

    row = await node.row(id_)
    assert asked[:2] == [pause // timedelta(microseconds=1) for pause in RETRIES]
    assert (row.state, row.tries, row.due_at) == ("thin", 3, micros(NEVER))
    assert row.error == "Meta answered 500"
    node.clock.forward(days=400)
    assert await node.answers.once() == 0


async def test_what_passed_is_judged_after_the_pause_and_not_before(node):
    node.outside.lead("77", **JAN)
    node.outside.replies["/v24.0/77"].insert(0, Reply(status=429, data={}, headers={"Retry-After": "30"}))
    id_ = await node.notice()
    await node.answers.once()

    node.clock.forward(seconds=29)
    early = await node.answers.once()
    node.clock.forward(seconds=2)
    late = await node.answers.once()

    assert (early, late) == (0, 1)
    assert (await node.row(id_)).state == "waiting"


@pytest.mark.parametrize("status", [400, 401, 403, 404])
async def test_what_is_final_is_not_asked_again_until_a_person_says_so(node, status):
    node.outside.says("/v24.0/77", Reply(status=status, data={}))
    id_ = await node.notice()
    await node.answers.once()
    node.clock.forward(days=30)
    assert await node.answers.once() == 0
    row = await node.row(id_)
    assert (row.state, f"Meta answered {status}" in row.error) == ("thin", True)

    node.outside.lead("77", **JAN)
    assert await node.db.write(lookups.again) == 1
    await node.answers.once()

    assert (await node.row(id_)).state == "waiting"


async def test_a_form_without_anything_to_fetch_with_asks_nobody(node):
    linkedin, removed = await node.notice(hook="linkedin"), await node.notice(hook="gone")

    assert await node.answers.once() == 0
    assert [(await node.row(id_)).state for id_ in (linkedin, removed)] == ["thin", "thin"]
    assert await node.db.write(lookups.again) == 0


async def test_a_notice_from_before_the_token_was_set_is_fetched_once_it_is(node):
    forms = node.desk.judge.rules.forms
    node.forms(Form(name="meta"))
    node.outside.lead("77", **JAN)
    id_ = await node.notice()
    assert await node.answers.once() == 0

    node.forms(*forms.values())
    await node.answers.once()

    assert (await node.row(id_)).state == "waiting"


async def test_a_notice_of_another_provider_than_the_forms_is_a_persons(node):
    from frontdesk.model.submission import Submission

    id_ = await node.accept("meta", Submission(provider="bitrix24", submission_id="39", thin=True))

    await node.answers.once()

    assert (await node.row(id_)).error == "the form does not say how to fetch from bitrix24"
    assert node.outside.asked == []


async def test_a_slow_one_is_given_up_in_time_and_keeps_no_other_waiting(db, tmp_path):
    async with an_asking(db, tmp_path, timedelta(milliseconds=200)) as node:
        node.outside.says("/v24.0/1", Reply(data={}, after=asyncio.Event()))
        node.outside.lead("2", **JAN)
        slow, quick = await node.notice("1"), await node.notice("2")

        await node.answers.once()

        assert (await node.row(slow)).error == "no answer within 0.2 s"
        assert (await node.row(quick)).state == "waiting"


async def test_two_nodes_ask_once(db, tmp_path):
    async with an_asking(db, tmp_path) as one:
        two = Asking(db, tmp_path, one.outside, one.clock, timedelta(seconds=20))
        gate = asyncio.Event()
        for number in range(4):
            one.outside.lead(str(number), email=f"a{number}@acme-client.example")
            first = one.outside.replies[f"/v24.0/{number}"][0]
            one.outside.replies[f"/v24.0/{number}"] = [replace(first, after=gate)]
            await one.notice(str(number))

        looking = [asyncio.create_task(each.answers.once()) for each in (one, two)]
        await until(lambda: len(one.outside.asked) >= 4)
        assert await two.answers.once() + await one.answers.once() == 0 or gate.set()
        gate.set()
        begun = await asyncio.gather(*looking)
        await two.client.close()

        assert sum(begun) == 4
        assert len(one.outside.asked) == 4


async def test_a_node_that_died_with_one_in_hand_has_lost_it_after_a_while(db, tmp_path):
    async with an_asking(db, tmp_path, timedelta(seconds=5)) as one:
        two = Asking(db, tmp_path, one.outside, one.clock, timedelta(seconds=5))
        one.outside.lead("77", **JAN)
        one.outside.replies["/v24.0/77"].insert(0, Reply(data={}, after=asyncio.Event()))
        id_ = await one.notice()
        dying = asyncio.create_task(one.answers.run())
        await until(lambda: one.outside.asked)
        dying.cancel()
        await asyncio.gather(dying, return_exceptions=True)

        assert await two.answers.once() == 0
        one.clock.forward(seconds=16)
        assert await two.answers.once() == 1
        await two.client.close()

        assert (await one.row(id_)).state == "waiting"


async def test_no_token_and_no_answer_stands_in_log_or_database_whatever_goes_wrong(node):
    wrongs = [
        Reply(status=401, data={"error": {"code": 190, "message": "markedanswer"}}),
        Reply(status=302, data={}, headers={"Location": f"http://127.0.0.1:1/{TOKEN}"}),
        Reply(body=b"markedanswer" * 10_000),
        Reply(status=500, body=b"markedanswer"),
        Reply(data={"field_data": "markedanswer"}),
        Reply(data={"field_data": [{"name": "email", "values": ["markedanswer" * 50]}]}),
    ]
    with capture_logs() as log:
        for number, wrong in enumerate(wrongs):
            node.outside.says(f"/v24.0/{number}", wrong)
            await node.notice(str(number))
        node.outside.says(f"/rest/1/{KEY}/crm.lead.get.json", wrongs[3])
        await node.notice("39", "bitrix24")
        while await node.answers.once():
            pass
        await node.outside.stop()
        await node.notice("40", "bitrix24")
        await node.answers.once()

    errors = await node.rows("SELECT error FROM submissions WHERE error IS NOT NULL")
    assert len(errors) == len([line for line in log if line["event"] == "answers not fetched"]) == 8
    told = f"{log}{errors}"
    assert [mark for mark in (TOKEN, KEY, "markedanswer", node.outside.url) if mark in told] == []


async def test_a_notice_that_nobody_can_read_is_judgings_and_keeps_no_other_waiting(node):
    node.outside.lead("77", **JAN)
    broken, sound = await node.notice("1"), await node.notice("77")
    await node.db.write(
        lambda c: c.execute(submissions.update().where(submissions.c.id == broken).values(normalised=b"{"))
    )

    await node.answers.once()

    assert [(await node.row(id_)).state for id_ in (broken, sound)] == ["waiting", "waiting"]


async def test_the_loop_fetches_what_comes_and_ends_when_the_desk_stops(node):
    node.outside.lead("77", **JAN)
    running = asyncio.create_task(node.answers.run())
    id_ = await node.notice()

    await until(lambda: node.outside.asked)
    node.desk.wake.stop()
    await asyncio.wait_for(running, 10)

    assert (await node.row(id_)).state == "waiting"


RULES = """
[forms.meta]
fetch = { token = "env:PAGE_TOKEN" }
"""


async def test_a_desk_killed_between_the_answers_and_the_commit_fetches_them_again_and_judges_once(
    tmp_path, database_url
):
    async with AsyncExitStack() as stack:
        outside = await stack.enter_async_context(an_outside())
        session = await stack.enter_async_context(ClientSession())
        outside.lead("77", **JAN)
        given = {"DATABASE": database_url, "META_API": outside.url, "LOOKUP_TIMEOUT": "500ms"}
        world = World(tmp_path, SMTP="", TELEGRAM_TOKEN="", **given)
        stack.push_async_callback(world.close)
        (tmp_path / "rules.toml").write_text((shipped_folder() / "rules.toml").read_text("utf-8") + RULES)
        variables, node = {**world.variables, "PAGE_TOKEN": TOKEN}, Node(tmp_path, session)
        stack.push_async_callback(node.gone)
        ledger = Ledger(database_url, tmp_path)

        await node.start(variables, fatal="after lookup before commit")
        async with session.post(f"{node.url}/hooks/meta", json=NOTICE) as response:
            assert response.status == 200
        assert await node.ended() == -signal.SIGKILL
        assert ledger.count("submissions", submissions.c.state == "thin") == 1
        assert len(outside.asked) == 1

        await node.start(variables)
        await until(lambda: ledger.count("submissions", submissions.c.state == "judged"))
        assert len(outside.asked) == 2
        assert ledger.count("receipts") == ledger.count("leads") == 1
