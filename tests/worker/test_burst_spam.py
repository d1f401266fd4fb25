"""Burst spam: all leads of one source are called spam by two taps, and no other lead is."""

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.store.tables import history, leads
from support.flood import a_flood, forms
from support.world import MARK, OLGA, PIOTR, TRIAGE, VERA

SECOND = timedelta(seconds=1)
ALL, YES, BACK, UNDO = "All from this source", "Yes, ", "Back", "Undo"
SOURCE = {"referrer": "https://spam.example/list"}


async def stands(flood) -> Counter:
    """How many leads are in each state."""
    rows = await flood.desk.db.read(lambda c: c.execute(sa.select(leads.c.state)).scalars().all())
    return Counter(rows)


@pytest.fixture
async def flood(db, tmp_path):
    """Fifty leads that one page sent, and ten of other people, under one live message."""
    async with a_flood(db, tmp_path) as world:
        await world.come(forms(50, 20, **SOURCE))
        await world.come(forms(10, 5, first=50))
        await world.pass_(16 * SECOND)
        yield world


async def test_the_message_asks_once_more_with_the_harmless_button_first(flood):
    assert await flood.press(TRIAGE, ALL, OLGA) == "all_spam_asked"
    await flood.pass_(5 * SECOND)

    [live] = [m for m in flood.server.messages(TRIAGE.id) if "📥" in m.text]
    assert "Call all 50 leads from web, spam[.]example spam?" in live.text
    assert [[button.text for button in row] for row in live.rows] == [
        ["« Back"],
        ["🚫 Yes, 50 leads are spam"],
    ]
    assert (await stands(flood))["quarantined"] == 0


async def test_a_second_tap_calls_all_of_that_source_spam_and_nobody_else(flood):
    await flood.press(TRIAGE, ALL, OLGA)
    await flood.pass_(5 * SECOND)

    assert await flood.press(TRIAGE, YES, OLGA) == "all_spam"
    await flood.pass_(30 * SECOND)

    assert await stands(flood) == {"quarantined": 50, "triage": 10}
    said = sa.select(sa.func.count()).where(history.c.by == "Olga", history.c.what == "spam")
    assert await flood.desk.db.read(lambda c: c.execute(said).scalar_one()) == 50
    await flood.pass_(60 * SECOND)
    assert ALL not in str(flood.server.messages(TRIAGE.id)[-1].rows)


async def test_all_of_it_is_taken_back_within_a_minute(flood):
    await flood.press(TRIAGE, ALL, OLGA)
    await flood.pass_(5 * SECOND)
    await flood.press(TRIAGE, YES, OLGA)
    await flood.pass_(20 * SECOND)
    assert (await stands(flood))["quarantined"] == 50
    with pytest.raises(AssertionError, match="no button"):
        await flood.press(TRIAGE, YES, OLGA)

    assert await flood.press(TRIAGE, UNDO, OLGA) == "all_spam_undone"
    await flood.pass_(20 * SECOND)

    assert await stands(flood) == {"triage": 60}
    assert not any(UNDO in b.text for m in flood.server.messages(TRIAGE.id) for row in m.rows for b in row)


async def test_what_moved_since_is_not_taken_back(flood):
    await flood.press(TRIAGE, ALL, OLGA)
    await flood.pass_(5 * SECOND)
    await flood.press(TRIAGE, YES, OLGA)
    await flood.pass_(20 * SECOND)
    later = sa.update(leads).where(leads.c.id <= 3, leads.c.state == "quarantined")
    await flood.desk.db.write(lambda c: c.execute(later.values(revision=leads.c.revision + 1)) and None)

    await flood.press(TRIAGE, UNDO, MARK)
    await flood.pass_(20 * SECOND)

    assert await stands(flood) == {"triage": 57, "quarantined": 3}


async def test_it_is_taken_back_by_who_said_so_or_a_manager_and_not_after_a_minute(flood):
    await flood.press(TRIAGE, ALL, MARK)
    await flood.pass_(5 * SECOND)
    await flood.press(TRIAGE, YES, MARK)
    await flood.pass_(20 * SECOND)

    assert await flood.press(TRIAGE, UNDO, OLGA) == "not_allowed"
    await flood.halt()
    flood.time.now += 61 * SECOND
    assert await flood.press(TRIAGE, UNDO, MARK) == "undo_late"
    assert (await stands(flood))["quarantined"] == 50


async def test_another_node_goes_on_where_one_ended(flood):
    await flood.press(TRIAGE, ALL, OLGA)
    await flood.pass_(5 * SECOND)
    await flood.halt()

    await flood.press(TRIAGE, YES, OLGA)
    await flood.loops("two")
    await flood.pass_(60 * SECOND)

    assert await stands(flood) == {"quarantined": 50, "triage": 10}


async def test_back_changes_nothing(flood):
    await flood.press(TRIAGE, ALL, OLGA)
    await flood.pass_(5 * SECOND)

    assert await flood.press(TRIAGE, BACK, OLGA) == "burst_kept"
    await flood.pass_(20 * SECOND)

    assert (await stands(flood))["quarantined"] == 0
    assert any(ALL in b.text for m in flood.server.messages(TRIAGE.id) for row in m.rows for b in row)


async def test_a_question_is_over_after_a_minute(flood):
    await flood.press(TRIAGE, ALL, OLGA)
    await flood.pass_(5 * SECOND)
    await flood.halt()
    flood.time.now += 61 * SECOND

    assert await flood.press(TRIAGE, YES, OLGA) == "changed"
    assert (await stands(flood))["quarantined"] == 0


@pytest.mark.parametrize("by", [VERA, PIOTR], ids=lambda person: str(person.role))
async def test_who_may_not_sort_may_not_ask(flood, by):
    assert await flood.press(TRIAGE, ALL, by) == "not_allowed"


async def test_people_from_many_places_are_offered_to_nobody_as_spam(db, tmp_path):
    async with a_flood(db, tmp_path) as flood:
        for first in range(0, 40, 10):
            page = f"https://page{first}.example/"
            await flood.come(forms(10, 2, first=first, referrer=page))
        await flood.pass_(16 * SECOND)

        assert flood.live()
        assert not any(ALL in b.text for m in flood.server.messages(TRIAGE.id) for row in m.rows for b in row)


async def test_a_manager_who_reads_addresses_may_do_it_too(flood):
    await flood.press(TRIAGE, ALL, MARK)
    await flood.pass_(5 * SECOND)
    await flood.press(TRIAGE, YES, MARK)
    await flood.pass_(30 * SECOND)

    assert (await stands(flood))["quarantined"] == 50
