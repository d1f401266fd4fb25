"""Chats: which number belongs to which chat of rules.toml, and what is known of it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall
from frontdesk.model.post import BURST, MORNING
from frontdesk.store import chats, posts
from frontdesk.store.tables import posts as table

OLD, NEW, OTHER = -5, -1005, -6


async def test_a_chat_without_a_row_is_open_under_its_number(db):
    found = await db.read(lambda c: chats.standing(c, OLD))

    assert (found.now_id, found.broken, found.moved) == (OLD, False, False)


@pytest.mark.parametrize(
    ("number", "ids", "home"),
    [
        pytest.param(OLD, (OLD, OTHER), OLD, id="as the rules have it"),
        pytest.param(NEW, (OLD, OTHER), OLD, id="where it moved"),
        pytest.param(OLD, (NEW, OTHER), NEW, id="where it came from"),
        pytest.param(NEW, (NEW, OTHER), NEW, id="the new number in the rules"),
        pytest.param(-77, (OLD, OTHER), -77, id="a stranger's"),
    ],
)
async def test_a_number_belongs_to_the_chat_that_has_or_had_it(db, number, ids, home):
    assert await db.write(lambda c: chats.move(c, OLD, NEW, wall()))

    assert await db.read(lambda c: chats.home(c, number, ids)) == home


async def test_a_move_counts_once(db):
    moved = [await db.write(lambda c, new=new: chats.move(c, OLD, new, wall())) for new in (NEW, NEW, OLD)]

    assert moved == [True, False, False]


async def test_a_broken_chat_keeps_since_when_and_a_wait_breaks_none(db):
    now = wall()
    await db.write(lambda c: chats.shut(c, OLD, "kicked", now, now + timedelta(minutes=5)))
    await db.write(lambda c: chats.wait(c, OTHER, now, now + timedelta(seconds=7)))

    shut, waits = [await db.read(lambda c, id_=id_: chats.standing(c, id_)) for id_ in (OLD, OTHER)]

    assert (shut.broken, shut.reason, waits.broken) == (True, "kicked", False)
    await db.write(lambda c: chats.reopen(c, OLD, now))
    assert not (await db.read(lambda c: chats.standing(c, OLD))).broken


async def test_posts_go_where_their_chat_went(db):
    await db.write(lambda c: _post(c, BURST, "due"))
    await db.write(lambda c: _post(c, f"{MORNING}2026-11-23", posts.OVER))

    await db.write(lambda c: chats.move(c, OLD, NEW, wall()))
    await db.write(lambda c: chats.rename(c, [NEW]))

    rows = await db.read(lambda c: c.execute(sa.select(table).order_by(table.c.key)).all())
    assert [(row.chat, row.message_id, row.state) for row in rows] == [
        (NEW, None, "due"),
        (NEW, None, posts.OVER),
    ]


def _post(connection, key, state) -> None:
    row = {"chat": OLD, "key": key, "about": b"{}", "began_at": wall(), "state": state, "due_at": wall()}
    connection.execute(sa.insert(table).values(**row, message_id=7, shown="x"))
