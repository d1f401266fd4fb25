"""Ageing: points fade by the clock alone, once a day, for leads that wait; only what changed is written."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from desk.test_tick import PLAN
from frontdesk.desk.ageing import BATCH, Ageing
from frontdesk.desk.clock import wall as now
from frontdesk.desk.desk import Desk
from frontdesk.desk.pressing import press_lead
from frontdesk.desk.tick import Tick
from frontdesk.desk.wake import Wake
from frontdesk.model.press import Move, Press, Target
from frontdesk.rules.hours import hours
from frontdesk.rules.load import read_rules
from frontdesk.signals.reading import SignalReader
from frontdesk.store import audit, leads
from frontdesk.store.audit_checks import Span
from frontdesk.store.tables import cards, deliveries, history, quotas, receipts
from support.desks import a_desk, accepted, judged
from support.rehearsals import SHIPPED
from support.world import OLGA, PIOTR, SALES, TEAM, TRIAGE

FADES = 'when = "phone.valid"\npoints = 8\nfades = { every = "7d", by = 2 }'
WITHIN = 'when = "phone.valid"\npoints = 8\nwithin = "10d"'
TIMED = {
    "fades": SHIPPED.replace('when = "phone.valid"\npoints = 1', FADES),
    "within": SHIPPED.replace('when = "phone.valid"\npoints = 1', WITHIN),
}


class Days:
    """A clock that a test sets: noon of a day from today on."""

    def __init__(self) -> None:
        self.at: datetime | None = None

    def __call__(self) -> datetime:
        return self.at or now()

    def noon(self, days: int) -> None:
        self.at = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=days)


class Office:
    """A desk under rules by which points fade."""

    def __init__(self, db, folder, text: str = TIMED["fades"]) -> None:
        self.db, self.clock, self._folder = db, Days(), folder
        self.desk = self.node(text)

    def node(self, text: str) -> Desk:
        plain = a_desk(self.db, self._folder)
        rules = replace(read_rules(text, environment={}), chats=(TRIAGE, SALES), team=TEAM, hours=None)
        judge = replace(plain.judge, rules=rules, reader=SignalReader(rules=rules))
        return Desk(self.db, judge, Wake(), self.clock)

    async def came(self, count: int = 1, **fields: str) -> None:
        for number in range(count):
            own = {"email": f"n{number}@acme-client.example", "phone": f"+48 512 345 2{number:02}"}
            await accepted(self.desk, **{**own, "message": f"Message {number}.", **fields})
        await judged(self.desk)

    async def look(self, days: int, desk: Desk | None = None) -> None:
        self.clock.noon(days)
        await Ageing(desk or self.desk).look()

    async def rows(self, *columns: sa.Column) -> list[tuple]:
        select = sa.select(*columns).order_by(*columns)
        return [tuple(row) for row in await self.db.read(lambda c: c.execute(select).all())]

    async def causes(self) -> list[str]:
        return [cause for _, cause in await self.rows(receipts.c.id, receipts.c.cause)]

    async def marks(self) -> int:
        """How many days were looked at to the end."""
        return sum(key.startswith("aged:") for (key,) in await self.rows(quotas.c.key))

    async def lead(self, number: int = 1):
        return (await self.db.read(lambda c: leads.read_known(c, [number], self.clock())))[number]

    async def press(self, move: Move, by, chat, number: int = 1, **what) -> str:
        revision = (await self.lead(number)).lead.revision
        press = Press(lead=number, move=move, revision=revision, **what)
        return (await press_lead(self.desk, press, chat=chat.id, user=by.telegram, update=revision)).toast


@pytest.fixture
async def office(db, tmp_path):
    return Office(db, tmp_path)


@pytest.mark.parametrize(("rules", "days", "score"), [("fades", 15, 7), ("within", 11, 3)])
async def test_a_score_becomes_another_by_the_clock_alone(db, tmp_path, rules, days, score):
    office = Office(db, tmp_path, TIMED[rules])
    await office.came()
    assert (await office.lead()).receipt.score.total == 11

    await office.look(days)

    known = await office.lead()
    assert known.receipt.score.total == score
    assert known.receipt.cause == f"clock:{office.clock().date().isoformat()}"
    assert known.receipt.at == office.clock()


async def test_the_lead_and_its_card_go_where_the_faded_score_belongs(office):
    await office.came()
    assert (await office.lead()).lead.state == "sales_open"

    await office.look(22)

    known = await office.lead()
    assert (known.receipt.score.total, known.lead.state, known.lead.band) == (5, "triage", "triage")
    views = await office.rows(cards.c.chat, cards.c.view, cards.c.state)
    assert views == [(SALES.id, "line", "due"), (TRIAGE.id, "triage", "due")]
    assert await office.rows(history.c.by, history.c.what) == [("machine", "aged"), ("machine", "judged")]


async def test_a_card_that_stays_is_drawn_anew(office):
    await office.came()
    shown = sa.update(cards).values(state="shown", message_id=5)
    await office.db.write(lambda c: c.execute(shown))

    await office.look(8)

    assert (await office.lead()).receipt.score.total == 9
    assert await office.rows(cards.c.chat, cards.c.view, cards.c.state) == [(SALES.id, "sales", "due")]


async def test_no_letter_follows_and_the_receipt_names_the_one_that_was(office):
    await office.came()
    before = await office.rows(deliveries.c.key, deliveries.c.state)

    await office.look(22)

    assert await office.rows(deliveries.c.key, deliveries.c.state) == before
    verdict = (await office.lead()).receipt.verdict
    assert (verdict.letter, verdict.withheld) == ("full_profile", None)


async def test_a_lead_that_stays_what_it_was_gets_no_receipt_and_no_new_card(office):
    await office.came()
    tables = (receipts, history, cards, leads.leads)
    before = [await office.rows(*table.columns) for table in tables]

    for day in range(1, 7):
        await office.look(day)

    assert [await office.rows(*table.columns) for table in tables] == before
    assert await office.marks() == 6


async def test_the_look_is_once_a_day(office):
    await office.came()
    await office.look(8)
    hold = sa.update(leads.leads).values(
        state="triage"
    )  # where nothing but a second look would bring it from
    await office.db.write(lambda c: c.execute(hold))
    await office.db.write(lambda c: c.execute(sa.delete(receipts).where(receipts.c.cause.like("clock:%"))))

    await office.look(8)
    await office.look(8, office.node(TIMED["fades"]))

    assert (await office.lead()).lead.state == "triage"
    assert len(await office.causes()) == 1
    await office.look(9)
    assert len(await office.causes()) == 2


async def test_two_nodes_at_once_write_one_receipt_a_lead(office):
    await office.came(40)
    office.clock.noon(15)

    await asyncio.gather(*(Ageing(office.node(TIMED["fades"])).look() for _ in range(2)))

    aged = [cause for cause in await office.causes() if cause.startswith("clock:")]
    assert len(aged) == 40
    told = await office.rows(history.c.lead, history.c.revision)
    assert len(set(told)) == len(told)


async def test_a_look_that_broke_off_goes_on_and_looks_at_nothing_twice(office):
    await office.came(BATCH + 5)
    office.clock.noon(15)
    await Ageing(office.desk, rounds=1).look()
    assert len([cause for cause in await office.causes() if cause.startswith("clock:")]) == BATCH
    assert await office.marks() == 0
    assert await office.press(Move.NURTURE, OLGA, SALES, 1) == "nurture"

    with capture_logs() as log:
        await office.look(15)

    aged = [cause for cause in await office.causes() if cause.startswith("clock:")]
    assert len(aged) == BATCH + 5
    assert [(line["leads"], line["changed"]) for line in log if line["event"] == "leads looked at again"] == [
        (5, 5)
    ]


async def test_a_sweep_looks_at_so_many_leads_and_the_next_one_goes_on(office):
    await office.came(2 * BATCH + 1)
    office.clock.noon(15)
    ageing, counts = Ageing(office.desk, rounds=1), []

    for _ in range(5):
        await ageing.look()
        counts.append(len([cause for cause in await office.causes() if cause.startswith("clock:")]))

    assert counts == [BATCH, 2 * BATCH, 2 * BATCH + 1, 2 * BATCH + 1, 2 * BATCH + 1]


async def test_who_is_claimed_or_not_wanted_or_in_quarantine_is_left_alone(office):
    await office.came(4)
    assert await office.press(Move.CLAIM, PIOTR, SALES, 1) == "claimed"
    assert await office.press(Move.NURTURE, OLGA, SALES, 2) == "nurture"
    assert await office.press(Move.SPAM, OLGA, SALES, 3) == "spam"

    await office.look(15)

    aged = [lead for lead, cause in await office.rows(receipts.c.lead, receipts.c.cause) if "clock" in cause]
    assert aged == [4]


async def test_an_answer_of_a_person_goes_on_outranking_the_machine(office):
    await office.came()
    assert await office.press(Move.SPAM, OLGA, SALES) == "spam"
    assert await office.press(Move.UNDO, OLGA, SALES) == "undone"
    await office.look(22)
    told = await office.press(Move.ANSWER, OLGA, TRIAGE, criterion="budget", target=Target.YES)

    await office.look(23)

    assert told == "answered"
    known = await office.lead()
    assert [reason.by for reason in known.receipt.score.reasons if reason.criterion == "budget"] == ["Olga"]


async def test_a_lead_that_older_rules_judged_waits_for_a_rescore(db, tmp_path):
    office = Office(db, tmp_path, SHIPPED)
    await office.came()

    await office.look(15, office.node(TIMED["fades"]))

    assert (await office.lead()).receipt.score.total == 4
    assert len(await office.causes()) == 1


async def test_without_rules_about_time_nothing_is_read_or_marked(db, tmp_path):
    office = Office(db, tmp_path, SHIPPED)
    await office.came()
    await db.close()

    await office.look(15)  # a database that is closed would answer with an error


async def test_it_waits_until_work_begins(office):
    rules = replace(
        office.desk.judge.rules, hours=hours({"zone": "Europe/Warsaw", "monday-friday": "09:00-17:00"})
    )
    office.desk.judge = replace(office.desk.judge, rules=rules)
    await office.came()
    ageing, aged = Ageing(office.desk), []
    monday = now() + timedelta(days=21 - now().weekday())

    for hour in (5, 18):
        office.clock.at = monday.replace(hour=hour)
        await ageing.look()
        aged.append(len(await office.causes()) - 1)

    assert aged == [0, 1]


@pytest.mark.parametrize(
    "stored", [b"no JSON", b'{"provider": "json", "fields": {"email": 7}}'], ids=["unreadable", "odd"]
)
async def test_one_that_cannot_be_judged_keeps_no_other_from_it(office, stored):
    await office.came(2)
    broken = sa.text("UPDATE submissions SET normalised = :text WHERE lead = 1")
    await office.db.write(lambda c: c.execute(broken, {"text": stored}))

    await office.look(15)

    assert (await office.lead(2)).receipt.score.total == 7


async def test_the_tick_does_it_and_every_card_is_accounted_for(office):
    await office.came(3)
    office.clock.noon(22)

    await Tick(office.desk, PLAN).sweeps["ages"]()

    assert len(await office.causes()) == 6
    span = Span(now=office.clock(), late=now() - timedelta(days=90), alive=now() - timedelta(days=90))
    here = [("triage", TRIAGE.id), ("sales_open", SALES.id)]
    found = await office.db.read(lambda c: audit.audit(c, span, here))
    assert [str(finding) for finding in found.findings if "letter" not in str(finding)] == []


async def test_it_stops_between_two_batches_when_the_desk_stops(office):
    await office.came()
    office.desk.wake.stop()

    await office.look(15)

    assert len(await office.causes()) == 1
