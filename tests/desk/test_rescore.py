"""Rescore: all stored leads judged anew; people's decisions stay, and nobody gets a second letter."""

import asyncio
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.app.config import read_config
from frontdesk.app.rehearser import Rehearsing
from frontdesk.app.rehearsing import rehearse_stored
from frontdesk.app.rescoring import bring_into_force, rescore_stored
from frontdesk.desk.backlog import Backlog
from frontdesk.desk.clock import wall as now
from frontdesk.desk.desk import Desk
from frontdesk.desk.pressing import press_lead
from frontdesk.desk.rescore import Rescored, rescore
from frontdesk.desk.wake import Wake
from frontdesk.errors import Faults
from frontdesk.model.press import Move, Press, Target
from frontdesk.rules.load import read_rules
from frontdesk.signals.reading import SignalReader
from frontdesk.store import audit, leads, rules_versions
from frontdesk.store.audit_checks import Span
from frontdesk.store.database import Database
from frontdesk.store.tables import cards, deliveries, history, receipts, submissions
from support.desks import a_desk, accepted, judged
from support.rehearsals import NEW, SHIPPED, stand, ten_leads
from support.world import OLGA, PIOTR, SALES, TEAM, TRIAGE, a_form, until

#: Those who wait for rows that another transaction has locked, on PostgreSQL.
WAITERS = sa.text(
    "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE NOT granted AND datname = current_database()"
)


def under(desk: Desk, text: str) -> Desk:
    """The same desk under other rules."""
    rules = replace(read_rules(text, environment={}), chats=(TRIAGE, SALES), team=TEAM)
    judge = replace(desk.judge, rules=rules, reader=SignalReader(rules=rules))
    return Desk(desk.db, judge, Wake(), now)


async def rescored(desk: Desk, text: str = NEW, **how) -> Rescored:
    return await rescore(under(desk, text), lambda part, whole: None, **how)


async def rows(db: Database, *columns: sa.Column) -> list[tuple]:
    select = sa.select(*columns).order_by(*columns)
    return [tuple(row) for row in await db.read(lambda connection: connection.execute(select).all())]


async def looked(db: Database) -> dict:
    ids = list(range(1, 60))
    return await db.read(lambda connection: leads.read_known(connection, ids, now()))


async def test_every_lead_gets_a_receipt_beside_its_old_ones(db, tmp_path):
    desk = await ten_leads(db, tmp_path)
    before = await rows(db, receipts.c.id, receipts.c.body)

    done = await rescored(desk)

    after = await rows(db, receipts.c.id, receipts.c.body)
    assert after[: len(before)] == before
    assert len(after) == len(before) + 10
    known = await looked(db)
    assert {each.receipt.rules for each in known.values()} == {done.rules}
    assert {number: each.receipt.score.total for number, each in known.items()} == dict(
        enumerate((7, 10, 4, 3, 6, 0, 10, 7, 7, 10), 1)
    )
    assert (done.looked, done.scored, done.bands, done.failed) == (10, 10, 3, {})


async def test_a_snoozed_lead_stays_snoozed(db, tmp_path):
    desk = await ten_leads(db, tmp_path)
    until_then = now() + timedelta(hours=1)
    await stand(db, 7, "claimed", owner="Piotr", snoozed_until=until_then)

    await rescored(desk)

    assert (await looked(db))[7].lead.snoozed_until == until_then


async def test_states_and_cards_follow_where_people_have_not_decided(db, tmp_path):
    desk = await ten_leads(db, tmp_path)

    await rescored(desk)

    stands = {number: each.lead.state for number, each in (await looked(db)).items()}
    assert stands == {
        1: "sales_open",
        2: "won",
        3: "nurture",
        4: "won",
        5: "triage",
        6: "nurture",
        7: "sales_open",
        8: "quarantined",
        9: "nurture",
        10: "lost",
    }
    views = await rows(db, cards.c.lead, cards.c.chat, cards.c.view)
    assert [view for view in views if view[0] == 1] == [(1, SALES.id, "sales"), (1, TRIAGE.id, "line")]


async def test_a_band_set_by_hand_stays_and_answers_outrank(db, tmp_path):
    desk = await ten_leads(db, tmp_path)

    await rescored(desk)

    known = await looked(db)
    assert (known[9].lead.band, known[9].lead.band_by) == ("nurture", "Olga")
    assert known[9].receipt.verdict.band_by == "Olga"
    assert ("budget", "Olga") in [(one.criterion, one.by) for one in known[7].receipt.score.reasons]


async def test_what_was_claimed_stays_claimed(db, tmp_path):
    desk = await ten_leads(db, tmp_path)
    worse = NEW.replace('when = "score > 6"', 'when = "score > 60"')
    press = Press(lead=7, move=Move.CLAIM, revision=2)
    assert (await press_lead(desk, press, chat=SALES.id, user=PIOTR.telegram, update=70)).toast == "claimed"

    await rescored(desk, worse)

    known = (await looked(db))[7]
    assert (known.lead.state, known.lead.owner, known.lead.band) == ("claimed", "Piotr", "triage")


async def test_no_letter_is_written_again_and_the_receipt_names_the_one_that_was(db, tmp_path):
    desk = await ten_leads(db, tmp_path)
    before = await rows(db, deliveries.c.key, deliveries.c.state)

    await rescored(desk)

    assert await rows(db, deliveries.c.key, deliveries.c.state) == before
    assert (await looked(db))[5].receipt.verdict.letter == "full_profile"


async def test_a_second_rescore_changes_nothing(db, tmp_path):
    desk = await ten_leads(db, tmp_path)
    await rescored(desk)
    before = [await rows(db, *table.columns) for table in (receipts, history, cards, leads.leads)]

    done = await rescored(desk)

    assert [await rows(db, *table.columns) for table in (receipts, history, cards, leads.leads)] == before
    assert (done.looked, done.scored) == (10, 0)


async def test_rules_that_come_back_are_applied_again(db, tmp_path):
    desk = await ten_leads(db, tmp_path)
    first = {number: each.receipt.score.total for number, each in (await looked(db)).items()}

    for text in (NEW, SHIPPED, NEW, SHIPPED):
        assert (await rescored(desk, text)).scored == 10

    known = await looked(db)
    assert {number: each.receipt.score.total for number, each in known.items()} == first
    causes = await rows(db, receipts.c.lead, receipts.c.cause)
    assert len(set(causes)) == len(causes)


async def test_what_was_rehearsed_is_what_a_rescore_brings(db, database_url, tmp_path):
    desk = await ten_leads(db, tmp_path)
    plan = Rehearsing(desk=tmp_path, database=database_url, text=NEW, now=now())
    report = await rehearse_stored(db, plan, lambda part, whole: None)

    await rescored(desk)

    after = await rehearse_stored(db, plan, lambda part, whole: None)
    assert after.changing_band == 0
    assert [(line.score, line.before) for line in after.scores if line.before] == [
        (line.score, line.after) for line in report.scores if line.after
    ]
    assert [line.before for line in after.bands] == [line.after for line in report.bands]


async def test_only_open_leads_if_so_asked(db, tmp_path):
    desk = await ten_leads(db, tmp_path)

    done = await rescored(desk, open_only=True)

    fresh = {number for number, each in (await looked(db)).items() if each.receipt.rules == done.rules}
    assert fresh == {1, 5, 7}
    assert (done.looked, done.scored) == (3, 3)


async def test_two_rescores_at_once_judge_each_lead_once(db, tmp_path):
    desk = a_desk(db, tmp_path)
    for number in range(40):
        await accepted(desk, email=f"n{number}@acme-client.example", message=f"Message number {number}.")
    await judged(desk)

    both = await asyncio.gather(rescored(desk), rescored(desk))

    assert sum(done.scored for done in both) == 40
    causes = [cause for (cause,) in await rows(db, receipts.c.cause) if cause.startswith("rules:")]
    assert len(causes) == 40


async def test_a_press_meanwhile_is_not_lost(db, tmp_path):
    desk = a_desk(db, tmp_path)
    desk.judge = replace(desk.judge, rules=replace(desk.judge.rules, team=TEAM))
    for number in range(30):
        await accepted(desk, email=f"n{number}@acme-client.example", message=f"Message number {number}.")
    await judged(desk)

    async def press(lead: int) -> str:
        asked = Press(lead=lead, move=Move.ANSWER, criterion="budget", target=Target.YES, revision=1)
        told = await press_lead(desk, asked, chat=TRIAGE.id, user=OLGA.telegram, update=lead)
        return told.toast

    toasts, *_ = await asyncio.gather(asyncio.gather(*map(press, range(1, 31))), rescored(desk))
    await rescored(desk)

    known = await looked(db)
    assert [bool(each.answers) for each in known.values()] == [toast == "answered" for toast in toasts]
    assert {each.receipt.score.total for each in known.values() if each.answers} == {10}
    told = await rows(db, history.c.lead, history.c.revision)
    assert len(set(told)) == len(told)


async def test_a_rescore_goes_on_where_its_leads_and_those_of_others_wait_for_each_other(
    db, database_url, tmp_path
):
    desk, other = await ten_leads(db, tmp_path), Database(database_url, desk=tmp_path)
    holding = threading.Event()

    def hold(connection: sa.Connection) -> None:
        lock(connection, 9)
        holding.set()
        if connection.dialect.name == "postgresql":
            while not connection.execute(WAITERS).scalar_one():
                time.sleep(0.01)
        lock(connection, 1)

    held = asyncio.ensure_future(other.write(hold))
    await asyncio.to_thread(holding.wait, 10)
    done = await rescored(desk)
    await held
    await other.close()

    assert (done.scored, done.failed) == (10, {})


def lock(connection: sa.Connection, lead: int) -> None:
    connection.execute(sa.select(leads.leads.c.id).where(leads.leads.c.id == lead).with_for_update())


async def test_a_form_that_waits_gets_its_own_look_after_the_rescore(db, tmp_path):
    desk = a_desk(db, tmp_path)
    await accepted(desk)
    await judged(desk)
    second = await accepted(desk, budget="40000 EUR", message="And another one.")
    await Backlog(desk).waiting()  # it is of the lead, but nobody has judged it

    await rescored(desk)

    assert (await looked(db))[1].receipt.score.total == 7
    assert await rows(db, submissions.c.state) == [("judged",), ("waiting",)]
    await judged(under(desk, NEW))
    assert (await looked(db))[1].receipt.score.total == 10
    assert f"letter:{second:x}" in [key for (key,) in await rows(db, deliveries.c.key)]


async def test_a_lead_that_cannot_be_judged_does_not_stop_the_others(db, tmp_path):
    desk = await ten_leads(db, tmp_path)
    broken = sa.update(submissions).where(submissions.c.lead == 3).values(normalised=b"{")
    await db.write(lambda connection: connection.execute(broken))

    done = await rescored(desk)

    assert list(done.failed) == [3]
    assert done.scored == 9


async def test_all_is_accounted_for_after_a_rescore(db, tmp_path):
    desk = await ten_leads(db, tmp_path)

    await rescored(desk)

    at = now()
    span = Span(now=at, late=at, alive=at)
    homes = [("sales_open", SALES.id), ("triage", TRIAGE.id)]
    found = await db.read(lambda connection: audit.audit(connection, span, homes))
    assert found.findings == ()


async def test_the_running_desk_shows_what_a_rescore_from_outside_changed(world, tmp_path):
    await world.post(a_form())
    await world.mail("jan@acme-client.example")
    await world.card(TRIAGE, "Kowalski")
    (tmp_path / "rules.toml").write_text(NEW)
    other = Database(world.variables["FRONTDESK_DATABASE"], desk=tmp_path)

    done = await rescore_stored(other, world.config(), lambda part, whole: None)
    await other.close()

    assert (done.scored, done.bands) == (1, 1)
    assert "7" in (await world.card(SALES, "Kowalski")).text
    await until(lambda: world.service.desk.judge.rules.hash == done.rules)
    await world.press(SALES, "Take", PIOTR)
    assert (await world.lead(1)).lead.owner == "Piotr"
    assert len(world.mailbox.mails) == 1


async def test_new_rules_come_into_force_with_the_rescore(db, tmp_path):
    desk = a_desk(db, tmp_path)
    await accepted(desk)
    await judged(desk)
    (tmp_path / "rules.toml").write_text(NEW)

    config = read_config(tmp_path, {})
    await rescore_stored(db, config, lambda part, whole: None)

    assert await db.read(rules_versions.in_force) == config.rules.hash


async def test_an_older_file_does_not_bring_old_rules_back(db, tmp_path):
    old, new = (read_config(tmp_path, {}, text=text) for text in (SHIPPED, NEW))
    for config in (old, new):
        await db.write(lambda connection, each=config: bring_into_force(connection, each, now()))

    with pytest.raises(Faults, match="found older ones"):
        await rescore_stored(db, old, lambda part, whole: None)

    assert await db.read(rules_versions.in_force) == new.rules.hash
