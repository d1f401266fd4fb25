"""Assignment: a hot lead is offered to one person after the other, and is then anybody's."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.alarms import Alarms
from frontdesk.desk.offering import move_on, offer_anew, tell_of_nobody
from frontdesk.desk.pressing import press_lead
from frontdesk.model.press import Move, Press, Target
from frontdesk.rules.assignment import Seat
from frontdesk.rules.hours import hours
from frontdesk.store import alarms, history
from frontdesk.store.absences import away, set_away
from frontdesk.store.tables import offers, touches
from support.chats import a_card, labels
from support.desks import accepted, judged
from support.sales import Office, a_sales_world, assignment
from support.world import ANN, MARK, OLGA, PIOTR, SALES, TRIAGE, VERA


async def told_of(office):
    """The alarms that stand, after a look."""
    await tell_of_nobody(office.desk, Alarms(office.db, office.clock))
    return {alarm.key: alarm.text for alarm in await office.db.read(alarms.open_)}


def place(lead):
    return str(lead.state), lead.offered_to


async def test_hot_leads_are_offered_in_turn_in_the_transaction_that_brings_them_to_sales(db, tmp_path):
    office = Office(db, tmp_path)

    came = [await office.hot(number) for number in (1, 2, 3)]

    assert [place(lead) for lead in came] == [
        ("sales_offered", "Piotr"),
        ("sales_offered", "Ann"),
        ("sales_offered", "Piotr"),
    ]
    assert came[0].offered_until - came[0].sales_at == timedelta(minutes=10)
    assert [lead.revision for lead in came] == [1, 1, 1]


async def test_without_assignment_a_hot_lead_is_for_anybody_at_once(db, tmp_path):
    office = Office(db, tmp_path, by=None)

    assert place(await office.hot()) == ("sales_open", None)
    assert await told_of(office) == {}


async def test_leads_that_come_at_once_are_shared_out(db, tmp_path):
    office = Office(db, tmp_path)

    await asyncio.gather(*(office.hot(number) for number in range(1, 7)))

    found = [(await office.lead(number)).offered_to for number in range(1, 7)]
    assert sorted(found) == ["Ann"] * 3 + ["Piotr"] * 3


async def test_the_least_busy_has_the_fewest_leads_in_hand(db, tmp_path):
    office = Office(db, tmp_path, by="least-busy")
    await office.hot(1)
    await office.press(Move.CLAIM, PIOTR, 1)
    await office.hot(2)
    await office.press(Move.CLAIM, ANN, 2)
    await office.press(Move.CONTACTED, ANN, 2)
    await office.press(Move.WON, ANN, 2)

    assert place(await office.hot(3)) == ("sales_offered", "Ann")


async def test_who_has_no_room_is_passed_over_until_a_lead_is_done(db, tmp_path):
    office = Office(db, tmp_path, seats=[Seat(person=PIOTR, capacity=1), Seat(person=ANN, capacity=1)])

    assert [(await office.hot(number)).offered_to for number in (1, 2, 3)] == ["Piotr", "Ann", None]
    await office.press(Move.CLAIM, PIOTR, 1)
    assert (await office.hot(4)).offered_to is None
    await office.press(Move.CONTACTED, PIOTR, 1)
    await office.press(Move.WON, PIOTR, 1)
    assert (await office.hot(5)).offered_to == "Piotr"


async def test_who_is_away_is_passed_over_until_that_day(db, tmp_path):
    office = Office(db, tmp_path)
    until = office.clock() + timedelta(hours=1)
    await db.write(lambda c: set_away(c, "Piotr", until))

    assert (await office.hot(1)).offered_to == "Ann"
    office.later(61)
    assert (await office.hot(2)).offered_to == "Piotr"
    await db.write(lambda c: set_away(c, "Piotr", office.clock() + timedelta(hours=1)))
    await db.write(lambda c: set_away(c, "Piotr", None))
    assert await db.read(lambda c: away(c, office.clock())) == frozenset()


async def test_only_who_it_is_offered_to_may_take_it_and_others_are_told_until_when(db, tmp_path):
    office = Office(db, tmp_path)
    lead = await office.hot()

    assert await office.press(Move.CLAIM, ANN) == f"offered: Piotr → {lead.offered_until:%H:%M}"
    assert await office.press(Move.CLAIM, VERA) == "not_allowed"
    assert await office.press(Move.CLAIM, PIOTR) == "claimed"
    taken = await office.lead()
    assert (str(taken.state), taken.owner, taken.offered_to) == ("claimed", "Piotr", None)


async def test_a_manager_takes_what_is_offered_to_another(db, tmp_path):
    office = Office(db, tmp_path)
    await office.hot()

    assert await office.press(Move.CLAIM, MARK) == "claimed"


async def test_passed_on_it_goes_to_the_next_and_then_to_anybody(db, tmp_path):
    office = Office(db, tmp_path)
    first = await office.hot()

    assert await office.press(Move.NEXT, PIOTR) == "passed"
    assert place(await office.lead()) == ("sales_offered", "Ann")
    assert await office.press(Move.NEXT, PIOTR) == (
        f"offered: Ann → {(await office.lead()).offered_until:%H:%M}"
    )
    assert await office.press(Move.NEXT, ANN) == "passed"

    last = await office.lead()
    assert place(last) == ("sales_open", None)
    assert last.sales_at == first.sales_at
    assert await told_of(office) == {}


async def test_an_offer_that_nobody_takes_goes_on_by_itself(db, tmp_path):
    office = Office(db, tmp_path)
    await office.hot()

    office.later(9)
    await move_on(office.desk)
    assert place(await office.lead()) == ("sales_offered", "Piotr")
    office.later(2)
    await move_on(office.desk)
    assert place(await office.lead()) == ("sales_offered", "Ann")
    await move_on(office.desk)
    assert place(await office.lead()) == ("sales_offered", "Ann")
    office.later(11)
    await move_on(office.desk)

    assert place(await office.lead()) == ("sales_open", None)
    lines = await db.read(lambda c: history.read_history(c, 1))
    assert [line.what for line in reversed(lines)] == [
        "offered to Piotr",
        "judged",
        "offered to Ann",
        "offer ended",
        "offer ended",
    ]


async def test_two_nodes_that_look_at_once_move_an_offer_on_once(db, tmp_path):
    offices = [Office(db, tmp_path), Office(db, tmp_path)]
    await offices[0].hot()
    for office in offices:
        office.later(11)

    await asyncio.gather(*(move_on(office.desk) for office in offices))

    assert place(await offices[0].lead()) == ("sales_offered", "Ann")
    rows = await db.read(lambda c: c.execute(sa.select(offers.c.person).order_by(offers.c.id)).all())
    assert [row.person for row in rows] == ["Piotr", "Ann"]


async def test_of_stages_only_those_that_are_are_touched(db, tmp_path):
    office = Office(db, tmp_path)
    await office.hot()
    office.later(11)
    await move_on(office.desk)

    stages = sa.select(sa.func.count()).where(touches.c.kind == "stage")
    assert await db.read(lambda c: c.execute(stages).scalar()) == 1


async def test_an_empty_roster_is_an_alarm_and_the_lead_is_anybodys(db, tmp_path):
    office = Office(db, tmp_path, team=(OLGA, MARK))

    assert place(await office.hot()) == ("sales_open", None)
    found = await told_of(office)
    assert "#1" in found["assignment"]
    await office.press(Move.CLAIM, MARK)
    assert await told_of(office) == {}


@pytest.mark.parametrize("at_work", [True, False], ids=["at work", "closed"])
async def test_at_night_nobody_is_woken_because_all_sleep(db, tmp_path, at_work):
    now = datetime.now(UTC)
    today, other, third = (f"{now + timedelta(days=days):%A}".lower() for days in (0, 3, 4))
    company = hours({"zone": "UTC", today if at_work else other: "00:00-24:00"})
    never = hours({"zone": "UTC", third: "09:00-10:00"})
    seats = [Seat(person=one, hours=never) for one in (PIOTR, ANN)]
    office = Office(db, tmp_path, hours=company, seats=seats)

    assert place(await office.hot()) == ("sales_open", None)
    assert ("assignment" in await told_of(office)) is at_work


async def test_undo_of_a_take_brings_the_offer_back(db, tmp_path):
    office = Office(db, tmp_path)
    offered = await office.hot()
    await office.press(Move.CLAIM, PIOTR)

    assert await office.press(Move.UNDO, PIOTR) == "undone"

    back = await office.lead()
    assert (place(back), back.offered_until) == (("sales_offered", "Piotr"), offered.offered_until)


async def test_undo_of_the_answer_that_brought_it_to_sales_takes_it_back_from_whom_it_was_offered(
    db, tmp_path
):
    office = Office(db, tmp_path)
    await accepted(office.desk)
    await judged(office.desk)
    yes = Press(lead=1, move=Move.ANSWER, criterion="budget", target=Target.YES, revision=1)
    await press_lead(office.desk, yes, chat=TRIAGE.id, user=OLGA.telegram, update=1)
    assert place(await office.lead()) == ("sales_offered", "Piotr")

    undo = Press(lead=1, move=Move.UNDO, revision=2)
    told = await press_lead(office.desk, undo, chat=TRIAGE.id, user=OLGA.telegram, update=2)

    assert told.toast == "undone"
    assert place(await office.lead()) == ("triage", None)


async def test_the_card_names_who_it_is_for_and_offers_to_pass(tmp_path, database_url):
    async with a_sales_world(tmp_path, database_url, assignment=assignment()) as (world, clock):
        card = await a_card(world, SALES)
        assert "⏳ For Piotr until " in card.text
        assert ", then anyone" in card.text
        assert 'href="tg://user?id=12"' in card.html

        assert "Offered first: Piotr → " in await world.press(SALES, "Take", ANN, message=card)
        assert "Passed on" in await world.press(SALES, "Pass", PIOTR, message=card)
        card = await labels(world, SALES, "⏳ For Ann", "Pass")
        clock.forward(601)

        card = await labels(world, SALES, "Kowalski", "Contacts")
        while "⏳" in card.text:
            await asyncio.sleep(0.02)
            card = await labels(world, SALES, "Kowalski", "Take")
        assert "Pass" not in " ".join(button.text for row in card.rows for button in row)
        assert "yours" in await world.press(SALES, "Take", PIOTR, message=card)


async def test_what_came_at_night_is_offered_when_somebody_s_hours_begin(db, tmp_path):
    day = hours({"zone": "UTC", "monday-sunday": "09:00-18:00"})
    office = Office(db, tmp_path, seats=[Seat(person=one, hours=day) for one in (PIOTR, ANN)])
    midnight = (office.clock() + timedelta(days=2)).replace(hour=0, minute=30, second=0, microsecond=0)
    office.later((midnight - office.clock()).total_seconds() / 60)
    assert place(await office.hot()) == ("sales_open", None)

    office.later(60)
    await offer_anew(office.desk)
    assert place(await office.lead()) == ("sales_open", None)
    assert (await office.lead()).revision == 1
    office.later(8 * 60)
    await asyncio.gather(offer_anew(office.desk), offer_anew(office.desk))

    lead = await office.lead()
    assert place(lead) == ("sales_offered", "Piotr")
    assert lead.offered_until - office.clock() > timedelta(minutes=9)
    assert lead.revision == 2
    office.later(11)
    await move_on(office.desk)
    assert place(await office.lead()) == ("sales_offered", "Ann")


async def test_what_fitted_nobody_by_day_is_not_offered_again_and_again(db, tmp_path):
    day = hours({"zone": "UTC", "monday-sunday": "00:00-24:00"})
    office = Office(
        db,
        tmp_path,
        seats=[Seat(person=PIOTR, hours=day, capacity=0), Seat(person=ANN, products=frozenset(["x"]))],
    )
    assert place(await office.hot()) == ("sales_open", None)

    for _ in range(3):
        office.later(60)
        await offer_anew(office.desk)

    assert (await office.lead()).revision == 1


async def test_what_somebody_took_at_night_is_not_offered(db, tmp_path):
    day = hours({"zone": "UTC", "monday-sunday": "09:00-18:00"})
    office = Office(db, tmp_path, seats=[Seat(person=one, hours=day) for one in (PIOTR, ANN)])
    midnight = (office.clock() + timedelta(days=2)).replace(hour=0, minute=30, second=0, microsecond=0)
    office.later((midnight - office.clock()).total_seconds() / 60)
    await office.hot()
    assert await office.press(Move.CLAIM, ANN) == "claimed"

    office.later(9 * 60)
    await offer_anew(office.desk)

    assert (await office.lead()).owner == "Ann"
