"""Lookups: what waits for somebody outside is found without a look at the rest, and is counted apart."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from frontdesk.model.captcha import with_token
from frontdesk.model.lead import State
from frontdesk.model.submission import Submission
from frontdesk.store import lookups, restoring, submissions
from frontdesk.store.audit import audit
from frontdesk.store.audit_checks import Span
from frontdesk.store.lookups import NEVER
from frontdesk.store.submissions import Arrival
from support.books import AT, SALES, TRIAGE, a_sound_desk, spoil

HOMES = ((State.TRIAGE, TRIAGE), (State.SALES_OPEN, SALES), (State.CLAIMED, SALES))
SPAN = Span(now=AT, late=AT - timedelta(minutes=10), alive=AT - timedelta(minutes=1))
THIN = Submission(provider="meta", submission_id="77", thin=True)
PUZZLED = with_token(Submission(provider="json"), "token")


async def came(db, id: int, submission: Submission, hook: str = "meta", at: datetime = AT) -> None:
    arrival = Arrival(id=id, hook=hook, at=at, headers=b"[]", body=b"", submission=submission)
    await db.append(submissions.append_arrivals, arrival)


async def states(db) -> dict[int, str]:
    rows = await db.read(lambda c: c.execute(sa.text("SELECT id, state FROM submissions")).all())
    return {row.id: row.state for row in rows}


async def found(db):
    return await db.read(lambda connection: audit(connection, SPAN, HOMES))


@pytest.mark.parametrize(
    ("submission", "state"),
    [
        (THIN, "thin"),
        (PUZZLED, "checking"),
        (with_token(THIN, None), "thin"),
        (Submission(provider="x"), "waiting"),
    ],
    ids=["ids only", "a captcha", "ids only and no captcha", "a form"],
)
async def test_what_must_be_looked_up_does_not_wait_to_be_judged(db, submission, state):
    await came(db, 1, submission)

    assert await states(db) == {1: state}
    assert [id_ for id_, _ in await db.read(lambda c: submissions.waiting(c, 10))] == (
        [1] if state == "waiting" else []
    )


async def test_the_audit_counts_what_waits_for_answers_apart_and_is_content(db):
    await a_sound_desk(db)
    for id_ in (20, 21, 22):
        await came(db, id_, THIN, at=AT - timedelta(days=30))
    await came(db, 23, PUZZLED, "site")

    counted = await found(db)

    assert counted.findings == ()
    assert counted.submissions == {"judged": 4, "quarantined": 1, "unjudged": 1, "waiting": 2, "thin": 3}
    assert sum(counted.submissions.values()) == counted.accepted == 11
    [form] = counted.thin
    assert (form.hook, form.provider, form.count, form.error) == ("meta", "meta", 3, None)
    assert form.since == AT - timedelta(days=30)


async def test_one_whose_captcha_nobody_checks_is_found(db):
    await came(db, 23, PUZZLED, "site", AT - timedelta(hours=1))

    assert [(one.code, one.ids) for one in (await found(db)).findings] == [("waiting_long", ("17",))]


async def test_one_whose_answers_came_late_has_not_waited_long(db):
    await came(db, 20, THIN, at=AT - timedelta(hours=1))
    await db.write(lambda c: lookups.finish(c, 20, "thin", Submission(provider="meta"), AT))

    assert (await found(db)).findings == ()
    assert await states(db) == {20: "waiting"}


async def test_what_waits_for_answers_is_neither_leadless_nor_given_up_nor_judged_by_a_retry(db):
    await came(db, 20, THIN)
    await db.write(lambda c: lookups.put_off(c, 20, "thin", "refused", AT, NEVER))
    spoil(db, "UPDATE submissions SET tries = 9 WHERE id = 20")

    assert await db.read(submissions.leadless) == 0
    assert await db.read(lambda c: submissions.given_up(c, 5)) == 0
    assert await db.write(lambda c: submissions.retry_due(c, AT + timedelta(days=9), [timedelta()])) == 0
    assert await db.write(submissions.retry_unjudged) == 0
    assert await db.write(lambda c: submissions.retry_lead(c, None)) == 0
    assert await states(db) == {20: "thin"}


async def test_one_whose_captcha_is_not_checked_is_nobodys_yet(db):
    await came(db, 23, PUZZLED, "site")

    assert await db.read(submissions.leadless) == 1


async def test_a_claim_keeps_others_away_until_it_runs_out(db):
    await came(db, 20, THIN)
    until = AT + timedelta(seconds=15)

    [first] = await db.write(lambda c: lookups.claim(c, "thin", [20], AT, until))
    second = await db.write(lambda c: lookups.claim(c, "thin", [20], AT, until))
    due = await db.read(lambda c: lookups.due(c, "thin", ["meta"], AT, 10))
    [third] = await db.write(lambda c: lookups.claim(c, "thin", [20], until, until))

    assert (first.tries, second, due, third.tries) == (1, [], [], 2)


async def test_whoever_is_late_changes_nothing(db):
    await came(db, 20, THIN)
    said = Submission(provider="meta", fields={"email": "first@acme.example"})
    late = Submission(provider="meta", fields={"email": "late@acme.example"})

    assert await db.write(lambda c: lookups.finish(c, 20, "thin", said, AT))
    assert not await db.write(lambda c: lookups.finish(c, 20, "thin", late, AT))
    await db.write(lambda c: lookups.put_off(c, 20, "thin", "refused", AT, NEVER))

    [stored] = await db.read(lambda c: submissions.some(c, [20]))
    assert stored.submission == said
    assert await states(db) == {20: "waiting"}


async def test_only_forms_that_are_asked_for_are_found_oldest_first(db):
    for id_, hook in ((22, "meta"), (20, "meta"), (21, "linkedin")):
        await came(db, id_, THIN, hook)

    assert await db.read(lambda c: lookups.due(c, "thin", ["meta"], AT, 10)) == [20, 22]
    assert await db.read(lambda c: lookups.due(c, "thin", ["meta"], AT, 1)) == [20]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_look_for_what_is_due_reads_its_own_index_only(db):
    def plans(connection) -> list[str]:
        told = []

        def explained(_connection, cursor, statement, values, *_) -> None:
            told.append(str(cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()))

        sa.event.listen(connection, "before_cursor_execute", explained)
        lookups.due(connection, "thin", ["a"], AT, 10)
        lookups.due(connection, "thin", ["a", "b"], AT, 10)
        lookups.due(connection, "checking", None, AT, 10)
        return told

    one, two, checking = await db.read(plans)

    assert "INDEX submissions_thin (hook=? AND due_at<?)" in one
    assert "INDEX submissions_thin (hook=? AND due_at<?)" in two
    assert "INDEX submissions_checking (due_at<?)" in checking


async def test_a_noted_fact_comes_back_and_a_form_without_any_stores_none(db):
    await came(db, 1, PUZZLED)
    await came(db, 2, Submission(provider="json"))

    one, two = await db.read(lambda c: submissions.some(c, [1, 2]))

    assert one.submission.noted == {"captcha": {"token": "token"}}
    assert "noted" not in submissions.as_json(two.submission)


async def test_a_time_that_never_comes_can_be_stored(db):
    await came(db, 20, THIN)
    await db.write(lambda c: lookups.put_off(c, 20, "thin", "x", AT, NEVER))

    due_at = await db.read(lambda c: c.execute(sa.select(submissions.submissions.c.due_at)).scalar_one())

    assert due_at == NEVER > datetime.now(UTC)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("send", [False, True], ids=["kept", "sent anyway"])
async def test_after_a_restore_answers_are_fetched_only_when_a_person_wants_it(db, tmp_path, send):
    await came(db, 20, THIN)
    await came(db, 23, PUZZLED, "site")

    settled = restoring.settle(tmp_path / "test.db", AT, None if send else lambda address: address)

    due = await db.read(lambda c: lookups.due(c, "thin", ["meta"], AT, 10))
    assert (settled.waiting, due) == ((0, [20]) if send else (1, []))
    assert await db.write(lookups.again) == (0 if send else 1)
    assert await db.read(lambda c: lookups.due(c, "thin", ["meta"], AT, 10)) == [20]
