"""The outbox: what a person sends again has its whole life before it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.store import deliveries, outbox, tables
from frontdesk.store.outbox import CardId, FileId
from support.books import AT, TRIAGE, a_card, a_handed_file, a_letter, a_sound_desk, put

LATER = AT + timedelta(days=3)
LETTER, CARD, FILE = 20, CardId(TRIAGE, 3), FileId(21)


@pytest.fixture
async def box(db):
    """A sound desk with an old letter, a card and a file that are held after a doubt."""
    await a_sound_desk(db)
    held = {"state": "held", "doubts": 1, "attempts": 7, "reason": "given up"}
    await db.write(lambda c: put(c, tables.deliveries, a_letter(3, **held, id=LETTER, key="old")))
    await db.write(lambda c: put(c, tables.deliveries, a_handed_file(3, 12, **held, id=FILE.number)))
    await db.write(lambda c: put(c, tables.cards, a_card(TRIAGE, 3, **held)))
    return db


async def row(db, id):
    table = tables.cards if isinstance(id, CardId) else tables.deliveries
    id = id.number if isinstance(id, FileId) else id
    mine = (
        (table.c.chat == id.chat, table.c.lead == id.lead) if table is tables.cards else (table.c.id == id,)
    )
    return await db.read(lambda c: c.execute(sa.select(table).where(*mine)).one())


@pytest.mark.parametrize("id_", [LETTER, CARD, FILE], ids=["letter", "card", "file"])
async def test_what_is_sent_again_is_due_now_with_no_doubt_and_no_attempt(box, id_):
    assert await box.write(lambda c: outbox.retry(c, id_, LATER))

    found = await row(box, id_)
    assert (found.state, found.due_at, found.attempts, found.doubts) == ("due", LATER, 0, 0)
    assert (found.reason, found.claimed_by) == (None, None)


async def test_a_letter_that_is_sent_again_is_not_cancelled_as_too_old(box):
    await box.write(lambda c: outbox.retry(c, LETTER, LATER))

    await box.write(lambda c: deliveries.cancel_older(c, LATER - timedelta(days=1)))

    assert (await row(box, LETTER)).state == "due"


@pytest.mark.parametrize("id_", [LETTER, CARD], ids=["letter", "card"])
async def test_what_is_dropped_is_never_claimed(box, id_):
    assert await box.write(lambda c: outbox.drop(c, id_))

    assert (await row(box, id_)).state == "cancelled"
    assert LETTER not in [one.id for one in await box.write(lambda c: deliveries.claim_due(c, LATER, "n", 9))]
    assert not await box.write(lambda c: outbox.drop(c, id_))


async def test_late_letters_are_counted_with_the_first_of_them(box):
    await box.write(lambda c: outbox.retry(c, LETTER, LATER))

    late = await box.read(lambda c: outbox.overdue(c, LATER + timedelta(seconds=1)))
    earlier = await box.read(lambda c: outbox.overdue(c, LATER))

    assert (late.count, late.since) == (2, AT)
    assert (earlier.count, earlier.since) == (1, AT)
    assert await box.read(lambda c: outbox.overdue(c, AT)) is None


async def test_the_list_is_bounded_and_begins_with_what_was_due_first(box):
    await box.write(lambda c: outbox.retry(c, LETTER, LATER))

    items = await box.read(lambda c: outbox.listed(c, outbox.OPEN, 10))
    first = await box.read(lambda c: outbox.listed(c, outbox.OPEN, 1))

    assert [str(item.id) for item in items] == ["2", str(FILE), str(CARD), str(LETTER)]
    assert first == items[:1]


async def test_a_file_goes_by_a_name_of_its_own_and_never_as_a_letter(box):
    listed = await box.read(lambda c: outbox.listed(c, ["held"], 10))

    assert [str(item.id) for item in listed] == ["20", "file:21", f"card:{TRIAGE}:3"]
    assert not await box.write(lambda c: outbox.drop(c, FILE.number))
    assert not await box.write(lambda c: outbox.drop(c, FileId(LETTER)))
    assert await box.write(lambda c: outbox.drop(c, FILE))
    assert (await row(box, FILE)).state == "cancelled"
