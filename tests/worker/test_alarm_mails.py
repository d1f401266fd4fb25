"""Alarm mails: whoever runs the desk is told by mail once when it begins and once when it is over."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
import sqlalchemy as sa

from frontdesk.delivery.channels.email import EmailChannel
from frontdesk.desk.alarms import Alarms
from frontdesk.desk.clock import wall as now
from frontdesk.store import alarms, outbox
from frontdesk.store.database import Database
from frontdesk.store.tables import alarm_messages
from frontdesk.worker.alarm_mails import AlarmMailPlan, AlarmMails
from frontdesk.worker.outcomes import Retries
from support.books import a_desk
from support.chats import Clock
from support.smtp import DROP, MailServer
from support.world import a_form, a_world, until, until_async

OPS, OURS = "ops@acme.example", "Acme <hello@acme.example>"
PLAN = AlarmMailPlan(
    to=OPS,
    sender=OURS,
    domain="acme.example",
    node="test",
    retries=Retries(deferred=(timedelta(milliseconds=50),) * 2, unsure=timedelta(milliseconds=200)),
    poll=timedelta(milliseconds=50),
)


class Box:
    """A database, its alarms, and a mail server."""

    def __init__(self, db: Database, folder) -> None:
        self.db, self.folder, self.clock, self.server = db, folder, Clock(), MailServer()

    async def raised(self, key: str, text: str | None) -> None:
        await Alarms(self.db, self.clock).set(key, text)

    @property
    def mails(self) -> list:
        return [message_from_bytes(mail.body, policy=default) for mail in self.server.mails]

    @property
    def subjects(self) -> list[str]:
        return [mail["Subject"] for mail in self.mails]

    async def got(self, number: int) -> list:
        """Wait for so many mails; and no more come."""
        await until(lambda: len(self.server.mails) >= number)
        await asyncio.sleep(0.25)
        assert len(self.server.mails) == number
        return self.mails

    async def states(self) -> list[tuple]:
        select = sa.select(alarm_messages.c.alarm, alarm_messages.c.state).order_by(alarm_messages.c.id)
        return [tuple(row) for row in await self.db.read(lambda c: c.execute(select).all())]

    async def becomes(self, *states: tuple) -> None:
        async def look() -> bool:
            return await self.states() == list(states)

        await until_async(look)

    async def reason(self) -> str | None:
        return await self.db.read(lambda c: c.execute(sa.select(alarm_messages.c.reason)).scalar())


@pytest.fixture
async def box(tmp_path, database_url):
    db = Database(database_url, desk=tmp_path)
    box = Box(db, tmp_path)
    await box.server.start()
    yield box
    await box.server.stop()
    await db.close()


@asynccontextmanager
async def telling(box: Box, plan: AlarmMailPlan = PLAN):
    """The loop that sends mails about alarms, on a desk of its own."""
    desk = a_desk(box.db, box.folder, box.clock)
    limit = timedelta(seconds=2)
    channel = EmailChannel(box.server.url, OURS, timeout=limit, final_timeout=limit)
    loop = asyncio.create_task(AlarmMails(desk, channel, plan).run())
    yield
    desk.wake.stop()
    await asyncio.wait_for(loop, 5)
    await channel.close()


async def test_one_plain_mail_tells_that_it_began_and_one_that_it_is_over(box):
    async with telling(box):
        await box.raised("mail", "no letter goes out")
        [first] = await box.got(1)
        await box.raised("mail", "no letter goes out: still")
        box.clock.forward(12 * 60)
        await box.raised("mail", None)
        _, last = await box.got(2)

    assert first["Subject"] == "frontdesk: alarm: no letter goes out"
    assert (first["From"], first["To"]) == (OURS, OPS)
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["List-Unsubscribe"] is None
    assert first.get_content_type() == "text/plain"
    assert f"Since {now():%Y-%m-%d}" in first.get_content()
    assert last["Subject"] == "frontdesk: over: no letter goes out: still"
    assert "after 12 min." in last.get_content()
    assert [mail.sender for mail in box.server.mails] == ["hello@acme.example"] * 2


async def test_what_is_over_before_it_could_be_sent_is_cancelled(box):
    await box.server.stop()
    async with telling(box):
        await box.raised("mail", "no letter goes out")
        await until_async(box.reason)  # it was tried
        assert [item.id.number for item in await box.db.read(lambda c: outbox.listed(c, ["due"], 9))] == [1]
        await box.raised("mail", None)
        await box.becomes(("mail", "cancelled"))
        assert await box.reason() == "over"
        await box.server.start()
        box.clock.forward(3600)
        await box.raised("rules", "line 4")
        await box.got(1)

    assert box.subjects == ["frontdesk: alarm: line 4"]


async def test_it_waits_for_a_server_that_is_down(box):
    await box.server.stop()
    async with telling(box):
        await box.raised("rules", "line 4")
        await until_async(box.reason)
        await box.server.start()
        for _ in range(20):
            box.clock.forward(60)
            await asyncio.sleep(0.06)
        await box.got(1)
    assert await box.states() == [("rules", "shown")]


async def test_one_that_comes_back_soon_is_told_of_only_if_it_stays(box):
    async with telling(box):
        await box.raised("rules", "line 4")
        await box.got(1)
        await box.raised("rules", None)
        await box.got(2)
        for _ in range(3):
            box.clock.forward(5 * 60)
            await box.raised("rules", "line 4")
            await asyncio.sleep(0.12)
            box.clock.forward(60)
            await box.raised("rules", None)
            await asyncio.sleep(0.12)
        await box.becomes(("rules", "cancelled"))
        await box.got(2)

        box.clock.forward(5 * 60)
        await box.raised("rules", "line 4")
        await box.got(2)
        box.clock.forward(60 * 60)
        await box.got(3)

    assert box.subjects[-1] == "frontdesk: alarm: line 4"


async def test_one_that_comes_back_after_an_hour_is_told_of_at_once(box):
    async with telling(box):
        await box.raised("rules", "line 4")
        await box.got(1)
        await box.raised("rules", None)
        await box.got(2)
        box.clock.forward(61 * 60)

        await box.raised("rules", "line 5")

        await box.got(3)


async def test_an_hour_has_twenty_mails_and_the_last_tells_of_all_that_wait(box):
    def all_at_once(connection) -> None:
        for number in range(30):
            alarms.raise_(connection, f"drift:{number:02}", f"{number} forms", box.clock())

    await box.db.write(all_at_once)
    async with telling(box):
        *_, last = await box.got(20)
        await box.raised("rules", "line 4")
        await box.raised("clock", "jumped")
        await box.got(20)
        box.clock.forward(61 * 60)
        both = await box.got(22)

    assert last["Subject"] == "frontdesk: 11 alarms"
    assert all(f"{number} forms" in last.get_content() for number in range(19, 30))
    assert {mail["Subject"] for mail in both[20:]} == {
        "frontdesk: alarm: line 4",
        "frontdesk: alarm: jumped",
    }


async def test_neither_a_second_node_nor_a_restart_tells_it_again(box):
    async with telling(box), telling(box, replace(PLAN, node="other")):
        for number in range(10):
            await box.raised(f"drift:{number}", f"{number} forms")
        await box.got(10)
    async with telling(box, replace(PLAN, node="third")):
        await box.got(10)
        await box.raised("drift:1", None)
        await box.got(11)

    assert len({mail["Message-ID"] for mail in box.mails}) == 11


async def test_a_mail_that_may_have_gone_out_goes_out_once_more_under_the_same_id(box):
    box.server.script("dot", DROP, times=1)
    async with telling(box):
        await box.raised("rules", "line 4")
        await until(lambda: len(box.server.mails) == 1)
        box.clock.forward(1)
        await box.got(2)
        await box.becomes(("rules", "shown"))

    assert len({mail["Message-ID"] for mail in box.mails}) == 1


async def test_a_mailbox_that_does_not_exist_is_written_to_once_for_one_alarm(box):
    box.server.script("rcpt", "550 5.1.1 no such user", times=99)
    async with telling(box):
        await box.raised("rules", "line 4")
        await until_async(lambda: _refused(box))
        await box.raised("rules", "line 5")
        await asyncio.sleep(0.3)

    assert sum(session.count("RCPT") for session in box.server.sessions) == 1


async def _refused(box) -> bool:
    return [state for _, state in await box.states()] == ["refused"]


async def test_what_another_server_says_of_somebody_is_not_told(box):
    async with telling(box):
        await box.raised("mail", "no letter goes out: 535 no mailbox anna.nowak@acme.example here")
        [mail] = await box.got(1)

    assert "anna" not in mail.get_content()
    assert "no mailbox •••@acme.example here" in mail.get_content()


async def test_what_comes_back_of_it_is_about_no_letter_and_a_form_from_there_gets_none(tmp_path):
    given = {"ALARM_MAIL": f"Ops <{OPS}>", "BOUNCE_DOMAIN": "bounces.acme.example"}
    async with a_world(tmp_path, POLL="50ms", **given) as world:
        await Alarms(world.service.db, world.service.desk.clock).set("rules", "line 4")
        [mail] = await world.mail(OPS)
        await world.post(a_form(email=OPS))
        await until_async(lambda: _withheld(world))

        assert (mail.sender, mail.envelope_from) == (OURS, "hello@acme.example")
        assert len(world.mailbox.mails) == 1


async def _withheld(world) -> bool:
    lead = await world.lead(1)
    return bool(lead and lead.receipt and lead.receipt.verdict.withheld == "own_address")
