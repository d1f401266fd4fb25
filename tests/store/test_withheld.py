"""Withheld: what a person's "Spam" kept back goes out when it is undone, as far as it was ever written."""

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.desk.release import release
from frontdesk.store import tables
from support.desks import a_desk, accepted, judged

_c = tables.deliveries.c


@pytest.fixture
async def spam(db, tmp_path):
    """A desk with one lead that a person called spam; its letter had been written."""
    desk = a_desk(db, tmp_path)
    await accepted(desk)
    await judged(desk)
    called = sa.update(tables.leads).values(state="quarantined", quarantined_by="Olga")
    kept = sa.update(tables.deliveries).values(state="withheld", reason="person")
    for statement in (called, kept):
        await db.write(lambda c, statement=statement: c.execute(statement) and None)
    return desk


async def states(db) -> dict[str, tuple[str, str | None]]:
    select = sa.select(_c.key, _c.state, _c.reason)
    return {row.key: (row.state, row.reason) for row in await db.read(lambda c: c.execute(select).all())}


@pytest.mark.parametrize("reason", ["person", "quarantined"])
async def test_a_letter_that_was_never_written_stays_where_it_is(db, spam, reason):
    row = {"key": "letter:empty", "channel": "email", "lead": 1, "recipient": "jan@client.example"}
    row |= {"body": b"", "message_id": "", "state": "withheld", "reason": reason, "letter": "full_profile"}
    row |= {"due_at": now(), "created_at": now()}
    await db.write(lambda c: c.execute(sa.insert(tables.deliveries), [row]) and None)

    await release(spam, 1, "Anna")

    found = await states(db)
    assert found.pop("letter:empty") == ("withheld", reason)
    assert list(found.values()) == [("due", None)]
