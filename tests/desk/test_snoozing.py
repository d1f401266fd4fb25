"""Snoozing: a lead's card says until when it rests; reminders of it wait so long, and the clock ends it."""

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.reminding import remind
from frontdesk.desk.snoozing import end_snoozes
from frontdesk.model.press import Move
from frontdesk.rules.assignment import Concern
from frontdesk.store.tables import reminders
from support.chats import labels, told
from support.choices import spoken
from support.sales import Office, a_sales_world, steps
from support.world import MARK, PIOTR, SALES, until, until_async

SLA = steps(("owner", 10), ("manager", 30), concern=Concern.DECIDE)


async def asked(office):
    """The steps that were asked for."""
    await remind(office.desk, Alarms(office.db, office.clock))
    return (await office.db.read(lambda c: c.execute(sa.select(reminders.c.step)))).scalars().all()


async def contacted(office):
    """A lead that Piotr took and spoke to."""
    await office.hot()
    assert await office.press(Move.CLAIM, PIOTR) == "claimed"
    assert await office.press(Move.CONTACTED, PIOTR) == "contacted"


async def test_a_snoozed_lead_is_reminded_of_when_it_is_over(db, tmp_path):
    office = Office(db, tmp_path, by=None, sla=SLA)
    await contacted(office)

    assert await office.press(Move.SNOOZE_LEAD, PIOTR, names=2) == "snoozed_lead"
    office.later(59)
    await end_snoozes(office.desk)
    assert await asked(office) == []
    assert (await office.lead()).snoozed_until
    office.later(2)
    await end_snoozes(office.desk)
    assert await asked(office) == [2]

    lead = await office.lead()
    assert (lead.snoozed_until, str(lead.state), lead.owner) == (None, "contacted", "Piotr")


async def test_reminders_go_on_at_once_when_it_is_ended_by_hand(db, tmp_path):
    office = Office(db, tmp_path, by=None, sla=SLA)
    await contacted(office)
    await office.press(Move.SNOOZE_LEAD, PIOTR, names=2)
    office.later(15)
    assert await asked(office) == []

    assert await office.press(Move.SNOOZE_LEAD, MARK, names=0) == "unsnoozed"

    assert await asked(office) == [1]


async def test_one_that_was_made_longer_meanwhile_goes_on(db, tmp_path):
    office = Office(db, tmp_path, by=None, sla=SLA)
    await contacted(office)
    await office.press(Move.SNOOZE_LEAD, PIOTR, names=1)
    office.later(10)
    await office.press(Move.SNOOZE_LEAD, PIOTR, names=2)
    office.later(10)

    await end_snoozes(office.desk)

    assert (await office.lead()).snoozed_until > office.clock() + timedelta(minutes=45)


async def test_the_card_shows_until_when_and_the_history_who(tmp_path, database_url):
    async with a_sales_world(tmp_path, database_url, sla=SLA) as (world, clock):
        card = await spoken(world)
        await world.press(SALES, "😴", PIOTR, message=card)
        menu = await labels(world, SALES, "Piotr is choosing", "1 h")
        assert not [b.text for row in menu.rows for b in row if "Remind" in b.text]

        assert "No reminders" in await world.press(SALES, "1 h", PIOTR, message=menu)

        shown = await world.card(SALES, "no reminders until")
        until_ = (await world.lead(1)).lead.snoozed_until
        assert f'<tg-time unix="{int(until_.timestamp())}"' in shown.html
        await world.press(SALES, "😴", PIOTR, message=shown)
        await labels(world, SALES, "Piotr is choosing", "Remind again")
        clock.forward(3_601)
        await until_async(lambda: over(world))
        await until(lambda: all("no reminders" not in m.text for m in world.chat.messages(SALES.id)))
        snoozes = [line for line in await told(world) if "snooze" in line[1]]
        assert snoozes == [("Piotr", "snoozed 1h"), ("machine", "snooze over")]


async def over(world):
    """Whether nothing rests any more."""
    return (await world.lead(1)).lead.snoozed_until is None


async def test_a_snooze_is_that_of_the_company_s_morning(db, tmp_path):
    office = Office(db, tmp_path, by=None, sla=SLA)
    office.desk.judge = replace(office.desk.judge, rules=replace(office.desk.judge.rules, hours=None))
    await contacted(office)

    await office.press(Move.SNOOZE_LEAD, PIOTR, names=3)

    lead = await office.lead()
    assert (lead.snoozed_until.hour, lead.snoozed_until.minute) == (9, 0)
    assert lead.snoozed_until.date() == (office.clock() + timedelta(days=1)).date()
