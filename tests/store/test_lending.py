"""Lending: what waits for a chat that lets the bot not in is wanted in its fallback, all of it at once."""

import asyncio
import threading
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall
from frontdesk.store import chats, lending
from frontdesk.store.tables import cards
from support.desks import a_desk, accepted, judged
from support.world import SALES, TRIAGE

MAILS = ("ann@acme-lending.pl", "jan@other-lending.pl", "ola@third-lending.pl")


@pytest.fixture
async def lenders(db, tmp_path):
    """Three cards wait for the triage chat, which threw the bot out."""
    desk = a_desk(db, tmp_path)
    for mail in MAILS:
        await accepted(desk, email=mail)
        await judged(desk)
    now = wall()
    await db.write(lambda c: chats.shut(c, TRIAGE.id, "kicked", now, now + timedelta(minutes=5)))
    return (TRIAGE.id,)


async def in_fallback(db) -> list[tuple[int, str, str, int | None]]:
    c = cards.c
    wanted = sa.select(c.lead, c.view, c.state, c.stands_for).where(c.chat == SALES.id).order_by(c.lead)
    return [tuple(row) for row in await db.read(lambda connection: connection.execute(wanted).all())]


async def test_every_card_that_waits_is_lent_in_one_go(db, lenders):
    await db.write(lambda c: lending.lend(c, lenders, SALES.id, wall()))

    assert await in_fallback(db) == [(lead, "triage", "due", TRIAGE.id) for lead in (1, 2, 3)]


async def test_one_that_is_on_its_way_stays_so_when_it_is_lent_anew(db, lenders):
    await db.write(lambda c: lending.lend(c, lenders, SALES.id, wall()))
    on_its_way = sa.update(cards).where(cards.c.chat == SALES.id, cards.c.lead == 2).values(state="claimed")
    await db.write(lambda c: c.execute(on_its_way) and None)
    newer = sa.update(cards).where(cards.c.chat == TRIAGE.id).values(revision=cards.c.revision + 1)
    await db.write(lambda c: c.execute(newer) and None)

    await db.write(lambda c: lending.lend(c, lenders, SALES.id, wall()))

    assert [row[2] for row in await in_fallback(db)] == ["due", "claimed", "due"]


async def test_a_chat_that_opens_at_that_moment_gets_its_cards_back_alone(db, lenders):
    """Two nodes: one opens the chat while the fallback's looks for what to show."""
    opened, looking = threading.Event(), threading.Event()

    def open_slowly(connection):
        chats.reopen(connection, TRIAGE.id, wall())
        opened.set()
        if db.kind == "postgresql":  # SQLite has one writer: the other comes after
            assert looking.wait(10)
            time.sleep(0.3)

    def look(connection):
        looking.set()
        lending.lend(connection, lenders, SALES.id, wall())

    opening = asyncio.ensure_future(db.write(open_slowly))
    assert await asyncio.to_thread(opened.wait, 10)
    await asyncio.gather(opening, db.write(look))

    assert await in_fallback(db) == []
