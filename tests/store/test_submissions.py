"""Submissions: what a lead wrote, however much that is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from frontdesk.model.submission import Submission
from frontdesk.store import identities, leads, submissions
from frontdesk.store.database import Database
from frontdesk.store.submissions import NEWEST, Arrival

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
FIRST = Arrival(
    id=1,
    hook="web",
    at=AT,
    headers=b"[]",
    body=b"{}",
    submission=Submission(provider="json", fields={"email": "jan@acme.example", "utm": {"source": "x"}}),
)


async def taken(db: Database, number: int = 1) -> None:
    """Store a submission, and give it to Jan's lead."""
    await db.append(submissions.append_arrivals, replace(FIRST, id=number))
    [stored] = await db.read(lambda c: submissions.some(c, [number]))
    await db.write(lambda c: identities.give_leads(c, [(stored, ("email", "jan@acme.example"))]))


async def came(db: Database, count: int) -> list[int]:
    """Store that many submissions of one person; the ids that a look at the lead finds."""
    for number in range(1, count + 1):
        await taken(db, number)
    known = await db.read(lambda c: leads.read_known(c, [1], AT))
    return [received.id for received in known[1].submissions]


@pytest.mark.parametrize("count", [1, NEWEST - 1, NEWEST])
async def test_a_lead_shows_everything_it_wrote(db, count):
    assert await came(db, count) == list(range(1, count + 1))


async def test_who_writes_all_day_shows_the_first_and_the_newest(db):
    assert await came(db, NEWEST + 30) == [1, *range(31, NEWEST + 31)]


async def test_a_submission_comes_back_as_it_was_stored(db):
    await taken(db)

    [found] = (await db.read(lambda c: submissions.of_leads(c, [1])))[1]

    assert (found.at, found.hook, found.submission) == (AT, "web", FIRST.submission)


async def test_one_that_cannot_be_judged_is_put_aside_and_comes_back(db):
    await taken(db)

    await db.write(lambda c: submissions.set_unjudged(c, 1, "broken rule", AT))
    assert await db.read(lambda c: submissions.waiting(c, 10)) == []

    assert await db.write(submissions.retry_unjudged) == 1
    assert await db.read(lambda c: submissions.waiting(c, 10)) == [(1, 1)]


async def test_a_look_up_to_a_submission_sees_what_was_known_then(db):
    await came(db, NEWEST + 30)

    known = await db.read(lambda c: leads.read_known(c, [1], AT, {1: 5}))

    assert [received.id for received in known[1].submissions] == [1, 2, 3, 4, 5]
