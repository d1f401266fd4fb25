"""Sheet: a list as a file, of which no cell is ever a formula."""

import csv
import io

import pytest

from frontdesk.desk.commands.lists import sheet
from frontdesk.messages.csv_cells import neutral
from frontdesk.store import lists
from support.chats import a_card, judged
from support.talk import ask, said, write
from support.world import MARK, PIOTR, TRIAGE, a_form, until


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+1", "-1", "@A1", "\tx", "\rx", "  =1", "\n=1"], ids=repr)
def test_a_cell_that_begins_like_a_formula_opens_as_text(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Acme", "1", "a=b", ""], ids=repr)
def test_another_cell_stays_as_it_is(cell):
    assert neutral(cell) == cell


def test_a_negative_score_is_a_number():
    assert neutral(-5) == "-5"


async def test_a_sheet_comes_in_private(world):
    await a_card(world)

    write(world, MARK, "/leads csv")

    [document] = await until(lambda: [m.document for m in said(world, MARK) if m.document])
    assert document.name.startswith("leads-")
    assert document.size > 100


async def test_a_sheet_holds_every_lead_without_contacts_and_without_formulas(world):
    await world.post(a_form(company='=HYPERLINK("http://evil.example","x")', last_name='Kow"alski'))
    await world.post(a_form(email="eva@other.example", phone="", first_name="+Eva", last_name="Nowak"))
    await judged(world)

    found = await world.service.db.read(lambda c: lists.page(c, lists.Wanted(), 0, 10))
    content = sheet(found)

    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["'+Eva Nowak", 'Jan Kow"alski']
    assert rows[1]["company"] == "'" + '=HYPERLINK("http://evil.example","x")'
    assert b"jan@" not in content
    assert b"345" not in content


async def test_a_sheet_is_only_for_who_leads_and_not_for_groups(world):
    await a_card(world)

    assert "role" in (await ask(world, PIOTR, "/leads csv")).text
    assert "role" in (await ask(world, MARK, "/leads csv", TRIAGE)).text
