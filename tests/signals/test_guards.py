"""Guards: what contact forms really get, spam and customers who look like it, in four languages."""

import json
from pathlib import Path

import pytest

from signals.samples import a_submission

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "guards.jsonl").read_text("utf-8").splitlines()
]
SPAM = [row for row in ROWS if row["spam"]]
CUSTOMERS = [row for row in ROWS if not row["spam"]]
LANGUAGES = ("en", "ru", "pl", "de")


@pytest.fixture(scope="module")
def holding(read, rules):
    """The guards that hold a row of the table in quarantine."""

    def guards(row: dict) -> list[str]:
        found = read(a_submission(**row["form"])).spam
        return [one.guard for one in found if rules.guards[one.guard] == "enforce"]

    return guards


def test_the_table_has_spam_and_customers_in_every_language():
    assert len(SPAM) >= 60
    assert len(CUSTOMERS) >= 60
    for rows in (SPAM, CUSTOMERS):
        assert {row["language"] for row in rows} == set(LANGUAGES)


@pytest.mark.parametrize("row", CUSTOMERS, ids=[row["id"] for row in CUSTOMERS])
def test_a_customer_is_not_held_back(holding, row):
    assert holding(row) == []


@pytest.mark.parametrize("row", SPAM, ids=[row["id"] for row in SPAM])
def test_spam_is_held_back_by_the_guard_it_is_for(holding, row):
    assert holding(row) == row["guards"]


def test_five_of_six_pieces_of_spam_are_held_back(holding):
    caught = sum(bool(holding(row)) for row in SPAM)

    assert caught * 6 >= len(SPAM) * 5


@pytest.mark.parametrize("row", CUSTOMERS, ids=[row["id"] for row in CUSTOMERS])
def test_a_customer_is_not_held_back_for_writing_in_capitals(holding, row):
    form = {**row["form"], "message": row["form"]["message"].upper()}

    assert holding({**row, "form": form}) == []
