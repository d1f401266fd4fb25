"""Tick: what was left lying is picked up, and what a person must see to is an alarm, once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from frontdesk.desk.tick import Tick, TickPlan
from frontdesk.store import alarms, quotas, repeats, submissions, tables
from frontdesk.store.repeats import Claim
from support.books import AT, SALES, TRIAGE, Hands, a_desk, a_letter, a_sound_desk, put, spoil

PLAN = TickPlan(
    sweep_every=timedelta(minutes=1),
    audit_every=timedelta(hours=1),
    overdue=timedelta(minutes=10),
    judge_retries=(timedelta(minutes=1), timedelta(minutes=5)),
    node_timeout=timedelta(seconds=30),
    mail=True,
)


class Sweeper:
    """A desk with a sound database, and its tick."""

    def __init__(self, db, folder) -> None:
        self.db, self.clock, self.drift = db, Hands(), timedelta()
        self.desk = a_desk(db, folder, self.clock)
        self.tick = Tick(self.desk, PLAN, lambda: self.drift)

    async def sweep(self, *names: str) -> None:
        for name, step in self.tick.sweeps.items():
            if name in names or not names:
                await step()

    async def rows(self, query: str) -> list:
        return await self.db.read(lambda c: c.execute(sa.text(query)).all())

    async def alarms(self) -> dict[str, str]:
        return {alarm.key: alarm.text for alarm in await self.db.read(alarms.open_)}

    async def waiting(self) -> list[int]:
        return [id_ for id_, _ in await self.db.read(lambda c: submissions.waiting(c, 10))]


@pytest.fixture
async def sweeper(db, tmp_path):
    await a_sound_desk(db)
    return Sweeper(db, tmp_path)


async def test_a_sweep_of_a_sound_desk_changes_nothing(sweeper):
    tables_ = ("leads", "submissions", "cards", "deliveries", "alarms")
    before = [await sweeper.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables_]

    await sweeper.sweep()
    await sweeper.tick.audit()

    after = [await sweeper.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables_]
    assert after == before


@pytest.mark.parametrize(
    ("lead", "chat", "view"), [(1, TRIAGE, "triage"), (2, SALES, "sales")], ids=["triage", "sales"]
)
async def test_a_card_that_is_missing_is_asked_for_once(sweeper, lead, chat, view):
    spoil(sweeper.db, f"DELETE FROM cards WHERE lead = {lead}")

    await sweeper.sweep("cards")
    await sweeper.sweep("cards")

    cards = await sweeper.rows(f"SELECT chat, view, state FROM cards WHERE lead = {lead}")
    assert cards == [(chat, view, "due")]


async def test_old_quotas_are_forgotten_and_young_ones_kept(sweeper):
    await sweeper.db.write(lambda c: quotas.use(c, ["old"], AT - timedelta(days=9)))
    await sweeper.db.write(lambda c: quotas.use(c, ["young"], AT - timedelta(days=7)))

    await sweeper.sweep("quotas")

    assert await sweeper.rows("SELECT key FROM quotas") == [("young",)]


async def test_an_unjudged_form_is_judged_again_after_its_pause(sweeper):
    await sweeper.sweep("unjudged")
    assert await sweeper.waiting() == [6]

    sweeper.clock.forward(minutes=5)
    await sweeper.sweep("unjudged")

    assert await sweeper.waiting() == [6, 7]


async def test_the_pause_grows_with_each_try(sweeper):
    pauses = []
    spoil(sweeper.db, "UPDATE submissions SET state = 'waiting', tries = 0 WHERE id = 7")
    for _ in range(len(PLAN.judge_retries)):
        await sweeper.desk.set_aside(7, "ValueError: still broken")
        began = sweeper.clock()
        while 7 not in await sweeper.waiting():
            sweeper.clock.forward(seconds=30)
            await sweeper.sweep("unjudged")
        pauses.append(sweeper.clock() - began)

    assert pauses == list(PLAN.judge_retries)


async def test_a_form_that_can_never_be_judged_stays_unjudged_and_raises_an_alarm(sweeper):
    spoil(sweeper.db, "UPDATE submissions SET tries = 3 WHERE id = 7")
    sweeper.clock.forward(days=30)

    await sweeper.sweep("unjudged")

    assert 7 not in await sweeper.waiting()
    assert "could not be judged: 1;" in (await sweeper.alarms())["unjudged"]


async def test_a_person_may_have_it_judged_again_and_all_tries_begin_anew(sweeper):
    spoil(sweeper.db, "UPDATE submissions SET tries = 3 WHERE id = 7")
    await sweeper.sweep("unjudged")

    assert await sweeper.db.write(lambda c: submissions.retry_lead(c, 7)) == 1
    await sweeper.sweep("unjudged")

    assert await sweeper.rows("SELECT state, tries FROM submissions WHERE id = 7") == [("waiting", 0)]
    assert await sweeper.alarms() == {}


async def test_a_form_that_another_node_judged_is_not_put_aside(sweeper):
    await sweeper.desk.set_aside(1, "ValueError: only here")

    assert await sweeper.rows("SELECT state, tries FROM submissions WHERE id = 1") == [("judged", 0)]


async def test_an_error_that_no_database_can_carry_is_kept_without_the_odd_characters(sweeper):
    await sweeper.desk.set_aside(6, "ValueError: \x00 in \ud800 name")

    [(error,)] = await sweeper.rows("SELECT error FROM submissions WHERE id = 6")
    assert error == "ValueError:  in \ufffd name"


async def test_late_letters_are_an_alarm_until_they_are_gone(sweeper):
    sweeper.clock.forward(minutes=11)
    await sweeper.sweep("letters")
    assert "the first since 2026-11-20 09:30 UTC" in (await sweeper.alarms())["letters"]

    spoil(sweeper.db, "UPDATE deliveries SET state = 'sent' WHERE state = 'due'")
    await sweeper.sweep("letters")

    assert await sweeper.alarms() == {}


async def test_letters_that_are_kept_because_there_is_no_mail_are_not_late(sweeper, tmp_path):
    off = TickPlan(**{name: getattr(PLAN, name) for name in PLAN.__slots__} | {"mail": False})
    sweeper.tick = Tick(sweeper.desk, off)
    sweeper.clock.forward(hours=1)

    await sweeper.sweep("letters")

    assert await sweeper.alarms() == {}


async def test_a_clock_that_jumped_is_an_alarm_until_it_is_put_right(sweeper):
    sweeper.drift = timedelta(hours=-1)
    await sweeper.sweep("clock")
    assert "jumped by -3600 s" in (await sweeper.alarms())["clock"]

    sweeper.drift = timedelta()
    await sweeper.sweep("clock")

    assert await sweeper.alarms() == {}


async def test_an_audit_that_finds_something_raises_one_alarm_and_a_clean_one_clears_it(sweeper):
    spoil(sweeper.db, "UPDATE deliveries SET state = 'claimed', claimed_by = 'gone' WHERE lead = 2")
    with capture_logs() as log:
        for _ in range(3):
            await sweeper.tick.audit()
            sweeper.clock.forward(seconds=1)
        assert "letters claimed by no living node: 1 (2)" in (await sweeper.alarms())["audit"]
        spoil(sweeper.db, "UPDATE deliveries SET state = 'due' WHERE lead = 2")
        await sweeper.tick.audit()

    told = [(line["log_level"], line["event"]) for line in log if line["event"].startswith("alarm")]
    assert told == [("error", "alarm raised"), ("info", "alarm cleared")]
    assert await sweeper.alarms() == {}


async def test_an_alarm_names_few_findings_and_no_person(sweeper):
    await sweeper.db.write(lambda c: put(c, tables.deliveries, a_letter(3, "claimed", key="x")))
    spoil(
        sweeper.db,
        "DELETE FROM receipts WHERE lead = 1",
        "DELETE FROM submissions WHERE lead = 3",
        "UPDATE updates SET state = 'odd'",
        "DELETE FROM cards",
    )

    await sweeper.tick.audit()

    text = (await sweeper.alarms())["audit"]
    assert text.endswith("more: `frontdesk audit`")
    assert len(text) <= 1000
    assert "@" not in text


async def test_what_a_repeat_was_known_by_is_forgotten_when_its_time_is_over_and_not_before(sweeper):
    now, minute = tables.micros(sweeper.clock()), 60_000_000
    claims = [
        Claim(bytes([number]) * 16, number, None, now + minute * (1 + number % 2), now)
        for number in range(256)
    ]
    await sweeper.db.write(lambda c: repeats.all_first(c, claims))
    sweeper.clock.forward(seconds=90)

    for _ in range(repeats.PARTS):
        await sweeper.sweep("repeats")

    left = await sweeper.rows("SELECT submission FROM repeats ORDER BY submission")
    assert [row.submission for row in left] == list(range(1, 256, 2))
