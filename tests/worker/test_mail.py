"""Mail: letters leave the outbox once, whatever the server does."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.desk.clock import wall as now
from frontdesk.store import deliveries as outbox
from frontdesk.worker.mail import Mail
from frontdesk.worker.standstill import backoff
from support.books import refuse
from support.outbox import PLAN, sending
from support.smtp import DROP, HANG
from support.world import until


async def test_a_due_letter_goes_out_once_with_its_message_id(box, server):
    await box.put("a")

    async with sending(box, server):
        row = await box.reaches("a", "sent")

    assert [mail.header("Message-ID") for mail in server.mails] == ["<a@acme.example>"]
    assert (server.mails[0].recipient, server.mails[0].recipients) == ("jan@client.example", 1)
    assert row.sent_at is not None


async def test_many_letters_share_few_connections(box, server):
    for number in range(40):
        await box.put(f"k{number}")

    async with sending(box, server):
        await until(lambda: len(server.mails) == 40)

    assert len(server.sessions) <= 4


@pytest.mark.parametrize("code", [421, 450, 451, 452])
@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "dot"])
async def test_not_now_is_one_attempt_and_one_transaction_and_tried_again_later(box, server, step, code):
    server.script(step, f"{code} come back")
    await box.put("a")

    async with sending(box, server):
        row = await box.reaches("a", "sent")

    assert len(server.mails) == 1
    assert row.attempts == 2
    assert sum(session.count("MAIL") for session in server.sessions) == 2


@pytest.mark.parametrize(
    "reply", ["421 4.3.2 busy", "451 come back", DROP, HANG], ids=["421", "451", "drop", "hang"]
)
@pytest.mark.parametrize("step", ["greeting", "ehlo"])
async def test_a_server_that_takes_nothing_yet_costs_no_attempt(box, server, step, reply):
    server.script(step, reply, times=3)
    await box.put("a")

    async with sending(box, server, timeout_s=0.2):
        row = await box.reaches("a", "sent")

    assert (len(server.sessions), row.attempts) == (4, 1)


async def test_never_is_final(box, server):
    server.script("rcpt", "550 5.1.1 no such user")
    await box.put("a")

    async with sending(box, server):
        row = await box.reaches("a", "refused")
        await asyncio.sleep(0.3)

    assert "550" in row.reason
    assert server.mails == []


async def test_a_letter_that_never_gets_through_is_held_for_a_person(box, server):
    server.script("rcpt", "450 busy", times=99)
    await box.put("a")

    async with sending(box, server):
        row = await box.reaches("a", "held")

    assert row.attempts == len(PLAN.retries.deferred) + 1
    assert "given up" in row.reason


@pytest.mark.parametrize("fault", [DROP, HANG], ids=["dropped", "hung"])
async def test_an_unsure_letter_is_tried_once_more_with_the_same_message_id(box, server, fault):
    server.script("dot", fault)
    await box.put("a")

    async with sending(box, server, final_s=0.3):
        await box.reaches("a", "unsure")
        await box.reaches("a", "sent")

    assert [mail.header("Message-ID") for mail in server.mails] == ["<a@acme.example>"] * 2


async def test_a_letter_that_stays_unsure_is_held_after_two_copies(box, server):
    server.script("dot", DROP, times=9)
    await box.put("a")

    async with sending(box, server):
        await box.reaches("a", "held")
        await asyncio.sleep(0.5)

    assert len(server.mails) == 2


async def test_a_slow_last_answer_makes_no_copy(box, server):
    server.script("dot", None, after_s=1)
    await box.put("a")

    async with sending(box, server):
        await box.reaches("a", "sent")

    assert len(server.mails) == 1


async def test_a_connection_the_server_closed_costs_no_attempt(box, server):
    await box.put("a")
    async with sending(box, server) as wake:
        await box.reaches("a", "sent")
        server.script("mail", DROP)
        await box.put("b")
        wake.ring("mail")
        row = await box.reaches("b", "sent")

    assert row.attempts == 1
    assert len(server.mails) == 2


async def test_one_poison_letter_does_not_stop_the_others(box, server):
    await box.put("bad", to="nobody@\r\nRCPT TO:<x@y.example>")
    for number in range(20):
        await box.put(f"k{number}")

    async with sending(box, server):
        await until(lambda: len(server.mails) == 20)
        row = await box.reaches("bad", "refused")

    assert row.reason
    assert {mail.recipient for mail in server.mails} == {"jan@client.example"}


async def test_an_outcome_that_the_database_does_not_take_is_held_and_not_sent_again(box, server):
    await box.put("bad")
    refuse(box.db, "touches", "key", "sent:1")
    for number in range(8):
        await box.put(f"k{number}")

    async with sending(box, server):
        for number in range(8):
            await box.reaches(f"k{number}", "sent")
        row = await box.reaches("bad", "held")
        await asyncio.sleep(0.3)

    assert row.reason == "what became of it could not be written down"
    assert len(server.mails) == 9


async def test_a_budget_that_is_used_up_is_asked_for_no_more_than_once_a_poll(box, server):
    await box.put("a")
    await box.put("b")
    turns = 0

    class Counting(Mail):
        async def _turn(self, now, room):
            nonlocal turns
            turns += 1
            return await super()._turn(now, room)

    async with sending(box, server, replace(PLAN, per_hour=1), mail=Counting):
        await box.reaches("a", "sent")
        turns = 0
        await asyncio.sleep(1)

    assert 2 <= turns <= 1.5 / PLAN.poll.total_seconds()


async def test_what_may_have_gone_out_is_not_passed_by_what_keeps_coming(box):
    for number in range(6):
        await box.put(f"k{number}", due_at=now() - timedelta(hours=2))
    await box.put("doubtful", state="unsure", due_at=now() - timedelta(hours=1))

    claimed = await box.db.write(lambda c: outbox.claim_due(c, now(), "test", 4))

    assert [one.message_id.partition("@")[0] for one in claimed] == ["<doubtful", "<k0", "<k1", "<k2"]


async def test_a_server_that_is_down_loses_nothing(box, server):
    await server.stop()
    await box.put("a")

    async with sending(
        box, server, replace(PLAN, retries=replace(PLAN.retries, deferred=PLAN.retries.deferred * 25))
    ):
        await asyncio.sleep(0.4)
        await server.start()
        await box.reaches("a", "sent")

    assert len(server.mails) == 1


async def test_the_hour_has_a_limit(box, server):
    for number in range(5):
        await box.put(f"k{number}")

    async with sending(box, server, replace(PLAN, per_hour=3)):
        await until(lambda: len(server.mails) == 3)
        await asyncio.sleep(0.4)

    assert len(server.mails) == 3
    assert await box.db.read(outbox.next_due) is not None


async def test_one_company_gets_three_letters_a_minute_and_its_neighbours_theirs(box, server):
    for number in range(5):
        await box.put(f"k{number}")
    await box.put("other", to="anna@another.example")
    await box.put("big", to="anna@gmail.com")

    async with sending(box, server, replace(PLAN, per_domain=3)):
        await until(lambda: len(server.mails) == 5)
        await asyncio.sleep(0.4)

    to = [mail.recipient for mail in server.mails]
    assert sorted(to) == ["anna@another.example", "anna@gmail.com", *["jan@client.example"] * 3]
    late = [row for number in range(5) if (row := await box.row(f"k{number}")).state == "due"]
    assert [row.attempts for row in late] == [0, 0]


@pytest.mark.parametrize("limit", ["per_hour", "per_domain"])
async def test_two_who_send_at_once_keep_within_one_budget(box, server, limit):
    for number in range(20):
        await box.put(f"k{number}")
    one = replace(PLAN, **{limit: 5})

    async with sending(box, server, one), sending(box, server, replace(one, node="other")):
        await until(lambda: len(server.mails) == 5)
        await asyncio.sleep(0.4)

    assert len(server.mails) == 5


async def test_a_letter_nobody_waits_for_any_more_is_cancelled(box, server):
    await box.put("old", created_at=now() - timedelta(hours=25))

    async with sending(box, server):
        await box.reaches("old", "cancelled")

    assert server.mails == []


async def test_what_a_dead_worker_held_is_unsure(box):
    await box.put("a", state="claimed")

    await box.db.write(lambda c: outbox.take_over(c, now()))

    assert (await box.row("a")).state == "unsure"


def test_delays_grow_and_differ():
    waits = [backoff(PLAN.retries.deferred, 1) for _ in range(50)]

    assert len(set(waits)) > 10
    assert all(abs(wait - PLAN.retries.deferred[0]) <= PLAN.retries.deferred[0] * 0.1 for wait in waits)
