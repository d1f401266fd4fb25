"""What is kept how long: the daily sweep by age."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.desk.keeping import EVERY, Keeping
from frontdesk.errors import FrontdeskError
from frontdesk.model.retention import KINDS, LATE, Retention, Swept
from frontdesk.store import swept
from frontdesk.store.tables import leads, submissions, updates
from support.books import put, spoil
from support.desks import a_desk, accepted, judged
from support.stored import count, rows
from support.world import a_form

DAY = timedelta(days=1)
MONTH = Retention(leads=30 * DAY, quarantined=30 * DAY)


@pytest.fixture
async def desk(db, tmp_path):
    """A desk whose three leads were judged, and are nurture."""
    desk = a_desk(db, tmp_path)
    for name in ("jan", "ann", "eva"):
        await accepted(desk, **a_form(email=f"{name}@client-{name}.example", phone=""))
    await judged(desk)
    await db.write(lambda c: c.execute(sa.update(leads).values(state="nurture")))
    await db.write(lambda c: c.execute(sa.update(submissions).values(body=b"email=jan")))
    return desk


def kept(desk, retention):
    """The same desk under other rules, at a time to come."""
    desk.judge = replace(desk.judge, rules=replace(desk.judge.rules, retention=retention))
    return Keeping(desk)


async def test_a_lead_older_than_that_goes_with_all_that_hangs_on_it(desk, tmp_path, database_url):
    counts = await kept(desk, MONTH).sweep(now() + 31 * DAY)

    assert (counts["leads"], count(_where(tmp_path, database_url), "submissions")) == (3, 0)
    assert count(_where(tmp_path, database_url), "receipts") == 0
    assert rows(_where(tmp_path, database_url), "SELECT why, leads FROM erasures") == [("age", 3)]


async def test_a_lead_that_is_younger_stays(desk, tmp_path, database_url):
    counts = await kept(desk, MONTH).sweep(now() + 29 * DAY)

    assert (counts["leads"], count(_where(tmp_path, database_url), "identities")) == (0, 3)


async def test_a_lead_that_wrote_again_is_not_old(desk, tmp_path, database_url):
    c = submissions.c
    again = {"received_at": now() + 20 * DAY}
    first = sa.select(sa.func.min(c.id)).scalar_subquery()
    await desk.db.write(lambda db: db.execute(sa.update(submissions).where(c.id == first).values(again)))

    counts = await kept(desk, MONTH).sweep(now() + 31 * DAY)

    assert (counts["leads"], count(_where(tmp_path, database_url), "submissions")) == (2, 1)


@pytest.mark.parametrize("state", ["triage", "sales_open", "sales_offered", "claimed", "contacted"])
async def test_a_lead_that_waits_for_somebody_stays_however_old(desk, state):
    await desk.db.write(lambda c: c.execute(sa.update(leads).values(state=state)))

    counts = await kept(desk, MONTH).sweep(now() + 3_000 * DAY)

    assert counts["leads"] == 0


async def test_what_waits_for_a_day_to_come_stays(desk):
    later = now() + 60 * DAY
    await desk.db.write(lambda c: c.execute(sa.update(leads).values(recycle_at=later)))

    assert (await kept(desk, MONTH).sweep(now() + 31 * DAY))["leads"] == 0


async def test_forms_are_kept_word_for_word_for_a_week(desk, tmp_path, database_url):
    keeping, where = kept(desk, Retention()), _where(tmp_path, database_url)

    before = (await keeping.sweep(now() + 6 * DAY))["raw"]
    after = (await keeping.sweep(now() + 8 * DAY))["raw"]

    assert (before, after) == (0, 3)
    assert count(where, "submissions", "length(body) > 0 OR length(headers) > 2") == 0
    assert count(where, "submissions", "length(normalised) > 50") == 3


async def test_a_form_that_is_not_judged_is_kept_word_for_word(desk, tmp_path, database_url):
    await desk.db.write(lambda c: c.execute(sa.update(submissions).values(state="unjudged")))

    assert (await kept(desk, Retention()).sweep(now() + 800 * DAY))["raw"] == 0


async def test_updates_go_when_they_are_applied(desk, tmp_path, database_url):
    states = enumerate(("waiting", "done", "failed"))
    old = [{"id": n, "body": b"{}", "state": state, "at": now() - 8 * DAY} for n, state in states]
    await desk.db.write(lambda c: put(c, updates, *old))

    counts = await kept(desk, Retention()).sweep(now())

    assert counts["updates"] == 2
    assert rows(_where(tmp_path, database_url), "SELECT state FROM updates") == [("waiting",)]


async def test_settled_letters_lose_their_text_and_no_other(desk, tmp_path, database_url):
    where = _where(tmp_path, database_url)
    due = count(where, "deliveries", "state = 'due'")

    counts = await kept(desk, Retention(letters=30 * DAY)).sweep(now() + 31 * DAY)

    assert (due, counts["letters"]) == (3, 0)
    await desk.db.write(lambda c: c.execute(sa.text("UPDATE deliveries SET state = 'sent'")))
    counts = await kept(desk, Retention(letters=30 * DAY)).sweep(now() + 31 * DAY)
    assert (counts["letters"], count(where, "deliveries", "recipient <> ''")) == (3, 3)


async def test_it_looks_once_a_day(desk, tmp_path, database_url):
    at, where = [now() + 31 * DAY], _where(tmp_path, database_url)
    desk.clock = lambda: at[0]
    keeping = kept(desk, MONTH)
    await desk.db.write(lambda c: c.execute(sa.update(leads).values(state="claimed")))
    await keeping.look()
    await desk.db.write(lambda c: c.execute(sa.update(leads).values(state="nurture")))

    at[0] += EVERY / 2
    await keeping.look()
    early = count(where, "erasures")
    at[0] += EVERY / 2
    await keeping.look()

    assert (early, count(where, "erasures")) == (0, 1)


async def test_for_ever_is_for_ever(desk):
    ever = Retention(**dict.fromkeys(KINDS))

    assert await kept(desk, ever).sweep(now() + 30_000 * DAY) == dict.fromkeys(KINDS, 0)


async def test_what_sweeps_removed_adds_up_over_nodes_and_starts(desk):
    at = [now() + 8 * DAY]
    desk.clock = lambda: at[0]
    await kept(desk, Retention()).look()
    await desk.db.write(lambda c: c.execute(sa.update(submissions).values(body=b"email=jan")))
    at[0] += EVERY

    await kept(desk, Retention()).look()

    found = await desk.db.read(swept.read)
    assert (found.removed["raw"], found.ended_at, found.due_at) == (6, at[0], at[0] + EVERY)


async def test_a_sweep_that_never_comes_to_its_end_becomes_overdue(desk):
    at = [now()]
    desk.clock = lambda: at[0]
    spoil(desk.db, "DROP TABLE updates")
    for _ in range(3):
        with pytest.raises((FrontdeskError, sa.exc.DatabaseError)):
            await kept(desk, Retention()).look()
        at[0] += DAY

    found = await desk.db.read(swept.read)
    assert (found.ended_at, found.overdue(at[0])) == (None, 3 * DAY)


@pytest.mark.parametrize(
    ("due", "overdue"),
    [
        pytest.param(None, False, id="nobody came to it yet"),
        pytest.param(DAY, False, id="not due"),
        pytest.param(-LATE, False, id="two days"),
        pytest.param(-LATE - timedelta(seconds=1), True, id="longer"),
    ],
)
def test_more_than_two_days_are_overdue(due, overdue):
    at = now()

    assert Swept(due_at=None if due is None else at + due).is_overdue(at) is overdue


def _where(tmp_path, database_url):
    return tmp_path if database_url.startswith("sqlite") else database_url
