"""Rows: what is written at the driver's level reads as if Core had written it."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from frontdesk.model.delivery import DeliveryState, View
from frontdesk.store.database import Database
from frontdesk.store.rows import OR_IGNORE, insert, update
from frontdesk.store.tables import cards, leads

AT = datetime(2026, 11, 20, 9, 30, 0, 123_456, tzinfo=UTC)


@pytest.fixture
async def db(tmp_path, database_url):
    db = Database(database_url, desk=tmp_path)
    yield db
    await db.close()


def a_card(chat: int, lead: int, **values):
    return {
        "chat": chat,
        "lead": lead,
        "view": View.SALES,
        "revision": 1,
        "hot": True,
        "state": DeliveryState.DUE,
        "due_at": AT,
        "undo_until": None,
        **values,
    }


async def all_of(db, table):
    return await db.read(lambda c: c.execute(sa.select(table).order_by(*table.primary_key)).all())


async def some_leads(db, *ids):
    rows = [{"id": id_, "state": None, "created_at": AT} for id_ in ids]
    await db.write(lambda c: insert(c, leads, rows))


async def test_times_names_truths_and_nothing_come_back_as_they_were(db):
    await some_leads(db, 1)

    await db.write(lambda c: insert(c, cards, [a_card(-100, 1)]))

    [row] = await all_of(db, cards)
    assert (row.view, row.state, row.due_at, row.hot, row.undo_until) == ("sales", "due", AT, True, None)


async def test_a_row_whose_key_is_there_changes_nothing_and_keeps_no_other(db):
    await some_leads(db, 1, 2)
    await db.write(lambda c: insert(c, cards, [a_card(-100, 1)]))

    again = [a_card(-100, 1, view=View.LINE), a_card(-100, 2, view=View.LINE)]
    await db.write(lambda c: insert(c, cards, again, OR_IGNORE))

    assert [(row.lead, row.view) for row in await all_of(db, cards)] == [(1, "sales"), (2, "line")]


async def test_each_row_is_changed_in_the_columns_named_and_no_other(db):
    await some_leads(db, 1, 2, 3)

    wanted = [{"id": 1, "state": "triage", "state_at": AT}, {"id": 3, "state": "won", "state_at": None}]
    await db.write(lambda c: update(c, leads, wanted))

    found = [(row.state, row.state_at, row.created_at) for row in await all_of(db, leads)]
    assert found == [("triage", AT, AT), (None, None, AT), ("won", None, AT)]


async def test_a_column_that_the_table_has_not_is_never_sql(db):
    with pytest.raises(KeyError):
        await db.write(lambda c: insert(c, leads, [{'id", "state") VALUES (1, 2) --': 1}]))


async def test_a_row_that_breaks_a_rule_is_an_error_of_the_store_and_writes_nothing(db):
    await some_leads(db, 1)

    with pytest.raises(sa.exc.IntegrityError):
        await db.write(lambda c: insert(c, cards, [a_card(-100, 1), a_card(-100, 99)]))

    assert await all_of(db, cards) == []


async def test_no_rows_write_nothing(db):
    await db.write(lambda c: insert(c, leads, []))
    await db.write(lambda c: update(c, leads, []))

    assert await all_of(db, leads) == []
