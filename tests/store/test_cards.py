"""Cards in the store: what changes while a card is on its way is not missed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.store import card_turns, cards, tables
from support.desks import a_desk, accepted, judged
from support.world import TRIAGE


async def claimed(db, tmp_path):
    """A lead's first card, claimed."""
    desk = a_desk(db, tmp_path)
    await accepted(desk)
    await judged(desk)
    return await db.write(
        lambda c: card_turns.claim_next(c, TRIAGE.id, now(), "node", card_turns.Turn(edit_gap=timedelta()))
    )


async def state(db) -> str:
    return await db.read(lambda c: c.execute(sa.select(tables.cards.c.state)).scalar_one())


@pytest.mark.parametrize("redraw", [cards.redraw, cards.redraw_of_others], ids=["own", "another lead's"])
async def test_a_card_on_its_way_is_looked_at_again(db, tmp_path, redraw):
    work = await claimed(db, tmp_path)

    await db.write(lambda c: redraw(c, [1], now()))
    assert await state(db) == "claimed"
    await db.write(lambda c: cards.settle_shown(c, work, 7, "hash", now(), now()))

    assert await state(db) == "due"


async def test_a_card_that_nothing_changed_meanwhile_rests(db, tmp_path):
    work = await claimed(db, tmp_path)

    await db.write(lambda c: cards.settle_shown(c, work, 7, "hash", now(), now()))

    assert await state(db) == "shown"


async def test_an_undo_that_ended_while_the_card_was_on_its_way_is_taken_off_it(db, tmp_path):
    work = await claimed(db, tmp_path)
    drawn_at = now()
    ended = sa.update(tables.cards).values(undo_until=drawn_at + timedelta(seconds=1))
    await db.write(lambda c: c.execute(ended) and None)

    late = drawn_at + timedelta(seconds=2)
    await db.write(lambda c: cards.settle_shown(c, work, 7, "hash", late, drawn_at))

    assert await state(db) == "due"
