"""The declaration of what is held of persons."""

import pytest

from frontdesk.store.personal import HOLDINGS, By, Fate
from frontdesk.store.tables import metadata


def test_every_table_is_declared():
    assert set(HOLDINGS) == set(metadata.tables)


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_every_column_is_declared_once_as_personal_or_not(name):
    holding = HOLDINGS[name]

    assert sorted((*holding.personal, *holding.plain)) == sorted(metadata.tables[name].c.keys())


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_what_is_emptied_may_hold_what_it_then_holds(name):
    holding, table = HOLDINGS[name], metadata.tables[name]
    empties = {column: holding.empty.get(column) for column in holding.personal}

    wrong = {c for c, value in empties.items() if value is None and not table.c[c].nullable}

    assert wrong == set() or holding.fate is not Fate.EMPTIED


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_a_table_that_names_a_lead_or_a_submission_is_found_by_it(name):
    named = {"lead": By.LEAD, "submission": By.SUBMISSION}
    columns = [column for column in named if column in metadata.tables[name].c]

    assert not columns or HOLDINGS[name].by in {named[column] for column in columns}


def test_what_is_deleted_goes_after_all_that_refers_to_it():
    order = list(HOLDINGS)
    early = {
        (name, key.column.table.name)
        for name, table in metadata.tables.items()
        for key in table.foreign_keys
        if HOLDINGS[key.column.table.name].fate is Fate.DELETED
        and order.index(name) > order.index(key.column.table.name)
    }

    assert early == set()
