"""Mail in trouble: a server that is down or turns us away, refusals for our own sake, and budgets."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
import sqlalchemy as sa
import structlog

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.clock import wall as now
from frontdesk.store import quotas
from frontdesk.store.tables import deliveries, leads
from frontdesk.store.tables import quotas as quota_rows
from support.outbox import PLAN, Outbox, retrying, sending
from support.smtp import DROP, HANG, MailServer
from support.world import until, until_async

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Clock:
    """Runs with the world's, from wherever it was set to."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self):
        return now() + self.ahead


def alarm_log(logs, event: str, key: str) -> int:
    return sum(line["event"] == event and line["key"] == key for line in logs)


# ── Down ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_after_an_hour_without_a_server_five_hundred_letters_go_out_once_each(box, server):
    await server.stop()
    clock = Clock()
    plan = retrying(deferred=(timedelta(minutes=1), timedelta(minutes=5)))
    await box.put_all([f"k{number}" for number in range(500)])

    async with sending(box, server, plan, clock=clock):
        for _ in range(12):  # an hour in steps of five minutes, each with a try
            clock.ahead += timedelta(minutes=5, seconds=31)
            await asyncio.sleep(0.12)
        tried = await box.db.read(lambda c: c.execute(sa.select(sa.func.max(deliveries.c.attempts))).scalar())
        await server.start()
        clock.ahead += timedelta(minutes=6)
        await until(lambda: len(server.mails) == 500)
        await until_async(lambda: _all_sent(box, 500))

    assert tried == 0
    ids = [mail.header("Message-ID") for mail in server.mails]
    assert len(ids) == len(set(ids)) == 500
    assert server.most_open <= PLAN.in_flight
    assert len(server.sessions) <= PLAN.in_flight


async def _all_sent(box: Outbox, count: int) -> bool:
    return await box.count("sent") == count


async def test_while_the_server_is_down_one_letter_asks_for_all(box, server):
    server.script("greeting", "421 4.3.2 not now", times=99)
    await box.put_all([f"k{number}" for number in range(50)])

    async with sending(box, server, retrying(deferred=(timedelta(seconds=6),))):
        await until(lambda: len(server.sessions) >= 6)
        server.behave()
        await until(lambda: len(server.mails) == 50)

    # At first as many as may be under way together; then one each time.
    times = [session.began for session in server.sessions[:8]]
    assert max(times[:4]) - min(times[:4]) < 0.5
    assert min(after - before for before, after in pairwise(times[3:6])) > 0.5
    assert server.most_open <= PLAN.in_flight


async def test_a_letter_whose_connection_always_breaks_keeps_no_other_and_is_held(box, server):
    server.script("rcpt", DROP, times=99, to="poison@client.example")
    await box.put("poison", to="poison@client.example", due_at=now() - HOUR)
    await box.put_all([f"k{number}" for number in range(20)])

    async with sending(box, server):
        row = await box.reaches("poison", "held")
        await until(lambda: len(server.mails) == 20)

    assert row.reason.startswith("given up: the mail server went away")


@pytest.mark.parametrize("code", [421, 450, 451, 452])
async def test_what_is_never_taken_is_given_up_after_all_its_attempts_with_its_reason(box, server, code):
    server.script("rcpt", f"{code} 4.7.1 not now", times=99)
    await box.put("a")

    async with sending(box, server):
        row = await box.reaches("a", "held")

    assert (row.attempts, row.reason) == (3, f"given up: {code} 4.7.1 not now")
    assert sum(session.count("MAIL") for session in server.sessions) == 3


async def test_letters_that_no_server_took_for_a_day_wait_for_a_person(box, server):
    await server.stop()
    clock = Clock()
    await box.put("a")

    async with sending(box, server, clock=clock):
        await asyncio.sleep(0.3)
        clock.ahead = DAY + HOUR
        row = await box.reaches("a", "held")

    assert row.reason.startswith("given up: the mail server cannot be reached")


async def test_a_letter_that_is_tried_for_longer_than_a_day_is_not_cancelled_meanwhile(box, server):
    server.script("rcpt", "450 4.2.0 later", times=99, to="slow@client.example")
    clock = Clock()
    await box.put("slow", to="slow@client.example")

    async with sending(box, server, retrying(deferred=(5 * DAY,)), clock=clock):
        await until_async(lambda: _tried(box, "slow"))
        clock.ahead = 2 * DAY
        await box.put("other", created_at=clock())
        await box.reaches("other", "sent")
        row = await box.row("slow")

    assert (row.state, row.attempts) == ("due", 1)


async def test_what_was_tried_in_vain_before_a_long_stop_is_held_and_not_cancelled(box, server):
    values = {"created_at": now() - 2 * DAY, "attempts": 1, "reason": "450 later"}
    await box.put("tried", **values)
    await box.put("unsure", **{**values, "state": "unsure", "doubts": 1, "due_at": now() + HOUR})
    await box.put("untried", created_at=now() - 2 * DAY)

    async with sending(box, server):
        held = [await box.reaches(key, "held") for key in ("tried", "unsure")]
        cancelled = await box.reaches("untried", "cancelled")

    assert [row.reason for row in held] == ["given up: 450 later"] * 2
    assert cancelled.reason == "too_old"
    assert server.mails == []


async def _tried(box, key) -> bool:
    row = await box.row(key)
    return row.attempts == 1 and row.state == "due"


# ── Turned away ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("step", "reply"),
    [
        pytest.param("greeting", "554 5.7.1 no service for you", id="at the door"),
        pytest.param("mail", "530 5.7.0 log in first", id="log-in wanted"),
        pytest.param("mail", "550 5.7.1 not from you", id="sender refused"),
        pytest.param("rcpt", "535 5.7.8 bad credentials", id="log-in wanted at RCPT"),
    ],
)
async def test_who_is_turned_away_burns_no_letter_raises_one_alarm_and_goes_on_by_itself(
    box, server, step, reply
):
    server.script(step, reply, times=99)
    await box.put_all([f"k{number}" for number in range(30)])

    with structlog.testing.capture_logs() as logs:
        async with sending(box, server):
            await until(lambda: len(server.sessions) + sum(s.count("MAIL") for s in server.sessions) >= 8)
            [told] = (await until_async(box.alarms)).values()
            states = [(row.state, row.attempts) for row in [await box.row(f"k{n}") for n in range(30)]]
            server.behave()
            await until(lambda: len(server.mails) == 30)
            await until_async(lambda: _no_alarm(box))

    assert "no letter goes out: the mail server" in told
    assert {state for state in states if state[0] == "due"} == {("due", 0)}
    assert {state for state, _ in states} <= {"due", "claimed"}
    assert (alarm_log(logs, "alarm raised", "mail"), alarm_log(logs, "alarm cleared", "mail")) == (1, 1)


async def _no_alarm(box) -> bool:
    return not await box.alarms()


async def test_a_wrong_password_is_told_without_it(box):
    server = MailServer(users={"desk": "secret"})
    await server.start()
    await box.put_all(["a", "b"])
    with structlog.testing.capture_logs() as logs:
        async with sending(box, server, url=server.address("smtp", "desk:wrongword")):
            await until_async(box.alarms)
            [told] = (await box.alarms()).values()
    await server.stop()

    assert "does not let us in: 535 5.7.8 at AUTH" in told
    assert "wrongword" not in str(logs) + told
    assert sum(session.count("AUTH") for session in server.sessions) <= len(server.sessions)
    assert any(line["event"] == "mail rests" for line in logs)


async def test_an_alarm_of_a_node_that_ended_is_cleared_by_whoever_sends_next(box, server):
    await Alarms(box.db, now).set("mail", "no letter goes out")
    await box.put("a")

    async with sending(box, server, replace(PLAN, node="other")):
        await until_async(lambda: _no_alarm(box))

    assert len(server.mails) == 1


async def test_one_recipients_policy_refuses_one_letter_only(box, server):
    server.script("rcpt", "554 5.7.1 not wanted here", times=99, to="k3@client.example")
    await box.put_all([f"k{number}" for number in range(20)], to="%s@client.example")

    async with sending(box, server):
        await box.reaches("k3", "refused")
        await until(lambda: len(server.mails) == 19)
        told = await box.alarms()

    assert told == {}


@pytest.mark.parametrize("step", ["rcpt", "dot"])
async def test_a_policy_against_us_stops_all_before_more_than_one_letter_is_burnt(box, server, step):
    server.script(step, "554 5.7.1 your address has a bad name", times=999)
    await box.put_all([f"k{number}" for number in range(20)], to="%s@client.example")

    async with sending(box, server):
        await until_async(box.alarms)
        [told] = (await box.alarms()).values()
        await until(lambda: sum(session.count("MAIL") for session in server.sessions) >= 8)
        burnt = await box.count("refused")
        server.behave()
        await until(lambda: len(server.mails) == 19)
        await until_async(lambda: _no_alarm(box))

    assert "5.7.x" in told
    assert burnt == 1


async def test_two_recipients_with_a_policy_stop_nobody_for_long(box, server):
    for key in ("p1", "p2"):
        server.script("rcpt", "554 5.7.1 not wanted here", times=99, to=f"{key}@client.example")
    await box.put_all(["p1", "p2"], to="%s@client.example", due_at=now() - HOUR)
    await box.put_all([f"k{number}" for number in range(20)])

    async with sending(box, server, replace(PLAN, in_flight=1)):
        await until(lambda: len(server.mails) == 20)
        for key in ("p1", "p2"):
            await box.reaches(key, "refused")
        await until_async(lambda: _no_alarm(box))


# ── Addresses that do not exist ────────────────────────────────────────────────────────────────────────────


async def test_an_address_that_does_not_exist_is_suppressed_and_no_other(box, server):
    replies = {"gone": "550 5.1.1 no such user", "full": "552 5.2.2 full", "policy": "550 5.7.1 no"}
    for name, reply in replies.items():
        server.script("rcpt", reply, to=f"{name}@client.example")
    await box.put_all([*replies, "there"], to="%s@client.example")

    async with sending(box, server):
        for name in replies:
            await box.reaches(name, "refused")
        await box.reaches("there", "sent")

    assert await box.suppressed() == {"gone@client.example": "unknown"}


# ── Unsure ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_of_many_unsure_letters_none_arrives_three_times(box, server):
    server.script("dot", DROP, times=12)
    server.script("dot", HANG, times=12)
    await box.put_all([f"k{number}" for number in range(20)])

    async with sending(box, server, final_s=0.2):
        await until_async(lambda: _settled(box, 20))

    ids = [mail.header("Message-ID") for mail in server.mails]
    assert len(set(ids)) == 20
    assert max(ids.count(one) for one in ids) == 2


async def _settled(box, count) -> bool:
    return await box.count("sent") + await box.count("held") == count


# ── Budgets ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_thousand_letters_trip_the_budget_once_and_people_are_told_once(box, server):
    clock = Clock()
    plan, began = replace(PLAN, per_hour=20), now()
    await box.put_all([f"k{number}" for number in range(65)], to="%s@client.example")

    with structlog.testing.capture_logs() as logs:
        async with (
            sending(box, server, plan, clock=clock),
            sending(box, server, replace(plan, node="other"), clock=clock),
        ):
            await until(lambda: len(server.mails) == 20)
            told = (await until_async(box.alarms))["budget"]
            moments = (began, now())
            for sent in (40, 60):
                clock.ahead += HOUR
                await until(lambda sent=sent: len(server.mails) == sent)
                await asyncio.sleep(0.3)
                assert len(server.mails) == sent
                assert list(await box.alarms()) == ["budget"]
            clock.ahead += HOUR
            await until(lambda: len(server.mails) == 65)
            await until_async(lambda: _no_alarm(box))

    assert "letters that wait: 45, since the budget of 20 an hour is used up" in told
    assert any(f"about {moment + 3 * HOUR:%Y-%m-%d %H:}" in told for moment in moments)
    assert (alarm_log(logs, "alarm raised", "budget"), alarm_log(logs, "alarm cleared", "budget")) == (1, 1)


async def test_a_budget_stays_used_up_over_a_restart_and_its_alarm_is_no_new_one(box, server):
    plan = replace(PLAN, per_hour=3)
    await box.put_all([f"k{number}" for number in range(5)])
    with structlog.testing.capture_logs() as logs:
        for _ in range(3):
            async with sending(box, server, plan):
                await until_async(lambda: _three_gone(box, server))
                await asyncio.sleep(0.3)
        async with sending(box, server):  # somebody raised the budget
            await until_async(lambda: _no_alarm(box))

    assert len(server.mails) == 5
    assert (alarm_log(logs, "alarm raised", "budget"), alarm_log(logs, "alarm cleared", "budget")) == (1, 1)


async def _three_gone(box, server) -> bool:
    return len(server.mails) == 3 and bool(await box.alarms())


async def test_what_the_budget_kept_for_a_day_is_cancelled_with_that_reason(box, server):
    clock = Clock()
    await box.put_all([f"k{number}" for number in range(3)])

    async with sending(box, server, replace(PLAN, per_hour=1), clock=clock):
        await until(lambda: len(server.mails) == 1)
        await box.db.write(lambda c: quotas.use(c, ["mail"], now() + DAY + timedelta(minutes=30)))
        clock.ahead = DAY + HOUR
        [*rows] = [await until_async(lambda key=f"k{n}": _ended(box, key)) for n in range(3)]

    assert sorted(str(row.reason) for row in rows) == ["None", "over_budget", "over_budget"]
    assert len(server.mails) == 1


async def _ended(box, key):
    row = await box.row(key)
    return row if row.state in ("sent", "cancelled") else None


async def test_what_one_company_gets_later_is_used_of_no_budget_meanwhile(box, server):
    await box.put_all([f"k{number}" for number in range(10)])

    async with sending(box, server, replace(PLAN, per_domain=3)):
        await until(lambda: len(server.mails) == 3)
        await asyncio.sleep(0.3)

    used = await box.db.read(lambda c: c.execute(sa.select(sa.func.count()).select_from(quota_rows)).scalar())
    assert used == 2 * 3


# ── Spam ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_letter_in_hand_that_comes_back_after_its_lead_was_called_spam_is_not_sent_again(box, server):
    server.script("rcpt", "451 4.7.1 not yet", after_s=0.3)
    await box.put("a")

    async with sending(box, server) as wake:
        wake.ring("mail")
        await box.reaches("a", "claimed")
        await until(lambda: server.sessions and server.sessions[0].count("RCPT"))
        spam = sa.update(leads).values(quarantined_by="telegram:1")
        await box.db.write(lambda c: c.execute(spam) and None)
        row = await box.reaches("a", "withheld")

    assert (row.reason, server.mails) == ("person", [])
