"""Response times: kept as people claim and contact, from the form's arrival, and read as quantiles."""

from datetime import timedelta

from frontdesk.desk.recycling import bring_back
from frontdesk.model.press import Move
from frontdesk.store import response_times
from support.sales import Office, since
from support.world import ANN, MARK, PIOTR


async def read(office):
    return await office.db.read(lambda c: response_times.times(c, since(office.clock)))


def minutes(quantiles):
    return None if quantiles is None else (quantiles.count, quantiles.p50 // timedelta(minutes=1))


async def test_claim_and_contact_count_from_the_arrival_of_the_form_by_person_and_source(db, tmp_path):
    office = Office(db, tmp_path, by=None)
    await office.hot(1)
    office.later(3)
    await office.press(Move.CLAIM, PIOTR, 1)
    office.later(10)
    await office.press(Move.CONTACTED, PIOTR, 1)
    await office.hot(2)
    office.later(7)
    await office.press(Move.CLAIM, ANN, 2)

    found = await read(office)

    assert {name: minutes(each) for name, each in found.claim.persons.items()} == {
        "Ann": (1, 7),
        "Piotr": (1, 3),
    }
    assert {name: minutes(each) for name, each in found.claim.sources.items()} == {"web": (2, 3)}
    assert {name: minutes(each) for name, each in found.contact.persons.items()} == {"Piotr": (1, 13)}


async def test_what_is_undone_is_forgotten(db, tmp_path):
    office = Office(db, tmp_path, by=None)
    await office.hot()
    await office.press(Move.CLAIM, PIOTR)
    await office.press(Move.UNDO, PIOTR)
    assert minutes((await read(office)).claim.whole) is None

    office.later(5)
    await office.press(Move.CLAIM, ANN)
    await office.press(Move.CONTACTED, ANN)
    await office.press(Move.UNDO, ANN)

    found = await read(office)
    assert (minutes(found.claim.whole), found.contact.whole) == ((1, 5), None)


async def test_who_contacts_a_lead_that_was_given_away_has_its_time(db, tmp_path):
    office = Office(db, tmp_path, by=None)
    await office.hot()
    await office.press(Move.CLAIM, PIOTR)
    await office.press(Move.GIVE, PIOTR, names=ANN.telegram)
    office.later(20)
    await office.press(Move.CONTACTED, MARK)

    found = await read(office)

    assert list(found.claim.persons) == ["Piotr"]
    assert {name: minutes(each) for name, each in found.contact.persons.items()} == {"Ann": (1, 20)}


async def test_only_what_was_done_since_then_counts(db, tmp_path):
    office = Office(db, tmp_path, by=None)
    await office.hot()
    await office.press(Move.CLAIM, PIOTR)
    office.later(60)

    found = await db.read(lambda c: response_times.times(c, office.clock() - timedelta(minutes=30)))

    assert found.claim.whole is None


async def test_a_lead_that_came_back_counts_from_then(db, tmp_path):
    office = Office(db, tmp_path, by=None)
    await office.hot()
    await office.press(Move.CLAIM, PIOTR)
    await office.press(Move.RECYCLE, PIOTR, names=2)
    office.later(2 * 24 * 60 + 1)
    await bring_back(office.desk)
    office.later(4)
    await office.press(Move.CLAIM, ANN)

    found = await read(office)

    assert {name: minutes(each) for name, each in found.claim.persons.items()} == {
        "Ann": (1, 4),
        "Piotr": (1, 0),
    }
