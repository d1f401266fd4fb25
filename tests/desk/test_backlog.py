"""Backlog: what waits is given to its lead, and judged in the order it came."""

import pytest
import sqlalchemy as sa

from frontdesk.desk.backlog import ANYBODYS, Backlog
from frontdesk.desk.clock import wall as now
from frontdesk.desk.node import Share
from frontdesk.model.submission import Submission
from frontdesk.store import submissions
from frontdesk.store.submissions import Arrival
from support import books
from support.desks import a_desk, accepted, changes
from support.world import a_form


@pytest.fixture
def desk(db, tmp_path):
    return a_desk(db, tmp_path)


async def test_the_forms_of_one_person_are_judged_one_after_the_other(desk):
    came = [await accepted(desk, message=f"form {number}") for number in range(3)]

    for id_ in came:
        [waiting] = await Backlog(desk).waiting()
        assert waiting.submission == id_
        assert [each.id for each in waiting.known.submissions] == came[: came.index(id_) + 1]
        await desk.record(await changes(desk))


async def test_a_form_that_turns_up_late_goes_before_those_that_came_after_it(desk, db):
    came = [await accepted(desk, message=f"form {number}") for number in range(2)]
    await Backlog(desk).waiting()
    leadless = "UPDATE submissions SET lead = NULL WHERE id = :id"
    await db.write(lambda c: c.execute(sa.text(leadless), {"id": came[0]}) and None)

    [waiting] = await Backlog(desk).waiting()

    assert waiting.submission == came[0]


async def test_one_that_is_committed_late_is_not_passed_by_what_came_after_it(desk, db):
    came = await accepted(desk)
    earlier = Arrival(
        id=came - 1,
        hook="web",
        at=now(),
        headers=b"[]",
        body=b"{}",
        submission=Submission(provider="json", fields={"email": a_form()["email"]}),
    )

    class Meanwhile(Backlog):
        async def _give_leads(self, found):
            given = await super()._give_leads(found)
            if len(found) == 1 and found[0].id == came:
                await db.append(submissions.append_arrivals, earlier)
            return given

    backlog = Meanwhile(desk)

    assert await backlog.waiting() == []
    assert [each.submission for each in await backlog.waiting()] == [earlier.id]


async def test_few_are_judged_at_once_in_a_rush_but_many_given_to_their_leads(desk, db):
    for number in range(20):
        await accepted(desk, email=f"a{number}@acme-client.example")

    few = await Backlog(desk).waiting(8)

    assert [each.known.lead.id for each in few] == list(range(1, 9))
    assert await db.read(submissions.leadless) == 0


async def test_one_that_cannot_be_read_is_found_wherever_the_look_met_it(desk, db):
    came = [await accepted(desk, email=f"a{number}@acme-client.example") for number in range(20)]
    broken = sa.text("UPDATE submissions SET normalised = :said WHERE id = :id")
    await db.write(lambda c: c.execute(broken, {"said": b"{", "id": came[15]}) and None)
    backlog = Backlog(desk)

    with pytest.raises(ValueError, match="column 2"):
        await backlog.waiting(8)
    found = await backlog.unreadable()

    assert [id_ for id_, _ in found] == [came[15]]


async def test_a_node_looks_at_its_own_leads_first_and_now_and_then_at_all(desk, db):
    for number in range(8):
        await accepted(desk, email=f"a{number}@acme-client.example")
    backlog = Backlog(desk)

    looks = [await backlog.waiting(share=Share(1, 2)) for _ in range(ANYBODYS)]

    numbers = [sorted(each.known.lead.id for each in look) for look in looks]
    assert numbers == [[1, 3, 5, 7]] * (ANYBODYS - 1) + [list(range(1, 9))]


async def test_where_nothing_of_its_own_waits_a_node_takes_what_others_leave(db, tmp_path):
    hands = books.Hands()
    desk = books.a_desk(db, tmp_path, hands)
    await accepted(desk)
    assert await Backlog(desk).waiting(share=Share(0, 2)) == []

    hands.forward(days=4000)

    assert len(await Backlog(desk).waiting(share=Share(0, 2))) == 1
