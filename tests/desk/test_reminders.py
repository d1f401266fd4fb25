"""Reminders: who should see to a lead is told in the chat, each step once, one message a lead."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.node import Part
from frontdesk.desk.recycling import bring_back
from frontdesk.desk.reminding import press_snooze, remind
from frontdesk.model.lead import Person, Role
from frontdesk.model.press import Move, Press
from frontdesk.rules.assignment import Concern, Seat
from frontdesk.rules.hours import Hours
from frontdesk.store import alarms, reminder_work
from frontdesk.store.tables import reminders
from support import postgres
from support.chats import a_card, buttons, labels, quiet, tap
from support.sales import Office, SalesWorld, a_sales_world, assignment, steps
from support.talk import ask as talk
from support.talk import said
from support.world import ANN, MARK, OLGA, PIOTR, SALES, STRANGER, TRIAGE, VERA, until

HELGA = Person(name="<b>Helga & Co", telegram=16, role=Role.HEAD)
TEAM = (OLGA, PIOTR, ANN, MARK, HELGA, VERA)
SLA = steps(("owner", 5), ("manager", 15), ("head", 30))
RULES = {"team": TEAM, "sla": SLA, "assignment": replace(assignment(), offer=timedelta(hours=2))}


async def look(office):
    """The clock's look."""
    await remind(office.desk, Alarms(office.db, office.clock))


async def asked(office):
    """(lead, step, state) of all reminders."""
    c = reminders.c
    rows = await office.db.read(
        lambda x: x.execute(sa.select(c.lead, c.step, c.state).order_by(c.lead)).all()
    )
    return [tuple(row) for row in rows]


def standing(world, chat=SALES):
    """The reminders that a chat shows."""
    return [message for message in world.chat.messages(chat.id) if message.text.startswith("⏰")]


def posted(world):
    """The texts of all reminders that ever were."""
    texts = [call.params.get("text", "") for call in world.chat.calls if call.method == "sendMessage"]
    return [text for text in texts if text.startswith("⏰")]


async def reminder(world, text, chat=SALES):
    """Wait until the only reminder says that."""
    return (await until(lambda: [m for m in standing(world, chat) if text in m.text]))[0]


async def test_each_step_is_asked_for_once_and_missed_ones_collapse(db, tmp_path):
    office = Office(db, tmp_path, by=None, sla=SLA)
    await office.hot()

    office.later(4)
    await look(office)
    assert await asked(office) == []
    office.later(2)
    await look(office)
    await look(office)
    assert await asked(office) == [(1, 1, "due")]
    office.later(60)
    await look(office)
    assert await asked(office) == [(1, 3, "due")]


async def test_two_nodes_that_look_at_once_ask_once(db, tmp_path):
    offices = [Office(db, tmp_path, by=None, sla=SLA) for _ in range(2)]
    await offices[0].hot()
    for office in offices:
        office.later(6)

    await asyncio.gather(*(look(office) for office in offices))

    rows = await db.read(lambda c: c.execute(sa.select(reminders)).all())
    assert [(row.lead, row.step, row.revision) for row in rows] == [(1, 1, 0)]


@pytest.mark.parametrize("dead", [True, False], ids=["a dead node", "a living one"])
async def test_what_a_dead_node_may_have_posted_is_not_posted_again_but_told(db, tmp_path, dead):
    office = Office(db, tmp_path, by=None, sla=SLA)
    await office.hot()
    office.later(6)
    await look(office)
    work = await db.write(lambda c: reminder_work.claim_next(c, SALES.id, office.clock(), "other"))
    assert (work.lead, work.step) == (1, 1)
    if dead:
        await db.write(reminder_work.take_over)
    else:
        now = office.clock()
        await db.write(lambda c: reminder_work.settle_shown(c, work, 7, "x", now, now))

    assert await asked(office) == [(1, 1, "unsure" if dead else "shown")]
    await look(office)
    again = await db.write(lambda c: reminder_work.claim_next(c, SALES.id, office.clock(), "other"))
    assert again is None
    told = {alarm.key for alarm in await db.read(alarms.open_)}
    assert ("reminders" in told) is dead
    office.later(10)
    await look(office)
    assert await asked(office) == [(1, 2, "due")]


async def test_slept_over_the_next_step_waits_a_quarter_of_an_hour(db, tmp_path):
    office = Office(db, tmp_path, by=None, sla=SLA)
    await office.hot()
    office.later(6)
    await look(office)

    async def snoozed(by):
        press = Press(lead=1, move=Move.SNOOZE)
        told = await press_snooze(office.desk, press, chat=SALES.id, user=by.telegram, update=1)
        return told.toast

    assert await snoozed(VERA) == "not_allowed"
    office.later(8)
    assert await snoozed(PIOTR) == "snoozed"
    office.later(14)
    await look(office)
    assert await asked(office) == [(1, 1, "due")]
    office.later(2)
    await look(office)

    assert await asked(office) == [(1, 3, "due")]
    assert (await office.lead()).revision == 1


async def test_a_lead_that_comes_back_to_sales_has_a_new_clock(db, tmp_path):
    office = Office(db, tmp_path, by=None, sla=SLA)
    await office.hot()
    office.later(40)
    await look(office)
    await office.press(Move.NURTURE, MARK)
    await office.press(Move.UNDO, MARK)
    await look(office)
    assert [row[1] for row in await asked(office)] == [3]

    assert await office.press(Move.CLAIM, PIOTR) == "claimed"
    await office.press(Move.RECYCLE, PIOTR, names=1)
    office.later(24 * 60 + 1)
    await bring_back(office.desk)
    office.later(6)
    await look(office)

    assert [row[1] for row in await asked(office)] == [1]


async def test_triage_and_decisions_have_clocks_of_their_own(db, tmp_path):
    sla = steps(("owner", 10), concern=Concern.TRIAGE) + steps(("owner", 30), concern=Concern.DECIDE)
    office = Office(db, tmp_path, by=None, sla=sla)
    await office.hot()
    office.later(60)
    await look(office)
    assert await asked(office) == []
    await office.press(Move.CLAIM, PIOTR)
    office.later(60)
    await look(office)
    assert await asked(office) == []
    await office.press(Move.CONTACTED, PIOTR)
    office.later(29)
    await look(office)
    assert await asked(office) == []
    office.later(2)
    await look(office)

    assert await asked(office) == [(1, 1, "due")]


async def test_in_the_chat_one_reminder_takes_the_place_of_the_other_and_goes_when_taken(
    tmp_path, database_url
):
    async with a_sales_world(tmp_path, database_url, **RULES) as (world, clock):
        card = await a_card(world, SALES)
        clock.forward(301)
        first = await reminder(world, "Piotr: #1 waits to be taken, for more than 5 min. Next: manager, ")
        assert first.reply_to == card.message_id
        assert 'href="tg://user?id=12"' in first.html
        assert buttons(first) == ["🙋 Take", "😴 15 min"]

        clock.forward(600)
        second = await reminder(world, "Mark: #1 waits to be taken, for more than 15 min. Next: head, ")
        assert [m.message_id for m in standing(world)] == [second.message_id]

        clock.forward(900)
        third = await reminder(world, "<b>Helga & Co: #1 waits to be taken, for more than 30 min.")
        assert "&lt;b&gt;Helga &amp; Co" in third.html
        assert "Next" not in third.text
        assert "yours" in await world.press(SALES, "Take", PIOTR, message=third)

        await until(lambda: not standing(world))
        await labels(world, SALES, "👤 Piotr", "Contacted")
        assert len(posted(world)) == 3


async def test_a_restart_tells_no_step_twice_and_the_clock_goes_on(tmp_path, database_url):
    async with a_sales_world(tmp_path, database_url, **RULES) as (world, clock):
        await a_card(world, SALES)
        clock.forward(301)
        await reminder(world, "5 min")
        await quiet(world)

        await world.stop()
        await world.start(clock=clock)
        clock.forward(60)
        await a_card(world, SALES, last_name="Nowak", email="nowak@other.example", phone="+48 512 345 999")
        await quiet(world)
        assert len([text for text in posted(world) if "#1" in text]) == 1

        clock.forward(600)
        await until(lambda: [m for m in standing(world) if "#1" in m.text and "15 min" in m.text])
        assert len([m for m in standing(world) if "#1" in m.text]) == 1


async def test_several_nodes_tell_each_step_once(tmp_path):
    with postgres.a_database("postgresql") as url:
        async with a_sales_world(tmp_path, url, **RULES) as (world, clock):
            other = SalesWorld(tmp_path, DATABASE=url, SWEEP_EVERY="100ms", NODE_BEAT="100ms")
            other.mailbox, other.chat, other.session, other.rules = world.mailbox, world.chat, None, RULES
            await other.start(clock=clock, part=Part.ALL)
            try:
                await a_card(world, SALES)
                clock.forward(301)
                await reminder(world, "5 min")
                clock.forward(600)
                await reminder(world, "15 min")
                await quiet(world)
                assert len(posted(world)) == 2
                assert len(standing(world)) == 1
            finally:
                await other.session.close()
                await other.stop()


async def test_asleep_is_a_press_on_the_reminder(tmp_path, database_url):
    async with a_sales_world(tmp_path, database_url, **RULES) as (world, clock):
        await a_card(world, SALES)
        clock.forward(301)
        first = await reminder(world, "5 min")

        assert "15 minutes" in await world.press(SALES, "😴", PIOTR, message=first)
        assert "know you" in await tap(world, SALES, first, "1|1|snooze|-|1", STRANGER)
        clock.forward(700)
        await quiet(world)
        assert [m.message_id for m in standing(world)] == [first.message_id]
        clock.forward(201)
        await reminder(world, "15 min")


async def test_triage_reminds_its_secretaries_in_its_own_chat(tmp_path, database_url):
    sla = steps(("owner", 10), concern=Concern.TRIAGE) + SLA
    async with a_sales_world(tmp_path, database_url, team=TEAM, sla=sla) as (world, clock):
        card = await a_card(world)
        clock.forward(601)
        first = await reminder(world, "Olga: #1 waits to be sorted, for more than 10 min.", TRIAGE)
        assert (first.reply_to, buttons(first)) == (card.message_id, ["😴 15 min"])

        await world.press(TRIAGE, "Budget fits", OLGA, message=card)
        await until(lambda: not standing(world, TRIAGE))
        assert not standing(world)
        clock.forward(301)
        await reminder(world, "Piotr, Ann: #1 waits to be taken")


async def test_who_is_muted_is_named_without_a_mention(tmp_path, database_url):
    async with a_sales_world(tmp_path, database_url, **RULES) as (world, clock):
        await talk(world, PIOTR, "/mute 2h")
        card = await a_card(world, SALES)
        assert "For Piotr" in card.text
        assert "user?id=12" not in card.html

        clock.forward(301)
        first = await reminder(world, "Piotr: #1 waits")
        assert "<b>Piotr</b>" in first.html
        assert "user?id=12" not in first.html


async def test_the_head_is_told_once_when_somebody_mutes(tmp_path, database_url):
    async with a_sales_world(tmp_path, database_url, **RULES) as (world, _):
        await talk(world, HELGA, "/help")
        heard = len(said(world, HELGA))
        await talk(world, PIOTR, "/mute 2h")
        await until(lambda: len(said(world, HELGA)) == heard + 1)
        await talk(world, PIOTR, "/mute 3h")
        assert "Sounds are on" in (await talk(world, PIOTR, "/mute off")).text
        await talk(world, PIOTR, "/mute 1h")

        await until(lambda: len(said(world, HELGA)) > heard + 1)
        assert len(said(world, HELGA)) == heard + 2


async def test_outside_the_own_hours_nobody_is_mentioned_and_private_cards_are_silent(tmp_path, database_url):
    never = Hours(zone="UTC", days=(None,) * 7)
    seats = (Seat(person=ANN, hours=None), Seat(person=PIOTR, hours=never))
    rules = RULES | {"seats": seats, "assignment": None}
    async with a_sales_world(tmp_path, database_url, **rules) as (world, clock):
        await talk(world, PIOTR, "/help")
        card = await a_card(world, SALES)
        clock.forward(301)
        first = await reminder(world, "Piotr, Ann: #1 waits")
        assert "user?id=12" not in first.html
        assert "user?id=13" in first.html

        await world.press(SALES, "Take", PIOTR, message=card)
        await until(lambda: any("👁" in m.text for m in said(world, PIOTR)))
        sent = [c.params for c in world.chat.calls if c.method == "sendMessage" and "👁" in c.params["text"]]
        assert [each.get("disable_notification") for each in sent] == ["true"]
