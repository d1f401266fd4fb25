"""Erasing and exporting a person, as commands."""

import asyncio
import json
import stat
import time

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.store.database import Database
from frontdesk.store.tables import deliveries, identities, leads, receipts, submissions
from support.books import a_letter, a_receipt, a_submission, put
from support.desks import a_desk, accepted, judged
from support.stored import count
from support.world import a_form

MAIL = "jan@acme-client.example"
EVIL = "=HYPERLINK(1)"


@pytest.fixture
def desk(tmp_path, database_url):
    """A desk folder with Jan, whose company is a formula, and Ann."""
    (tmp_path / ".env").write_text(f"FRONTDESK_DATABASE={database_url}\n")

    async def made() -> None:
        db = Database(database_url, desk=tmp_path)
        one = a_desk(db, tmp_path)
        await accepted(one, **a_form(company=EVIL))
        await accepted(one, **a_form(email="ann@other.example", phone="", last_name="Lee"))
        await judged(one)
        await db.close()

    asyncio.run(made())
    return tmp_path


@pytest.fixture
def url(tmp_path, database_url):
    return tmp_path if database_url.startswith("sqlite") else database_url


def test_a_person_is_erased_once_and_then_nothing_is_left(run, url):
    first = run("erase", "JAN+x@ACME-client.example", "--yes", "--by", "Olga")
    again = run("erase", MAIL)

    assert first.code == 0
    assert first.out.startswith("Erased: #1; submissions: 1, letters: 1, rows: ")
    assert "Letters that will not go out: 1; being sent at that moment: 0" in first.out
    assert (again.code, again.out) == (0, "Nothing is left of this person\n")
    assert count(url, "identities") == 1


def test_a_letter_that_is_out_of_order_keeps_nobody_from_being_erased(run, desk):
    (desk / "templates" / "letters").mkdir(parents=True)
    (desk / "templates" / "letters" / "ask_details.en.md").write_text("{{ nobody_knows }}")

    broken, erased = run("check"), run("erase", MAIL, "--yes")

    assert broken.code == 1
    assert (erased.code, erased.out[:11]) == (0, "Erased: #1;")


def test_nothing_is_erased_without_an_answer(run, url):
    ended = run("erase", MAIL, text="\n")

    assert ended.code == 1
    assert ended.faults[-1].endswith("--yes erases without asking")
    assert count(url, "identities", f"value = '{MAIL}'") == 1


def test_what_was_erased_is_json_when_asked_for(run):
    done = json.loads(run("erase", MAIL, "--yes", "--json").out)

    assert (done["erased"], done["leads"], done["submissions"], done["rewritten"]) == (True, [1], 1, True)


def test_the_file_keeps_no_byte_of_whom_was_erased(run, tmp_path, database_url):
    if not database_url.startswith("sqlite"):
        return
    before = b"".join(path.read_bytes() for path in tmp_path.glob("test.db*"))

    run("erase", MAIL, "--yes")

    after = b"".join(path.read_bytes() for path in tmp_path.glob("test.db*"))
    traces = (MAIL.encode(), b"Kowalski", EVIL.encode())
    assert [trace in before for trace in traces] == [True] * 3
    assert [trace in after for trace in traces] == [False] * 3


def test_an_export_holds_everything_under_the_names_of_the_tables(run):
    found = json.loads(run("export", "+48 512 345 200").out)

    tables = found["tables"]
    assert found["of"] == "+48512345200"
    assert [row["value"] for row in tables["identities"]] == [MAIL, "+48512345200"]
    assert tables["submissions"][0]["normalised"]["fields"]["company"] == EVIL
    assert tables["deliveries"][0]["recipient"] == MAIL
    assert "ann@other.example" not in json.dumps(found)


def test_an_export_into_a_file_is_for_its_owner_alone(run, tmp_path):
    out = tmp_path / "jan.json"
    out.write_text("old")
    out.chmod(0o644)

    run("export", MAIL, "--out", str(out))

    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert json.loads(out.read_text())["of"] == MAIL


def test_an_export_as_csv_opens_as_text(run, tmp_path):
    folder = tmp_path / "jan"

    ended = run("export", MAIL, "--csv", str(folder))

    told = (folder / "identities.csv").read_text("utf-8-sig")
    assert ended.code == 0
    assert {path.stem for path in folder.iterdir()} >= {"submissions", "identities", "receipts", "leads"}
    assert '"+48512345200"' not in told
    assert '"\'+48512345200"' in told


def test_of_a_stranger_nothing_is_held(run):
    assert json.loads(run("export", "who@nowhere.example").out)["tables"] == {}


@pytest.mark.parametrize("command", ["erase", "export"])
@pytest.mark.parametrize("text", ["jan", "", "12"])
def test_what_is_neither_address_nor_number_is_called_wrongly(run, command, text):
    assert run(command, text).code == 2


async def _thousand(db: Database) -> None:
    def work(connection: sa.Connection) -> None:
        for number in range(101, 1101):
            put(connection, leads, {"id": number, "revision": 1, "state": "triage", "created_at": now()})
            mail = f"p{number}@client-{number}.example"
            put(connection, identities, {"kind": "email", "value": mail, "lead": number})
            put(connection, submissions, a_submission(number, lead=number))
            put(connection, receipts, a_receipt(number, f"submission:{number:x}"))
            put(connection, deliveries, a_letter(number, lead=number, recipient=mail))

    await db.write(work)


@pytest.mark.parametrize("command", [("export", MAIL), ("erase", MAIL, "--yes")], ids=["export", "erase"])
def test_one_of_a_thousand_takes_less_than_a_second(run, desk, database_url, command):
    async def filled() -> None:
        db = Database(database_url, desk=desk)
        await _thousand(db)
        await db.close()

    asyncio.run(filled())

    began = time.perf_counter()
    ended = run(*command)
    took = time.perf_counter() - began

    print(command[0], round(took, 3))
    assert ended.code == 0
    assert took < 3  # of one, on a machine that others use too
