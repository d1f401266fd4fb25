"""Captchas: checked once before the form is judged; a service that is silent costs no lead."""

import asyncio
import json
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from support.desks import judged
from support.lookups import SECRET, WAIT, Asking, an_asking
from support.outside import Reply
from support.world import until

OK = {"success": True}
FAILED = {"success": False, "error-codes": ["invalid-input-response"]}
USED = {"success": False, "error-codes": ["timeout-or-duplicate"]}
BROKEN = Reply(status=500, data={})


@pytest.fixture
async def node(db, tmp_path):
    async with an_asking(db, tmp_path) as node:
        yield node


async def became(node, id_) -> tuple:
    """State, and what is noted of the captcha."""
    row = await node.row(id_)
    return row.state, json.loads(row.normalised).get("noted", {}).get("captcha")


async def stood(node) -> list:
    """State of each lead, and what its receipt says of guards."""
    await judged(node.desk)
    rows = await node.rows(
        "SELECT l.state, r.body FROM leads l JOIN receipts r ON r.lead = l.id ORDER BY l.id"
    )
    verdicts = [(row.state, json.loads(row.body)["verdict"]) for row in rows]
    return [(state, verdict["quarantine"], verdict.get("unchecked")) for state, verdict in verdicts]


async def test_a_form_is_not_judged_before_its_captcha_is_checked(node):
    id_ = await node.puzzled()

    assert await stood(node) == []
    assert await became(node, id_) == ("checking", {"token": "markedtoken"})


async def test_a_solved_one_goes_on_without_its_token(node):
    node.outside.says("/siteverify", OK)
    id_ = await node.puzzled()

    await node.captchas.once()

    assert await became(node, id_) == ("waiting", {"result": "ok"})
    [(state, quarantine, unchecked)] = await stood(node)
    assert (state != "quarantined", quarantine, unchecked) == (True, [], None)
    assert node.outside.asked[0].form == {"secret": SECRET, "response": "markedtoken"}


async def test_a_failed_one_is_quarantined(node):
    node.outside.says("/siteverify", FAILED)
    id_ = await node.puzzled()

    await node.captchas.once()

    noted = {"result": "failed", "because": "invalid-input-response"}
    assert await became(node, id_) == ("waiting", noted)
    assert await stood(node) == [("quarantined", ["captcha"], None)]


async def test_a_missing_one_is_quarantined_and_nobody_is_asked(node):
    id_ = await node.puzzled(token=None)

    assert await node.captchas.once() == 0
    assert await became(node, id_) == ("waiting", {"result": "missing"})
    assert await stood(node) == [("quarantined", ["captcha"], None)]


async def test_judging_again_does_not_ask_again(node):
    node.outside.says("/siteverify", FAILED)
    await node.puzzled()
    await node.captchas.once()
    first = await stood(node)

    await node.db.write(lambda c: c.exec_driver_sql("DELETE FROM receipts"))
    await node.db.write(lambda c: c.exec_driver_sql("UPDATE submissions SET state = 'waiting'"))

    assert await stood(node) == first
    assert len(node.outside.asked) == 1


SILENT = {
    "server error": (BROKEN, "the service answered 500"),
    "wrong secret of ours": (
        Reply(data={"success": False, "error-codes": ["invalid-input-secret"]}),
        "the service answered invalid-input-secret",
    ),
    "redirect": (
        Reply(status=302, data={}, headers={"Location": "http://127.0.0.1:1/"}),
        "answered with a redirect, and none is followed",
    ),
    "10 MB": (Reply(body=b" " * 10_000_000), "answered with more than 65536 bytes"),
}


@pytest.mark.parametrize(("reply", "because"), SILENT.values(), ids=SILENT)
async def test_one_that_cannot_be_checked_goes_on_with_a_mark(node, reply, because):
    node.outside.says("/siteverify", reply)
    id_ = await node.puzzled()

    await node.captchas.once()

    assert await became(node, id_) == ("waiting", {"result": "unchecked", "because": because})
    [(state, quarantine, unchecked)] = await stood(node)
    assert (state != "quarantined", quarantine) == (True, [])
    assert unchecked == [f"captcha not checked: {because}"]


async def test_a_silent_service_is_waited_for_once_and_then_left_alone_for_a_while(db, tmp_path):
    limit = timedelta(milliseconds=100)
    async with an_asking(db, tmp_path, limit) as node:
        node.outside.says("/siteverify", Reply(data=OK, after=asyncio.Event()), Reply(data=OK))
        first = await node.puzzled()
        await node.captchas.once()
        second = await node.puzzled()
        await node.captchas.once()
        node.clock.at += 6 * limit
        third = await node.puzzled()
        await node.captchas.once()

        found = [(await became(node, id_))[1] for id_ in (first, second, third)]
        assert found == [
            {"result": "unchecked", "because": "no answer within 0.1 s"},
            {"result": "unchecked", "because": "the service failed a moment ago"},
            {"result": "ok"},
        ]
        assert len(node.outside.asked) == 2


async def test_whoever_waits_too_long_behind_others_goes_on(node):
    node.outside.says("/siteverify", OK)
    await node.puzzled()
    node.clock.at += WAIT + timedelta(seconds=1)

    await node.captchas.once()

    assert (await stood(node))[0][2] == ["captcha not checked: too many came at once"]
    assert node.outside.asked == []


async def test_what_came_while_nobody_worked_is_checked_all_the_same(db, tmp_path):
    async with an_asking(db, tmp_path) as door:
        door.outside.says("/siteverify", OK)
        id_ = await door.puzzled()
        door.clock.forward(minutes=1)
        worker = Asking(db, tmp_path, door.outside, door.clock, timedelta(seconds=20))

        await worker.captchas.once()
        await worker.client.close()

        assert await became(door, id_) == ("waiting", {"result": "ok"})


async def test_a_token_used_before_is_a_failure(node):
    node.outside.says("/siteverify", USED)
    await node.puzzled()

    await node.captchas.once()

    assert await stood(node) == [("quarantined", ["captcha"], None)]


async def test_a_token_that_ran_out_while_nobody_worked_is_not_the_visitors_fault(db, tmp_path):
    async with an_asking(db, tmp_path) as door:
        door.outside.says("/siteverify", USED)
        await door.puzzled()
        door.clock.forward(minutes=10)
        worker = Asking(db, tmp_path, door.outside, door.clock, timedelta(seconds=20))

        await worker.captchas.once()
        await worker.client.close()

        assert (await stood(door))[0][2] == ["captcha not checked: it was looked at too late"]


async def test_a_token_that_a_dead_node_had_asked_about_is_not_the_visitors_fault(db, tmp_path):
    async with an_asking(db, tmp_path, timedelta(seconds=2)) as one:
        one.outside.says("/siteverify", Reply(data=OK, after=asyncio.Event()), USED)
        await one.puzzled()
        dying = asyncio.create_task(one.captchas.run())
        await until(lambda: one.outside.asked)
        dying.cancel()
        await asyncio.gather(dying, return_exceptions=True)
        one.clock.forward(seconds=7)
        two = Asking(db, tmp_path, one.outside, one.clock, timedelta(seconds=2))

        await two.captchas.once()
        await two.client.close()

        assert (await stood(one))[0][2] == ["captcha not checked: it was looked at too late"]


async def test_a_form_whose_captcha_was_taken_out_of_the_rules_goes_on(node):
    await node.puzzled()
    node.forms()

    await node.captchas.once()

    assert (await stood(node))[0][2] == ["captcha not checked: the form has no captcha any more"]


async def test_other_leads_do_not_wait_for_a_captcha(node):
    node.outside.says("/siteverify", Reply(data=OK, after=asyncio.Event()))
    await node.puzzled()
    looking = asyncio.create_task(node.captchas.run())
    await until(lambda: node.outside.asked)
    from frontdesk.model.submission import Submission

    other = await node.accept("web", Submission(provider="json", fields={"email": "eve@acme-client.example"}))
    await judged(node.desk)

    assert (await node.row(other)).state == "judged"
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)


async def test_neither_secret_nor_token_is_told(node):
    with capture_logs() as log:
        for reply, _ in SILENT.values():
            node.outside.says("/siteverify", reply)
            await node.puzzled()
            await node.captchas.once()
            node.clock.forward(minutes=5)

    assert [line["event"] for line in log].count("captcha not checked") == len(SILENT)
    assert [mark for mark in (SECRET, "markedtoken", node.outside.url) if mark in str(log)] == []
