"""Letters as they stand in the outbox: with a From, a Reply-To and a delay of their own; again."""

import email
import email.policy
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from frontdesk.app.config import read_config
from frontdesk.desk.desk import Desk
from frontdesk.desk.wake import Wake
from frontdesk.errors import Faults
from frontdesk.store import deliveries
from frontdesk.store.tables import deliveries as table
from support.desks import a_desk, accepted, changes, judged

FRONT = "from: Anna <anna@acme.example>\nreply_to: sales@crm.example\ndelay: working hours"
BODY = "{% if call_when %}We call you {{ call_when }}.{% endif %}"
#: A Saturday evening: the shipped hours are those of Warsaw, Monday to Friday from nine.
SATURDAY = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def write(folder, front, body):
    letters = folder / "templates" / "letters"
    letters.mkdir(parents=True, exist_ok=True)
    (letters / "full_profile.en.md").write_text(f"---\nsubject: Hi\n{front}\n---\n{body}", "utf-8")


async def enqueued(db):
    return await db.read(lambda c: list(c.execute(sa.select(table).order_by(table.c.id))))


def at(db, folder, clock):
    return Desk(db, a_desk(db, folder).judge, Wake(), clock)


async def test_a_delayed_letter_is_due_when_work_begins_and_written_for_that_day(db, tmp_path):
    write(tmp_path, FRONT, BODY)
    desk = at(db, tmp_path, lambda: SATURDAY)
    await accepted(desk)

    await judged(desk)

    [row] = await enqueued(db)
    mail = email.message_from_bytes(bytes(row.body), policy=email.policy.default)
    assert (row.state, row.due_at) == ("due", MONDAY)
    assert (mail["From"], mail["Reply-To"]) == ("Anna <anna@acme.example>", "sales@crm.example")
    assert mail["Date"].datetime == MONDAY
    assert mail.get_body(("plain",)).get_content().strip() == "We call you today."


async def test_a_letter_that_waits_for_monday_is_not_too_old_then(db, tmp_path):
    write(tmp_path, FRONT, BODY)
    desk = at(db, tmp_path, lambda: SATURDAY)
    await accepted(desk)
    await judged(desk)

    early = await db.write(lambda c: deliveries.claim_due(c, MONDAY - timedelta(minutes=1), "n", 9))
    old = await db.write(lambda c: deliveries.cancel_older(c, MONDAY - timedelta(hours=24)))
    late = await db.write(lambda c: deliveries.cancel_older(c, MONDAY + timedelta(seconds=1)))

    assert (early, old, late) == ([], 0, 1)


async def test_a_letter_without_a_delay_is_due_at_once(db, tmp_path):
    desk = at(db, tmp_path, lambda: SATURDAY)
    await accepted(desk)

    await judged(desk)

    [row] = await enqueued(db)
    assert row.due_at == SATURDAY


async def test_who_writes_again_gets_another_letter(db, tmp_path):
    desk = a_desk(db, tmp_path)
    await accepted(desk)
    await judged(desk)
    await accepted(desk, message="I have thought of something else.")

    [change] = await changes(desk)

    assert change.receipt.verdict.letter == "again"
    assert change.receipt.verdict.letter_because == "repeat.enquiries > 1"


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"FRONTDESK_MAIL_FROM": "Acme <hello@acme.example>"}, None),
        ({"FRONTDESK_MAIL_FROM": "Acme <hello@other.example>"}, "expected an address at other.example"),
        ({}, None),
    ],
    ids=["ours", "another", "told by the site"],
)
def test_a_from_must_be_at_the_domain_of_mail_from(tmp_path, variables, told):
    write(tmp_path, FRONT, BODY)
    try:
        read_config(tmp_path, variables)
        problems = ()
    except Faults as error:
        problems = error.problems

    assert [told in problem for problem in problems] == ([True] if told else [])
    assert all(problem.startswith("templates/letters/full_profile.en.md:3: ") for problem in problems)
