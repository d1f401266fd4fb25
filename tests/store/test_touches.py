"""Touches: what happened between a lead and us, once each."""

from datetime import timedelta

import pytest

from frontdesk.desk.backlog import Backlog
from frontdesk.desk.clock import wall as now
from frontdesk.model.delivery import DeliveryState
from frontdesk.model.touch import Touch, TouchKind
from frontdesk.store import deliveries, leads, touches
from support.desks import a_desk, accepted, judged


@pytest.fixture
def desk(db, tmp_path):
    return a_desk(db, tmp_path)


async def touched(db, lead: int = 1) -> list[tuple[str, str | None]]:
    """(kind, source) of a lead's touches, oldest first."""
    known = await db.read(lambda c: leads.read_known(c, [lead], now()))
    return [(touch.kind, touch.source) for touch in known[lead].touches]


async def claimed(db) -> int:
    """Claim the one letter that is due; its id."""
    [delivery] = await db.write(lambda c: deliveries.claim_due(c, now(), "node", 5))
    return delivery.id


async def test_a_judged_form_is_a_touch_and_so_is_where_the_lead_then_stands(desk, db):
    await accepted(desk)
    await judged(desk)

    assert await touched(db) == [("submission", "web"), ("stage", "machine")]


async def test_a_further_form_that_moves_nothing_is_one_touch(desk, db):
    await accepted(desk)
    await judged(desk)

    await accepted(desk, message="One more thing.")
    await judged(desk)

    assert await touched(db) == [("submission", "web"), ("stage", "machine"), ("submission", "web")]


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        pytest.param(DeliveryState.REFUSED, "refused", id="refused"),
        pytest.param(DeliveryState.HELD, None, id="held"),
        pytest.param(DeliveryState.DUE, None, id="due again"),
    ],
)
async def test_of_what_did_not_go_out_only_a_refused_letter_is_a_touch(desk, db, state, kind):
    await accepted(desk)
    await judged(desk)
    id_ = await claimed(db)

    for _ in range(2):
        await db.write(lambda c: deliveries.settle(c, id_, "node", state, at=now()))

    assert (await touched(db))[2:] == ([(kind, "email")] if kind else [])


async def test_a_letter_that_went_out_is_a_touch(desk, db):
    await accepted(desk)
    await judged(desk)
    id_ = await claimed(db)

    for _ in range(2):
        await db.write(lambda c: deliveries.settle_sent(c, [(id_, now())], "node"))

    assert (await touched(db))[2:] == [("sent", "email")]


async def test_a_node_that_lost_its_claim_writes_no_touch(desk, db):
    await accepted(desk)
    await judged(desk)
    id_ = await claimed(db)

    await db.write(lambda c: deliveries.settle(c, id_, "another", DeliveryState.REFUSED, at=now()))

    assert len(await touched(db)) == 2


async def test_a_touch_is_written_once(desk, db):
    await accepted(desk)
    await Backlog(desk).waiting()  # makes the lead
    again = Touch(kind=TouchKind.SENT, at=now(), key="sent:7", source="email")

    for _ in range(2):
        await db.write(lambda c: touches.add(c, [(1, again), (1, again)]))

    assert await db.read(lambda c: touches.of_leads(c, [1])) == {1: (again,)}


async def test_a_look_takes_in_the_newest_touches_oldest_first(desk, db):
    await accepted(desk)
    await Backlog(desk).waiting()  # makes the lead
    began = now()
    happened = [
        (1, Touch(kind=TouchKind.SENT, at=began + timedelta(seconds=n), key=f"sent:{n}")) for n in range(250)
    ]

    await db.write(lambda c: touches.add(c, happened[::-1]))

    read = (await db.read(lambda c: touches.of_leads(c, [1])))[1]
    assert [touch.key for touch in read] == [f"sent:{n}" for n in range(50, 250)]
