"""Suppressions: what is on the list is not written to, and what waited for it is withheld."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.model.change import Change
from frontdesk.model.delivery import DeliveryState
from frontdesk.model.lead import Lead, State
from frontdesk.model.mailbox import marks
from frontdesk.model.suppression import SuppressedBy
from frontdesk.store import deliveries as outbox
from frontdesk.store import suppressions
from frontdesk.store.changes import write_changes
from frontdesk.store.remarking import remark
from frontdesk.store.tables import deliveries, leads, touches
from frontdesk.store.tables import suppressions as table
from support.books import a_letter, put

SECRET = b"sixteen characters or more"
OTHER = b"another secret of sixteen"
JAN = "jan.k@client.example"
AT = now().replace(microsecond=0)
WAITING = [DeliveryState.DUE, DeliveryState.UNSURE, DeliveryState.HELD]
SETTLED = [each for each in DeliveryState if each not in WAITING]


class Books:
    """A database with leads, and letters to them."""

    def __init__(self, db) -> None:
        self.db = db

    async def letter(self, number: int, to: str = JAN, state: str = "due", lead: int = 1, **values) -> None:
        its = marks(SECRET, to) if to else None
        known = {"mailbox": its.mailbox, "exact": its.exact} if its else {}
        row = a_letter(number, state, id=number, lead=lead, recipient=to, **{**known, "body": b"x", **values})
        await self.db.write(lambda c: put(c, deliveries, row))

    async def states(self) -> dict[int, tuple[str, str | None]]:
        select = sa.select(deliveries.c.id, deliveries.c.state, deliveries.c.reason)
        return {row[0]: (row[1], row[2]) for row in await self.db.read(lambda c: c.execute(select).all())}

    async def add(self, address: str = JAN, reason=SuppressedBy.BY_HAND, at=AT, by="Ann"):
        its = marks(SECRET, address)
        return await self.db.write(
            lambda c: suppressions.add(c, its, address=address, reason=reason, by=by, at=at)
        )

    async def holds(self, *addresses: str) -> list[bool]:
        each = [marks(SECRET, address) for address in addresses]
        asked = {key for its in each for key in (its.mailbox, its.exact)}
        found = await self.db.read(lambda c: suppressions.holds(c, asked))
        return [its.mailbox in found or its.exact in found for its in each]

    async def claimed(self, limit: int = 4) -> list[int]:
        found = await self.db.write(lambda c: outbox.claim_due(c, now(), "me", limit))
        return [each.id for each in found]


@pytest.fixture
async def books(db):
    made = [{"id": number, "created_at": AT, "state": "triage"} for number in (1, 2)]
    await db.write(lambda c: put(c, leads, *made))
    return Books(db)


async def test_nobody_is_on_an_empty_list(books):
    assert await books.holds(JAN) == [False]
    assert await books.db.read(lambda c: suppressions.holds(c, [])) == set()
    assert await books.db.read(lambda c: suppressions.listed(c, 10)) == []


@pytest.mark.parametrize("reason", ["unsubscribed", "complained", "by_hand"])
async def test_who_wants_no_letters_gets_none_however_the_address_is_written(books, reason):
    await books.add(reason=SuppressedBy(reason))

    assert await books.holds(JAN, "J.A.N.K+x@CLIENT.example", "jan@client.example") == [True, True, False]


@pytest.mark.parametrize("reason", ["unknown", "bounced"])
async def test_what_a_server_does_not_know_says_nothing_of_its_neighbours(books, reason):
    await books.add("jank@client.example", SuppressedBy(reason))

    assert await books.holds("JanK@client.example", JAN, "jank+x@client.example") == [True, False, False]


async def test_the_first_reason_stays(books):
    first = await books.add(reason=SuppressedBy.UNSUBSCRIBED, by="link")
    again = await books.add(reason=SuppressedBy.COMPLAINED, at=AT + timedelta(days=1))

    [line] = await books.db.read(lambda c: suppressions.listed(c, 10))
    assert (first.new, again.new) == (True, False)
    assert (line.address, line.reason, line.by, line.at) == (JAN, "unsubscribed", "link", AT)


@pytest.mark.parametrize("state", WAITING)
async def test_a_letter_that_waits_is_withheld_at_once(books, state):
    await books.letter(1, state=state)
    await books.letter(2, to="ja.nk+x@client.example", state=state)
    await books.letter(3, to="eva@client.example", state=state)

    done = await books.add()

    assert done.withheld == 2
    assert await books.states() == {
        1: ("withheld", "suppressed"),
        2: ("withheld", "suppressed"),
        3: (state, None),
    }


@pytest.mark.parametrize("state", SETTLED)
async def test_a_letter_that_is_settled_or_in_hand_stays_as_it_is(books, state):
    await books.letter(1, state=state)

    done = await books.add()

    assert (done.withheld, await books.states()) == (0, {1: (state, None)})


async def test_an_unknown_address_withholds_its_own_letters_only(books):
    await books.letter(1, to="jank@client.example", state="refused")
    await books.letter(2, to="JANK@client.example")
    await books.letter(3, to=JAN)

    done = await books.db.write(
        lambda c: suppressions.add_recipient(c, 1, reason=SuppressedBy.UNKNOWN, at=AT)
    )

    assert (done.new, done.withheld) == (True, 1)
    assert await books.states() == {
        1: ("refused", None),
        2: ("withheld", "suppressed"),
        3: ("due", None),
    }


async def test_a_letter_that_does_not_say_whose_it_is_suppresses_nobody(books):
    await books.letter(1, to="")

    for number in (1, 2):
        done = await books.db.write(
            lambda c, number=number: suppressions.add_recipient(c, number, reason=SuppressedBy.UNKNOWN, at=AT)
        )
        assert done is None


async def test_a_claim_looks_again(books):
    await books.add()
    await books.add("eva@client.example", SuppressedBy.UNKNOWN)
    await books.letter(1)
    await books.letter(2, to="jank+late@client.example", state="unsure")
    await books.letter(3, to="eva@client.example")
    await books.letter(4, to="e.va@client.example")

    claimed = await books.claimed()

    assert claimed == [4]
    assert await books.states() == {
        1: ("withheld", "suppressed"),
        2: ("withheld", "suppressed"),
        3: ("withheld", "suppressed"),
        4: ("claimed", None),
    }


async def test_what_is_withheld_keeps_no_other_letter_waiting(books):
    await books.add()
    for number in range(1, 41):
        await books.letter(number, due_at=AT - timedelta(hours=2))
    await books.letter(99, to="eva@client.example", due_at=AT - timedelta(hours=1))

    assert await books.claimed() == [99]


LEADS = {
    "in quarantine": ({"state": "quarantined"}, "quarantined"),
    "called spam": ({"state": "quarantined", "quarantined_by": "Olga"}, "person"),
}


@pytest.mark.parametrize(("values", "reason"), LEADS.values(), ids=LEADS)
async def test_a_letter_of_a_lead_in_quarantine_is_not_sent(books, values, reason):
    await books.letter(1)
    await books.letter(2, to="eva@client.example", lead=2)
    mine = sa.update(leads).where(leads.c.id == 1).values(**values)
    await books.db.write(lambda c: c.execute(mine) and None)

    assert await books.claimed() == [2]
    assert (await books.states())[1] == ("withheld", reason)


async def test_a_letter_that_nobody_knows_the_address_of_is_not_sent(books):
    await books.letter(1, to="")

    assert await books.claimed() == []
    assert await books.states() == {1: ("withheld", "erased")}


async def test_an_unsubscribed_mailbox_touches_each_of_its_leads_once(books):
    await books.letter(1, state="sent")
    await books.letter(2, to="jank+x@client.example", lead=2)
    mailbox = marks(SECRET, JAN).mailbox

    for later in range(3):
        at = AT + timedelta(seconds=later)
        await books.db.write(lambda c, at=at: suppressions.unsubscribe(c, mailbox, by="link", at=at))

    happened = await books.db.read(
        lambda c: c.execute(sa.select(touches.c.lead, touches.c.kind, touches.c.at)).all()
    )
    [line] = await books.db.read(lambda c: suppressions.listed(c, 10))
    assert sorted(map(tuple, happened)) == [(1, "unsubscribed", AT), (2, "unsubscribed", AT)]
    assert (line.reason, line.address) == ("unsubscribed", "jank+x@client.example")
    assert (await books.states())[2] == ("withheld", "suppressed")


async def test_an_address_that_is_taken_off_may_be_written_to(books):
    await books.letter(1)
    await books.add()
    await books.add(reason=SuppressedBy.UNKNOWN)
    its = marks(SECRET, "jank@client.example")
    exact = marks(SECRET, JAN)

    gone = [await books.db.write(lambda c, m=m: suppressions.remove(c, m)) for m in (its, its, exact)]

    assert gone == [True, False, True]
    assert await books.holds(JAN) == [False]
    assert await books.states() == {1: ("withheld", "suppressed")}


async def test_the_list_holds_no_address_but_in_its_personal_column(books):
    await books.add()

    [line] = await books.db.read(lambda c: suppressions.listed(c, 10))

    assert len(line.key) == 16
    assert line.key == marks(SECRET, JAN).mailbox != marks(b"another secret of sixteen", JAN).mailbox


async def test_another_secret_finds_the_same_people(books):
    await books.add()
    await books.add("eva@client.example", SuppressedBy.UNKNOWN)
    await books.letter(1, to="ola@client.example")
    await books.db.write(lambda c: remark(c, "one", lambda address: marks(SECRET, address)))

    lost = await books.db.write(lambda c: remark(c, "two", lambda address: marks(OTHER, address)))

    keys = {line.key for line in await books.db.read(lambda c: suppressions.listed(c, 10))}
    assert (lost, keys) == (0, {marks(OTHER, JAN).mailbox, marks(OTHER, "eva@client.example").exact})
    mailbox = sa.select(deliveries.c.mailbox)
    assert (
        await books.db.read(lambda c: c.execute(mailbox).scalar())
        == marks(OTHER, "ola@client.example").mailbox
    )


async def test_the_same_secret_touches_nothing_and_an_erased_address_is_counted_as_lost(books):
    await books.add()
    await books.db.write(lambda c: c.execute(sa.update(table).values(address=None)) and None)
    found = [
        await books.db.write(lambda c, name=name: remark(c, name, lambda address: marks(OTHER, address)))
        for name in ("one", "one", "two")
    ]

    assert found == [0, 0, 1]
    assert await books.holds(JAN) == [True]


async def test_a_lead_let_out_of_quarantine_gets_the_letter_that_was_already_written(books):
    out = sa.update(leads).where(leads.c.id == 1).values(state="quarantined", revision=1)
    await books.db.write(lambda c: c.execute(out) and None)
    await books.letter(1)
    await books.letter(2, state="withheld", reason="quarantined", body=b"")
    assert await books.claimed() == []
    before = Lead(id=1, revision=1, state=State.QUARANTINED, created_at=AT)
    change = Change(lead=replace(before, revision=2, state=State.TRIAGE), before=before, at=AT)

    [done] = await books.db.write(lambda c: write_changes(c, [change]))

    assert done
    assert await books.states() == {1: ("due", None), 2: ("withheld", "quarantined")}
    assert await books.claimed() == [1]
