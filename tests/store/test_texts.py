"""Texts: a message that many send is known again, in whatever batches it comes."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.model.lead import State
from frontdesk.signals.texts import Mark
from frontdesk.store import leads, tables, texts
from frontdesk.store.receipts import read_receipts
from support.books import AT, put
from support.books import a_submission as a_row
from support.desks import a_desk, accepted, changes, judged

TEXT = "We would like to see how your portal handles returns and claims of our dealers, number {}."


@pytest.fixture
def desk(db, tmp_path):
    return a_desk(db, tmp_path)


async def came(desk, *addresses: str, at_once: bool = False) -> None:
    for n, address in enumerate(addresses):
        await accepted(desk, email=address, phone="", message=TEXT.format(n))
        if not at_once:
            await judged(desk)
    await judged(desk)


async def states(db) -> list[str]:
    return list(await db.read(lambda c: c.execute(sa.select(tables.leads.c.state).order_by("id")).scalars()))


async def receipts(db, lead: int) -> list:
    found = await db.read(lambda c: read_receipts(c, lead))
    return [[(one.guard, one.because) for one in receipt.verdict.suspicions] for receipt in found]


@pytest.mark.parametrize("at_once", [False, True], ids=["one after another", "in one batch"])
async def test_the_third_who_sends_a_text_is_held_back_and_those_after(desk, db, at_once):
    await came(desk, *(f"x{n}@a{n}.example" for n in range(5)), at_once=at_once)

    assert [state == State.QUARANTINED for state in await states(db)] == [False, False, True, True, True]
    assert await receipts(db, 3) == [[("repeated_text", "2 others sent the same text within a week")]]


async def test_five_people_of_one_company_may_send_one_text(desk, db):
    await came(desk, *(f"x{n}@acme-client.example" for n in range(5)))

    assert State.QUARANTINED not in await states(db)


async def test_three_people_with_free_mailboxes_may_not(desk, db):
    await came(desk, "a@gmail.com", "b@gmail.com", "c@gmail.com")

    assert (await states(db))[2] == State.QUARANTINED


async def test_one_who_sends_a_text_three_times_is_no_crowd(desk, db):
    await came(desk, "a@gmail.com", "a@gmail.com", "a@gmail.com")

    assert State.QUARANTINED not in await states(db)


async def test_a_second_look_finds_what_the_first_one_found(desk, db):
    await came(desk, "a@a.example", "b@b.example", "c@c.example", "d@d.example")
    at = now() + timedelta(days=30)
    await db.write(lambda c: texts.forget(c, at))

    known = await db.read(lambda c: leads.read_known(c, [1, 3, 4], at))

    assert [known[lead].same_text for lead in (1, 3, 4)] == [0, 2, 3]


async def test_a_text_of_a_lead_that_was_released_is_a_template(desk, db):
    await came(desk, "a@a.example", "b@b.example", "c@c.example")
    await db.write(
        lambda c: c.execute(sa.update(tables.leads).where(tables.leads.c.id == 3).values(released_by="Olga"))
    )

    await came(desk, "d@d.example", "e@e.example")

    assert (await states(db))[3:] == ["triage", "triage"]


async def test_nothing_is_looked_up_for_short_messages(desk, db):
    await accepted(desk, message="Please call me.")
    seen = []
    [change] = await changes(desk)
    await desk.record([change])

    def work(connection):
        sa.event.listen(connection, "before_cursor_execute", lambda *told: seen.append(told[2]))
        return leads.read_known(connection, [1], now())

    await db.read(work)

    assert (
        await db.read(lambda c: c.execute(sa.select(sa.func.count()).select_from(tables.texts)).scalar()) == 0
    )
    assert not [statement for statement in seen if "texts" in statement]


def marks(*senders: str, digest: bytes = b"t", **every: int) -> list[Mark]:
    """A submission after another, an hour apart."""
    return [
        Mark(n, digest.ljust(16), sender.encode().ljust(8), AT + timedelta(**(every or {"hours": 1})) * n)
        for n, sender in enumerate(senders, 1)
    ]


async def written(db, found: list[Mark]) -> dict[int, int]:
    """submission: how many others were counted."""

    def work(connection):
        ids = [mark.submission for mark in found]
        put(connection, tables.leads, *({"id": id_, "created_at": AT} for id_ in ids))
        put(connection, tables.submissions, *(a_row(id_, lead=id_) for id_ in ids))
        texts.remember(connection, found)
        return texts.others(connection, ids)

    return await db.write(work)


async def test_a_text_from_more_than_a_week_ago_does_not_count(db):
    counted = await written(db, marks("a", "b", "c", days=3))
    later = replace(marks("d")[0], submission=9, at=AT + timedelta(days=14))

    assert counted == {1: 0, 2: 1, 3: 2}
    assert await written(db, [later]) == {9: 1}


async def test_who_sends_it_again_after_another_is_still_one_of_two(db):
    assert await written(db, marks("a", "b", "a", "b")) == {1: 0, 2: 1, 3: 1, 4: 1}


async def test_only_what_came_before_counts(db):
    late = marks("a", "b", "c")

    assert await written(db, late[2:]) == {3: 0}
    assert await written(db, late[:2]) == {1: 0, 2: 1}


async def test_texts_are_told_apart(db):
    one, two = marks("a", "b", digest=b"one"), marks("c", "d", digest=b"two")
    two = [replace(mark, submission=mark.submission + 10) for mark in two]

    assert await written(db, [*one, *two]) == {1: 0, 2: 1, 11: 0, 12: 1}


async def test_a_text_is_written_down_once(db):
    found = marks("a", "b")
    await written(db, found)

    await db.write(lambda c: texts.remember(c, found))

    assert await db.read(lambda c: texts.others(c, [1, 2])) == {1: 0, 2: 1}


async def test_what_is_forgotten_holds_nobody_back(db):
    await written(db, marks("a", "b", "c"))

    gone = await db.write(lambda c: texts.forget(c, AT + timedelta(days=8)))

    assert gone == 2
    assert await db.read(lambda c: texts.others(c, [1, 2, 3])) == {3: 2}
    assert await db.write(lambda c: texts.forget(c, AT + timedelta(days=400))) == 1


async def test_a_flood_of_one_text_makes_no_look_dearer(db):
    counted = await written(db, marks(*(str(n) for n in range(200)), minutes=1))
    later = replace(marks("x")[0], submission=999, at=AT + timedelta(hours=5))

    assert counted[200] == 199
    assert await written(db, [later]) == {999: texts.LOOKED}
