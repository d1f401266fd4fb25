"""Rehearsing: what other rules would make of all stored leads, without changing any."""

from dataclasses import astuple, replace

import pytest
import sqlalchemy as sa

from frontdesk.app.rehearser import Rehearsing
from frontdesk.app.rehearsing import rehearse_stored
from frontdesk.desk.clock import wall as now
from frontdesk.errors import Faults
from frontdesk.model.rehearsal import Rehearsal, Turn
from frontdesk.store import leads, slices
from frontdesk.store.database import Database
from frontdesk.store.tables import confirmations, metadata, receipts, submissions, texts
from support.desks import a_desk, accepted, judged
from support.many import fill
from support.rehearsals import NEW, SHIPPED, stand, ten_leads


async def rehearsed(db, url, folder, text=NEW, processes=1, **more) -> Rehearsal:
    plan = Rehearsing(desk=folder, database=url, text=text, now=now(), **more)
    return await rehearse_stored(db, plan, lambda part, whole: None, processes=processes)


async def rows(db: Database, *columns: sa.ColumnElement) -> list:
    return list(await db.read(lambda connection: connection.execute(sa.select(*columns)).all()))


async def kept(db: Database) -> dict[str, list]:
    """Every row of every table."""

    def work(connection: sa.Connection) -> dict[str, list]:
        return {
            name: sorted(map(repr, connection.execute(table.select())))
            for name, table in metadata.tables.items()
        }

    return await db.read(work)


async def test_an_erased_lead_is_neither_looked_at_nor_waited_for(db, database_url, tmp_path):
    await ten_leads(db, tmp_path)
    await stand(db, 3, None, erased_at=now())

    report = await rehearsed(db, database_url, tmp_path)

    assert (report.leads, report.waiting) == (9, 0)


async def test_every_figure_of_ten_leads_is_as_worked_out_by_hand(db, database_url, tmp_path):
    await ten_leads(db, tmp_path)

    report = await rehearsed(db, database_url, tmp_path)

    assert (report.leads, report.waiting, report.failed, report.by_hand) == (10, 0, 0, 1)
    assert (report.quarantined_before, report.quarantined) == (1, 1)
    assert report.outcomes == {"won": 2, "lost": 1, "spam": 1}
    assert [astuple(line) for line in report.bands] == [
        # before, after, won before, won, lost, spam, share of the won before and after
        ("qualified", 3, 5, 1, 1, 1, 1, 0.5, 0.5),
        ("triage", 3, 1, 0, 0, 0, 0, 0.0, 0.0),
        ("nurture", 3, 4, 1, 1, 0, 0, 0.5, 0.5),
        ("junk", 1, 0, 0, 0, 0, 0, 0.0, 0.0),
    ]
    assert report.band_turns == (
        Turn(before="triage", after="qualified", leads=2),
        Turn(before="junk", after="nurture", leads=1),
    )
    assert report.letter_turns == (Turn(before="full_profile", after="ask_details", leads=1),)
    assert [astuple(line) for line in report.scores] == [
        (-5, 1, 0),
        (-1, 1, 0),
        (0, 0, 1),
        (1, 1, 0),
        (2, 1, 0),
        (3, 0, 1),
        (4, 3, 1),
        (6, 0, 1),
        (7, 3, 3),
        (10, 0, 3),
    ]
    third = pytest.approx(2 / 3)
    assert [astuple(line) for line in report.criteria] == [
        # points, before, after, by people, won, lost, spam, lift
        ("phone", 2, 8, 8, 0, 2, 1, 1, 1.0),
        ("corp_email", 1, 7, 7, 0, 1, 1, 1, third),
        ("position", 2, 8, 8, 0, 1, 1, 1, third),
        ("budget", 3, 3, 3, 1, 1, 1, 0, 1.0),
        ("off_profile", -1, 2, 2, 0, 0, 0, 0, None),
        ("brief", 1, 0, 0, 0, 0, 0, 0, None),
        ("million", 5, 0, 0, 0, 0, 0, 0, None),
        ("firm", 1, 0, 8, 0, 1, 1, 1, third),
        ("greeted", 1, 0, 10, 0, 2, 1, 1, 1.0),
    ]
    assert (report.never, report.always) == (("brief", "million"), ("greeted",))
    assert report.together == (("position", "firm"),)
    assert [astuple(one) for one in report.new_bands] == [
        (8, "Jan Kowalski", 4, 7, "triage", "qualified", "full_profile", "full_profile"),
        (6, "Jan Kowalski", -5, 0, "junk", "nurture", "ask_details", "ask_details"),
        (1, "Jan Kowalski", 4, 7, "triage", "qualified", "full_profile", "full_profile"),
    ]
    assert [astuple(one) for one in report.new_letters] == [
        (5, "Jan Kowalski", -1, 6, "triage", "triage", "full_profile", "ask_details"),
    ]


async def test_under_the_same_rules_nobody_changes(db, database_url, tmp_path):
    await ten_leads(db, tmp_path)

    report = await rehearsed(db, database_url, tmp_path, text=SHIPPED)

    assert (report.leads, report.changing_band, report.changing_letter) == (10, 0, 0)
    assert all(line.before == line.after for line in report.scores)
    assert all(line.before == line.after for line in report.criteria)


async def test_a_rehearsal_writes_nothing(db, database_url, tmp_path):
    await ten_leads(db, tmp_path)
    before = await kept(db)

    await rehearsed(db, database_url, tmp_path)

    assert await kept(db) == before


async def test_an_empty_desk_gives_a_report_of_nobody(db, database_url, tmp_path):
    report = await rehearsed(db, database_url, tmp_path)

    assert (report.leads, report.scores, report.band_turns, report.new_bands) == (0, (), (), ())
    assert (report.always, report.together) == ((), ())
    assert all(line.caught is None for line in report.bands)


async def test_two_processes_find_what_one_finds(db, database_url, tmp_path):
    fill(database_url, tmp_path, 2_500)

    alone = await rehearsed(db, database_url, tmp_path)
    both = await rehearsed(db, database_url, tmp_path, processes=2)

    assert alone.leads == 2_500
    assert alone.changing_band > 100
    assert len(alone.new_bands) == 100
    assert both == alone


async def test_a_process_that_ends_is_a_fault_and_nothing_hangs(db, database_url, tmp_path):
    fill(database_url, tmp_path, 3_500)
    elsewhere = "sqlite:///nowhere/at/all.db"  # where only this process is well

    with pytest.raises(Faults, match="found one ended"):
        await rehearsed(db, elsewhere, tmp_path, processes=2)


async def test_a_lead_that_cannot_be_read_is_named_and_the_others_are_counted(db, database_url, tmp_path):
    await ten_leads(db, tmp_path)
    broken = sa.update(submissions).where(submissions.c.lead == 3).values(normalised=b"{")
    old = sa.update(receipts).where(receipts.c.lead == 3).values(signals=None, reader=None)
    lost = sa.delete(receipts).where(receipts.c.lead == 4)
    await db.write(lambda connection: [connection.execute(each) for each in (broken, old, lost)])

    report = await rehearsed(db, database_url, tmp_path)

    assert (report.leads, report.failed) == (8, 2)
    assert [one.lead for one in report.unreadable] == [3, 4]
    assert "no receipt" in report.unreadable[1].error


async def test_a_lead_whose_form_cannot_be_read_is_counted_by_its_signals_and_has_no_name(
    db, database_url, tmp_path
):
    await ten_leads(db, tmp_path)
    broken = sa.update(submissions).where(submissions.c.lead == 8).values(normalised=b"{")
    await db.write(lambda connection: connection.execute(broken))

    report = await rehearsed(db, database_url, tmp_path)

    assert (report.leads, report.failed) == (10, 0)
    assert [(one.lead, one.name) for one in report.new_bands] == [
        (8, ""),
        (6, "Jan Kowalski"),
        (1, "Jan Kowalski"),
    ]


async def test_a_lead_that_nobody_has_judged_is_left_out(db, database_url, tmp_path):
    desk = a_desk(db, tmp_path)
    await accepted(desk)
    await judged(desk)
    fresh = sa.insert(leads.leads).values(id=2, created_at=now())
    await db.write(lambda connection: connection.execute(fresh))

    report = await rehearsed(db, database_url, tmp_path)

    assert (report.leads, report.waiting) == (1, 1)


async def test_only_the_newest_changed_leads_are_named(db, database_url, tmp_path):
    await ten_leads(db, tmp_path)

    report = await rehearsed(db, database_url, tmp_path, listed=2)

    assert [one.lead for one in report.new_bands] == [8, 6]
    assert report.changing_band == 3


async def test_a_slice_knows_of_a_lead_what_a_look_at_it_knows(db, tmp_path):
    desk = await ten_leads(db, tmp_path)
    for number in range(slices.submissions.NEWEST + 3):
        await accepted(desk, email="n1@acme-client.example", message=f"Once more, {number}.")
        await judged(desk)
    at, long = now(), "We have twelve branches, and each of them keeps its own list of orders on paper."
    await accepted(desk, email="n2@acme-client.example", first_name="Janina", message=long)
    await judged(desk)
    [[newest]] = await rows(db, sa.func.max(submissions.c.id))
    word = {"lead": 2, "field": "name", "submission": newest, "by": "Olga", "at": at}
    text = sa.update(texts).where(texts.c.submission == newest).values(others=3)
    both = (sa.insert(confirmations).values(word), text)
    await db.write(lambda connection: [connection.execute(each) for each in both])

    def work(connection: sa.Connection) -> tuple[list, list]:
        [wanted] = slices.slices(connection, 100)
        sliced = slices.read_slice(connection, wanted, at).known
        looked = leads.read_known(connection, [each.lead.id for each in sliced], at)
        return sliced, [replace(looked[each.lead.id], last_step=None) for each in sliced]

    sliced, looked = await db.read(work)

    assert len(sliced) == 10
    assert (sliced[1].same_text, sliced[1].confirmed["name"].by) == (3, "Olga")
    assert (len(sliced[0].submissions), sliced[6].answers["budget"].by) == (21, "Olga")
    assert [replace(each, last_step=None) for each in sliced] == looked


async def test_slices_hold_every_lead_once(db, database_url, tmp_path):
    fill(database_url, tmp_path, 25)

    found = await db.read(lambda connection: slices.slices(connection, 10))

    assert found == [(1, 10), (11, 20), (21, 25)]
