"""Leads: what is kept, as lists and one by one."""

import asyncio
import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from cli.conftest import ran
from frontdesk.store import tables
from frontdesk.store.database import Database
from support.books import a_handed_file, a_sound_desk, put
from support.chats import labels
from support.desks import a_desk, accepted, judged
from support.world import OLGA, PIOTR, SALES, TRIAGE, a_form, a_world

pytestmark = pytest.mark.usefixtures("plain_words")

SPAM = a_form(email="x@acme-client.example", phone="", first_name="Eve", website_hp="x")


async def _live(desk: Path) -> None:
    async with a_world(desk) as world:
        await world.post(a_form())
        await world.mail("jan@acme-client.example")
        await world.card(TRIAGE, "Kowalski")
        await world.press(TRIAGE, "udget", OLGA)
        await world.card(SALES, "Kowalski")
        await world.press(SALES, "Take", PIOTR)
        await world.card(SALES, "Piotr")
        await world.post(SPAM)
        await asyncio.sleep(0.5)


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> Path:
    """A desk folder after a lead was taken and another one quarantined."""
    desk = tmp_path_factory.mktemp("desk")
    asyncio.run(_live(desk))
    (desk / ".env").write_text("FRONTDESK_DATABASE=sqlite:///test.db\n")
    return desk


def look(desk: Path, *arguments: str):
    return ran(["--desk", str(desk), *arguments])


def test_the_list_has_the_newest_lead_first(lived):
    ended = look(lived, "leads", "list", "--json")

    rows = [json.loads(row) for row in ended.out.splitlines()]
    assert ended.code == 0
    assert [row["id"] for row in rows] == [2, 1]
    assert rows[1] == {
        "id": 1,
        "score": 7,
        "band": "qualified",
        "state": "claimed",
        "owner": "Piotr",
        "joined_into": None,
        "name": "Jan Kowalski",
        "company": "Acme Sp. z o.o.",
        "enquiries": 1,
        "at": rows[1]["at"],
    }
    assert rows[0]["state"] == "quarantined"


def test_the_list_is_a_table_for_people(lived):
    head, *rows = look(lived, "leads", "list", "--limit", "1").out.splitlines()

    assert head.split() == ["lead", "score", "band", "state", "owner", "name", "company", "came"]
    assert [row.split()[0] for row in rows] == ["#2"]


def test_a_lead_is_shown_with_its_receipts_letters_cards_and_history(lived):
    shown = look(lived, "leads", "show", "1").out

    assert shown.startswith("#1 · claimed · Piotr\n")
    assert "  email: jan@acme-client.example" in shown
    assert "score 4, triage, because of submission:" in shown
    assert "score 7, qualified, because of press:" in shown
    assert "  +3  budget fits: answered yes (Olga)" in shown
    assert "  letter: full_profile (profile.complete)" in shown
    assert "letter full_profile: sent" in shown
    assert f"card in chat {SALES.id}: claimed" in shown
    assert "Olga: budget=yes  triage → sales_open" in shown
    assert "Piotr: claim  sales_open → claimed" in shown
    assert "web: a form came" in shown
    assert "email: a letter went out" in shown


def test_the_parts_of_a_receipt_add_up(lived):
    shown = look(lived, "leads", "show", "1").out
    receipt = shown[shown.index("score 7, ") :].split("  open:")[0]

    assert sum(int(row.split()[0]) for row in receipt.splitlines()[1:] if row.strip()) == 7


def test_a_quarantined_lead_says_why(lived):
    shown = look(lived, "leads", "show", "2").out

    assert "quarantined: honeypot" in shown
    assert "withheld: quarantined" in shown


async def _with_a_file(url: str, folder: Path) -> None:
    db = Database(url, desk=folder)
    await a_sound_desk(db)
    brief = {"submission": 3, "number": 0, "sha256": "0" * 64, "name": "brief.pdf", "media": "x/y", "size": 9}
    await db.write(lambda c: put(c, tables.files, brief))
    await db.write(lambda c: put(c, tables.deliveries, a_handed_file(3, 12, "held", reason="not opened")))
    await db.close()


def test_a_file_that_was_handed_over_is_shown_by_its_name_and_not_as_a_letter(tmp_path, database_url):
    asyncio.run(_with_a_file(database_url, tmp_path))
    (tmp_path / ".env").write_text(f"FRONTDESK_DATABASE={database_url}\n")

    lines = look(tmp_path, "leads", "show", "3").out.splitlines()

    assert "file in chat 12: brief.pdf, held, not opened" in lines
    assert [line for line in lines if line.startswith("letter ")] == ["letter full_profile: withheld"]


async def _joined(desk: Path) -> None:
    async with a_world(desk) as world:
        await world.post(a_form())
        await world.card(TRIAGE, "#1 · Jan")
        await world.post(a_form(email="eve@acme-client.example", first_name="Eve"))
        card = await labels(world, TRIAGE, "#2 · Eve", "Join #1")
        await world.press(TRIAGE, "Join #1", OLGA, message=card)
        sure = await labels(world, TRIAGE, "#2 · Eve", "Join for good")
        await world.press(TRIAGE, "Join for good", OLGA, message=sure)


def test_a_joined_lead_points_to_the_one_that_it_is_part_of(tmp_path):
    asyncio.run(_joined(tmp_path))
    (tmp_path / ".env").write_text("FRONTDESK_DATABASE=sqlite:///test.db\n")

    gone, stays = (look(tmp_path, "leads", "show", number).out for number in ("2", "1"))
    listed = [json.loads(row) for row in look(tmp_path, "leads", "list", "--json").out.splitlines()]

    assert gone.startswith("#2 · joined into #1\nAll that it sent is shown by `frontdesk leads show 1`.\n")
    assert "Olga: joined into #1  triage → none" in gone
    assert "eve@acme-client.example" not in gone
    assert "eve@acme-client.example" in stays
    assert "Olga: join #2" in stays
    assert [(row["id"], row["joined_into"]) for row in listed] == [(2, 1), (1, None)]


def test_a_letter_can_be_previewed_for_a_stored_lead(lived):
    assert "\nHello Jan,\n" in look(lived, "preview", "full_profile", "--lead", "1", "--text").out


def test_a_lead_that_is_not_there_is_one_line(lived):
    ended = look(lived, "leads", "show", "99")

    assert (ended.code, ended.out) == (1, "")
    assert ended.faults == ["lead 99: expected a lead of this desk, found none; see `frontdesk leads list`"]


def test_forms_that_nobody_has_judged_yet_are_told(tmp_path):
    async def accept():
        db = Database("sqlite:///test.db", desk=tmp_path)
        await accepted(a_desk(db, tmp_path))
        await accepted(a_desk(db, tmp_path), message="Are you there?")
        await db.close()

    asyncio.run(accept())
    (tmp_path / ".env").write_text("FRONTDESK_DATABASE=sqlite:///test.db\n")

    listed = look(tmp_path, "leads", "list")

    told = "Forms not yet judged, which may be of further leads: 2; see `frontdesk audit`"
    assert listed.out.splitlines() == ["No leads yet.", told]


def test_looking_makes_no_database(run, desk):
    listed, shown = run("leads", "list"), run("leads", "show", "1")

    assert (listed.code, listed.out) == (0, "No leads yet.\n")
    assert (shown.code, len(shown.faults)) == (1, 1)
    assert [path.name for path in desk.iterdir()] == ["templates"]


@pytest.mark.parametrize("command", [["leads", "list"], ["leads", "show", "1"]], ids=["list", "show"])
def test_a_damaged_database_is_one_line(lived, tmp_path, command):
    whole = (lived / "test.db").read_bytes()
    damaged = whole[:4096] + bytes(reversed(whole[4096:]))
    (tmp_path / "frontdesk.db").write_bytes(damaged)

    ended = look(tmp_path, *command)

    assert (ended.code, ended.out, len(ended.faults)) == (1, "", 1)
    assert "frontdesk.db: expected a " in ended.err


@pytest.fixture
def spoilt(tmp_path) -> Path:
    """A desk folder with three leads, the newest receipt of the second of which is no receipt."""

    async def live() -> None:
        db = Database("sqlite:///test.db", desk=tmp_path)
        desk = a_desk(db, tmp_path)
        for number in range(3):
            await accepted(desk, email=f"jan{number}@acme{number}.example", phone=f"+48 512 345 20{number}")
        await judged(desk)
        broken = sa.update(tables.receipts).where(tables.receipts.c.lead == 2).values(body=b"{")
        await db.write(lambda connection: connection.execute(broken))
        await db.close()

    asyncio.run(live())
    (tmp_path / ".env").write_text("FRONTDESK_DATABASE=sqlite:///test.db\n")
    return tmp_path


@pytest.mark.parametrize("how", [(), ("--json",)], ids=["table", "JSON"])
def test_a_receipt_that_cannot_be_read_hides_no_lead_of_the_list(spoilt, how):
    listed = look(spoilt, "leads", "list", *how)

    assert listed.code == 1
    assert sum("acme" in line.lower() for line in listed.out.splitlines()) == 3
    [fault] = listed.faults
    assert fault.startswith("lead 2: expected a receipt that can be read, found: JSONDecodeError")
    assert fault.endswith("`frontdesk rescore` judges it anew")


def test_a_lead_whose_receipt_cannot_be_read_is_shown_with_the_rest(spoilt):
    shown = look(spoilt, "leads", "show", "2")

    assert shown.code == 1
    assert "a receipt that cannot be read, because of submission:" in shown.out
    assert "email: jan1@acme1.example" in shown.out
    assert [fault.partition(":")[0] for fault in shown.faults] == ["lead 2"]


def test_a_rescore_heals_a_lead_whose_receipt_cannot_be_read(spoilt):
    healed = look(spoilt, "rescore", "--json")

    listed, shown = look(spoilt, "leads", "list"), look(spoilt, "leads", "show", "2")
    assert (healed.code, json.loads(healed.out)["failed"]) == (0, {})
    assert (listed.code, listed.err, shown.code) == (0, "", 0)
    assert "a receipt that cannot be read" in shown.out  # its row stays
    assert "rules:" in shown.out
    assert look(spoilt, "audit").code == 1
